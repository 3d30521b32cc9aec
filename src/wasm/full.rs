//! What is asked for after the first answer: not in the module that the page loads first (feature `full`).

use js_sys::{Array, Error, TypeError, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use super::{Inspection, JsCodes, JsOptions, JsQuery, JsTexts, bytes, get, index, plain, shown, texts};
use crate::inspection::{Changed, adding, comparing, leaving, linked};
use crate::room;
use crate::view::explanation;
use crate::view::export::Format;
use crate::view::export::request::{ExportRequest, LinkRequest, RedactionRequest};
use crate::view::report::Piece;

#[wasm_bindgen]
extern "C" {
    /// `Report` of boundary.d.ts.
    #[wasm_bindgen(typescript_type = "Report")]
    pub type JsReport;
    /// `ExportOptions` of boundary.d.ts.
    #[wasm_bindgen(typescript_type = "ExportOptions")]
    pub type JsExportOptions;
    /// `ExportInfo` of boundary.d.ts.
    #[wasm_bindgen(typescript_type = "ExportInfo")]
    pub type JsExportInfo;
    /// The same, or null.
    #[wasm_bindgen(typescript_type = "ExportInfo | null")]
    pub type JsKnownExportInfo;
    /// `LinkRequest` of boundary.d.ts.
    #[wasm_bindgen(typescript_type = "LinkRequest")]
    pub type JsLinkRequest;
    /// `LinkPayload` of boundary.d.ts.
    #[wasm_bindgen(typescript_type = "LinkPayload")]
    pub type JsLinkPayload;
    /// The same, or null.
    #[wasm_bindgen(typescript_type = "LinkPayload | null")]
    pub type JsKnownLinkPayload;
    /// `RedactionOptions` of boundary.d.ts.
    #[wasm_bindgen(typescript_type = "RedactionOptions")]
    pub type JsRedactionOptions;
    /// `RedactionView` of boundary.d.ts.
    #[wasm_bindgen(typescript_type = "RedactionView")]
    pub type JsRedaction;
    /// `Comparison` of boundary.d.ts.
    #[wasm_bindgen(typescript_type = "Comparison | null")]
    pub type JsComparison;
    /// A page of `ComparedRow` of boundary.d.ts.
    #[wasm_bindgen(typescript_type = "Page<ComparedRow>")]
    pub type JsCompared;
}

/// A value of JavaScript by its derived type; its default where it is of another shape, for no input makes a call throw.
fn received<T: DeserializeOwned + Default>(value: impl Into<JsValue>) -> T {
    serde_wasm_bindgen::from_value(value.into()).unwrap_or_default()
}

/// The format of an id.
///
/// # Errors
/// A `TypeError` that names the formats there are.
fn format_named(name: &str) -> Result<Format, JsValue> {
    Format::from_word(name).ok_or_else(|| {
        let known: Vec<&str> = Format::ALL.iter().map(|format| format.as_str()).collect();
        TypeError::new(&format!("no format is called {name:?}; there are {}", known.join(", "))).into()
    })
}

/// Puts elements after those of the list under `name`, and gives the last of them.
fn append(object: &JsValue, name: &str, values: &impl Serialize) -> JsValue {
    let list: Array = get(object, name).unchecked_into();
    plain::<Array>(values).iter().for_each(|value| {
        list.push(&value);
    });
    list.at(-1)
}

/// Every code of a kind that has an explanation.
#[wasm_bindgen]
pub fn explanations(#[wasm_bindgen(unchecked_param_type = "ExplanationKind")] kind: &str) -> JsCodes {
    plain(&explanation::explanations(kind))
}

/// Every member of a response that is known by name, in the API's own spelling.
#[wasm_bindgen]
pub fn fields() -> JsCodes {
    plain(&explanation::fields())
}

/// The bytes of a document that is copied piece by piece, before it is read: fresh memory takes about as long as reading. To be freed
/// (`free`) where it is not read.
#[wasm_bindgen]
pub struct Incoming {
    bytes: Vec<u8>,
    /// How many are expected.
    length: usize,
    /// Whether memory has room for them.
    fits: bool,
}

#[wasm_bindgen]
impl Incoming {
    /// Of so many bytes, of which none is here yet.
    #[wasm_bindgen(constructor)]
    pub fn new(length: f64) -> Self {
        let length = index(length);
        let fits = room::is_left(length);
        Self { bytes: if fits { Vec::with_capacity(length) } else { Vec::new() }, length, fits }
    }

    /// The next of them.
    pub fn push(&mut self, bytes: &Uint8Array) {
        let start = self.bytes.len();
        let end = start + bytes.length() as usize;
        if self.fits && end <= self.length {
            self.bytes.resize(end, 0);
            bytes.copy_to(&mut self.bytes[start..]);
        }
    }
}

/// A document that is read piece by piece, or of so many bytes for which memory has no room. To be freed (`free`) where it is not added.
#[wasm_bindgen]
pub struct Adding(Result<adding::Adding, usize>);

#[wasm_bindgen]
impl Adding {
    /// Reads on for about so many bytes; whether there are more. What is taken out of a wrapper is read when it is added.
    pub fn next(&mut self, bytes: f64) -> bool {
        self.0.as_mut().is_ok_and(|adding| adding.next(index(bytes)))
    }
}

/// An inspection of no document yet, for what reads several: `add`, or `adding` and `added`, give it one after the other, and what they say together is found out once,
/// when it is first asked something.
#[wasm_bindgen]
pub fn inspection(options: Option<JsOptions>) -> Inspection {
    Inspection(super::empty(options))
}

#[wasm_bindgen]
impl Inspection {
    /// Everything, as plain data (null, never undefined).
    pub fn report(&self) -> JsReport {
        let report: JsValue = plain(&self.0.outline());
        let (mut invocation, mut instance) = (JsValue::NULL, JsValue::NULL);
        self.0.pieces(|piece| match piece {
            Piece::Invocations(more) => invocation = append(&report, "invocations", &more),
            Piece::Instances(more) => instance = append(&invocation, "instances", &more),
            Piece::Records(more) => {
                append(&instance, "records", &more);
            }
        });
        report.unchecked_into()
    }

    /// All, or what the options choose, in a format: the bytes of a file, texts in UTF-8. In what people read (`text`, `groups`, `chat`,
    /// `md`, `jira`, `html`) what should not leave is hidden unless `redact` is false. Throws a `TypeError` where there is no such format.
    pub fn export(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ExportFormat")] format: &str,
        options: Option<JsExportOptions>,
    ) -> Result<Vec<u8>, JsValue> {
        let format = format_named(format)?;
        let request: ExportRequest = options.map(received).unwrap_or_default();
        let (options, redaction) = request.read(format);
        Ok(self.0.export_redacted(format, options, redaction.as_ref()))
    }

    /// What such an export will be: what it holds, what does not fit, how large it is. Throws as `export` does.
    #[wasm_bindgen(js_name = exportInfo)]
    pub fn export_info(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ExportFormat")] format: &str,
        options: Option<JsExportOptions>,
    ) -> Result<JsExportInfo, JsValue> {
        let format = format_named(format)?;
        let request: ExportRequest = options.map(received).unwrap_or_default();
        let (options, redaction) = request.read(format);
        Ok(plain(&self.0.export_redacted_info(format, options, redaction.as_ref())))
    }

    /// Reads a document that was copied piece by piece, piece by piece as well, so that `added` waits no more.
    pub fn adding(&self, incoming: Incoming) -> Adding {
        let Incoming { bytes, length, fits } = incoming;
        Adding(if fits { Ok(adding::Adding::new(&self.0, bytes)) } else { Err(length) })
    }

    /// Adds what `adding` began, as `add` does. Throws an `Error` where another document came meanwhile.
    pub fn added(&mut self, adding: Adding) -> Result<(), JsValue> {
        match adding.0 {
            Ok(adding) => self.0.finish(adding).map_err(changed),
            Err(size) => {
                self.0.refuse(size);
                Ok(())
            }
        }
    }

    /// Two invocations by index, the first being the reference; the same index twice: the executions of one that recurs, the last good one
    /// against the first bad one after it or the other way round. null where there is nothing to compare.
    pub fn compare(&self, reference: f64, other: f64) -> JsComparison {
        shown(self, |inspection| inspection.compare(index(reference), index(other)))
    }

    /// Instances of both, by range, filter (the language of the table, and `change:`) and order (`change`, `id`, `reference`, `other`).
    pub fn compared(&self, reference: f64, other: f64, query: &JsQuery) -> JsCompared {
        shown(self, |inspection| inspection.compared(index(reference), index(other), &super::query(query)))
    }

    /// Outputs that differ, of the instances of both that a query chooses: of the reference and of the other by turns. `start` and `end`: of
    /// those of these instances from one to before another; absent: of all.
    #[wasm_bindgen(js_name = comparedTexts)]
    pub fn compared_texts(
        &self,
        reference: f64,
        other: f64,
        query: &str,
        start: Option<f64>,
        end: Option<f64>,
    ) -> JsTexts {
        let instances = start.map_or(0, index)..end.map_or(usize::MAX, index);
        texts(&self.0.compared_texts(index(reference), index(other), query, instances))
    }

    /// Ids of the instances of both that a query chooses, in its range and order.
    #[wasm_bindgen(js_name = comparedIds)]
    pub fn compared_ids(&self, reference: f64, other: f64, query: &JsQuery) -> JsCodes {
        plain(&self.0.compared_ids(index(reference), index(other), &super::query(query)))
    }

    /// Compares piece by piece, and chooses what a query asks for, where there is one, so that `compare`, `compared`, `comparedIds` and `comparedTexts` of the
    /// same wait no more.
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen gives an optional text as its own")]
    pub fn comparing(&self, reference: f64, other: f64, query: Option<String>) -> Comparing {
        Comparing(comparing::Comparing::new(&self.0, index(reference), index(other), query.as_deref()))
    }

    /// The same as `export`, piece by piece, for what is not to wait for all. Throws as `export` does.
    pub fn exporting(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ExportFormat")] format: &str,
        options: Option<JsExportOptions>,
    ) -> Result<Exporting, JsValue> {
        let format = format_named(format)?;
        let request: ExportRequest = options.map(received).unwrap_or_default();
        let (options, redaction) = request.read(format);
        Ok(Exporting(leaving::Exporting::new(&self.0, format, options, redaction)))
    }

    /// The documents as a link can carry them, compact, with what should not leave hidden unless `redact` is false, and the place in them that is shown; or
    /// why it can carry none: they are to say what is said here, and to be no longer than a link may be.
    #[wasm_bindgen(js_name = linkPayload)]
    pub fn link_payload(&self, request: Option<JsLinkRequest>) -> JsLinkPayload {
        let request: LinkRequest = request.map(received).unwrap_or_default();
        let (place, redaction) = request.read();
        // Not as a view, whose texts end early.
        plain(&self.0.link_payload(&place, redaction.as_ref()))
    }

    /// The same piece by piece, for what is not to wait for all.
    pub fn linking(&self, request: Option<JsLinkRequest>) -> Linking {
        let request: LinkRequest = request.map(received).unwrap_or_default();
        let (place, redaction) = request.read();
        Linking(linked::Linking::new(&self.0, place, redaction))
    }

    /// A text of the reader's own, a query say, with what should not leave hidden.
    pub fn redacted(&self, text: &str, options: Option<JsRedactionOptions>) -> String {
        let request: RedactionRequest = options.map(received).unwrap_or_default();
        self.0.redacted_text(text, &request.options())
    }

    /// Reads everything for what should not leave, piece by piece, so that `redaction` and exports with the same options need not.
    #[wasm_bindgen(js_name = readRedaction)]
    pub fn read_redaction(&self, options: Option<JsRedactionOptions>) -> RedactionReading {
        let request: RedactionRequest = options.map(received).unwrap_or_default();
        RedactionReading(leaving::RedactionReading::new(&self.0, request.options()))
    }

    /// What would be hidden, by kind, before anything leaves.
    pub fn redaction(&self, options: Option<JsRedactionOptions>) -> JsRedaction {
        let request: RedactionRequest = options.map(received).unwrap_or_default();
        shown(self, |inspection| inspection.redaction(&request.options()))
    }
}

/// An export that is made piece by piece, of an inspection that stays as it is meanwhile. All pieces together are what `export` gives. To be
/// freed (`free`) when it is not needed any more.
#[wasm_bindgen]
pub struct Exporting(leaving::Exporting);

#[wasm_bindgen]
impl Exporting {
    /// The next bytes, perhaps none: what takes about the time of so many rows; null after the last. Throws an `Error` where the inspection is
    /// not as it was, or another one.
    #[wasm_bindgen(unchecked_return_type = "Uint8Array | null")]
    pub fn next(&mut self, inspection: &Inspection, rows: f64) -> Result<JsValue, JsValue> {
        self.0.next(&inspection.0, index(rows)).map(bytes).map_err(changed)
    }

    /// How far it is, from 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn progress(&self) -> f64 {
        share(self.0.progress())
    }

    /// What it will be, as far as that is known: null before anything is, `exact` at its end, when what does not fit is told too.
    pub fn info(&mut self, inspection: &Inspection) -> JsKnownExportInfo {
        plain(&self.0.info(&inspection.0))
    }
}

/// What is read for what should not leave, piece by piece. To be freed (`free`) when it is not needed any more.
#[wasm_bindgen]
pub struct RedactionReading(leaving::RedactionReading);

#[wasm_bindgen]
impl RedactionReading {
    /// Reads the next rows, so many at most; whether there are more. Throws as `Exporting.next` does.
    pub fn next(&mut self, inspection: &Inspection, rows: f64) -> Result<bool, JsValue> {
        self.0.next(&inspection.0, index(rows)).map(|is_over| !is_over).map_err(changed)
    }

    /// How far it is, from 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn progress(&self) -> f64 {
        share(self.0.progress())
    }
}

/// A comparison that is made piece by piece, of an inspection that stays as it is meanwhile. To be freed (`free`) when it is not needed any more.
#[wasm_bindgen]
pub struct Comparing(comparing::Comparing);

#[wasm_bindgen]
impl Comparing {
    /// Goes on with so many instances, or some more; whether there are more. Throws as `Exporting.next` does, also where another comparison was
    /// asked for meanwhile.
    pub fn next(&mut self, inspection: &Inspection, rows: f64) -> Result<bool, JsValue> {
        self.0.next(&inspection.0, index(rows)).map(|is_over| !is_over).map_err(changed)
    }

    /// How far it is, from 0 to 1: in comparing, and then again in choosing.
    pub fn progress(&self, inspection: &Inspection) -> f64 {
        self.0.progress(&inspection.0)
    }
}

/// What a link carries, made piece by piece, of an inspection that stays as it is meanwhile. To be freed (`free`) when it is not needed any more.
#[wasm_bindgen]
pub struct Linking(linked::Linking);

#[wasm_bindgen]
impl Linking {
    /// Goes on for about the time of so many rows: null before it is made, and then once what `linkPayload` gives. Throws as `Exporting.next`
    /// does.
    pub fn next(&mut self, inspection: &Inspection, rows: f64) -> Result<JsKnownLinkPayload, JsValue> {
        self.0.next(&inspection.0, index(rows)).map(|payload| plain(&payload)).map_err(changed)
    }

    /// How far it is, from 0 to 1.
    pub fn progress(&self, inspection: &Inspection) -> f64 {
        self.0.progress(&inspection.0)
    }
}

fn share((done, of): (usize, usize)) -> f64 {
    if of == 0 { 1.0 } else { done as f64 / of as f64 }
}

fn changed(_: Changed) -> JsValue {
    Error::new("the inspection has changed since, or is another one").into()
}
