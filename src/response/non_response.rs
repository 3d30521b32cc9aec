//! Recognizes what people paste in place of a response: the call itself, a web page, a log of the agent, values alone.

use crate::status::Status;

/// Whether a text is the call and not its answer: a command line, an address, a request.
pub fn is_request(text: &str) -> bool {
    let text = text.trim_start_matches(['$', '#', '>', '%', '`', ' ', '\n']);
    let begins = |heads: &[&str]| heads.iter().any(|head| text.starts_with(head));
    let action = text.contains("Action");
    begins(&["aliyun ", "aliyun.exe ", "./aliyun "])
        || (action && begins(&["curl ", "wget ", "GET ", "POST ", "http://", "https://", "Action="]))
        || (action && begins(&["{"]) && text.contains("RegionId"))
}

/// Whether a text, in small letters, is a web page.
pub fn is_html(lower: &str) -> bool {
    ["<!doctype html", "<html", "<head"].iter().any(|head| lower.starts_with(head))
}

/// What a web page says it is, by its text in small letters.
pub fn title<'a>(text: &'a str, lower: &str) -> Option<&'a str> {
    let (before, title) = lower.split_once("<title>")?;
    let (title, _) = title.split_once('<')?;
    let start = before.len() + "<title>".len();
    text.get(start..start + title.len())
}

/// Whether a text is what the agent on an instance writes into its log.
pub fn is_agent_log(text: &str) -> bool {
    let marks = ["aliyun_assist", "aliyun-assist", "aliyun-service", "AliyunAssist", "/luban/api", "[taskengine]"];
    marks.iter().any(|mark| text.contains(mark))
}

/// Whether a text is a response as a console or a shell shows it, with signs in the place of what is inside.
pub fn is_short_print(text: &str) -> bool {
    const SIGNS: [&str; 8] =
        ["[[Prototype]]", "{…}", "Array(", "{@{", "System.Object", " object at 0x", "Response@", "ResponseBody@"];
    let collapsed = SIGNS.iter().any(|sign| text.contains(sign));
    let named = ["Invocation", "RequestId", "invocation", "requestId"].iter().any(|name| text.contains(name));
    collapsed && named
}

/// Whether a text is rows of values without names: cells, one of them an id of the API's and another a status or a time.
pub fn is_nameless(text: &str) -> bool {
    const LINES: usize = 8;
    let cells = |line: &str| -> Vec<String> {
        let sign = if line.contains('\t') { '\t' } else { ',' };
        line.split(sign).map(|cell| cell.trim().trim_matches('"').to_owned()).collect()
    };
    let is_id = |cell: &String| cell.len() > 6 && ["i-", "t-", "c-", "mi-"].iter().any(|begin| cell.starts_with(begin));
    let is_time = |cell: &String| cell.len() == 20 && cell.starts_with("20") && cell.ends_with('Z');
    let is_status = |cell: &String| Status::read(cell.as_bytes()).is_some();
    let is_row = |line: &str| {
        let cells = cells(line);
        cells.len() > 2 && cells.iter().any(is_id) && (cells.iter().any(is_time) || cells.iter().any(is_status))
    };
    text.lines().filter(|line| !line.trim().is_empty()).take(LINES).any(is_row)
}

/// Whether ids and times of the API stand in a text without any name of a field: what is left of an XML sample when a web
/// page drops its tags (seed 004).
pub fn is_stripped(text: &[u8]) -> bool {
    const MOST: usize = 16 << 10;
    let Ok(text) = std::str::from_utf8(&text[..text.len().min(MOST)]) else {
        return false;
    };
    let id = |prefix: &str| text.split_ascii_whitespace().any(|word| word.len() > 8 && word.starts_with(prefix));
    let time = |word: &str| matches!(word.as_bytes(), [b'2', b'0', .., b'Z']) && word.len() == 20 && word.contains('T');
    // A table has several of them on a line; what is left of markup has one.
    let cells =
        |line: &str| line.split(['\t', '|', ',']).count() > 3 || line.contains("  ") && line.split("  ").count() > 3;
    !text.contains(['<', '{', '='])
        && !text.lines().any(cells)
        && id("i-")
        && (id("t-") || id("c-"))
        && text.split_ascii_whitespace().any(time)
}
