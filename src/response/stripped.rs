//! Recognizes the text that is left of an XML sample when a web page drops its tags (seed 004): values alone, with
//! nothing that says which is which.

/// Whether ids and times of the API stand in a text without any name of a field.
pub fn is_stripped(text: &[u8]) -> bool {
    const MOST: usize = 16 << 10;
    let Ok(text) = std::str::from_utf8(&text[..text.len().min(MOST)]) else {
        return false;
    };
    let id = |prefix: &str| text.split_ascii_whitespace().any(|word| word.len() > 8 && word.starts_with(prefix));
    let time = |word: &str| matches!(word.as_bytes(), [b'2', b'0', .., b'Z']) && word.len() == 20 && word.contains('T');
    !text.contains(['<', '{', '=']) && id("i-") && (id("t-") || id("c-")) && text.split_ascii_whitespace().any(time)
}
