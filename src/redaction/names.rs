//! Names beside which a secret stands -> its kind and how much its value must look like one.

use super::kinds::Kind;

/// What stands beside a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Named {
    pub(crate) kind: Kind,
    pub(crate) needs: Needs,
}

/// What a value must be, so that not every word beside a name is hidden.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Needs {
    /// Anything that is no word for "none": beside `password`.
    Value,
    /// Made at random, or long: beside `token`.
    Random,
    /// At least 16 characters made at random: beside short names such as `sk`.
    Long,
    /// Letters and digits that name a machine.
    Label,
    /// A name of a person.
    Person,
    /// Sixteen digits.
    Digits,
    /// Pairs of names and values.
    Pairs,
    /// A scheme and what it needs.
    Scheme,
    /// Four to eight digits.
    Code,
    /// Four words or more.
    Words,
}

/// Longest name, in letters and digits, of which the end is looked at.
const LONGEST: usize = 32;

const ENDS: &[(&str, Kind, Needs)] = &[
    ("password", Kind::Password, Needs::Value),
    ("passwd", Kind::Password, Needs::Value),
    ("passwort", Kind::Password, Needs::Value),
    ("pwd", Kind::Password, Needs::Value),
    ("passphrase", Kind::Password, Needs::Value),
    ("userpass", Kind::Password, Needs::Value),
    ("dbpass", Kind::Password, Needs::Value),
    ("storepass", Kind::Password, Needs::Value),
    ("keypass", Kind::Password, Needs::Value),
    ("requirepass", Kind::Password, Needs::Value),
    ("masterauth", Kind::Password, Needs::Value),
    ("sshpass", Kind::Password, Needs::Value),
    ("becomepass", Kind::Password, Needs::Value),
    ("rootpass", Kind::Password, Needs::Value),
    ("adminpass", Kind::Password, Needs::Value),
    ("smtppass", Kind::Password, Needs::Value),
    ("bindpw", Kind::Password, Needs::Value),
    ("rootpw", Kind::Password, Needs::Value),
    ("psk", Kind::Password, Needs::Random),
    ("rocommunity", Kind::Password, Needs::Random),
    ("rwcommunity", Kind::Password, Needs::Random),
    ("passwordhash", Kind::PasswordHash, Needs::Long),
    ("accesskeysecret", Kind::Secret, Needs::Value),
    ("secretaccesskey", Kind::AwsKey, Needs::Value),
    ("awssecretkey", Kind::AwsKey, Needs::Value),
    ("secretkey", Kind::Secret, Needs::Random),
    ("secretkeybase", Kind::Secret, Needs::Random),
    ("secretid", Kind::Secret, Needs::Long),
    ("accesskey", Kind::Secret, Needs::Long),
    ("accesskeyid", Kind::Secret, Needs::Long),
    ("secret", Kind::Secret, Needs::Random),
    ("sdkak", Kind::HuaweiKey, Needs::Long),
    ("sdksk", Kind::HuaweiKey, Needs::Long),
    ("privatekey", Kind::Secret, Needs::Long),
    ("signingkey", Kind::Secret, Needs::Random),
    ("encryptionkey", Kind::Secret, Needs::Random),
    ("encryptkey", Kind::Secret, Needs::Random),
    ("masterkey", Kind::Secret, Needs::Random),
    ("accountkey", Kind::Secret, Needs::Random),
    ("sharedkey", Kind::Secret, Needs::Random),
    ("aeskey", Kind::Secret, Needs::Random),
    ("cryptokey", Kind::Secret, Needs::Random),
    ("cipherkey", Kind::Secret, Needs::Random),
    ("hmackey", Kind::Secret, Needs::Random),
    ("passkey", Kind::Secret, Needs::Random),
    ("tokenkey", Kind::Secret, Needs::Random),
    ("cookiekey", Kind::Secret, Needs::Random),
    ("sessionkey", Kind::Secret, Needs::Random),
    ("jwtkey", Kind::Secret, Needs::Random),
    ("signkey", Kind::Secret, Needs::Random),
    ("apiv3key", Kind::Secret, Needs::Random),
    ("loggedinkey", Kind::Secret, Needs::Random),
    ("noncekey", Kind::Secret, Needs::Random),
    ("salt", Kind::Secret, Needs::Long),
    ("securitytoken", Kind::SecurityToken, Needs::Random),
    ("ststoken", Kind::SecurityToken, Needs::Random),
    ("sessiontoken", Kind::SecurityToken, Needs::Random),
    ("signature", Kind::Signature, Needs::Random),
    ("sign", Kind::Signature, Needs::Long),
    ("sig", Kind::Signature, Needs::Long),
    ("token", Kind::ApiToken, Needs::Random),
    ("apikey", Kind::ApiToken, Needs::Random),
    ("appkey", Kind::ApiToken, Needs::Random),
    ("authkey", Kind::ApiToken, Needs::Random),
    ("licensekey", Kind::ApiToken, Needs::Random),
    ("appcode", Kind::ApiToken, Needs::Random),
    ("ticket", Kind::ApiToken, Needs::Long),
    ("clientkeydata", Kind::Kubeconfig, Needs::Long),
    ("clientcertificatedata", Kind::Kubeconfig, Needs::Long),
    ("certificateauthoritydata", Kind::Kubeconfig, Needs::Long),
    ("sessionid", Kind::Cookie, Needs::Random),
    ("sessid", Kind::Cookie, Needs::Random),
    ("setcookie", Kind::Cookie, Needs::Pairs),
    ("cookie", Kind::Cookie, Needs::Pairs),
    ("authorization", Kind::Authorization, Needs::Scheme),
    ("pincode", Kind::Password, Needs::Code),
    ("otpcode", Kind::Password, Needs::Code),
    ("smscode", Kind::Password, Needs::Code),
    ("mfacode", Kind::Password, Needs::Code),
    ("passcode", Kind::Password, Needs::Code),
    ("captcha", Kind::Password, Needs::Code),
    ("verifycode", Kind::Password, Needs::Code),
    ("verificationcode", Kind::Password, Needs::Code),
    ("mnemonic", Kind::Password, Needs::Words),
    ("seedphrase", Kind::Password, Needs::Words),
    ("recoveryphrase", Kind::Password, Needs::Words),
];

/// Names that are whole as they stand.
const WHOLE: &[(&str, Kind, Needs)] = &[
    ("pass", Kind::Password, Needs::Value),
    ("pw", Kind::Password, Needs::Random),
    ("sonarlogin", Kind::ApiToken, Needs::Long),
    ("pin", Kind::Password, Needs::Code),
    ("otp", Kind::Password, Needs::Code),
    ("totp", Kind::Password, Needs::Code),
    ("auth", Kind::Authorization, Needs::Long),
    ("ak", Kind::Secret, Needs::Long),
    ("sk", Kind::Secret, Needs::Long),
    ("hostname", Kind::Host, Needs::Label),
    ("computername", Kind::Host, Needs::Label),
    ("logname", Kind::User, Needs::Person),
    ("user", Kind::User, Needs::Person),
    ("sudouser", Kind::User, Needs::Person),
    ("ownerid", Kind::Account, Needs::Digits),
    ("accountid", Kind::Account, Needs::Digits),
    ("uid", Kind::Account, Needs::Digits),
];

/// Last parts of names, behind a line, a dash, a dot or a small letter.
const PARTS: &[(&str, Kind, Needs)] = &[
    ("pass", Kind::Password, Needs::Random),
    ("pw", Kind::Password, Needs::Random),
    ("auth", Kind::Authorization, Needs::Long),
    ("pin", Kind::Password, Needs::Code),
    ("otp", Kind::Password, Needs::Code),
];

/// Tokens that page through lists or count words, and what only speaks of passwords.
const NEVER: &[&str] = &[
    "nexttoken",
    "pagetoken",
    "continuationtoken",
    "clienttoken",
    "oldpwd",
    "maxtoken",
    "usingpassword",
    // Where a web server passes requests on to.
    "proxypass",
    "fastcgipass",
    "uwsgipass",
    "scgipass",
    "grpcpass",
    "memcachedpass",
];

/// What the last letters of names in `ENDS`, `WHOLE` and `PARTS` are.
const LAST: [bool; 256] = {
    let mut last = [false; 256];
    let lists = [ENDS, WHOLE, PARTS];
    let (mut list, mut at) = (0, 0);
    while list < lists.len() {
        if at == lists[list].len() {
            (list, at) = (list + 1, 0);
            continue;
        }
        let name = lists[list][at].0.as_bytes();
        let byte = name[name.len() - 1];
        last[byte as usize] = true;
        last[byte.to_ascii_uppercase() as usize] = true;
        at += 1;
    }
    last
};

/// Whether a word ends as some name does: most do not, and are done with.
pub(crate) fn may_be_name(word: &[u8]) -> bool {
    word.last().is_some_and(|last| LAST[usize::from(*last)])
}

/// What stands beside a name of letters, digits, dots, dashes and lines.
pub(crate) fn named(name: &[u8]) -> Option<Named> {
    if !may_be_name(name) || name.len() < 2 {
        return None;
    }
    let (mut buffer, mut from) = ([0; LONGEST], LONGEST);
    for byte in name.iter().rev().filter(|byte| byte.is_ascii_alphanumeric()).take(LONGEST) {
        from -= 1;
        buffer[from] = byte.to_ascii_lowercase();
    }
    let plain = &buffer[from..];
    // `PWD` and `OLDPWD` are where a shell is.
    if name == b"PWD" || plain.len() < 2 {
        return None;
    }
    // Two letters tell most names from each other, at the price of none.
    let tail = &plain[plain.len() - 2..];
    let tailed = |known: &str| known.as_bytes()[known.len() - 2..] == *tail;
    // `USER` is the shell's; in configurations `user` names an account of a program.
    let whole = WHOLE.iter().find(|(whole, kind, _)| {
        tailed(whole)
            && whole.as_bytes() == plain
            && (*kind != Kind::User || name.iter().all(|byte| !byte.is_ascii_lowercase()))
    });
    let end = || ENDS.iter().find(|(end, ..)| tailed(end) && plain.ends_with(end.as_bytes()));
    let (_, kind, needs) = *whole.or_else(end).or_else(|| part(name))?;
    if NEVER.iter().any(|never| plain.ends_with(never.as_bytes())) {
        return None;
    }
    Some(Named { kind: vendor(kind, plain), needs })
}

/// What the last part of a name says that says too little within a word (`bypass`, `oauth`): `app_pass`, `dbPass`, `npm_config__auth`.
fn part(name: &[u8]) -> Option<&'static (&'static str, Kind, Needs)> {
    PARTS.iter().find(|(part, ..)| {
        let Some(at) = name.len().checked_sub(part.len()).filter(|at| *at > 0) else { return false };
        let (before, own) = name.split_at(at);
        let begins = before.ends_with(b"_") || before.ends_with(b"-") || before.ends_with(b".");
        let camel = own[0].is_ascii_uppercase() && before[at - 1].is_ascii_lowercase();
        (begins || camel) && own.eq_ignore_ascii_case(part.as_bytes())
    })
}

/// Whose keys they are, where the name says so.
fn vendor(kind: Kind, name: &[u8]) -> Kind {
    let has = |word: &str| name.windows(word.len()).any(|window| window == word.as_bytes());
    match kind {
        Kind::Secret | Kind::AwsKey if has("tencent") || has("qcloud") => Kind::TencentKey,
        Kind::Secret | Kind::AwsKey if has("huawei") || name.starts_with(b"hw") => Kind::HuaweiKey,
        Kind::Secret if has("aws") => Kind::AwsKey,
        _ => kind,
    }
}

/// Words that stand beside names of secrets and are none.
const WORDS: &[&str] = &[
    "yes",
    "no",
    "true",
    "false",
    "null",
    "none",
    "nil",
    "undefined",
    "empty",
    "required",
    "optional",
    "string",
    "***",
    "redacted",
    "hidden",
    "masked",
    "unset",
    "default",
    "n/a",
    "on",
    "off",
    "is",
    "for",
    "and",
    "or",
    "must",
    "expired",
    "invalid",
    "incorrect",
    "changed",
    "prompt",
    "ask",
    "file",
    "env",
    "field",
    "failed",
    "error",
    "not",
    "the",
    "wrong",
    "sorry",
    "ok",
    "success",
    "missing",
    "authentication",
    "length",
    "policy",
    "str",
    "any",
    "bool",
    "int",
    "object",
    "sensitive",
    "hashed",
    "encrypted",
];

/// Words that stand where a secret would, and values of which everybody has the same.
pub(crate) fn is_none(value: &[u8]) -> bool {
    let value = value.strip_prefix(b"[").or(value.strip_prefix(b"(")).unwrap_or(value);
    let end = value.iter().rev().take_while(|byte| b"):,;".contains(byte)).count();
    let value = &value[..value.len() - end];
    if value.is_empty() {
        return true;
    }
    // Masked, a variable, a template, a format.
    let sign = matches!(value, [b'$' | b'{' | b'%' | b'<' | b'~' | b'*', ..])
        && (value.len() < 3 || !value[1..].iter().any(u8::is_ascii_digit))
        || value.starts_with(b"${")
        || value.starts_with(b"$(")
        || value.starts_with(b"{{")
        || value.starts_with(b"<")
        || value.starts_with(b"~");
    let same = value.iter().all(|byte| *byte == value[0]) && value.first().is_some_and(|byte| b"*xX.-_".contains(byte));
    let stars = value.windows(3).any(|window| window == b"***");
    // `your_password_here`, `yourAccessKeySecret`.
    let yours = value.len() > 5
        && value[..4].eq_ignore_ascii_case(b"your")
        && (value[4].is_ascii_uppercase() || matches!(value[4], b'_' | b'-'));
    // A count: `pass=1 fail=0`.
    let count = value.len() < 3 && value.iter().all(u8::is_ascii_digit);
    sign || same || count || stars || yours || WORDS.iter().any(|word| value.eq_ignore_ascii_case(word.as_bytes()))
}

/// Whether a value looks as if it was made at random: letters and digits, letters of both cases inside a word, or very long.
pub(crate) fn is_random(value: &[u8], least: usize) -> bool {
    if value.len() < least || value.iter().any(|byte| b" (".contains(byte)) {
        return false;
    }
    let count = |test: fn(&u8) -> bool| value.iter().filter(|byte| test(byte)).count();
    let (digits, upper, lower) =
        (count(u8::is_ascii_digit), count(u8::is_ascii_uppercase), count(u8::is_ascii_lowercase));
    let path = memchr::memchr_iter(b'/', value).count() > 1 && value.starts_with(b"/");
    let words =
        value.iter().filter(|byte| b"-_.".contains(byte)).count() > 1 && digits <= 2 && (upper == 0 || lower == 0);
    // `Kind::Name`, `Token.Name` are code.
    let code = digits == 0 && value.iter().any(|byte| b".:".contains(byte));
    let mixed = digits > 0 && upper + lower > 0 || upper > 1 && lower > 1 && !code;
    !path && !words && (mixed || value.len() >= 24 && digits + upper + lower == value.len() && digits + upper > 0)
}
