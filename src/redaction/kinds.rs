//! The kinds of what is hidden, one a row. What each takes and leaves stands in `examples.json` beside it.

/// Version of the list: it changes whenever a kind is added, or finds more or less than before.
pub const VERSION: &str = "2";

macro_rules! kinds {
    ($($name:ident $id:literal $shown:literal $class:ident)+) => {
        /// What a finding is.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Kind { $(#[doc = $id] $name),+ }

        impl Kind {
            /// All, in the order in which they are listed.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The name in placeholders, options and documents.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id),+ }
            }

            /// Whether it stays visible unless it is asked to be hidden: what the next person needs to act.
            pub const fn stays(self) -> bool {
                match self { $(Self::$name => $shown),+ }
            }

            /// Within which kinds one value is one thing.
            pub(crate) const fn class(self) -> Class {
                match self { $(Self::$name => Class::$class),+ }
            }
        }
    };
}

/// Kinds that share their numbers' things: a password is the same one in an address and beside its name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Class {
    /// Lets somebody in.
    Secret,
    /// Names something, as written.
    Name,
    /// Names something, in letters of any case.
    Caseless,
    /// What the reader has marked.
    Marked,
}

kinds! {
    InstanceId "instance-id" true Name
    InvocationId "invocation-id" true Name
    CommandId "command-id" true Name
    ResourceId "resource-id" false Name
    Ip "ip" false Name
    Ipv6 "ipv6" false Caseless
    Mac "mac" false Caseless
    Account "account" false Name
    AccessKey "access-key" false Secret
    StsKey "sts-key" false Secret
    Secret "secret" false Secret
    SecurityToken "security-token" false Secret
    Signature "signature" false Secret
    Jwt "jwt" false Secret
    Authorization "authorization" false Secret
    PrivateKey "private-key" false Secret
    UrlPassword "url-password" false Secret
    Password "password" false Secret
    PasswordHash "password-hash" false Secret
    Cookie "cookie" false Secret
    ApiToken "api-token" false Secret
    TencentKey "tencent-key" false Secret
    HuaweiKey "huawei-key" false Secret
    AwsKey "aws-key" false Secret
    GithubToken "github-token" false Secret
    SlackToken "slack-token" false Secret
    DingtalkToken "dingtalk-token" false Secret
    FeishuToken "feishu-token" false Secret
    WecomToken "wecom-token" false Secret
    Kubeconfig "kubeconfig" false Secret
    SshKey "ssh-key" false Secret
    Mail "mail" false Caseless
    Host "host" false Caseless
    User "user" false Name
    IdCard "id-card" false Name
    Phone "phone" false Name
    BankCard "bank-card" false Name
    Added "added" false Marked
}

impl Kind {
    /// The kind of a name.
    pub fn of(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.id() == id)
    }
}
