//! What was odd, repaired or lost, each with its place; and the sink that collects it.
//!
//! A diagnostic holds no sentence: the words come from the catalogue when it is shown. It refuses to know lines and
//! columns, which `source` tells from the span.

use crate::order::by_rank;
use crate::span::Span;

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum Severity {
    /// Something could not be read.
    Error,
    /// It was read by repairing or guessing; or what it says is to be doubted.
    Warning,
    /// What else was noticed: an unusual form, a call that failed, two statements that do not go together.
    Info,
}

impl Severity {
    /// The word for it; "note" is part of the report's format.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "note",
        }
    }
}

macro_rules! codes {
    ($($code:ident $id:literal $severity:ident,)*) => {
        /// What happened; its id is stable and its words stand in `lang/` under `diagnostic.<id>`.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "each is its id, explained in the catalogue")]
        pub enum Code { $($code,)* }

        /// Every code, in the order of the enum.
        pub const CODES: &[(Code, &str, Severity)] = &[$((Code::$code, $id, Severity::$severity),)*];
    };
}

codes! {
    Empty "source/empty" Error,
    Binary "source/binary" Error,
    NotAResponse "source/not-a-response" Error,
    Request "source/request" Error,
    WebPage "source/web-page" Error,
    AgentLog "source/agent-log" Error,
    NoNames "source/no-names" Error,
    ShortPrint "source/short-print" Error,
    OwnReport "source/own-report" Error,
    Layout "source/layout" Error,
    TagsStripped "source/tags-stripped" Error,
    TooLarge "source/too-large" Error,
    TooComplex "source/too-complex" Error,
    Prefix "source/text-before" Info,
    TextAfter "source/text-after" Info,
    MoreSaid "source/more-said" Info,
    Colours "source/terminal-colours" Info,
    Fence "source/fence" Info,
    Html "source/html-escaped" Info,
    Markdown "source/markdown-escaped" Info,
    Quoted "source/quoted" Info,
    Nested "source/inside" Info,
    LinePrefix "source/line-prefix" Info,
    Dump "source/dump" Info,
    Wrapped "source/wrapped" Warning,
    Joined "source/joined-literals" Info,
    Encoded "source/encoded" Info,
    Shell "source/objects-as-text" Warning,
    IdElsewhere "source/id-elsewhere" Info,
    ListsOfOne "source/lists-of-one" Info,
    Pager "source/pager" Info,
    Listing "source/listing" Info,
    Table "source/table" Info,
    Pairs "source/pairs" Info,
    Zeroes "source/zeroes" Info,
    FusedRows "source/fused-rows" Warning,
    WideTags "source/full-width-tags" Warning,
    Blank "source/odd-blank" Info,
    InvalidUtf8 "source/invalid-utf8" Warning,
    Utf16 "source/utf-16" Info,
    Charset "source/charset" Info,
    JsonMissingComma "json/missing-comma" Warning,
    JsonMissingColon "json/missing-colon" Warning,
    JsonMissingValue "json/missing-value" Warning,
    JsonExtraComma "json/extra-comma" Warning,
    JsonUnclosed "json/unclosed" Warning,
    JsonUnclosedString "json/unclosed-string" Warning,
    JsonMismatched "json/mismatched-bracket" Warning,
    JsonMissingBrace "json/missing-brace" Warning,
    JsonMissingOpen "json/missing-opening-brace" Warning,
    JsonUnexpected "json/unexpected" Warning,
    JsonQuote "json/quote" Warning,
    JsonInnerQuote "json/inner-quote" Warning,
    JsonDoubledQuote "json/doubled-quote" Warning,
    JsonColon "json/colon" Warning,
    JsonComma "json/comma" Warning,
    JsonBracket "json/bracket" Warning,
    JsonFragment "json/fragment" Warning,
    JsonUnquoted "json/unquoted" Warning,
    JsonLiteral "json/literal" Warning,
    JsonNumber "json/number" Warning,
    JsonControl "json/control-character" Warning,
    JsonEscape "json/escape" Warning,
    JsonSurrogate "json/lone-surrogate" Info,
    JsonComment "json/comment" Warning,
    JsonElided "json/elided" Warning,
    JsonTrailing "json/trailing" Warning,
    JsonSeveral "json/several-documents" Info,
    XmlTagCase "xml/tag-case" Warning,
    XmlMangledTag "xml/mangled-tag" Warning,
    XmlUnfinished "xml/unfinished-tag" Warning,
    XmlBadAttribute "xml/bad-attribute" Warning,
    XmlMissingSlash "xml/missing-slash" Warning,
    XmlUnclosed "xml/unclosed-tag" Warning,
    XmlStrayClose "xml/stray-closing-tag" Warning,
    XmlStrayText "xml/stray-text" Info,
    XmlMarkup "xml/markup-in-text" Info,
    XmlBareLess "xml/bare-less-than" Warning,
    XmlNotAllowed "xml/not-allowed" Info,
    XmlEntity "xml/entity" Warning,
    XmlDeclared "xml/declared-entity" Info,
    XmlFragment "xml/fragment" Warning,
    XmlSeveral "xml/several-documents" Info,
    XmlDoctype "xml/doctype" Info,
    XmlAttribute "xml/attribute" Info,
    WrongType "field/wrong-type" Warning,
    StrayCharacters "field/stray-characters" Info,
    OddSign "field/odd-sign" Warning,
    NotSet "field/not-set" Info,
    ZeroForNone "field/zero-for-none" Info,
    Repeated "field/repeated" Warning,
    RepeatedAlike "field/repeated-alike" Info,
    NoZone "time/no-zone" Info,
    NotATime "time/unreadable" Warning,
    OutOfRange "time/out-of-range" Warning,
    SuccessExit "check/success-exit-code" Warning,
    SuccessError "check/success-error" Warning,
    FailedZero "check/failed-exit-zero" Warning,
    FailedWithout "check/failed-without-cause" Info,
    ErrorText "check/error-text" Info,
    WordOfWhole "check/word-of-the-whole" Warning,
    ActiveFinished "check/active-finished" Warning,
    EndsBeforeStart "check/ends-before-start" Warning,
    BeyondTimeout "check/beyond-timeout" Info,
    StopTime "check/stop-time" Info,
    NoStopTime "check/no-stop-time" Info,
    RecurringFinished "check/recurring-finished" Info,
    Repeats "check/repeats" Info,
    UnusualPair "check/unusual-pair" Info,
    Delivery "check/delivery" Info,
    DroppedEarly "check/dropped" Info,
    MaskedId "check/masked" Info,
    BadSchedule "check/schedule" Info,
    UnknownStatus "status/unrecognized" Warning,
    OtherVocabulary "status/other-vocabulary" Warning,
    OtherApi "shape/other-api" Warning,
    OnlyStarted "shape/only-started" Warning,
    OnlySent "shape/only-sent" Warning,
    ClientRecord "shape/client-record" Warning,
    LookAlike "shape/cousin" Warning,
    OtherCloud "shape/other-cloud" Warning,
    NoRows "shape/no-rows" Info,
    BeyondEnd "shape/page-beyond-end" Info,
    RowsElsewhere "shape/rows-not-here" Warning,
    CutList "shape/list-not-whole" Warning,
    ApiError "call/failed" Info,
    Disagrees "rollup/disagrees" Warning,
    OtherReading "rollup/other-reading" Info,
    LaterState "join/later-state" Info,
    FinalStates "join/contradiction" Warning,
    OtherOutput "join/output" Warning,
    Strays "join/row-without-id" Warning,
    More "diagnostics/more" Info,
}

impl Code {
    /// The stable id.
    pub fn id(self) -> &'static str {
        CODES[self as usize].1
    }

    /// How bad it is.
    pub fn severity(self) -> Severity {
        CODES[self as usize].2
    }
}

/// One thing that was noticed, at one place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// What happened.
    pub code: Code,
    /// Index of the document it happened in.
    pub source: u32,
    /// Where, in bytes of that document's input.
    pub span: Span,
    /// What the sentence names: API terms and what was found, never words of a language.
    pub args: Vec<(&'static str, String)>,
}

/// How many of one code are kept with their places; the rest is counted.
const KEPT: u32 = 1_000;

/// Collects the diagnostics of one document.
#[derive(Clone, Debug)]
pub struct Sink {
    source: u32,
    kept: Vec<Diagnostic>,
    /// The codes that were met, few of many.
    met: Vec<Met>,
    total: u32,
}

/// What a sink knows of a code.
#[derive(Clone, Copy, Debug)]
struct Met {
    code: Code,
    count: u32,
    first_unkept: Option<Span>,
}

impl Sink {
    /// A sink for the document with this index.
    pub fn new(source: u32) -> Self {
        Self { source, kept: Vec::new(), met: Vec::new(), total: 0 }
    }

    fn met(&mut self, code: Code) -> &mut Met {
        let at = self.met.iter().position(|met| met.code == code).unwrap_or_else(|| {
            self.met.push(Met { code, count: 0, first_unkept: None });
            self.met.len() - 1
        });
        &mut self.met[at]
    }

    /// Adds a diagnostic; `args` are made only where it is kept.
    #[cold]
    pub fn emit(&mut self, code: Code, span: Span, args: impl FnOnce() -> Vec<(&'static str, String)>) {
        if self.count_one(code, span) {
            self.keep(code, span, args());
        }
    }

    /// Says which sign an id or a name has that none has.
    pub fn emit_odd(&mut self, code: Code, written: &[u8], span: Span) {
        let odd = written.iter().position(|byte| !byte.is_ascii()).map(|at| String::from_utf8_lossy(&written[at..]));
        if let Some(sign) = odd.and_then(|odd| odd.chars().next()) {
            self.emit(code, span, || vec![("found", format!("U+{:04X}", u32::from(sign)))]);
        }
    }

    /// Whether one more of a code is kept.
    #[cold]
    #[inline(never)]
    fn count_one(&mut self, code: Code, span: Span) -> bool {
        self.total += 1;
        let met = self.met(code);
        met.count += 1;
        let is_kept = met.count <= KEPT;
        if !is_kept {
            met.first_unkept.get_or_insert(span);
        }
        is_kept
    }

    #[cold]
    #[inline(never)]
    fn keep(&mut self, code: Code, span: Span, args: Vec<(&'static str, String)>) {
        self.kept.push(Diagnostic { code, source: self.source, span, args });
    }

    /// How many were emitted: where this has not changed, none was.
    #[inline]
    pub fn total(&self) -> u32 {
        self.total
    }

    /// Takes back what was emitted under a code: it turned out to be something else.
    pub fn retract(&mut self, code: Code) {
        self.kept.retain(|diagnostic| diagnostic.code != code);
        self.met.retain(|met| met.code != code);
    }

    /// Keeps the first of one code alone: what it says makes all else meaningless.
    pub fn keep_only(&mut self, code: Code) {
        let first = self.kept.iter().position(|diagnostic| diagnostic.code == code);
        let first = first.map(|at| self.kept.swap_remove(at));
        *self = self.like();
        if let Some(Diagnostic { code, span, args, .. }) = first {
            self.emit(code, span, || args);
        }
    }

    /// An empty sink for the same document.
    #[must_use]
    pub fn like(&self) -> Self {
        Self::new(self.source)
    }

    /// Whether nothing was emitted.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Moves every place from the text that was read to where `original` says that it stands in the input.
    pub fn relocate(&mut self, original: impl Fn(Span) -> Span) {
        let kept = self.kept.iter_mut().map(|diagnostic| &mut diagnostic.span);
        let unkept = self.met.iter_mut().filter_map(|met| met.first_unkept.as_mut());
        kept.chain(unkept).for_each(|span| *span = original(*span));
    }

    /// Takes over what another sink of the document has collected.
    pub fn append(&mut self, other: Self) {
        self.kept.extend(other.kept);
        self.total += other.total;
        for Met { code, count, first_unkept } in other.met {
            let met = self.met(code);
            met.count += count;
            met.first_unkept = met.first_unkept.or(first_unkept);
        }
    }

    /// Collapses what was met all through the text into one, at its first place, that says how often.
    pub fn collapse(&mut self, code: Code) {
        let met = self.met(code);
        let count = std::mem::replace(&mut met.count, 1);
        met.first_unkept = None;
        let mut first = true;
        self.kept.retain_mut(|diagnostic| {
            if diagnostic.code != code {
                return true;
            }
            diagnostic.args.push(("times", count.to_string()));
            std::mem::take(&mut first)
        });
    }

    /// Where a code was met first.
    pub fn first(&self, code: Code) -> Option<Span> {
        self.kept.iter().find(|diagnostic| diagnostic.code == code).map(|diagnostic| diagnostic.span)
    }

    /// How often this code was met, kept or not.
    pub fn count(&self, code: Code) -> u32 {
        self.met.iter().find(|met| met.code == code).map_or(0, |met| met.count)
    }

    /// How often each severity was met.
    pub fn tally(&self) -> [u32; 3] {
        let mut tally = [0; 3];
        for met in &self.met {
            tally[met.code.severity() as usize] += met.count;
        }
        tally
    }

    /// All that was kept, by place, and for each code that was met too often one that counts the rest.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut all = self.kept.clone();
        let order = by_rank(self.met.iter().map(|met| met.code as u64));
        all.extend(order.into_iter().filter_map(|at| {
            let Met { code, count, first_unkept } = self.met[at as usize];
            let span = first_unkept?;
            let args = vec![("n", (count - KEPT).to_string()), ("code", code.id().to_owned())];
            Some(Diagnostic { code: Code::More, source: self.source, span, args })
        }));
        by_place(all)
    }
}

/// A text cut to what fits in a message, its blanks collapsed.
pub fn excerpt(text: &str) -> String {
    const MOST: usize = 60;
    let mut out = String::new();
    for (count, word) in text.split_whitespace().enumerate() {
        if count > 0 {
            out.push(' ');
        }
        out.push_str(word);
        if out.len() > MOST {
            let cut = (0..=MOST).rev().find(|at| out.is_char_boundary(*at)).unwrap_or(0);
            out.truncate(cut);
            out.push('…');
            break;
        }
    }
    out
}

/// In the order of their places.
pub fn by_place(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let rank = |span: Span| u64::from(span.start) << 32 | u64::from(span.end);
    let order = by_rank(diagnostics.iter().map(|diagnostic| rank(diagnostic.span)));
    let mut unordered: Vec<Option<Diagnostic>> = diagnostics.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| unordered[at as usize].take()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_enum() {
        for (at, (code, _, _)) in CODES.iter().enumerate() {
            assert_eq!(*code as usize, at);
        }
    }

    #[test]
    fn what_repeats_is_counted_beyond_the_first_thousand() {
        let mut sink = Sink::new(0);
        for at in 0..1_500 {
            sink.emit(Code::JsonMissingComma, Span::new(at, at), Vec::new);
        }
        let all = sink.diagnostics();
        assert_eq!(all.len(), 1_001);
        assert_eq!(all[1_000].code, Code::More);
        assert_eq!(all[1_000].args[0], ("n", "500".to_owned()));
        assert_eq!(sink.tally(), [0, 1_500, 0]);
    }
}
