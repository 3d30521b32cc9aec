//! A value that a program computes -> the text that it falls back to: `${NAME:-text}`, `env('NAME', 'text')`, `… || 'text'`.

use memchr::memmem;

use super::names;
use super::scan::Scan;

/// Calls that read a setting, the last argument of which is what holds where there is none.
const READERS: [&[u8]; 16] = [
    b"env",
    b"getenv",
    b"get",
    b"fetch",
    b"config",
    b"lookup",
    b"getproperty",
    b"getordefault",
    b"getenvordefault",
    b"getstring",
    b"get_env",
    b"envor",
    b"optional",
    b"decouple",
    b"default",
    b"orelse",
];

/// Calls that make a value of the text they have.
const CONVERSIONS: [&[u8]; 10] =
    [b"byte", b"bytes", b"from", b"string", b"str", b"secretstr", b"decode", b"unhexlify", b"fromhex", b"parse"];

/// Where the fallback stands in the value between two places, of which the rest of the line is looked at.
pub(crate) fn of(scan: &Scan<'_, '_>, start: usize, end: usize, quoted: bool) -> Option<(usize, usize)> {
    let rest = scan.after(start, 256);
    let line = &rest[..rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())];
    let (from, to) = match line {
        [b'$', b'{', ..] => variable(line)?,
        [b'{', b'{', ..] => call(line, memmem::find(line, b"default(")?)?,
        _ if quoted => return None,
        [b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$' | b'\\' | b'[', ..] => {
            let path = line.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"._:$\\>-!?[]".contains(byte));
            let open = path.count();
            call(line, open.checked_sub(1)?).or_else(|| other(line, end - start))?
        }
        _ => return None,
    };
    (from < to).then_some((start + from, start + to))
}

/// `${NAME:-text}`, `${NAME:=text}`, `${NAME:text}`.
fn variable(line: &[u8]) -> Option<(usize, usize)> {
    let name = line[2..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(byte)).count();
    // `${NAME-text}` has the dash in what may be a name.
    let colon = 2 + name;
    if line.get(colon) != Some(&b':') {
        return None;
    }
    let from = match line.get(colon + 1)? {
        b'-' | b'=' => colon + 2,
        b'?' | b'+' | b'$' => return None,
        _ => colon + 1,
    };
    let len = line[from..].iter().position(|byte| *byte == b'}')?;
    let text = &line[from..from + len];
    let quoted = usize::from(matches!(text, [b'"' | b'\'', .., b'"' | b'\'']));
    Some((from + quoted, from + len - quoted))
}

/// `env('NAME', 'text')`: the last text in quotes behind a comma; the only one of `default('text')`.
fn call(line: &[u8], at: usize) -> Option<(usize, usize)> {
    let open = at + memmem::find(&line[at..], b"(").filter(|len| *len < 32)?;
    let name = line[..open].iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let name = line[open - name..open].to_ascii_lowercase();
    let made = CONVERSIONS.contains(&name.as_slice());
    if !made && !READERS.contains(&name.as_slice()) {
        return None;
    }
    let close = open + memchr::memchr(b')', &line[open..]).unwrap_or(line.len() - open);
    let alone = name == b"default" || name == b"orelse" || made;
    let from = if alone { open } else { open + memchr::memrchr(b',', &line[open..close])? };
    // Of what is only converted, not every text is a secret: `str("Enter the password")`.
    // `config.get(server, 'password')` names what it reads.
    text(line, from + 1).filter(|(from, to)| {
        let text = &line[*from..*to];
        if made { names::is_random(text, 6) } else { alone || names::named(text).is_none() }
    })
}

/// `name.of.it || 'text'`, `?? 'text'`, `or 'text'`, `?: 'text'`.
fn other(line: &[u8], from: usize) -> Option<(usize, usize)> {
    const WORDS: [&[u8]; 4] = [b"|| ", b"?? ", b"or ", b"?: "];
    let computed = line[..from.min(line.len())].iter().any(|byte| b".([_$".contains(byte));
    let at = WORDS.iter().filter_map(|word| Some(memmem::find(line, word)? + word.len())).min()?;
    if computed { text(line, at) } else { None }
}

/// A text in quotes, behind blanks.
fn text(line: &[u8], at: usize) -> Option<(usize, usize)> {
    let at = at + line.get(at..)?.iter().take_while(|byte| **byte == b' ').count();
    let quote = line.get(at).filter(|byte| matches!(byte, b'"' | b'\''))?;
    let len = line[at + 1..].iter().position(|byte| byte == quote)?;
    Some((at + 1, at + 1 + len))
}
