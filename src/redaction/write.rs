//! A text and what is to be hidden in it -> the text with placeholders, in a form that what surrounds them can hold.

use memchr::memrchr;
use serde_json::value::RawValue;

use super::kinds::Kind;
use super::lens::Lens;
use super::numbering::Numbered;
use super::redactor::Redactor;
use super::rules::scan;
use super::scan::{Hit, What, placeholder};

/// What stands in place of a stretch of the view.
struct Replacement {
    start: usize,
    end: usize,
    text: String,
}

impl Redactor {
    /// The text with placeholders; `None` where nothing changes.
    pub(crate) fn rewrite(&mut self, text: &str) -> Option<String> {
        let lens = Lens::of(text);
        let hits = scan(&lens.view, &mut self.learned, 0);
        let redacted = self.render(text, &lens, &hits)?;
        Some(if is_json(text) && !is_json(&redacted) { self.values(text, redacted) } else { redacted })
    }

    /// JSON in which a placeholder would have broken the writing: value by value.
    fn values(&mut self, text: &str, redacted: String) -> String {
        match serde_json::from_str(text) {
            Ok(mut value) => {
                self.json(&mut value);
                value.to_string()
            }
            Err(_) => redacted,
        }
    }

    /// Where something is found in a text, in bytes, and its kind; of a text in Base64 the whole, with the kind of what is found first.
    pub fn places(&mut self, text: &str) -> Vec<(usize, usize, Kind)> {
        fn first(hit: &Hit) -> Kind {
            match &hit.what {
                What::Kind(kind) => *kind,
                What::Encoded(nested) => nested.hits.first().map_or(Kind::Added, first),
            }
        }
        let lens = Lens::of(text);
        let hits = scan(&lens.view, &mut self.learned, 0);
        hits.iter().map(|hit| (lens.start(hit.start), lens.end(hit.end), first(hit))).collect()
    }

    fn render(&mut self, raw: &str, lens: &Lens<'_>, hits: &[Hit]) -> Option<String> {
        let markup = is_markup(&lens.view);
        let mut replacements = Vec::new();
        for Hit { start, end, what, address } in hits {
            let (start, end) = (*start, *end);
            let text = match what {
                What::Kind(kind) => {
                    let numbered = self.numbering.number(*kind, &lens.view[start..end]);
                    numbered.hidden.then(|| form(raw, lens, start, end, numbered, markup || *address))
                }
                What::Encoded(nested) => {
                    let inside = Lens::of(&nested.text);
                    self.render(&nested.text, &inside, &nested.hits).map(|text| nested.write(&text))
                }
            };
            replacements.extend(text.map(|text| Replacement { start, end, text }));
        }
        self.marked(raw, lens, markup, &mut replacements);
        if replacements.is_empty() {
            return None;
        }
        let (mut out, mut at) = (String::with_capacity(raw.len()), 0);
        for Replacement { start, end, text } in replacements {
            out.push_str(&raw[at..lens.start(start)]);
            out.push_str(&text);
            out.push_str(&lens.hidden(raw, start, end));
            at = lens.end(end);
        }
        out.push_str(&raw[at..]);
        Some(out)
    }

    /// What the reader marked, where it is not hidden already.
    fn marked(&mut self, raw: &str, lens: &Lens<'_>, markup: bool, replacements: &mut Vec<Replacement>) {
        for index in 0..self.learned.marks.len() {
            let (finder, text) = &self.learned.marks[index];
            let (len, text) = (text.len(), text.clone());
            let places: Vec<usize> = finder.find_iter(lens.view.as_bytes()).collect();
            let mut added = Vec::new();
            for start in places {
                let numbered = self.numbering.number(Kind::Added, &text);
                let from = replacements.partition_point(|other| other.end <= start);
                let taken = replacements[from..].iter().take_while(|other| other.start < start + len);
                let (mut at, mut free) = (start, Vec::new());
                for other in taken {
                    free.push((at, other.start.max(at)));
                    at = other.end.max(at);
                }
                free.push((at, (start + len).max(at)));
                for (from, to) in free.into_iter().filter(|(from, to)| from < to && numbered.hidden) {
                    let tilde = markup || in_address(&lens.view, from);
                    added.push(Replacement { start: from, end: to, text: form(raw, lens, from, to, numbered, tilde) });
                }
            }
            replacements.extend(added);
            replacements.sort_by_key(|replacement| replacement.start);
        }
    }

    /// The placeholder of a value that is one as a whole.
    pub(crate) fn whole(&mut self, kind: Kind, value: &str) -> Option<String> {
        let Numbered { kind, number, hidden } = self.numbering.number(kind, value);
        hidden.then(|| format!("<{}-{number}>", kind.id()))
    }
}

/// `<ip-3>`, or `~ip-3~` where angle brackets would be marks or are none of an address's characters (RFC 3986 2.3); between quotes
/// in place of a number of JSON.
fn form(raw: &str, lens: &Lens<'_>, start: usize, end: usize, numbered: Numbered, tilde: bool) -> String {
    let Numbered { kind, number, .. } = numbered;
    let view = lens.view.as_bytes();
    let percent = [start.wrapping_sub(1), start, end - 1, end].into_iter().any(|at| lens.percent(at));
    let tag = start > 0 && view[start - 1] == b'>' || view[end..].starts_with(b"</");
    if tilde || percent || tag || is_attribute(&view[..start]) || is_query(&view[..start]) {
        return format!("~{}-{number}~", kind.id());
    }
    let quote = json_quote(&raw.as_bytes()[..lens.start(start)], &view[start..end]);
    format!("{quote}<{}-{number}>{quote}", kind.id())
}

/// `<tag name="`: in the value of an attribute.
fn is_attribute(before: &[u8]) -> bool {
    if !matches!(before, [.., b'=', b'"' | b'\'']) {
        return false;
    }
    let line = &before[before.len().saturating_sub(512)..];
    let open = memrchr(b'<', line);
    open.is_some_and(|at| {
        memrchr(b'>', line).is_none_or(|close| close < at) && line.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
    })
}

/// `?name=`, `&name=`: in the query of an address.
fn is_query(before: &[u8]) -> bool {
    let Some(name) = before.strip_suffix(b"=") else { return false };
    let len =
        name.iter().rev().take(48).take_while(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte)).count();
    len > 0 && matches!(name.get(name.len().wrapping_sub(len + 1)), Some(b'?' | b'&'))
}

/// The quote that a text needs in place of a number: that of the name before it.
fn json_quote(before: &[u8], value: &[u8]) -> String {
    let Some(name) = before.trim_ascii_end().strip_suffix(b":").map(<[u8]>::trim_ascii_end) else {
        return String::new();
    };
    if !value.iter().all(u8::is_ascii_digit) || !name.ends_with(b"\"") {
        return String::new();
    }
    let slashes = name[..name.len() - 1].iter().rev().take(32).take_while(|byte| **byte == b'\\').count();
    format!("{}\"", "\\".repeat(slashes))
}

/// Whether a place is in an address, by what stands before it.
fn in_address(view: &str, at: usize) -> bool {
    let before = &view.as_bytes()[at.saturating_sub(512)..at];
    let from =
        before.iter().rposition(|byte| matches!(byte, 0..=b' ' | b'"' | b'\'' | b'<' | b'>')).map_or(0, |at| at + 1);
    memchr::memmem::find(&before[from..], b"://").is_some()
}

fn is_markup(text: &str) -> bool {
    let text = text.trim_start().as_bytes();
    matches!(text, [b'<', b'?' | b'!' | b'A'..=b'Z' | b'a'..=b'z', ..]) && placeholder(text) == 0
}

fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[']) && serde_json::from_str::<&RawValue>(text).is_ok()
}
