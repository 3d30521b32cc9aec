//! Recognizes what people paste in place of a response: the call itself, a web page, a log of the agent.

/// Whether a text is the call and not its answer: a command line, an address, a request.
pub fn is_request(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '$' | '#' | '>' | '%' | '`'));
    let line = text.lines().next().unwrap_or_default();
    let cli = ["aliyun ", "aliyun.exe ", "./aliyun "].iter().any(|tool| line.starts_with(tool));
    let http = ["curl ", "wget ", "GET ", "POST ", "http://", "https://", "Action="];
    let action = text.contains("Action=") || text.contains("x-acs-action");
    let json = text.starts_with('{') && text.contains("\"Action\"") && text.contains("\"RegionId\"");
    cli || json || (action && (http.iter().any(|head| line.starts_with(head)) || line.contains('&')))
}

/// Whether a text is a web page.
pub fn is_html(text: &str) -> bool {
    let head = text.trim_start().get(..15).unwrap_or_else(|| text.trim_start()).to_ascii_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<head")
}

/// What a web page says it is.
pub fn title(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let open = lower.find("<title")?;
    let start = open + lower[open..].find('>')? + 1;
    let end = start + lower[start..].find('<')?;
    Some(text[start..end].trim()).filter(|title| !title.is_empty())
}

/// Whether a text is what the agent on an instance writes into its log.
pub fn is_agent_log(text: &str) -> bool {
    let marks = ["aliyun_assist", "aliyun-assist", "aliyun-service", "AliyunAssist", "/luban/api", "[taskengine]"];
    marks.iter().any(|mark| text.contains(mark)) && text.bytes().any(|byte| byte.is_ascii_digit())
}
