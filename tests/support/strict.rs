//! Strict readers of JSON and XML as referees: `serde_json`, and quick-xml with what it does not check by itself.

use invocation_inspector::source::Syntax;
use quick_xml::events::Event;
use serde::de::IgnoredAny;

/// Fails where `text` is not a document of its syntax.
#[track_caller]
pub fn check(name: &str, syntax: Syntax, text: &str) {
    let fault = match syntax {
        Syntax::Json => serde_json::from_str::<IgnoredAny>(text).err().map(|error| error.to_string()),
        Syntax::Xml => xml(text).err(),
        Syntax::Text => Some("neither JSON nor XML".to_owned()),
    };
    assert_eq!(fault, None, "{name}: {}", text.chars().take(2_000).collect::<String>());
}

fn xml(text: &str) -> Result<(), String> {
    if let Some(odd) = text.chars().find(|c| !matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)) {
        return Err(format!("{odd:?} is no character of XML"));
    }
    let mut reader = quick_xml::Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = true;
    config.check_comments = true;
    config.allow_dangling_amp = false;
    config.allow_unmatched_ends = false;
    let (mut depth, mut roots) = (0, 0);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) => {
                roots += u32::from(depth == 0);
                depth += 1;
                tag_is_sound(&tag)?;
            }
            Event::Empty(tag) => {
                roots += u32::from(depth == 0);
                tag_is_sound(&tag)?;
            }
            Event::End(_) => depth -= 1,
            Event::Text(words) => {
                if depth == 0 && !words.trim().is_empty() || words.contains("]]>") {
                    return Err(format!("text where none may stand: {words:?}"));
                }
            }
            Event::GeneralRef(name) => {
                let known = quick_xml::escape::resolve_xml_entity(&name).is_some();
                let code = name.resolve_char_ref().map_err(|error| error.to_string())?;
                if depth == 0 || !known && code.is_none() {
                    return Err(format!("{name:?} is no entity of XML"));
                }
            }
            Event::Eof if depth == 0 && roots == 1 => return Ok(()),
            Event::Eof => return Err(format!("{roots} roots, {depth} left open")),
            Event::Decl(_) => {}
            other => return Err(format!("{other:?} was never asked for")),
        }
    }
}

/// A name as XML 1.0 has it, for the letters that are likely, and nothing after it.
fn tag_is_sound(tag: &quick_xml::events::BytesStart<'_>) -> Result<(), String> {
    let whole: &str = tag;
    let begins = |c: char| c.is_alphabetic() || c == '_' || !c.is_ascii();
    let name = whole.chars().all(|c| begins(c) || c.is_ascii_digit() || matches!(c, '-' | '.'));
    if whole.starts_with(begins) && name { Ok(()) } else { Err(format!("{whole:?} is no name")) }
}
