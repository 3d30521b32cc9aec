//! What people and programs write for what they left out of a text.

/// Whether a line says that others were left out: `...`, `<truncated>`, `[... 12 lines omitted ...]`.
pub(super) fn says_left_out(line: &[u8]) -> bool {
    let line = String::from_utf8_lossy(&line[..line.len().min(80)]).to_ascii_lowercase();
    let line = line.trim_matches(|char: char| "<>[]() \t\r".contains(char));
    let says = ["truncated", "omitted", "snip", "more lines", "more rows", "only showing", "省略", "截断"];
    line == "..."
        || line == "…"
        || line.len() < 60 && says.iter().any(|word| line.contains(word)) && !line.contains([':', '=', ','])
}

/// Where the mark begins with which a text ends that was shortened: `...`, `…`, `...(truncated)`, ` … [1234 chars truncated]`.
pub(super) fn left_out_at_end(text: &[u8]) -> Option<usize> {
    const NOTE: usize = 60;
    let dots = |text: &[u8]| {
        let text = text.trim_ascii_end();
        let kept = text.strip_suffix("…".as_bytes()).or_else(|| text.strip_suffix(b"...")).map(<[u8]>::len);
        kept.map(|kept| kept - text[..kept].iter().rev().take_while(|b| **b == b'.').count())
    };
    let open = match text.last()? {
        b']' => b'[',
        b')' => b'(',
        b'>' => b'<',
        _ => return dots(text),
    };
    let from = text.len().saturating_sub(NOTE);
    let start = from + text[from..].iter().rposition(|b| *b == open)?;
    let says = says_left_out(&text[start..]) && !text[start..].contains(&b'"');
    says.then(|| dots(&text[..start]).unwrap_or(start))
}
