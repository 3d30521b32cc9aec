//! Tags of XML, opening and closing, as they are and as they were meant to be.

use super::text::is_name;
use super::{FIRST, Frame, Kind, Reader, Token, ends_name, local, local_at};
use crate::diagnostic::Code;
use crate::names::{Name, Type};
use crate::room;
use crate::source::Span;

impl Reader<'_> {
    /// An opening tag; its name stands `gap` bytes behind the `<`.
    #[allow(clippy::too_many_lines, reason = "one tag from its name to its frame")]
    pub(super) fn opening_tag(&mut self, gap: usize) {
        let text = self.tape.text;
        let start = self.at;
        let from = start + 1 + gap;
        let name_len = text[from..].iter().position(|b| ends_name(*b)).unwrap_or(text.len() - from);
        let mut name = Span::new(from, from + name_len);
        let mut end = name.end as usize;
        // Attributes, with their quotes; a `<` says that the tag, or a quote in it, was never closed.
        let (mut quote, mut first_end) = (None, None);
        let closed = loop {
            match (text.get(end), quote) {
                (None | Some(b'<'), None) => break false,
                (None | Some(b'<'), Some(_)) => {
                    end = first_end.unwrap_or(end);
                    break first_end.is_some();
                }
                (Some(b'>'), None) => break true,
                (Some(b'>'), Some(_)) => first_end = first_end.or(Some(end)),
                (Some(q @ (b'"' | b'\'')), None) => quote = Some(*q),
                (Some(b), Some(q)) if *b == q => quote = None,
                _ => {}
            }
            end += 1;
        };
        let empty = closed && text[end - 1] == b'/';
        if self.lacks_slash(name) {
            self.at = if closed { end + 1 } else { end };
            self.tape.fault(Code::XmlMissingSlash, start, self.at);
            self.pop(start, self.at);
            return;
        }
        let mut known = Name::read(local(self.slice(name)));
        if let Some(close) = self.text_goes_on(start, known) {
            let words = Span::new(start, close);
            let field = self.frames.last().map_or("", |frame| self.tape.tokens[frame.token as usize].name().as_str());
            let found = self.tape.excerpt(start, end + usize::from(closed));
            self.tape.sink.emit(Code::XmlMarkup, Span::new(start, end + usize::from(closed)), || {
                vec![("name", field.to_owned()), ("found", found)]
            });
            if let Some(frame) = self.frames.last_mut() {
                frame.marked |= text[words.range()].contains(&b'&');
                frame.high |= !text[words.range()].is_ascii();
                frame.words = Some(Span { start: frame.words.map_or(words.start, |w| w.start), end: words.end });
            }
            self.at = close;
            return;
        }
        if !closed {
            self.tape.fault(Code::XmlUnfinished, start, end);
            if end >= text.len() && !self.frames.is_empty() {
                // A name that may have been cut names nothing.
                (self.at, self.cut) = (end, start);
                return;
            }
        }
        self.at = if closed { end + 1 } else { end };
        if !closed && let Some(len) = self.text_in_tag(from, end) {
            name = Span::new(from, from + len);
            known = Name::read(local(self.slice(name)));
            self.at = from + len + usize::from(!text[from + len].is_ascii_alphanumeric());
        }
        let mut members = Vec::new();
        if closed && end > name.end as usize + usize::from(empty) {
            let holds = known == Name::Other || known.value_type() == Type::Node;
            members = self.attributes(name.end as usize, end - usize::from(empty), holds);
        }
        self.make_room(start);
        if known.role().is_item() && self.is_in_itself(start, name) {
            self.unclosed();
        }
        if self.frames.is_empty() && !self.joins_root(start, known) {
            self.tape.roots.push(self.tape.len());
            // The outermost element is a value without a name that has one member: itself.
            self.tape.push(Token::new(Kind::Object, Name::Other, start, start));
            self.open_root = known != Name::Other && known.value_type() != Type::Node;
        }
        if known == Name::Other {
            let (prefix, own) = local_at(self.slice(name));
            let (from, len) = (from + prefix, own.len());
            if !std::str::from_utf8(own).is_ok_and(is_name) {
                let found = self.tape.excerpt(from, from + len);
                self.not_allowed(from, from + len, &found);
                self.tape.check_utf8(from, from + len);
            }
            self.tape.push(Token::new(Kind::Key, known, from, from + len));
        }
        let token = self.tape.len();
        self.tape.push(Token::new(Kind::Text, known, self.at, self.at));
        self.last = FIRST;
        if self.frames.len() + 8 > self.frames.capacity() {
            self.tape.full |= !room::grow(&mut self.frames, 64);
        }
        self.frames.push(Frame {
            token,
            tag: Span::new(start, self.at),
            name,
            words: None,
            marked: false,
            high: false,
            less: false,
            behind: token + 1,
        });
        if !members.is_empty() {
            self.tape.tokens[token as usize] = Token::new(Kind::Object, known, start, start);
            for (name, value) in members {
                let marked = self.slice(value).contains(&b'&');
                self.tape.check_utf8(value.start as usize, value.end as usize);
                self.tape.push(Token::new(Kind::Text, name, value.start as usize, value.end as usize).escaped(marked));
            }
        }
        if empty {
            self.pop(self.at, self.at);
        }
    }

    /// Whether a member that stands outermost belongs to the piece of a response that began before it.
    fn joins_root(&mut self, start: usize, known: Name) -> bool {
        if self.open_root && known.value_type() != Type::Node && known != Name::Other {
            if self.tape.sink.count(Code::XmlFragment) == 0 {
                self.tape.is_piece = true;
                self.tape.sink.emit(Code::XmlFragment, Span::new(start, start), Vec::new);
            }
            return true;
        }
        if self.tape.roots.len() > self.first {
            self.tape.sink.emit(Code::XmlSeveral, Span::new(start, start), Vec::new);
        }
        self.close_root(start);
        false
    }

    /// Ends a root that was kept open for further members.
    pub(super) fn close_root(&mut self, at: usize) {
        if std::mem::take(&mut self.open_root)
            && let Some(root) = self.tape.roots.last().copied()
        {
            self.tape.close(root, at, at);
        }
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
        let json = || frame.words.is_some_and(|words| self.slice(words).starts_with(b"{"));
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
        if self.looked / LOOKS > text.len() {
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
        self.looked += at - start;
        None
    }

    /// What stands in a tag behind its name: skipped, said where it is more than names of namespaces. Attributes with names
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

    /// `<ExitCode 0</ExitCode>`, `<ExitCode:0</ExitCode>`: the tag lost its `>`, as the closing tag behind it says. Gives the
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
        if start < self.nested.0 {
            return !self.nested.1;
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
        self.nested = (at, meant);
        !meant
    }

    /// Ends the innermost element, which lacks its closing tag.
    fn unclosed(&mut self) {
        let Some(tag) = self.frames.last().map(|top| top.tag) else { return };
        self.tape.fault(Code::XmlUnclosed, tag.start as usize, tag.end as usize);
        let at = self.tape.text[..self.at.max(1) - 1].iter().rposition(|b| *b == b'<').unwrap_or(0);
        self.pop_missing(at, at);
    }

    /// `<\InstanceId>` was meant to close. False: it is something else.
    pub(super) fn backslash(&mut self) -> bool {
        let (start, text) = (self.at, self.tape.text);
        let Some(name) = self.frames.last().map(|top| self.slice(top.name)) else { return false };
        let behind = start + 2 + name.len();
        let fits = text[start + 2..].get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name));
        if !fits || text.get(behind) != Some(&b'>') {
            return false;
        }
        self.at = behind + 1;
        self.mismatch(Code::XmlMangledTag, start, name);
        self.pop(start, self.at);
        true
    }

    /// `i-1/InstanceId>`: where in the text of the innermost element its own closing tag stands that lost its `<`.
    fn own_end(&self) -> Option<(usize, usize)> {
        let top = self.frames.last()?;
        let words = top.words?;
        let text = self.slice(words).strip_suffix(b">")?;
        let name = self.slice(top.name);
        let slash = text.len().checked_sub(name.len() + 1)?;
        (text[slash] == b'/' && text[slash + 1..].eq_ignore_ascii_case(name))
            .then_some((words.start as usize + slash, words.end as usize))
    }

    /// Ends the innermost element at its garbled closing tag.
    fn ends_itself(&mut self) {
        let Some((start, end)) = self.own_end() else { return };
        let opened = self.frames.last().map_or(&b""[..], |top| self.slice(top.name));
        let (found, expected) = (self.tape.excerpt(start, end), format!("</{}>", String::from_utf8_lossy(opened)));
        self.tape
            .sink
            .emit(Code::XmlMangledTag, Span::new(start, end), || vec![("expected", expected), ("found", found)]);
        self.pop(start, end);
    }

    /// `<InvokeRecordStatus> Finished<InvokeRecordStatus>`: the tag that opens again what holds text was meant to
    /// close it.
    fn lacks_slash(&self, name: Span) -> bool {
        self.frames.last().is_some_and(|frame| {
            frame.words.is_some()
                && self.tape.tokens[frame.token as usize].kind() == Kind::Text
                && self.slice(frame.name) == self.slice(name)
                && !self.closes_next(name)
        })
    }

    /// `<item>InvokeId>t-1</InvokeId>`: the opening tag of a member lost its `<`. True: it was read so.
    fn lost_less(&mut self, start: usize, name: &[u8], known: Name) -> bool {
        let Some((token, tag, words)) = self.frames.last().and_then(|top| Some((top.token, top.tag, top.words?)))
        else {
            return false;
        };
        let (from, text) = (words.start as usize + name.len() + 1, self.tape.text);
        let lost = self.slice(words).strip_prefix(name).is_some_and(|rest| rest.starts_with(b">"));
        if !lost || self.tape.tokens[token as usize].kind() != Kind::Text || token + 1 != self.tape.len() {
            return false;
        }
        let expected = format!("<{}>", String::from_utf8_lossy(name));
        let found = self.tape.excerpt(words.start as usize, from);
        self.tape.sink.emit(Code::XmlMangledTag, Span::new(words.start as usize, from), || {
            vec![("expected", expected), ("found", found)]
        });
        let outer = self.tape.tokens[token as usize].name();
        self.tape.tokens[token as usize] = Token::new(Kind::Object, outer, tag.start as usize, tag.start as usize);
        let marked = text[from..start].iter().any(|b| matches!(b, b'&' | b'<'));
        self.tape.push(Token::new(Kind::Text, known, from, start).escaped(marked));
        self.tape.check_utf8(from, start);
        if let Some(top) = self.frames.last_mut() {
            (top.words, top.marked, top.high) = (None, false, false);
        }
        true
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
            let words = frame.words.map(|words| self.slice(words));
            // `<InstanceId>Invention>` is a garbled tag, not text: its closing tag tells what it was.
            let garbled = words.is_some_and(|words| words.ends_with(b">"));
            if scalar && words.is_some() && !garbled {
                let end = frame.words.map_or(start, |words| words.end as usize);
                self.tape.fault(Code::XmlUnclosed, frame.tag.start as usize, frame.tag.end as usize);
                self.pop(end, end);
                continue;
            }
            let (index, tag, words) = (frame.token as usize, frame.tag, frame.words);
            self.tape.tokens[index] = Token::new(Kind::Object, known, tag.start as usize, tag.start as usize);
            if let Some(words) = words.filter(|words| !garbled && !self.odd_blank(*words)) {
                self.tape.fault(Code::XmlStrayText, words.start as usize, words.end as usize);
            }
            if !garbled && let Some(frame) = self.frames.last_mut() {
                frame.words = None;
            }
            return;
        }
    }

    pub(super) fn closing_tag(&mut self) {
        let text = self.tape.text;
        let start = self.at;
        let gap = text[start + 2..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        let from = start + 2 + gap;
        let name_len = text[from..].iter().position(|b| ends_name(*b)).unwrap_or(text.len() - from);
        let name = &text[from..from + name_len];
        let behind = from + name_len;
        let blanks = text[behind..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        let closed = text.get(behind + blanks) == Some(&b'>');
        self.at = if closed { behind + blanks + 1 } else { behind };
        let Some(top) = self.frames.last() else {
            self.tape.is_piece = true;
            self.tape.fault(Code::XmlStrayClose, start, self.at);
            return;
        };
        if !closed && self.at >= text.len() {
            // Cut in the middle.
            self.cut = start;
            return;
        }
        let opened = self.slice(top.name);
        if opened == name && closed && gap == 0 {
            self.pop(start, self.at);
        } else if opened.eq_ignore_ascii_case(name) {
            let code = if closed && gap == 0 { Code::XmlTagCase } else { Code::XmlMangledTag };
            self.mismatch(code, start, opened);
            self.pop(start, self.at);
        } else {
            self.close_other(start, name);
        }
    }

    #[cold]
    fn mismatch(&mut self, code: Code, start: usize, opened: &[u8]) {
        let found = self.tape.excerpt(start, self.at);
        let expected = format!("</{}>", String::from_utf8_lossy(opened));
        self.tape.sink.emit(code, Span::new(start, self.at), || vec![("expected", expected), ("found", found)]);
    }

    /// A closing tag that does not fit the innermost element.
    #[cold]
    fn close_other(&mut self, start: usize, name: &[u8]) {
        // How far up to look: real responses nest eight deep, and a hostile one must not cost its depth each time.
        const NEAR: usize = 32;
        let fits = |frame: &Frame| self.slice(frame.name).eq_ignore_ascii_case(name);
        let depth = self.frames.iter().rev().take(NEAR).position(fits);
        let known = Name::read(local(name));
        if depth.is_none() && known != Name::Other && self.lost_less(start, name, known) {
            return;
        }
        let Some(top) = self.frames.last() else {
            return;
        };
        let opened = self.slice(top.name);
        let token = self.tape.tokens[top.token as usize];
        let renames = token.kind() == Kind::Object
            && known.value_type() == Type::Node
            && token.name() != Name::Other
            && token.name().value_type() != Type::Node;
        if renames {
            // A list or structure whose opening tag was garbled: the closing tag tells what it was.
            let (index, tag, words) = (top.token as usize, top.tag, top.words);
            let end = words.map_or(tag.end, |words| words.end);
            let found = self.tape.excerpt(tag.start as usize, end as usize);
            let expected = format!("<{}>", known.as_str());
            self.tape.sink.emit(Code::XmlMangledTag, Span { start: tag.start, end }, || {
                vec![("expected", expected), ("found", found)]
            });
            self.tape.tokens[index] = Token::new(Kind::Object, known, tag.start as usize, tag.start as usize);
            if let Some(top) = self.frames.last_mut() {
                top.words = None;
            }
            self.pop(start, self.at);
            return;
        }
        match depth {
            Some(depth) if self.own_end().is_some() => {
                self.ends_itself();
                for _ in 1..depth {
                    self.unclosed();
                }
                self.pop(start, self.at);
            }
            Some(depth) => {
                // The elements inside lack their closing tags; the cause is the innermost one.
                let tag = top.tag;
                self.tape.fault(Code::XmlUnclosed, tag.start as usize, tag.end as usize);
                for _ in 0..depth {
                    self.pop_missing(start, start);
                }
                self.pop(start, self.at);
            }
            None if ([Name::Other, token.name()].contains(&known) || token.name() == Name::Other)
                && is_like(opened, name) =>
            {
                let tag = (top.token as usize, known);
                self.mismatch(Code::XmlMangledTag, start, opened);
                self.pop(start, self.at);
                self.rename(tag.0, tag.1);
                let behind = self.tape.len();
                if let Some(outer) = self.frames.last_mut().filter(|_| known.role().is_item()) {
                    outer.behind = behind;
                }
            }
            None if token.kind() == Kind::Text && top.words.is_some() => {
                // Text and a closing tag with another name: a misspelt one.
                self.mismatch(Code::XmlMangledTag, start, opened);
                self.pop(start, self.at);
            }
            None => {
                self.tape.fault(Code::XmlStrayClose, start, self.at);
                let (behind, list) = (top.behind, token.name().as_str());
                let of_list = known.role().is_item() && list.strip_suffix('s') == Some(known.as_str());
                if of_list && behind < self.tape.len() && token.kind() == Kind::Object {
                    self.open_before(behind, known, start);
                }
            }
        }
    }

    /// `<ExitCod>0</ExitCode>`: the closing tag tells the name of the text that was just read.
    fn rename(&mut self, token: usize, known: Name) {
        let Some([key, text]) = self.tape.tokens.get(token.wrapping_sub(1)..) else { return };
        let (key, text) = (key.kind(), *text);
        let scalar = known != Name::Other && known.value_type() != Type::Node;
        if scalar && key == Kind::Key && text.is(Kind::Text) {
            let span = text.span();
            let renamed = Token::new(Kind::Text, known, span.start as usize, span.end as usize);
            let marked = self.slice(span).iter().any(|b| matches!(b, b'&' | b'<'));
            self.tape.tokens.truncate(token - 1);
            self.tape.push(renamed.escaped(marked));
        }
    }

    /// A row whose opening tag is missing: it begins behind the one before it.
    fn open_before(&mut self, behind: u32, known: Name, start: usize) {
        let begins = |token: &Token| token.span().start as usize;
        let from = self.tape.tokens[behind as usize..].iter().take(2).map(begins).min().unwrap_or(start);
        for token in &mut self.tape.tokens[behind as usize..] {
            if matches!(token.kind(), Kind::Object | Kind::Array) {
                token.end += 1;
            }
        }
        self.tape.tokens.insert(behind as usize, Token::new(Kind::Object, known, from, from));
        self.tape.close(behind, start, self.at);
        if let Some(top) = self.frames.last_mut() {
            top.behind = self.tape.tokens.len() as u32;
        }
    }
}

/// Whether two names differ by a slip: they begin and end alike, but for two letters at most.
fn is_like(one: &[u8], two: &[u8]) -> bool {
    let alike = |(a, b): &(&u8, &u8)| a.eq_ignore_ascii_case(b);
    let (least, most) = (one.len().min(two.len()), one.len().max(two.len()));
    let head = one.iter().zip(two).take_while(alike).count();
    let tail = one[head..].iter().rev().zip(two[head..].iter().rev()).take_while(alike).count();
    least > 3 && most - (head + tail).min(least) <= 2
}
