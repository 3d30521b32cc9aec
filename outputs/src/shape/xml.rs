//! XML into lines that lie in each other, an element with text alone in one.

use super::layout::{Tree, TreeLine};
use crate::rendered::{self, Span};
use crate::words::Language;

/// Elements that lie in each other at most.
const DEPTH: usize = 256;

/// A part of a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part<'a> {
    /// `<a b="c">`
    Open(&'a str),
    /// `<a/>`
    Empty(&'a str),
    /// `</a>`
    Close(&'a str),
    /// What stands between tags, and is not blank.
    Text(&'a str),
    /// A comment, a declaration, a section or an instruction.
    Other(&'a str),
}

/// The XML of a text; nothing where that is damaged.
pub(super) fn read(text: &str, language: Language) -> Option<Tree> {
    let text = text.trim();
    if !text.starts_with('<') {
        return None;
    }
    let parts = parts(text)?;
    let mut writer = Writer { lines: Vec::new(), language };
    let mut open = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        match (parts[at], parts.get(at + 1), parts.get(at + 2)) {
            (Part::Open(tag), Some(Part::Text(text)), Some(Part::Close(end))) => {
                writer.line(open.len());
                writer.tag(tag);
                writer.push(text, "text");
                writer.tag(end);
                at += 2;
            }
            (Part::Open(tag), Some(Part::Close(end)), _) => {
                writer.line(open.len());
                writer.tag(tag);
                writer.tag(end);
                at += 1;
            }
            (Part::Open(tag), _, _) => {
                writer.line(open.len());
                writer.tag(tag);
                open.push(writer.lines.len() - 1);
            }
            (Part::Close(tag), _, _) => {
                let opened = open.pop()?;
                writer.line(open.len());
                writer.tag(tag);
                writer.lines[opened].closes = Some(writer.lines.len() - 1);
            }
            (Part::Empty(tag), _, _) => {
                writer.line(open.len());
                writer.tag(tag);
            }
            (Part::Text(text), _, _) => text.lines().map(str::trim).filter(|line| !line.is_empty()).for_each(|text| {
                writer.line(open.len());
                writer.push(text, "text");
            }),
            (Part::Other(other), _, _) => other.lines().for_each(|text| {
                writer.line(open.len());
                writer.push(text, "comment");
            }),
        }
        at += 1;
    }
    Some(Tree { lines: writer.lines, ..Tree::default() })
}

/// The parts of a document with one root whose tags match; nothing if it is none.
fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut roots = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let tag = rest.find('<').unwrap_or(rest.len());
        let (between, after) = rest.split_at(tag);
        if !between.trim().is_empty() {
            let in_order = !open.is_empty() && !between.contains("]]>") && references_are_right(between);
            in_order.then(|| parts.push(Part::Text(between.trim())))?;
        }
        rest = after;
        if rest.is_empty() {
            break;
        }
        let other = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!DOCTYPE", ">")];
        if let Some((start, end)) = other.into_iter().find(|(start, _)| rest.starts_with(start)) {
            let len = start.len() + rest[start.len()..].find(end)? + end.len();
            if start == "<!DOCTYPE" && rest[..len].contains('[') || start == "<![CDATA[" && open.is_empty() {
                return None;
            }
            parts.push(Part::Other(&rest[..len]));
            rest = &rest[len..];
            continue;
        }
        let (tag, after) = rest.split_at(end_of_tag(rest)?);
        rest = after;
        if let Some(name) = tag.strip_prefix("</") {
            let name = name.trim_end_matches('>').trim_end();
            (open.pop()? == name).then_some(())?;
            parts.push(Part::Close(tag));
            continue;
        }
        let name = name(&tag[1..])?;
        attributes_are_right(&tag[1 + name.len()..])?;
        roots += usize::from(open.is_empty());
        if tag.ends_with("/>") {
            parts.push(Part::Empty(tag));
        } else {
            open.push(name);
            parts.push(Part::Open(tag));
        }
        if open.len() > DEPTH || roots > 1 {
            return None;
        }
    }
    (open.is_empty() && roots == 1).then_some(parts)
}

/// Behind the `>` that is in no value.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (_, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | ':' | '-' | '.')
}

fn name(text: &str) -> Option<&str> {
    let name = text.split(|c| !is_name(c)).next()?;
    name.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | ':')).then_some(name)
}

fn references_are_right(text: &str) -> bool {
    text.split('&').skip(1).all(|after| {
        after.split_once(';').is_some_and(|(name, _)| {
            !name.is_empty() && name.len() < 32 && name.chars().all(|c| is_name(c) || c == '#')
        })
    })
}

/// What follows the name of an element: ` a="b" c='d'`, and `>` or `/>`.
fn attributes_are_right(text: &str) -> Option<()> {
    let mut rest = text;
    loop {
        let blank = rest.len() - rest.trim_start().len();
        rest = rest.trim_start();
        if matches!(rest, ">" | "/>") {
            return Some(());
        }
        let name = name(rest).filter(|_| blank > 0)?;
        rest = rest[name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, after) = rest[1..].split_once(quote)?;
        references_are_right(value).then_some(())?;
        rest = after;
    }
}

struct Writer {
    lines: Vec<TreeLine>,
    language: Language,
}

impl Writer {
    fn line(&mut self, indent: usize) {
        self.lines.push(TreeLine { indent, ..TreeLine::default() });
    }

    fn push(&mut self, text: &str, token: &'static str) {
        // A text of several lines is one here, as its blanks are.
        let text: String = text.chars().map(|c| if c == '\n' { ' ' } else { c }).collect();
        let spans: Vec<Span> = rendered::spans(&text, Some(token), self.language);
        if let Some(line) = self.lines.last_mut() {
            line.spans.extend(spans);
        }
    }

    /// A tag by its parts.
    fn tag(&mut self, tag: &str) {
        let start = if tag.starts_with("</") { 2 } else { 1 };
        let end = tag.len() - if tag.ends_with("/>") { 2 } else { 1 };
        self.push(&tag[..start], "punctuation");
        let name = tag[start..end].split(|c| !is_name(c)).next().unwrap_or_default();
        self.push(name, "tag");
        let mut rest = &tag[start + name.len()..end];
        while let Some((name, after)) = rest.split_once('=') {
            let value = after.trim_start();
            let quote = value.chars().next().unwrap_or('"');
            let len = value.get(1..).and_then(|inside| inside.find(quote)).map_or(value.len(), |at| at + 2);
            self.push(name, "attribute");
            self.push("=", "punctuation");
            self.push(&value[..len], "string");
            rest = &value[len..];
        }
        self.push(rest, "punctuation");
        self.push(&tag[end..], "punctuation");
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::text;
    use super::*;

    #[test]
    fn elements_are_laid_out() {
        let given = "<?xml version=\"1.0\"?><a x='1' y = \"&lt;>\"><b>text &amp; more</b><c/><d></d><!-- no --><e>mixed<f/></e></a>";
        let tree = read(given, Language::En).expect("XML");
        let lines: Vec<String> =
            tree.lines.iter().map(|line| format!("{}{}", "  ".repeat(line.indent), text(&line.spans))).collect();
        assert_eq!(
            lines,
            [
                "<?xml version=\"1.0\"?>",
                "<a x='1' y =\"&lt;>\">",
                "  <b>text &amp; more</b>",
                "  <c/>",
                "  <d></d>",
                "  <!-- no -->",
                "  <e>",
                "    mixed",
                "    <f/>",
                "  </e>",
                "</a>",
            ]
        );
        assert_eq!(tree.lines[1].closes, Some(10));
        let tokens: Vec<_> = tree.lines[1].spans.iter().filter_map(|span| span.token).collect();
        assert_eq!(tokens[..5], ["punctuation", "tag", "attribute", "punctuation", "string"]);
    }

    #[test]
    fn what_is_damaged_is_no_xml() {
        for text in [
            "<a>",
            "</a>",
            "<a></b>",
            "<a/><b/>",
            "<a/>text",
            "<a b></a>",
            "<a b=c/>",
            "<a b=\"1\"c=\"2\"/>",
            "<1/>",
            "<a>&</a>",
            "<a",
            "<!-- only -->",
            "<a b=\"<\"/>",
            "<>",
            "<a/b>",
            "<!DOCTYPE a [<!ENTITY x 'y'>]><a/>",
            "<-",
            "<a>]]></a>",
        ] {
            assert_eq!(read(text, Language::En), None, "{text}");
        }
        assert_eq!(read(&("<a>".repeat(1_000) + &"</a>".repeat(1_000)), Language::En), None);
    }
}
