//! A response, what a wrapping makes of it, and which wrappings are tried.

use serde_json::Value;

use crate::{cuts, flows, insides, literals, prefixes, printed};

/// A clean response, as JSON or as XML.
pub(crate) struct Response {
    text: String,
    json: Option<Value>,
}

impl Response {
    pub(crate) fn new(name: &str, text: &str) -> Self {
        let json = name.ends_with(".json").then(|| serde_json::from_str(text).expect("JSON"));
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
            (Self::Json(_), None) => None,
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

/// One of each, and every kind with every other, in turns.
pub(crate) fn wrappings() -> Vec<Wrapping> {
    let printers: Vec<Named<Printer>> = [printed::ALL, literals::ALL, flows::ALL].concat();
    let mut all: Vec<Wrapping> = Vec::new();
    let mut add = |printer: &Named<Printer>, steps: &[Named<Step>]| {
        let name = steps.iter().fold(printer.0.to_owned(), |name, step| format!("{name} > {}", step.0));
        all.push(Wrapping { name, printer: printer.1, steps: steps.iter().map(|step| step.1).collect() });
    };
    for printer in &printers {
        add(printer, &[]);
    }
    let [pretty, compact] = [("pretty", printed::PRETTY), ("compact", printed::COMPACT)];
    for step in prefixes::ALL {
        add(&pretty, &[*step]);
    }
    for step in insides::ALL {
        add(&compact, &[*step]);
    }
    for step in cuts::WRAPS {
        add(&compact, &[*step]);
    }
    for step in cuts::CUTS {
        add(&pretty, &[*step]);
    }
    all
}
