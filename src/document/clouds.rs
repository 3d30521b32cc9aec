//! Answers of other clouds and products about commands that were run -> the tape that they would have in the names of this
//! project's table, and whose they are. It refuses to know what a status means.
//!
//! They are told by facts that only they have: members of their own, ids that begin their way. Members that say what a
//! member of the table says get its name, and structures around single values of a row go, so that nothing after this
//! knows of their shapes. What is one of ECS's own answers is never touched.
//!
//! Shapes are those of the vendors' own SDKs and references: `tencentcloud-sdk` (tat 2020-10-28), `volcengine-python-sdk` and
//! Volcengine's Terraform provider (ecs), `jdcloud_sdk` (assistant), Huawei's Terraform provider (coc), AWS's and Azure's API
//! references, `alibabacloud` ehpc-20180412 and rds-20140815.

use std::borrow::Cow;

use super::token::{Kind, PARTIAL, Token};
use super::value::{Document, Foreign, Key, Value};
use crate::diagnostic::{Code, Sink};
use crate::names::{Met, Name, Names};
use crate::room;
use crate::span::Span;

/// Whose answer it is, as far as the names of its members hang on that.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Cloud {
    Tencent,
    Volcengine,
    Jd,
    Huawei,
    Aws,
    Azure,
    /// E-HPC, whose `Message` is the output.
    Hpc,
    /// Another product or cloud, with the same names.
    Same,
    /// Rows of this project's own exports: ECS's, in which each names what the whole came to beside its own status.
    Own,
}

/// Members that only one of them has; of several the first in this list names the call.
const MARKS: [(&str, Cloud, &str); 23] = [
    ("InvocationStatusReported", Cloud::Own, ""),
    ("InvocationTaskSet", Cloud::Tencent, "TencentCloud TAT DescribeInvocationTasks"),
    ("InvocationSet", Cloud::Tencent, "TencentCloud TAT DescribeInvocations"),
    ("InvocationTaskBasicInfoSet", Cloud::Tencent, "TencentCloud TAT DescribeInvocations"),
    ("InvocationTaskId", Cloud::Tencent, "TencentCloud TAT DescribeInvocationTasks"),
    ("InvocationResultStatus", Cloud::Volcengine, "Volcengine ECS DescribeInvocationResults"),
    ("InvocationResultId", Cloud::Volcengine, "Volcengine ECS DescribeInvocationResults"),
    ("InvocationName", Cloud::Volcengine, "Volcengine ECS DescribeInvocations"),
    ("InstanceNumber", Cloud::Volcengine, "Volcengine ECS DescribeInvocations"),
    ("CommandInvocations", Cloud::Aws, "AWS SSM ListCommandInvocations"),
    ("CommandPlugins", Cloud::Aws, "AWS SSM ListCommandInvocations"),
    ("StandardOutputContent", Cloud::Aws, "AWS SSM GetCommandInvocation"),
    ("StatusDetails", Cloud::Aws, "AWS SSM"),
    ("ExecuteInstances", Cloud::Huawei, "HuaweiCloud COC"),
    ("ExecuteUuid", Cloud::Huawei, "HuaweiCloud COC"),
    ("InvocationInstances", Cloud::Jd, "JDCloud Assistant describeInvocations"),
    ("ExecutionState", Cloud::Azure, "Azure RunCommand"),
    ("ListInvocationResultsResponse", Cloud::Hpc, HPC_RESULTS),
    ("ListInvocationStatusResponse", Cloud::Hpc, HPC_STATUS),
    ("DescribeRCInvocationResultsResponse", Cloud::Same, RDS),
    ("DescribeRCInvocationsResponse", Cloud::Same, "RDS Custom DescribeRCInvocations"),
    ("InvokedID", Cloud::Same, "CTyun (天翼云)"),
    // In `ResponseMetadata`; that of others names no service.
    ("Service", Cloud::Volcengine, "Volcengine"),
];

const HPC_RESULTS: &str = "E-HPC ListInvocationResults";
const HPC_STATUS: &str = "E-HPC ListInvocationStatus";
const RDS: &str = "RDS Custom DescribeRCInvocationResults";

/// How ids and codes of theirs begin, where no member tells.
const VALUES: [(Name, &str, Cloud, &str); 8] = [
    (Name::InvocationId, "inv-", Cloud::Tencent, "TencentCloud TAT RunCommand"),
    (Name::InstanceId, "ins-", Cloud::Tencent, "TencentCloud TAT"),
    (Name::InstanceId, "lhins-", Cloud::Tencent, "TencentCloud TAT"),
    (Name::InvocationId, "ivk-", Cloud::Volcengine, "Volcengine ECS RunCommand"),
    (Name::InstanceId, "rc-", Cloud::Same, RDS),
    (Name::InstanceId, "ocid1.", Cloud::Same, "Oracle Cloud"),
    (Name::Code, "ComponentStatus/", Cloud::Azure, "Azure RunCommand"),
    (Name::Code, "ProvisioningState/", Cloud::Azure, "Azure RunCommand"),
];

/// What becomes of a member.
#[derive(Clone, Copy)]
enum Change {
    /// It says what the member with this name says.
    To(Name),
    /// Its members are those of what is around it.
    Flatten,
}

const CHANGES: [(Cloud, &str, Change); 38] = {
    use Change::{Flatten, To};
    use Cloud::{Aws, Azure, Hpc, Huawei, Jd, Own, Same, Tencent, Volcengine};
    [
        (Own, "Status", To(Name::InvocationStatus)),
        (Own, "LegacyStatus", To(Name::InvokeRecordStatus)),
        (Own, "InvocationStatus", To(Name::Status)),
        (Tencent, "InvocationSet", To(Name::Invocations)),
        (Tencent, "InvocationTaskSet", To(Name::InvocationResults)),
        (Tencent, "InvocationTaskBasicInfoSet", To(Name::InvokeInstances)),
        (Tencent, "TaskStatus", To(Name::InvocationStatus)),
        (Tencent, "TaskResult", Flatten),
        (Tencent, "EndTime", To(Name::FinishTime)),
        (Volcengine, "InvocationResultStatus", To(Name::InvocationStatus)),
        (Volcengine, "EndTime", To(Name::FinishTime)),
        (Volcengine, "ErrorMessage", To(Name::ErrorInfo)),
        (Jd, "InvocationInstances", To(Name::InvokeInstances)),
        (Jd, "Status", To(Name::InvocationStatus)),
        (Jd, "EndTime", To(Name::FinishTime)),
        (Huawei, "ExecuteInstances", To(Name::InvocationResults)),
        (Huawei, "TargetInstance", Flatten),
        (Huawei, "ResourceId", To(Name::InstanceId)),
        (Huawei, "Status", To(Name::InvocationStatus)),
        (Huawei, "Message", To(Name::Output)),
        (Aws, "CommandInvocations", To(Name::InvocationResults)),
        // A command of theirs is one invocation, and what is run a document.
        (Aws, "CommandId", To(Name::InvokeId)),
        (Aws, "Status", To(Name::InvocationStatus)),
        (Aws, "CommandPlugins", Flatten),
        (Aws, "ResponseCode", To(Name::ExitCode)),
        (Aws, "StandardOutputContent", To(Name::Output)),
        (Aws, "StandardErrorContent", To(Name::ErrorInfo)),
        (Aws, "ExecutionStartDateTime", To(Name::StartTime)),
        (Aws, "ExecutionEndDateTime", To(Name::FinishTime)),
        (Aws, "ResponseStartDateTime", To(Name::StartTime)),
        (Aws, "ResponseFinishDateTime", To(Name::FinishTime)),
        (Azure, "Value", Flatten),
        (Azure, "DisplayStatus", To(Name::InvocationStatus)),
        (Azure, "ExecutionState", To(Name::InvocationStatus)),
        (Azure, "Error", To(Name::ErrorInfo)),
        (Azure, "EndTime", To(Name::FinishTime)),
        (Hpc, "Message", To(Name::Output)),
        (Same, "InvokedID", To(Name::InvokeId)),
    ]
};

/// Members that only answers of ECS have: what stands beside them is a wrapper's.
const ECS: Names = 1 << Name::InvokeRecordStatus as u32
    | 1 << Name::InstanceInvokeStatus as u32
    | 1 << Name::InvokeInstance as u32
    | 1 << Name::InvocationResult as u32
    | 1 << Name::DescribeInvocationsResponse as u32
    | 1 << Name::DescribeInvocationResultsResponse as u32;

/// The members of `VALUES`.
const VALUE_NAMES: Names = {
    let (mut names, mut at) = (0, 0);
    while at < VALUES.len() {
        names |= 1 << VALUES[at].0 as u32;
        at += 1;
    }
    names
};

/// Members met so far without which others tell nothing.
#[derive(Default)]
struct Seen {
    success: bool,
    metadata: bool,
    value: bool,
}

impl Seen {
    /// The place in `MARKS` of a member that no response of ECS has.
    fn mark(&mut self, key: &[u8]) -> Option<usize> {
        self.success |= spells(key, "Success");
        self.metadata |= spells(key, "ResponseMetadata");
        self.value |= spells(key, "Value");
        let found = MARKS.iter().position(|mark| spells(key, mark.0));
        found.filter(|found| self.metadata || MARKS[*found].0 != "Service")
    }

    /// The place in `VALUES`, counted on from `MARKS`, of what a member says.
    fn value(&self, name: Name, text: &[u8]) -> Option<usize> {
        // The states of a virtual machine have such codes, too, in other lists.
        let may = name != Name::Code || self.value;
        let is = |value: &(Name, &str, Cloud, &str)| {
            value.0 == name && text.trim_ascii_start().starts_with(value.1.as_bytes())
        };
        may.then(|| VALUES.iter().position(is)).flatten().map(|at| at + MARKS.len())
    }
}

/// So many tokens of a value are looked at for what tells whose it is.
const FIRST: usize = 1_024;

/// Whether a name is spelled so, without regard to case, underscores and hyphens.
fn spells(text: &[u8], name: &str) -> bool {
    let letters = text.iter().filter(|byte| !matches!(byte, b'_' | b'-'));
    text.len() < 2 * name.len() && letters.map(u8::to_ascii_lowercase).eq(name.bytes().map(|b| b.to_ascii_lowercase()))
}

impl Document {
    /// Gives the answers of other clouds and products among its values the names of the table. False: there are none. What there
    /// is no room for is not read, rather than taken for ECS's.
    pub(super) fn translate(&mut self, sink: &mut Sink) -> bool {
        if !self.has_foreign() {
            return false;
        }
        let mut out = Vec::new();
        if !room::reserve(&mut out, self.tokens.len()) {
            sink.emit(Code::TooComplex, Span::default(), Vec::new);
            (self.tokens, self.roots) = (Vec::new(), Vec::new());
            return true;
        }
        let is_part = self.units().any(|at| self.is_of_part(at));
        self.is_piece |= is_part;
        let (tokens, roots, clouds) = self.translated(out);
        self.written = Some((std::mem::replace(&mut self.tokens, tokens), std::mem::replace(&mut self.roots, roots)));
        self.clouds = clouds;
        self.forget_wide();
        true
    }

    /// Whether a row of an own export says that the answer was not here as a whole.
    fn is_of_part(&self, at: u32) -> bool {
        let says = |(key, value): (Key<'_>, Value<'_>)| {
            matches!(key, Key::Unknown(name) if name == "complete") && value.text() == "false"
        };
        self.owner(at).is_some_and(|owner| owner.0 == Cloud::Own) && self.value(at).members().any(says)
    }

    /// Whether one of its answers is another product's.
    pub(super) fn has_foreign(&self) -> bool {
        self.units().any(|at| self.owner(at).is_some())
    }

    /// The tape with other names, its outermost values, and whose they are.
    fn translated(&self, out: Vec<Token>) -> (Vec<Token>, Vec<u32>, Vec<Foreign>) {
        let mut writer = Writer { document: self, out, open: Vec::new(), cloud: None, is_error: false };
        let (mut clouds, mut roots) = (Vec::<Foreign>::new(), Vec::with_capacity(self.roots.len()));
        let (mut units, mut old) = (self.units().peekable(), self.roots.iter().peekable());
        let mut at = 0;
        while (at as usize) < self.tokens.len() {
            let start = writer.out.len() as u32;
            if old.next_if(|root| **root == at).is_some() {
                roots.push(start);
            }
            let mut end = at + 1;
            let owner = units.next_if(|unit| *unit == at).and_then(|unit| self.owner(unit));
            if let Some((cloud, _)) = owner {
                writer.cloud = Some(cloud);
                end = self.value(at).next();
            }
            (at..end).for_each(|at| writer.write(at));
            writer.cloud = None;
            let next = writer.out.len() as u32;
            match (owner, clouds.last_mut()) {
                (Some((_, name)), Some(Foreign { tokens, name: last })) if *last == name && tokens.1 == start => {
                    tokens.1 = next;
                }
                (owner, _) => {
                    let foreign = owner.filter(|(cloud, _)| *cloud != Cloud::Own);
                    clouds.extend(foreign.map(|(_, name)| Foreign { tokens: (start, next), name }));
                }
            }
            at = end;
        }
        (writer.out, roots, clouds)
    }

    /// The values that may be an answer each: the outermost, or the elements of an outermost list.
    fn units(&self) -> impl Iterator<Item = u32> {
        let elements = |root: &u32| {
            let root = self.value(*root);
            let own = (root.kind() != Kind::Array).then_some(root);
            own.into_iter().chain(root.elements())
        };
        self.roots.iter().flat_map(elements).filter(|unit| unit.is_container()).map(Value::at)
    }

    /// Whose a value is; `None`: nobody's that is known here.
    fn owner(&self, start: u32) -> Option<(Cloud, &'static str)> {
        let end = self.value(start).next();
        let (mut best, mut met, mut seen) = (usize::MAX, Met::default(), Seen::default());
        for token in &self.tokens[start as usize..end.min(start + FIRST as u32) as usize] {
            met.again(token.name_number());
            let found = match token.kind() {
                Kind::Key => seen.mark(&token.bytes(&self.source.text).unwrap_or_default()),
                Kind::String | Kind::Text if token.name().is_in(VALUE_NAMES) => {
                    seen.value(token.name(), &token.bytes(&self.source.text).unwrap_or_default())
                }
                _ => continue,
            };
            best = best.min(found.unwrap_or(usize::MAX));
        }
        let met = met.names();
        let mark = MARKS.get(best).map(|mark| (mark.1, mark.2));
        let mark = mark.or_else(|| VALUES.get(best.checked_sub(MARKS.len())?).map(|value| (value.2, value.3)));
        mark.filter(|(cloud, _)| fits(*cloud, met))
            .or_else(|| of_hpc(met, seen.success))
            .or_else(|| self.is_tencent_error(start, end, met).then_some((Cloud::Tencent, "TencentCloud")))
    }

    /// Whether it is a failed call of Tencent Cloud: an error with code and message alone, and the id of the request beside it, in
    /// `Response`. Errors of ECS have all of it in one object.
    fn is_tencent_error(&self, start: u32, end: u32, met: Names) -> bool {
        let names = [Name::Other, Name::Error, Name::Code, Name::Message, Name::RequestId];
        let all = names.into_iter().fold(0, |all: Names, name| all | 1 << name as u32);
        // Three objects and their ends, a key, and three texts.
        let key = (end - start == 10).then(|| self.tokens[start as usize + 1]).filter(|key| key.is(Kind::Key));
        met == all && key.and_then(|key| key.bytes(&self.source.text)).as_deref() == Some(b"Response")
    }

    /// Whose answer the value at a token is in; `None`: no other cloud's or product's.
    pub fn foreign(&self, at: u32) -> Option<&'static str> {
        let found = self.clouds.partition_point(|foreign| foreign.tokens.1 <= at);
        self.clouds.get(found).filter(|foreign| foreign.tokens.0 <= at).map(|foreign| foreign.name)
    }

    /// Whether members have other names on the tape than in the text, as those of other clouds have.
    pub fn is_translated(&self) -> bool {
        self.written.is_some()
    }

    /// The document with the names that it was written with, where it has others. `Err`: there is no room for both.
    pub fn as_written(&self) -> Result<Option<Document>, NoRoom> {
        let Some((tokens, roots)) = &self.written else { return Ok(None) };
        let text = self.source.text.len() + self.source.bytes;
        if !room::is_left(text + tokens.len() * size_of::<Token>()) {
            return Err(NoRoom);
        }
        Ok(Some(Self::new(self.source.clone(), tokens.clone(), roots.clone(), self.is_piece)))
    }
}

/// Memory has no room for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoRoom;

/// Whether the names that were met beside a mark are those of the same product: Simple Application Server has lists that are
/// called as AWS's and JD Cloud's are.
fn fits(cloud: Cloud, met: Names) -> bool {
    let has = |names: Names| met & names != 0;
    match cloud {
        Cloud::Same | Cloud::Hpc | Cloud::Own => true,
        Cloud::Aws => !has(ECS | 1 << Name::InvokeId as u32 | 1 << Name::InvokeInstances as u32),
        Cloud::Jd => has(1 << Name::Status as u32) && !has(ECS | 1 << Name::InvocationStatus as u32),
        Cloud::Tencent | Cloud::Volcengine | Cloud::Huawei | Cloud::Azure => !has(ECS),
    }
}

/// E-HPC's answers have the names of ECS's, and no id of an invocation: a command is run once, and goes by its own.
fn of_hpc(met: Names, success: bool) -> Option<(Cloud, &'static str)> {
    let has = |name: Name| met >> name as u32 & 1 == 1;
    let none = |names: &[Name]| !names.iter().any(|name| has(*name));
    let own = has(Name::RequestId)
        && has(Name::CommandId)
        && none(&[Name::InvokeId, Name::InvocationId, Name::InvocationStatus, Name::Output, Name::CommandName]);
    let results = success && has(Name::InvokeRecordStatus);
    let status = has(Name::InvokeInstances) && has(Name::InvokeStatus) && none(&[Name::Invocations, Name::Invocation]);
    match () {
        () if own && results => Some((Cloud::Hpc, HPC_RESULTS)),
        () if own && status => Some((Cloud::Hpc, HPC_STATUS)),
        () => None,
    }
}

/// A container that is open in the tape that is written.
#[derive(Clone, Copy)]
enum Open {
    /// Its token.
    Kept(u32),
    /// One that goes; `list`: the objects in it go, too; `around`: what its members are those of.
    Gone { list: bool, around: Option<u32> },
}

/// Writes a tape anew.
struct Writer<'a> {
    document: &'a Document,
    out: Vec<Token>,
    open: Vec<Open>,
    cloud: Option<Cloud>,
    /// The messages are those of Azure's standard error.
    is_error: bool,
}

impl Writer<'_> {
    /// Writes what becomes of the next token.
    fn write(&mut self, at: u32) {
        let token = self.document.tokens[at as usize];
        match token.kind() {
            // It is written with its value, if at all.
            Kind::Key => {}
            Kind::Close => self.close(token),
            _ => self.value(token, at),
        }
    }

    fn close(&mut self, token: Token) {
        if let Some(Open::Kept(open)) = self.open.pop() {
            self.out[open as usize].end = self.out.len() as u32;
            self.out.push(token);
        }
    }

    fn value(&mut self, mut token: Token, at: u32) {
        let key = at.checked_sub(1).map(|key| self.document.tokens[key as usize]).filter(|key| key.is(Kind::Key));
        let is_container = matches!(token.kind(), Kind::Object | Kind::Array);
        let in_list = matches!(self.open.last(), Some(Open::Gone { list: true, .. })) && token.is(Kind::Object);
        if in_list {
            self.is_error = self.is_standard_error(at);
        }
        let change = self.change(token, key);
        let flattens = is_container && matches!(change, Some(Change::Flatten)) && self.is_flat(at);
        if in_list || flattens {
            self.leave(token);
            return;
        }
        match (change, key) {
            (Some(Change::To(name)), _) => token.meta = token.meta & !0xFF00 | (name as u32) << 8,
            (_, Some(key)) => self.out.push(key),
            (_, None) => {}
        }
        if is_container {
            self.open.push(Open::Kept(self.out.len() as u32));
        }
        self.out.push(token);
    }

    /// Leaves a structure out; what is not whole in it is not whole in what is around it.
    fn leave(&mut self, token: Token) {
        let around = match self.open.last() {
            Some(Open::Kept(at)) => Some(*at),
            Some(Open::Gone { around, .. }) => *around,
            None => None,
        };
        if let Some(at) = around.filter(|_| token.is_partial()) {
            self.out[at as usize].meta |= PARTIAL;
        }
        self.open.push(Open::Gone { list: token.is(Kind::Array), around });
    }

    /// What becomes of a member.
    fn change(&self, token: Token, key: Option<Token>) -> Option<Change> {
        let cloud = self.cloud?;
        let known = token.name().as_str().as_bytes();
        let name = match key {
            Some(key) => key.bytes(&self.document.source.text)?,
            None if known.is_empty() => return None,
            None => Cow::Borrowed(known),
        };
        if cloud == Cloud::Azure && token.name() == Name::Message {
            return Some(Change::To(if self.is_error { Name::ErrorInfo } else { Name::Output }));
        }
        CHANGES.iter().find(|change| change.0 == cloud && spells(&name, change.1)).map(|change| change.2)
    }

    /// Whether a structure has one value of each member: of several plugins each has its own.
    fn is_flat(&self, at: u32) -> bool {
        let value = self.document.value(at);
        value.kind() == Kind::Object
            || value.elements().take(3).all(|element| element.kind() == Kind::Object)
                && value.elements().take(3).count() <= if self.cloud == Some(Cloud::Azure) { 2 } else { 1 }
    }

    /// Whether one of Azure's texts is what a script wrote to its standard error.
    fn is_standard_error(&self, at: u32) -> bool {
        let code = self.document.value(at).member(Name::Code);
        code.is_some_and(|code| code.text().contains("/StdErr/"))
    }
}
