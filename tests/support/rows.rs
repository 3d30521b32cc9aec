//! Random responses, the ones that every law tries: all fields of both APIs, of any type, in any casing, blank, missing,
//! null or twice, with escapes and hostile Unicode, as JSON and as XML.

use std::fmt::Write as _;

use super::Dice;

/// What the responses may hold.
#[derive(Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
pub struct Kinds {
    /// Values of other types, of which XML has none.
    pub types: bool,
    /// Members that stand twice.
    pub twice: bool,
    /// Characters that no machine prints.
    pub hostile: bool,
    /// Instances with several rows, masked ids among them.
    pub same_ids: bool,
    /// Values that the documents do not know.
    pub strange: bool,
}

/// All of it.
pub const ANY: Kinds = Kinds { types: true, twice: true, hostile: true, same_ids: true, strange: true };
/// All of it, each row of an instance of its own.
pub const APART: Kinds = Kinds { same_ids: false, ..ANY };
/// What XML can say as JSON does.
pub const BOTH: Kinds = Kinds { types: false, twice: false, hostile: false, same_ids: false, strange: true };
/// What the service itself says, nearly always.
pub const PLAIN: Kinds = Kinds { types: false, twice: false, hostile: true, same_ids: true, strange: false };

/// A value in both syntaxes.
#[derive(Clone)]
struct Cell {
    json: String,
    xml: String,
}

type Members = Vec<(String, Cell)>;

/// An answer of one of the two calls.
pub struct Answer {
    /// Of DescribeInvocations.
    overall: bool,
    envelope: Members,
    /// Members of the one `Invocation` of an overall answer.
    invocation: Members,
    rows: Vec<Members>,
}

const TEXTS: [&str; 10] = [
    "ErrorCode",
    "ErrorInfo",
    "Username",
    "ContainerId",
    "ContainerName",
    "Launcher",
    "OssOutputStatus",
    "OssOutputUri",
    "CommandId",
    "Notes",
];
const TIMES: [&str; 6] = ["StartTime", "FinishTime", "FinishedTime", "StopTime", "CreationTime", "UpdateTime"];
const NUMBERS: [&str; 4] = ["ExitCode", "Repeats", "Dropped", "Timeout"];
const STATUSES: [&str; 6] =
    ["InvocationStatus", "InstanceInvokeStatus", "InvokeRecordStatus", "InvokeStatus", "Status", "InvocationStatus"];

impl Dice {
    fn is(&mut self, one_in: u64) -> bool {
        self.below(one_in) == 0
    }
}

/// A name as somebody may write it.
fn spelt(dice: &mut Dice, name: &str) -> String {
    match dice.below(12) {
        0 => name.to_lowercase(),
        1 => name.to_uppercase(),
        2 => name[..1].to_lowercase() + &name[1..],
        3 => {
            let parts =
                name.chars().enumerate().flat_map(|(at, c)| [(at > 0 && c.is_uppercase()).then_some('_'), Some(c)]);
            parts.flatten().collect::<String>().to_lowercase()
        }
        _ => name.to_owned(),
    }
}

fn json(dice: &mut Dice, text: &str) -> String {
    let (mut out, escapes) = (String::from("\""), dice.is(12));
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c < ' ' || escapes && dice.is(4) => {
                let _ = c.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(out, "\\u{unit:04x}"));
            }
            c => out.push(c),
        }
    }
    out + "\""
}

fn xml(dice: &mut Dice, text: &str) -> String {
    if !text.contains("]]>") && dice.is(20) {
        return format!("<![CDATA[{text}]]>");
    }
    let (mut out, escapes) = (String::new(), dice.is(12));
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c if c != '\0' && escapes && dice.is(4) => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

fn text(dice: &mut Dice, text: &str) -> Cell {
    Cell { json: json(dice, text), xml: xml(dice, text) }
}

/// Texts that break readers.
const HOSTILE: [&str; 16] = [
    "\u{202e}gpj.exe",
    "\u{feff}x",
    "a\u{0}b",
    "\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}T09:01:41Z",
    "＋８：００",
    "😀",
    "e\u{301}",
    "\u{2028}",
    "`rm -rf ~`",
    "$(touch x)",
    "</Output>",
    "\\\"",
    "'; --",
    "{\"a\":1}",
    "i\u{130}",
    "\u{e000}\u{10ffff}",
];

/// A text that stands nowhere else.
fn own(dice: &mut Dice, kinds: Kinds) -> String {
    let number = dice.below(1 << 30);
    match dice.below(6) {
        0 if kinds.hostile => format!("{}u{number}", dice.one_of(&HOSTILE)),
        1 => format!(" u{number}  and more\n"),
        2 => format!("状态 u{number}"),
        3 => format!("a \"b\" & <c> \\ u{number}"),
        _ => format!("u{number}"),
    }
}

/// A value of another type than the field's.
fn odd(dice: &mut Dice) -> Cell {
    let raw = dice.one_of(&[
        "{}",
        "[]",
        "true",
        "1.5",
        "-1",
        "12345678901234567890",
        "[1,\"x\"]",
        "{\"a\":{\"b\":[true,null]}}",
        "1e400",
    ]);
    Cell { json: raw.to_owned(), xml: String::new() }
}

fn number(dice: &mut Dice, kinds: Kinds) -> Cell {
    let plain = dice.one_of(&["0", "0", "0", "0", "0", "0", "0", "0", "1", "127", "3", "-1", "4294967296"]);
    let whole = ["1.0", "1e0", "1e3", "2.5e1", "12345678901"];
    let others = ["1.5", "9007199254740993", "1e30", "1e3", "-0.0"];
    let other = if kinds.types && dice.is(2) { dice.one_of(&others) } else { dice.one_of(&whole) };
    let words = dice.one_of(&["many", "007", "", " 3 ", "0x10", "１"]);
    match dice.below(if kinds.strange { 8 } else { 200 }) {
        0 => Cell { json: other.to_owned(), xml: other.to_owned() },
        1 => text(dice, other),
        2 if kinds.types => text(dice, words),
        3 => text(dice, plain),
        _ => Cell { json: plain.to_owned(), xml: plain.to_owned() },
    }
}

fn time(dice: &mut Dice, kinds: Kinds) -> String {
    let second = dice.below(60);
    match dice.below(if kinds.strange { 14 } else { 200 }) {
        0 => String::new(),
        1 => format!("2020-05-11 09:01:{second:02}"),
        2 => format!("2020-05-11T09:01:{second:02}+08:00"),
        3 => format!("2020-05-11T09:01:{second:02}.{}Z", dice.below(10)),
        4 => "soon".to_owned(),
        5 => dice
            .one_of(&["0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2106-02-07T06:28:16Z", "9999-12-31T23:59:59Z"])
            .to_owned(),
        6 => "2020-05-11T09:01Z".to_owned(),
        7 => format!(" 2020-05-11T09:01:{second:02}Z "),
        _ => format!("2020-05-1{}T09:01:{second:02}Z", dice.below(3)),
    }
}

fn status(dice: &mut Dice, name: &str, kinds: Kinds) -> String {
    let current =
        ["Success", "Success", "success", "Failed", "Running", "Pending", "Terminated", "Timeout", "Cancelled"];
    let legacy = ["Finished", "Finished", "finished", "Failed", "Running", "Stopped", ""];
    let strange = ["Strange", "ERROR", " Success ", "Finished", "PartialFailed", "Scheduled", "Stopped"];
    match dice.below(if kinds.strange { 4 } else { 100 }) {
        0 => dice.one_of(&strange),
        _ if name == "InvocationStatus" => dice.one_of(&current),
        _ => dice.one_of(&legacy),
    }
    .to_owned()
}

fn value(dice: &mut Dice, name: &str, kinds: Kinds) -> Cell {
    if kinds.types && dice.is(24) {
        return odd(dice);
    }
    if kinds.types && dice.is(16) {
        return Cell { json: "null".to_owned(), xml: String::new() };
    }
    match name {
        "Output" | "CommandContent" => {
            let words = ["", "b2s=", "aGkK", "ok", "a\nb", "6L+Z5pivCg==", "5b2T5YmN"];
            let own = own(dice, kinds);
            let words = if dice.is(2) { own } else { dice.one_of(&words).to_owned() };
            text(dice, &words)
        }
        name if NUMBERS.contains(&name) => number(dice, kinds),
        name if TIMES.contains(&name) => {
            let words = time(dice, kinds);
            text(dice, &words)
        }
        name if STATUSES.contains(&name) => {
            let words = status(dice, name, kinds);
            text(dice, &words)
        }
        _ => {
            let words = if dice.is(3) { String::new() } else { own(dice, kinds) };
            text(dice, &words)
        }
    }
}

/// Adds a member, sometimes twice.
fn add(dice: &mut Dice, members: &mut Members, name: &str, cell: Cell, kinds: Kinds) {
    let name_here = spelt(dice, name);
    members.push((name_here, cell));
    if kinds.twice && dice.is(24) {
        let again = if dice.is(4) { members[members.len() - 1].1.clone() } else { value(dice, name, kinds) };
        let at = dice.below(members.len() as u64 + 1);
        members.insert(at, (spelt(dice, name), again));
    }
}

fn row(dice: &mut Dice, at: usize, names: &[&str], overall: bool, kinds: Kinds) -> Members {
    let mut row = Vec::new();
    let id = match dice.below(12) {
        0 if kinds.same_ids => "i-bp1****".to_owned(),
        1 => String::new(),
        2 => format!(" i-{at:04} "),
        3 if kinds.hostile => format!("\"i-{at:04}`"),
        4 if kinds.same_ids => format!("i-{:04}", at / 2),
        _ => format!("i-{at:04}"),
    };
    let id = text(dice, &id);
    add(dice, &mut row, "InstanceId", id, kinds);
    if !overall {
        let id = dice.one_of(&["t-1", "t-1", "t-1", "t-1", "t-1", "t-1", "t-2", "", "t-hz****"]);
        let id = text(dice, if id.ends_with('*') && !kinds.same_ids { "t-1" } else { id });
        add(dice, &mut row, "InvokeId", id, kinds);
    }
    for name in names {
        if !dice.is(12) {
            let cell = value(dice, name, kinds);
            add(dice, &mut row, name, cell, kinds);
        }
    }
    row
}

/// A response of up to `most` rows, which mostly have the same members.
pub fn answer(dice: &mut Dice, most: u64, kinds: Kinds) -> Answer {
    let overall = dice.is(3);
    let mut names: Vec<&str> = Vec::new();
    for name in STATUSES.iter().chain(&NUMBERS).chain(&TIMES).chain(&TEXTS).chain(&["Output"]) {
        let strange = *name == "Status" && !kinds.strange;
        let of_invocation = overall && *name == "CommandId";
        if !(names.contains(name) || strange || of_invocation || dice.is(3)) {
            names.push(name);
        }
    }
    dice.shuffle(&mut names);
    let mut envelope = Vec::new();
    for name in ["RequestId", "NextToken", "CommandId", "Notes"] {
        if dice.is(2) && !(overall && name == "CommandId") {
            let words = if dice.is(4) { String::new() } else { own(dice, kinds) };
            let cell = if kinds.types && dice.is(12) { odd(dice) } else { text(dice, &words) };
            add(dice, &mut envelope, name, cell, kinds);
        }
    }
    for name in ["TotalCount", "PageNumber", "PageSize"] {
        if dice.is(2) {
            let cell = if kinds.types && dice.is(12) { odd(dice) } else { number(dice, kinds) };
            add(dice, &mut envelope, name, cell, kinds);
        }
    }
    let mut invocation = vec![("InvokeId".to_owned(), text(dice, "t-1"))];
    for name in [
        "CommandName",
        "CommandType",
        "CommandContent",
        "RepeatMode",
        "WorkingDir",
        "InvokeStatus",
        "InvocationStatus",
        "CommandId",
    ] {
        if overall && !dice.is(3) {
            let cell = value(dice, name, kinds);
            add(dice, &mut invocation, name, cell, kinds);
        }
    }
    let count = 1 + dice.below(most);
    let rows = (0..count).map(|at| row(dice, at, &names, overall, kinds)).collect();
    Answer { overall, envelope, invocation, rows }
}

/// What stands before a member, and between its colon and its value.
pub type Blanks<'a> = &'a mut dyn FnMut() -> String;

impl Answer {
    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// As JSON.
    pub fn json(&self, blanks: Blanks<'_>) -> String {
        let mut members = |members: &Members| {
            let each = members.iter().map(|(name, cell)| format!("{}\"{name}\":{}{}", blanks(), blanks(), cell.json));
            each.collect::<Vec<_>>().join(",")
        };
        let rows: Vec<String> = self.rows.iter().map(|row| format!("{{{}}}", members(row))).collect();
        let rows = rows.join(",");
        let envelope = members(&self.envelope);
        let comma = if envelope.is_empty() { "" } else { "," };
        if self.overall {
            let invocation = members(&self.invocation);
            format!(
                "{{{envelope}{comma}\"Invocations\":{{\"Invocation\":[{{{invocation},\"InvokeInstances\":{{\"InvokeInstance\":[{rows}]}}}}]}}}}"
            )
        } else {
            format!("{{\"Invocation\":{{{envelope}{comma}\"InvocationResults\":{{\"InvocationResult\":[{rows}]}}}}}}")
        }
    }

    /// As XML.
    pub fn xml(&self) -> String {
        let members = |members: &Members| {
            let mut out = String::new();
            for (name, Cell { xml, .. }) in members {
                let _ = write!(out, "<{name}>{xml}</{name}>");
            }
            out
        };
        let (envelope, invocation) = (members(&self.envelope), members(&self.invocation));
        let each = |tag: &str| {
            self.rows.iter().map(|row| ["<", tag, ">", &members(row), "</", tag, ">"].concat()).collect::<String>()
        };
        if self.overall {
            let rows = each("InvokeInstance");
            format!(
                "<DescribeInvocationsResponse>{envelope}<Invocations><Invocation>{invocation}<InvokeInstances>{rows}</InvokeInstances></Invocation></Invocations></DescribeInvocationsResponse>"
            )
        } else {
            let rows = each("InvocationResult");
            format!(
                "<DescribeInvocationResultsResponse><Invocation>{envelope}<InvocationResults>{rows}</InvocationResults></Invocation></DescribeInvocationResultsResponse>"
            )
        }
    }
}
