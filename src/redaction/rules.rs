//! A text -> what in it is to be hidden. One pass over its words; each rule looks a bounded way around its word.

use super::kinds::Kind;
use super::scan::{DIGIT, Hit, Learned, Program, Scan, TRAITS, Word, placeholder};
use super::{address, blocks, chinese, command, encoded, hosts, ids, network, numbers, tokens, value};

/// Whether something begins at a byte: a word, a line, a placeholder, a hash, a sentence in Chinese.
const BEGINS: [bool; 256] = {
    let (mut begins, mut at) = ([false; 256], 0);
    while at < 256 {
        begins[at] =
            TRAITS[at] != 0 || matches!(at as u8, b'\n' | b'|' | b';' | b'<' | b'~' | b'$' | b'*' | 0xE4..=0xE9);
        at += 1;
    }
    begins
};

/// What in a text is to be hidden, in order and apart from each other.
pub(crate) fn scan(text: &str, learned: &mut Learned, depth: u8) -> Vec<Hit> {
    let mut scan = Scan {
        text: text.as_bytes(),
        at: 0,
        hits: Vec::new(),
        learned,
        depth,
        inner: scan,
        command: Program::None,
        line: 0,
        address: 0,
        userinfo: 0,
        tried: 0,
        unclosed: usize::MAX,
        value: None,
        due: Vec::new(),
        listed: 0,
        pair: None,
    };
    scan.run();
    scan.hits
}

impl<'t> Scan<'t, '_> {
    fn run(&mut self) {
        while let Some(next) = self.text[self.at..].iter().position(|byte| BEGINS[usize::from(*byte)]) {
            self.at += next;
            let byte = self.text[self.at];
            match byte {
                b'\n' => self.new_line(self.at + 1),
                b'|' | b';' => {
                    self.command = Program::None;
                    self.at += 1;
                }
                b'<' | b'~' => self.at += placeholder(&self.text[self.at..]).max(1),
                b'$' | b'*' => self.at = blocks::hash(self).or_else(|| numbers::any_port(self)).unwrap_or(self.at + 1),
                0xE4..=0xE9 => self.at = chinese::beside(self).unwrap_or(self.at + 3),
                _ => self.word(),
            }
            self.at = self.at.min(self.text.len());
        }
    }

    fn new_line(&mut self, at: usize) {
        self.at = at;
        self.line = at;
        // A line that goes on in the next one is one command.
        if !self.text[..at.saturating_sub(1)].ends_with(b"\\") {
            self.command = Program::None;
        }
        if let Some((start, end)) = hosts::syslog_host(&self.text[at..]) {
            self.hit(at + start, at + end, Kind::Host);
            self.at = at + end;
        }
    }

    /// The word that begins here, without the letter of an escape before it.
    fn take_word(&mut self) -> Word<'t> {
        let mut start = self.at;
        if start > 0 && self.text[start - 1] == b'\\' && matches!(self.text[start], b'n' | b'r' | b't') {
            if self.text[start] == b'n' {
                self.line = start + 1;
                self.command = Program::None;
            }
            start += 1;
        }
        let (mut end, mut traits) = (start, 0);
        while let Some(byte) = self.text.get(end)
            && TRAITS[usize::from(*byte)] != 0
        {
            traits |= TRAITS[usize::from(*byte)];
            end += 1;
        }
        let (next, before) = (self.byte(end), start.checked_sub(1).map_or(0, |before| self.text[before]));
        Word { start, end, text: &self.text[start..end], traits, next, before }
    }

    fn word(&mut self) {
        let word = self.take_word();
        self.at = word.end;
        if self.due.first().is_some_and(|(start, ..)| *start < word.end) {
            let (start, end, kind) = self.due.remove(0);
            if word.start < end {
                self.at = end;
                self.secret(start, end, kind);
                return;
            }
        }
        if word.text.is_empty() {
            self.at = self.at.max(word.start);
            return;
        }
        let done = blocks::block(self, &word)
            || value::beside(self, &word)
            || command::option(self, &word)
            || address::address(self, &word)
            || encoded::run(self, &word)
            || ((word.text.len() >= 8 && word.has(DIGIT) || word.text.starts_with(b"CAIS"))
                && (tokens::token(self, &word) || ids::id(self, &word)))
            || network::machine(self, &word)
            || numbers::number(self, &word);
        if !done && let Some(kind) = self.learned.get(word.text) {
            self.hit(word.start, word.end, kind);
        }
    }
}
