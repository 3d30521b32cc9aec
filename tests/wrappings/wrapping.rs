//! A response, what a wrapping makes of it, and which wrappings are tried.

use serde_json::Value;

use crate::{cuts, dumps, flows, insides, literals, prefixes, printed, tables};

/// A clean response, as JSON or as XML.
pub(crate) struct Response {
    text: String,
    json: Option<Value>,
}

impl Response {
    pub(crate) fn new(text: &str) -> Self {
        let json = text.starts_with('{').then(|| serde_json::from_str(text).expect("JSON"));
        Self { text: text.to_owned(), json }
    }
}

/// What somebody pastes, and the clean response that has what it still holds.
pub(crate) struct Printed {
    pub(crate) text: String,
    pub(crate) holds: String,
}

/// How a tool prints a response.
#[derive(Clone, Copy)]
pub(crate) enum Printer {
    /// JSON by the function; an XML response is printed as it stands.
    Either(fn(&Value) -> String),
    /// JSON only.
    Json(fn(&Value) -> String),
    /// Some members of the rows of JSON, with a document that has no more.
    Rows(fn(&Value) -> Printed),
    /// XML only, to which JSON is converted.
    Xml(fn(&str) -> String),
}

impl Printer {
    fn print(self, response: &Response) -> Option<Printed> {
        let holds = response.text.clone();
        match (self, &response.json) {
            (Self::Either(print), Some(json)) => Some(Printed { text: print(json), holds }),
            (Self::Either(_), None) => Some(Printed { text: response.text.clone(), holds }),
            (Self::Json(print), Some(json)) => Some(Printed { text: print(json), holds }),
            (Self::Xml(print), Some(json)) => {
                let text = printed::xml(json);
                Some(Printed { text: print(&text), holds: text })
            }
            (Self::Xml(print), None) => Some(Printed { text: print(&response.text), holds }),
            (Self::Rows(print), Some(json)) => Some(print(json)),
            (Self::Json(_) | Self::Rows(_), None) => None,
        }
    }
}

/// What happens to a printed text.
#[derive(Clone, Copy)]
pub(crate) enum Step {
    /// Something stands before every line, as `prefixes` has it.
    Before(&'static str),
    /// Something stands before and after it all.
    Inside(&'static str, &'static str),
    /// Something stands between so many characters of a line.
    Wrap(usize, &'static str),
    Make(fn(&str) -> String),
}

impl Step {
    fn apply(self, text: &str) -> String {
        match self {
            Self::Before(prefix) => prefixes::before(text, prefix),
            Self::Inside(before, after) => format!("{before}{text}{after}"),
            Self::Wrap(width, between) => cuts::folded(text, width, between),
            Self::Make(make) => make(text),
        }
    }
}

/// A printer, and what happens to its text, one after the other.
pub(crate) struct Wrapping {
    pub(crate) name: String,
    printer: Printer,
    steps: Vec<Step>,
}

impl Wrapping {
    pub(crate) fn apply(&self, response: &Response) -> Option<Printed> {
        let mut printed = self.printer.print(response)?;
        for step in &self.steps {
            printed.text = step.apply(&printed.text);
        }
        Some(printed)
    }
}

pub(crate) type Named<T> = (&'static str, T);

/// The item that is `turn` steps of `stride` further, round and round.
fn turn<T: Copy>(items: &[T], turn: usize, stride: usize) -> T {
    items[turn * stride % items.len()]
}

/// Each printer, prefix, surrounding, wrap and cut alone, and two or three of them together, in turns.
pub(crate) fn wrappings() -> Vec<Wrapping> {
    let printers: Vec<Named<Printer>> = [printed::ALL, literals::ALL, dumps::ALL, flows::ALL, tables::ALL].concat();
    let [pretty, compact] = [("pretty", printed::PRETTY), ("compact", printed::COMPACT)];
    let mut all: Vec<Wrapping> = Vec::new();
    let mut add = |printer: Named<Printer>, steps: &[Named<Step>]| {
        let name = steps.iter().fold(printer.0.to_owned(), |name, step| format!("{name} > {}", step.0));
        all.push(Wrapping { name, printer: printer.1, steps: steps.iter().map(|step| step.1).collect() });
    };
    printers.iter().for_each(|printer| add(*printer, &[]));
    prefixes::ALL.iter().for_each(|step| add(pretty, &[*step]));
    insides::ALL.iter().for_each(|step| add(compact, &[*step]));
    cuts::WRAPS.iter().for_each(|step| add(compact, &[*step]));
    cuts::CUTS.iter().for_each(|step| add(pretty, &[*step]));
    // Together.
    for (printer, at) in printers.iter().zip(0..).skip(1).step_by(2) {
        add(*printer, &[turn(prefixes::ALL, at, 5)]);
        add(*printer, &[turn(cuts::CUTS, at, 7)]);
    }
    for (inside, at) in insides::ALL.iter().zip(0..).step_by(3) {
        add(pretty, &[*inside, turn(prefixes::ALL, at, 7)]);
        add(compact, &[*inside, turn(cuts::CUTS, at, 5)]);
    }
    for (wrap, at) in cuts::WRAPS.iter().zip(0..) {
        add(compact, &[*wrap, turn(prefixes::ALL, at, 3)]);
        add(compact, &[turn(cuts::CUTS, at, 5), *wrap]);
        add(compact, &[turn(insides::ALL, at, 11), *wrap]);
    }
    for (cut, at) in cuts::CUTS.iter().zip(0..) {
        add(pretty, &[*cut, turn(prefixes::ALL, at, 11)]);
        add(turn(&printers, at, 5), &[turn(insides::ALL, at, 7), *cut, turn(prefixes::ALL, at, 13)]);
    }
    all
}
