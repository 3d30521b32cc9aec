//! Opening tags of XML, as they are and as they were meant to be.

use super::reader::{Frame, Reader, ends_name, local, local_at};
use super::text::is_name;
use crate::diagnostic::Code;
use crate::document::tape::FIRST;
use crate::document::token::{Kind, Token};
use crate::names::{Name, Type};
use crate::room;
use crate::span::Span;

impl Reader<'_> {
    /// An opening tag; its name stands `gap` bytes after the `<`.
    pub(super) fn opening_tag(&mut self, gap: usize) {
        let text = self.tape.text;
        let (start, from) = (self.at, self.at + 1 + gap);
        let name_len = text[from..].iter().position(|b| ends_name(*b)).unwrap_or(text.len() - from);
        let mut name = Span::new(from, from + name_len);
        let (end, closed) = tag_end(text, name.end as usize);
        let after = end + usize::from(closed);
        if self.lacks_slash(name) {
            self.at = after;
            self.tape.fault(Code::XmlMissingSlash, start, self.at);
            self.pop(start, self.at);
            return;
        }
        let mut known = Name::read_inlined(local(self.slice(name)));
        if let Some(close) = self.text_goes_on(start, known) {
            self.markup_in_text(start, after, close);
            return;
        }
        if !closed {
            self.tape.fault(Code::XmlUnfinished, start, end);
            if end >= text.len() && !self.frames.is_empty() {
                // A name that may have been cut names nothing.
                (self.at, self.kept.cut) = (end, start);
                return;
            }
        }
        self.at = after;
        if !closed && let Some(len) = self.text_in_tag(from, end) {
            name = Span::new(from, from + len);
            known = Name::read(local(self.slice(name)));
            self.at = from + len + usize::from(!text[from + len].is_ascii_alphanumeric());
        }
        let is_empty = closed && text[end - 1] == b'/';
        let mut members = Vec::new();
        if closed && end > name.end as usize + usize::from(is_empty) {
            let holds = known == Name::Other || known.value_type() == Type::Node;
            members = self.attributes(name.end as usize, end - usize::from(is_empty), holds);
        }
        self.make_room(start);
        if known.role().is_item() && self.is_in_itself(start, name) {
            self.unclosed();
        }
        self.open_element(start, name, known, &members);
        if is_empty {
            self.pop(self.at, self.at);
        }
    }

    /// Markup from `start` to `end` inside an element that holds text, which goes on to `close`.
    fn markup_in_text(&mut self, start: usize, end: usize, close: usize) {
        let text = &self.tape.text[start..close];
        let field = self.frames.last().map_or("", |frame| self.tape.tokens[frame.token as usize].name().as_str());
        let found = self.tape.excerpt(start, end);
        self.tape
            .sink
            .emit(Code::XmlMarkup, Span::new(start, end), || vec![("name", field.to_owned()), ("found", found)]);
        if let Some(frame) = self.frames.last_mut() {
            frame.has_markup |= text.contains(&b'&');
            frame.extend(Span::new(start, close), !text.is_ascii());
        }
        self.at = close;
    }

    /// Opens the element whose tag begins at `start` and ends here, with the members that stand in the tag.
    fn open_element(&mut self, start: usize, name: Span, known: Name, members: &[(Name, Span)]) {
        if self.frames.is_empty() && !self.joins_root(start, known) {
            self.tape.roots.push(self.tape.len());
            // The outermost element is a value without a name that has one member: itself.
            self.tape.push(Token::new(Kind::Object, Name::Other, start, start));
            self.kept.open_root = known != Name::Other && known.value_type() != Type::Node;
        }
        if known == Name::Other {
            self.other_name(name);
        } else {
            self.tape.sink.emit_odd(Code::Blank, self.slice(name), name);
        }
        let token = self.tape.len();
        self.tape.push(Token::new(Kind::Text, known, self.at, self.at));
        self.kept.last = FIRST;
        if self.frames.len() + 8 > self.frames.capacity() {
            self.tape.full |= !room::grow(&mut self.frames, 64);
        }
        self.frames.push(Frame {
            token,
            tag: Span::new(start, self.at),
            name,
            text: None,
            has_markup: false,
            non_ascii: false,
            bare_lt: false,
            after: token + 1,
        });
        if !members.is_empty() {
            self.tape.tokens[token as usize] = Token::new(Kind::Object, known, start, start);
        }
        for (name, value) in members {
            let (from, to) = (value.start as usize, value.end as usize);
            let escaped = self.slice(*value).contains(&b'&');
            self.tape.check_utf8(from, to);
            self.tape.push(Token::new(Kind::Text, *name, from, to).escaped(escaped));
        }
    }

    /// A name that is in no list stands on the tape before its value.
    fn other_name(&mut self, name: Span) {
        let (prefix, own) = local_at(self.slice(name));
        let (from, len) = (name.start as usize + prefix, own.len());
        if !std::str::from_utf8(own).is_ok_and(is_name) {
            let found = self.tape.excerpt(from, from + len);
            self.not_allowed(from, from + len, &found);
            self.tape.check_utf8(from, from + len);
        }
        self.tape.push(Token::new(Kind::Key, Name::Other, from, from + len));
    }

    /// Whether a member that stands outermost belongs to the piece of a response that began before it.
    fn joins_root(&mut self, start: usize, known: Name) -> bool {
        if self.kept.open_root && known.value_type() != Type::Node && known != Name::Other {
            if self.tape.sink.count(Code::XmlFragment) == 0 {
                self.tape.is_piece = true;
                self.tape.sink.emit(Code::XmlFragment, Span::new(start, start), Vec::new);
                self.tape.roots.last().copied().into_iter().for_each(|root| self.tape.leave_out(root));
            }
            return true;
        }
        if self.tape.roots.len() > self.kept.first {
            self.tape.sink.emit(Code::XmlSeveral, Span::new(start, start), Vec::new);
        }
        self.close_root(start);
        false
    }

    /// Markup inside an element that holds text: where its closing tag stands, if that comes before anything that says
    /// it lacks one. What stands up to there is text.
    fn text_goes_on(&mut self, start: usize, inside: Name) -> Option<usize> {
        const DEEP: u32 = 8;
        const LOOKS: usize = 8;
        let frame = self.frames.last()?;
        let token = self.tape.tokens[frame.token as usize];
        let field = token.name();
        let output = field.value_type() == Type::Output;
        let json = || frame.text.is_some_and(|words| self.slice(words).starts_with(b"{"));
        let structure = field.value_type() == Type::Node || (field.value_type() == Type::Json && !json());
        if token.kind() != Kind::Text || field == Name::Other || structure {
            return None;
        }
        // A row that goes on says that the text has ended, in an output only its end or the next one does.
        let ends = |name: Name| match name {
            Name::Other => false,
            Name::InvocationResult | Name::InvocationResults | Name::InvokeInstance | Name::InvokeInstances => true,
            Name::Invocation | Name::Invocations => true,
            name => !output && name != field,
        };
        if ends(inside) {
            return None;
        }
        let (text, own) = (self.tape.text, self.slice(frame.name));
        // A look ahead that finds nothing costs what it has passed; all of them together a few times the text.
        if self.kept.looked / LOOKS > text.len() {
            return None;
        }
        let (mut at, mut depth) = (start, 0_u32);
        while let Some(skip) = text[at..].iter().position(|b| *b == b'<') {
            at += skip + 1;
            let closing = text.get(at) == Some(&b'/');
            let from = at + usize::from(closing);
            let len = text[from..].iter().take(64).position(|b| ends_name(*b)).unwrap_or(0);
            let name = &text[from..from + len];
            if name == own {
                let rest = &text[from + len..text.len().min(from + len + 256)];
                let tag = &rest[..rest.iter().position(|b| *b == b'>').unwrap_or(rest.len())];
                match (closing, depth) {
                    (true, 0) if tag.trim_ascii().is_empty() && tag.len() < rest.len() => return Some(at - 1),
                    (true, 0) => break,
                    (true, _) => depth -= 1,
                    // Deeper ones are no text of anybody's, and looking on would not be linear.
                    (false, DEEP) => break,
                    (false, _) => depth += u32::from(!tag.ends_with(b"/")),
                }
            }
            if ends(Name::read(local(name))) {
                break;
            }
        }
        self.kept.looked += at - start;
        None
    }

    /// What stands in a tag after its name: skipped, and reported where it is more than names of namespaces. Attributes with names
    /// of the API's are members, where the element can have some.
    fn attributes(&mut self, start: usize, end: usize, holds: bool) -> Vec<(Name, Span)> {
        const MOST: usize = 32;
        let text = &self.tape.text[..end];
        let mut names: Vec<&[u8]> = Vec::new();
        let (mut at, mut good, mut lost, mut first) = (start, true, false, start);
        let mut members = Vec::new();
        let blank = |at: usize| at + text[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        while good && blank(at) < end {
            let from = blank(at);
            let len = text[from..].iter().position(|b| ends_name(*b)).unwrap_or(end - from);
            let name = &text[from..from + len];
            let sign = blank(from + len);
            let quote = blank((sign + 1).min(end));
            let close = text
                .get(quote)
                .filter(|b| matches!(b, b'"' | b'\''))
                .and_then(|q| text[quote + 1..].iter().position(|b| b == q).map(|len| quote + 1 + len));
            good = from > at && len > 0 && text.get(sign) == Some(&b'=') && close.is_some() && !names.contains(&name);
            let known = Name::read(name);
            if holds && good && known != Name::Other && known.value_type() != Type::Node {
                members.push((known, Span::new(quote + 1, close.unwrap_or(quote + 1))));
                at = close.map_or(end, |close| close + 1);
                names.push(name);
                continue;
            }
            if !members.is_empty() && !lost {
                first = from;
            }
            lost |= !name.starts_with(b"xmlns") && !name.starts_with(b"xsi:") && !name.starts_with(b"xml:");
            if names.len() < MOST {
                names.push(name);
            }
            at = close.map_or(end, |close| close + 1);
        }
        if !good {
            self.tape.fault(Code::XmlBadAttribute, start, end);
        } else if lost {
            self.tape.fault(Code::XmlAttribute, first, end);
        }
        members
    }

    /// `<ExitCode 0</ExitCode>`, `<ExitCode:0</ExitCode>`: the tag lost its `>`, as the closing tag after it says. Gives the
    /// length of its name.
    fn text_in_tag(&self, from: usize, end: usize) -> Option<usize> {
        let text = self.tape.text;
        let closing = text[end..].strip_prefix(b"</")?;
        let len = closing.iter().take(64).position(|b| ends_name(*b))?;
        let fits = len > 0 && from + len < end && text[from..end].get(..len) == Some(&closing[..len]);
        (fits && !text[from..end].contains(&b'"')).then_some(len)
    }

    /// `<InvocationResult>…<InvocationResult>`: whether the row that is open lacks its closing tag, since another one begins
    /// in it. Where rows in rows are meant, each is closed before what is around them.
    fn is_in_itself(&mut self, start: usize, name: Span) -> bool {
        let [.., outer, top] = self.frames.as_slice() else { return false };
        let (text, own) = (self.tape.text, self.slice(name));
        if self.slice(top.name) != own {
            return false;
        }
        if start < self.kept.nested.0 {
            return !self.kept.nested.1;
        }
        let around = self.slice(outer.name);
        let (mut at, mut depth) = (start, 1_u32);
        let meant = loop {
            let Some(skip) = text[at..].iter().position(|b| *b == b'<') else {
                at = text.len();
                break false;
            };
            at += skip + 1;
            let closing = text.get(at) == Some(&b'/');
            let from = at + usize::from(closing);
            let len = text[from..].iter().take(64).position(|b| ends_name(*b)).unwrap_or(0);
            let tag = &text[from..from + len];
            match closing {
                true if tag == own => depth -= 1,
                true if tag == around => break false,
                false if tag == own => depth += u32::from(!text[from + len..].starts_with(b"/>")),
                _ => {}
            }
            if depth == 0 {
                break true;
            }
        };
        self.kept.nested = (at, meant);
        !meant
    }

    /// `<InvokeRecordStatus> Finished<InvokeRecordStatus>`: the tag that opens again what holds text was meant to
    /// close it.
    fn lacks_slash(&self, name: Span) -> bool {
        self.frames.last().is_some_and(|frame| {
            frame.text.is_some()
                && self.tape.tokens[frame.token as usize].kind() == Kind::Text
                && self.slice(frame.name) == self.slice(name)
                && !self.closes_next(name)
        })
    }

    /// Whether the next tag is the closing one of the same name: the element is one inside another.
    fn closes_next(&self, name: Span) -> bool {
        let rest = &self.tape.text[name.end as usize..];
        let next = rest.iter().position(|b| *b == b'<').map(|at| &rest[at + 1..]);
        next.and_then(|tag| tag.strip_prefix(b"/")).is_some_and(|tag| tag.starts_with(self.slice(name)))
    }

    /// Makes the innermost element a structure, since an element begins in it. One that is known to hold text and
    /// does hold some lacks its closing tag instead.
    fn make_room(&mut self, start: usize) {
        while let Some(frame) = self.frames.last() {
            let token = self.tape.tokens[frame.token as usize];
            if token.kind() == Kind::Object {
                return;
            }
            if self.own_end().is_some() {
                self.ends_itself();
                continue;
            }
            let known = token.name();
            let scalar = known != Name::Other && !matches!(known.value_type(), Type::Node | Type::Json);
            let words = frame.text.map(|words| self.slice(words));
            // `<InstanceId>Invention>` is a garbled tag, not text: its closing tag tells what it was.
            let garbled = words.is_some_and(|words| words.ends_with(b">"));
            if scalar && words.is_some() && !garbled {
                let end = frame.text.map_or(start, |words| words.end as usize);
                self.tape.fault(Code::XmlUnclosed, frame.tag.start as usize, frame.tag.end as usize);
                self.pop(end, end);
                continue;
            }
            let (index, tag, words) = (frame.token as usize, frame.tag, frame.text);
            self.tape.tokens[index] = Token::new(Kind::Object, known, tag.start as usize, tag.start as usize);
            if let Some(words) = words.filter(|words| !garbled && !self.unusual_blank(*words)) {
                self.tape.fault(Code::XmlStrayText, words.start as usize, words.end as usize);
            }
            if !garbled && let Some(frame) = self.frames.last_mut() {
                frame.text = None;
            }
            return;
        }
    }
}

/// Where a tag ends whose name ends at `end`, and whether by a `>`: a `<` says that the tag was never closed, or a quote
/// in it.
fn tag_end(text: &[u8], mut end: usize) -> (usize, bool) {
    let (mut quote, mut first_end) = (None, None);
    loop {
        match (text.get(end), quote) {
            (None | Some(b'<'), None) => return (end, false),
            (None | Some(b'<'), Some(_)) => return (first_end.unwrap_or(end), first_end.is_some()),
            (Some(b'>'), None) => return (end, true),
            (Some(b'>'), Some(_)) => first_end = first_end.or(Some(end)),
            (Some(q @ (b'"' | b'\'')), None) => quote = Some(*q),
            (Some(b), Some(q)) if *b == q => quote = None,
            _ => {}
        }
        end += 1;
    }
}
