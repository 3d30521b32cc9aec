//! The report as JSON text, its instances made while they are written.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::Serializer;
use serde_json::ser::{CharEscape, Formatter};

use super::options::ExportOptions;
use super::redact::Redactor;
use super::selection::{Chosen, Selection};
use crate::view::context::ViewContext;
use crate::view::report;

/// The report, and where it holds a part or was redacted, what became of it.
#[derive(Serialize)]
struct Exported<'a> {
    #[serde(flatten)]
    report: report::Report<Invocations<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    export: Option<About<'a>>,
}

/// What tells a part from the whole: the statuses of the report are those of all instances.
#[derive(Serialize)]
struct About<'a> {
    invocation: Option<usize>,
    query: Option<&'a str>,
    /// Ids that were chosen.
    ids: Option<usize>,
    /// Instances that are here.
    instances: usize,
    of: usize,
    /// Version of the list of what is hidden.
    redaction: Option<&'a str>,
}

/// Makes each when it is written, so that a report is nowhere as a whole.
struct Invocations<'a>(&'a ViewContext<'a>, &'a [Chosen]);

struct Instances<'a>(&'a ViewContext<'a>, &'a Chosen);

impl Serialize for Invocations<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(cx, chosen) = *self;
        serializer.collect_seq(chosen.iter().map(|one| report::invocation(cx, one.invocation(cx), Instances(cx, one))))
    }
}

impl Serialize for Instances<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(cx, chosen) = *self;
        serializer.collect_seq(chosen.each(cx).map(|one| report::instance(cx, one, cx.model.records_of(one))))
    }
}

pub(super) fn write(cx: &ViewContext<'_>, selection: &Selection, options: &ExportOptions<'_>) -> Vec<u8> {
    let changed = selection.is_part || options.redactor.is_some();
    let about = changed.then(|| About {
        invocation: options.invocation,
        query: options.query.as_deref(),
        ids: options.ids.as_ref().map(std::collections::HashSet::len),
        instances: selection.instances(),
        of: cx.model.instances.len(),
        redaction: options.redactor.map(|redactor| redactor.version),
    });
    let exported = Exported { report: report::around(cx, Invocations(cx, &selection.chosen)), export: about };
    let mut out = Vec::new();
    // Writing to memory cannot fail, and views hold nothing that has no JSON.
    let _ = match options.redactor {
        None => exported.serialize(&mut serde_json::Serializer::new(&mut out)),
        Some(redactor) => {
            let formatter = Hiding { redactor, text: String::new() };
            exported.serialize(&mut serde_json::Serializer::with_formatter(&mut out, formatter))
        }
    };
    out.push(b'\n');
    out
}

/// Puts each text together before it is written, so that what is hidden is found whatever its escapes.
struct Hiding<'a> {
    redactor: Redactor<'a>,
    text: String,
}

impl Hiding<'_> {
    fn put<W: ?Sized + Write>(&self, out: &mut W, text: &str) -> io::Result<()> {
        serde_json::to_writer(out, &*(self.redactor.hide)(text)).map_err(io::Error::from)
    }
}

/// Numbers of fewer digits say nothing of anybody.
const DIGITS: usize = 11;

impl Hiding<'_> {
    /// A number, or the text that stands for it.
    fn number<W: ?Sized + Write>(&self, out: &mut W, number: &str) -> io::Result<()> {
        if number.len() < DIGITS || (self.redactor.hide)(number) == number {
            out.write_all(number.as_bytes())
        } else {
            self.put(out, number)
        }
    }
}

impl Formatter for Hiding<'_> {
    fn begin_string<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.text.clear();
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, _: &mut W, fragment: &str) -> io::Result<()> {
        self.text.push_str(fragment);
        Ok(())
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, _: &mut W, escape: CharEscape) -> io::Result<()> {
        self.text.push(match escape {
            CharEscape::Quote => '"',
            CharEscape::ReverseSolidus => '\\',
            CharEscape::Solidus => '/',
            CharEscape::Backspace => '\u{8}',
            CharEscape::FormFeed => '\u{c}',
            CharEscape::LineFeed => '\n',
            CharEscape::CarriageReturn => '\r',
            CharEscape::Tab => '\t',
            CharEscape::AsciiControl(byte) => char::from(byte),
        });
        Ok(())
    }

    fn end_string<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.put(out, &self.text)
    }

    /// A number may be somebody's; those of the report itself are shorter.
    fn write_i64<W: ?Sized + Write>(&mut self, out: &mut W, number: i64) -> io::Result<()> {
        self.number(out, &number.to_string())
    }

    /// Outputs are written whole (`report::json::whole`), and numbers as they came.
    fn write_raw_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        match serde_json::from_str::<String>(fragment) {
            Ok(text) => self.put(out, &text),
            Err(_) => self.number(out, fragment),
        }
    }
}
