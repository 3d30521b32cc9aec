//! What people and programs write for what they left out of a text.

/// Whether a line says that others were left out: `...`, `<truncated>`, `[... 12 lines omitted ...]`.
pub(super) fn says_left_out(line: &[u8]) -> bool {
    let line = String::from_utf8_lossy(&line[..line.len().min(80)]).to_ascii_lowercase();
    let line = line.trim_matches(|char: char| "<>[]() \t\r".contains(char));
    let says = ["truncated", "omitted", "snip", "more lines", "省略", "截断"];
    line == "..."
        || line == "…"
        || line.len() < 60 && says.iter().any(|word| line.contains(word)) && !line.contains([':', '=', ','])
}
