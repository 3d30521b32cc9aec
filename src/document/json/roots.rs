//! The outermost values: one, several one after another, or the pieces of one whose brackets were not copied; and what
//! is the style of a whole document.

use super::reader::{Begun, Frame, Reader, State};
use crate::diagnostic::Code;
use crate::document::tape::Tape;
use crate::document::token::{Kind, Token};
use crate::names::Name;
use crate::source::{Beside, is_document, is_markup, is_member, is_wanted, left_out_beside};
use crate::span::Span;

/// Faults that can be the style of a whole document, as of Python or of full-width typing.
const STYLE: [Code; 11] = [
    Code::JsonQuote,
    Code::JsonColon,
    Code::JsonComma,
    Code::JsonBracket,
    Code::JsonUnquoted,
    Code::JsonMissingComma,
    Code::JsonControl,
    Code::JsonLiteral,
    Code::Blank,
    Code::JsonMissingValue,
    Code::JsonNumber,
];

impl Reader<'_> {
    /// All outermost values, up to where one of XML begins. Whether all are read.
    pub(super) fn documents(&mut self) -> bool {
        // A tape that is full ends what is open; it does not stop in the middle.
        while self.at < self.pause || self.tape.full {
            let Some(begun) = self.kept.begun.take() else {
                if self.begin() {
                    continue;
                }
                return true;
            };
            if let Some(state) = self.tree(begun.state) {
                self.kept.begun = Some(Begun { state, ..begun });
                return false;
            }
            if !begun.piece {
                self.learn_document(begun.root, begun.emitted);
            }
            if self.tape.len() > begun.root {
                self.tape.roots.push(begun.root);
            }
            // Of rows that stand alone, more may have followed.
            self.tape.is_piece |= self.kept.cut && self.tape.roots.len() > self.kept.before + 1;
        }
        false
    }

    /// Begins the outermost value that comes next, or reads it at once. False: there is none.
    fn begin(&mut self) -> bool {
        self.blank();
        let after = self.tape.roots.len() > self.kept.before || matches!(self.peek(), Some(b',' | b'}' | b']'));
        if self.at >= self.tape.text.len() || after && !self.another_document() {
            return false;
        }
        let root = self.tape.len();
        if self.document_like() {
            self.tape.roots.push(root);
            return true;
        }
        let emitted = self.tape.sink.total();
        let piece = is_member(self.tape.text, self.at);
        if piece {
            self.piece(self.at);
            self.make_frame();
            self.frames.push(Frame { open: root, object: true, emitted: self.tape.sink.total() });
            self.kept.objects += 1;
            // What stood before its first member is not here.
            self.tape.push(Token::new(Kind::Object, Name::Other, self.at, self.at).partial(true));
        }
        let state = if piece { State::Member { first: true } } else { State::Value(Name::Other) };
        self.kept.begun = Some(Begun { root, emitted, piece, state });
        true
    }

    /// The text is a piece of a response: reported once.
    fn piece(&mut self, at: usize) {
        if !self.kept.fragment {
            self.kept.fragment = true;
            self.tape.is_piece = true;
            self.insertion(Code::JsonFragment, at, &[]);
        }
    }

    /// Behind a finished document: another one, or rubbish. False: nothing more can be read.
    fn another_document(&mut self) -> bool {
        let (start, text) = (self.at, self.tape.text);
        let (mut commas, mut closed) = (false, start);
        while let Some(b @ (b',' | b'}' | b']')) = self.peek() {
            commas |= b == b',';
            self.at += 1;
            closed = self.at;
            self.blank();
        }
        if self.at >= text.len() {
            if self.kept.fragment || commas && self.tape.roots.len() > 1 {
                self.piece(start);
            } else {
                self.tape.is_piece |= closed > start + usize::from(commas);
                self.tape.fault(Code::JsonTrailing, start, closed);
            }
            return false;
        }
        let opens = is_document(text, self.at);
        if opens || closed > start && is_member(text, self.at) {
            if closed > start {
                self.piece(start);
            } else {
                self.insertion(Code::JsonSeveral, self.at, &[]);
            }
            return true;
        }
        // Text of a log between two responses, or of a prompt after the last.
        let bracket = |at: usize| matches!(text[at], b'{' | b'[' | 0xEF) && is_document(text, at);
        let next = (self.at..text.len()).find(|at| is_markup(text, *at) || *at > self.at && bracket(*at));
        self.at = next.unwrap_or(text.len());
        self.kept.xml = next.filter(|at| text[*at] == b'<');
        let end = start + text[start..self.at].trim_ascii_end().len();
        let code = match text[start] {
            // What a test compares is no answer.
            b'!' | b'=' if next.is_some() && text[..start].ends_with(b" ") && is_compared(&text[start..end]) => {
                Code::Layout
            }
            _ if next.is_some() && is_wanted(&text[..self.at]) => Code::Layout,
            b'}' | b']' | b',' | b':' | b'"' => Code::JsonTrailing,
            // A tree on a page: what is closed in it is not here.
            _ if text[start..end].windows(4).any(|four| four == "\n▸".as_bytes()) => Code::JsonElided,
            _ if next.is_some() => Code::Prefix,
            _ => Code::TextAfter,
        };
        if start < end {
            self.tape.fault(code, start, end);
            let beside = if next.is_some() { Beside::Between } else { Beside::Behind };
            if let Some(line) = left_out_beside(&text[start..end], beside, self.tape.rows_alone()) {
                self.tape.fault(Code::MoreSaid, start + line.start as usize, start + line.end as usize);
                self.tape.is_piece = true;
            }
            // The beginning of another row, perhaps.
            let is_piece = matches!(code, Code::JsonTrailing | Code::JsonElided);
            self.tape.is_piece |= is_piece || next.is_none() && matches!(text[start], b'{' | b'[');
        }
        next.is_some() && self.kept.xml.is_none()
    }

    /// Reports what is missing at a place.
    pub(super) fn insertion(&mut self, code: Code, at: usize, args: &[(&'static str, &str)]) {
        self.tape.sink.emit(code, Span::new(at, at), || args.iter().map(|(k, v)| (*k, (*v).to_owned())).collect());
    }
}

/// `!=`, `== want`
fn is_compared(between: &[u8]) -> bool {
    between.get(1) == Some(&b'=') && between.len() < 40 && !between[2..].ends_with(b"=")
}

/// A style of the whole document is one fault and not thousands.
pub(in crate::document) fn collapse_style(tape: &mut Tape<'_>) {
    const MANY: u32 = 2;
    /// A style that has few occasions shows at one member in so many.
    const RARE: usize = 50;
    let most = STYLE.iter().map(|code| tape.sink.count(*code)).max().unwrap_or_default() as usize;
    if most < 2 {
        return;
    }
    // More members than this make no difference.
    let names = tape.tokens.iter().filter(|t| t.name() != Name::Other || t.kind() == Kind::Key);
    let members = names.take(most * RARE).count();
    let unquoted = tape.sink.count(Code::JsonUnquoted);
    for code in STYLE {
        let count = tape.sink.count(code);
        let holds = match code {
            Code::JsonBracket | Code::Blank | Code::JsonLiteral => count > 1 && count as usize * RARE > members,
            Code::JsonMissingComma | Code::JsonControl if count < 4 => false,
            // Empty values and words that begin as numbers belong to a dump: `{a=, b=7f}`.
            Code::JsonMissingValue | Code::JsonNumber => count > 1 && unquoted as usize * 2 > members,
            _ => count >= MANY && count as usize * 2 > members,
        };
        if holds {
            tape.sink.collapse(code);
        }
    }
}
