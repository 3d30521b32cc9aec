//! The boundary to JavaScript: only this and `wasm/` name wasm-bindgen. Converts, and decides nothing.

#[cfg(feature = "full")]
pub mod full;

use js_sys::{Array, ArrayBuffer, JSON, Reflect, Symbol, TypeError, Uint8Array, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::charset::{Charset, Charsets};
use crate::inspection::{self, Options};
use crate::query::Key;
use crate::room;
use crate::time::Time;
use crate::view::explanation;
use crate::view::options::InspectOptions;
use crate::view::page::instances::InstanceQuery;
use crate::view::page::texts::{Part, Texts};
use crate::view::repaired::Unwritten;
use crate::view::report::json;
use crate::words::Language;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("boundary.d.ts");

#[wasm_bindgen]
extern "C" {
    /// `InspectOptions` of boundary.d.ts.
    #[wasm_bindgen(typescript_type = "InspectOptions")]
    pub type JsOptions;
    /// `InstanceQuery` of boundary.d.ts.
    #[wasm_bindgen(typescript_type = "InstanceQuery")]
    pub type JsQuery;
}

macro_rules! typescript {
    ($($type:ident $name:literal,)*) => {
        #[wasm_bindgen]
        extern "C" {
            $(
                /// A shape of boundary.d.ts.
                #[wasm_bindgen(typescript_type = $name)]
                pub type $type;
            )*
        }
    };
}

typescript! {
    JsSummary "Summary", JsInvocations "Page<InvocationRow>",
    JsInvocation "InvocationDetail | null", JsInstances "Page<InstanceRow>", JsInstance "InstanceDetail | null",
    JsTree "Tree | null", JsRecord "RecordDetail | null", JsDiagnostics "Page<Diagnostic<Phrase>>",
    JsOutputs "OutputTotals", JsRange "SourceRange | null", JsRepaired "Repaired | null",
    JsExplanation "Explanation | null", JsCodes "string[]",
    JsSchedule "ScheduleView | null", JsHistory "HistoryView | null",
    JsRecords "Page<RecordItem>", JsTexts "Texts", JsFacets "Facet[]", JsReasons "ReasonCount[]",
    JsQueryReading "QueryReading", JsRelation "Relation",
}

/// A member of an object of JavaScript; undefined where there is none.
fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A member that is a text; none of another type, which says nothing of the others.
fn text(object: &JsValue, name: &str) -> Option<String> {
    get(object, name).as_string()
}

/// Options and queries are read member by member: the page loads first what this takes, and derived reading takes 10 KB of it in Brotli.
fn options(object: &JsValue) -> InspectOptions {
    InspectOptions { language: text(object, "language"), now: text(object, "now"), charset: text(object, "charset") }
}

fn query(object: &JsQuery) -> InstanceQuery {
    let texts = |name: &str| {
        let list = get(object, name);
        let texts =
            Array::is_array(&list).then(|| list.unchecked_into::<Array>().iter().map(|one| one.as_string()).collect());
        texts.flatten()
    };
    let number = |name: &str| get(object, name).as_f64().unwrap_or_default();
    InstanceQuery {
        query: text(object, "query"),
        sort: text(object, "sort"),
        outcomes: texts("outcomes"),
        text: text(object, "text"),
        order: text(object, "order"),
        ids: texts("ids"),
        printed: get(object, "printed").as_bool().unwrap_or_default(),
        start: number("start"),
        end: number("end"),
    }
}

/// Plain data: null for what is not set, objects for maps.
fn plain<T: JsCast>(value: &impl Serialize) -> T {
    JSON::parse(&json::write(value)).unwrap_or(JsValue::NULL).unchecked_into()
}

/// A view for the page: plain data, its texts of bearable length.
fn shown<V: Serialize, T: JsCast>(inspection: &Inspection, view: impl FnOnce(&inspection::Inspection) -> V) -> T {
    let text = json::write_shown(&view(&inspection.0), inspection.0.language());
    JSON::parse(&text).unwrap_or(JsValue::NULL).unchecked_into()
}

/// Texts side by side, as boundary.d.ts describes them.
fn texts(texts: &Texts) -> JsTexts {
    let object = js_sys::Object::new();
    let members: [(&str, JsValue); 9] = [
        ("bytes", Uint8Array::from(texts.bytes.as_slice()).into()),
        ("ends", Uint32Array::from(texts.ends.as_slice()).into()),
        ("kinds", Uint8Array::from(texts.kinds.as_slice()).into()),
        ("invocations", Uint32Array::from(texts.invocations.as_slice()).into()),
        ("instances", Uint32Array::from(texts.instances.as_slice()).into()),
        ("records", Uint32Array::from(texts.records.as_slice()).into()),
        ("exitCodes", js_sys::Float64Array::from(texts.exit_codes.as_slice()).into()),
        ("outcomes", Uint8Array::from(texts.outcomes.as_slice()).into()),
        ("ids", texts.ids.as_str().into()),
    ];
    members.iter().for_each(|(name, value)| drop(Reflect::set(&object, &(*name).into(), value)));
    object.unchecked_into()
}

/// An index of JavaScript: a whole number from 0, else one beyond everything.
#[allow(clippy::cast_sign_loss, reason = "checked")]
fn index(number: f64) -> usize {
    if number >= 0.0 && number.fract() == 0.0 && number < f64::from(u32::MAX) { number as usize } else { usize::MAX }
}

#[wasm_bindgen]
extern "C" {
    /// The host's tables of the older character sets, which are not in this module.
    type TextDecoder;
    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str) -> Result<TextDecoder, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &[u8]) -> Result<String, JsValue>;
}

fn by_host(charset: Charset, bytes: &[u8]) -> Option<String> {
    TextDecoder::new(charset.label()).ok()?.decode(bytes).ok()
}

/// The buffer of an input, with the byte at which it begins there and its length: of a buffer, or of a view of one, also of
/// another window's. Throws a `TypeError` where it is anything else.
fn buffer_of(input: &JsValue) -> Result<(JsValue, u32, u32), JsValue> {
    let number = |name: &str| index(get(input, name).as_f64().unwrap_or_default()) as u32;
    let is_buffer = || {
        let tag = Reflect::get(input, &Symbol::to_string_tag()).ok().and_then(|tag| tag.as_string());
        matches!(tag.as_deref(), Some("ArrayBuffer" | "SharedArrayBuffer"))
    };
    if ArrayBuffer::is_view(input) {
        Ok((get(input, "buffer"), number("byteOffset"), number("byteLength")))
    } else if is_buffer() {
        Ok((input.clone(), 0, number("byteLength")))
    } else {
        let found = input.js_typeof().as_string().unwrap_or_default();
        let expected = "expected a response as text, as bytes (any typed array or DataView) or as an ArrayBuffer";
        Err(TypeError::new(&format!("{expected}, found {found}")).into())
    }
}

/// The bytes of an input, or how many there are, where memory has no room for a copy. Half of a character in a text is
/// U+FFFD.
fn document(input: &JsValue) -> Result<Result<Vec<u8>, usize>, JsValue> {
    if let Some(text) = input.as_string() {
        return Ok(Ok(text.into_bytes()));
    }
    let (buffer, start, length) = buffer_of(input)?;
    // One that was transferred to a worker has no bytes left.
    if length == 0 {
        return Ok(Ok(Vec::new()));
    }
    // The copy below would trap where there is no room; asking first costs nothing, and filling a vector of zeros would.
    if !room::is_left(length as usize) {
        return Ok(Err(length as usize));
    }
    Ok(Ok(Uint8Array::new_with_byte_offset_and_length(&buffer, start, length).to_vec()))
}

/// Reads one document. Never traps, whatever it says, and throws nothing but a `TypeError`, where it is none.
#[wasm_bindgen(unchecked_return_type = "Inspection")]
pub fn inspect(
    #[wasm_bindgen(unchecked_param_type = "ResponseInput")] input: &JsValue,
    options: Option<JsOptions>,
) -> Result<Inspection, JsValue> {
    let mut inspection = empty(options);
    add(&mut inspection, document(input)?);
    inspection.model();
    Ok(Inspection(inspection))
}

/// Of no document yet.
fn empty(options: Option<JsOptions>) -> inspection::Inspection {
    let InspectOptions { language, now, charset } = options.map(|object| self::options(&object)).unwrap_or_default();
    inspection::Inspection::new(Options {
        language: language.as_deref().map(Language::from_tag).unwrap_or_default(),
        now: now.as_deref().and_then(Time::read),
        charsets: Charsets { decode: by_host, chosen: charset.as_deref().and_then(Charset::named) },
    })
}

fn add(inspection: &mut inspection::Inspection, input: Result<Vec<u8>, usize>) {
    match input {
        Ok(bytes) => inspection.add(bytes),
        Err(size) => inspection.refuse(size),
    }
}

/// Explains a code of a kind, in any spelling; null where it is in no list.
#[wasm_bindgen]
pub fn explain(
    #[wasm_bindgen(unchecked_param_type = "ExplanationKind")] kind: &str,
    code: &str,
    #[wasm_bindgen(unchecked_param_type = "Language")] language: &str,
) -> JsExplanation {
    plain(&explanation::explain(kind, code, Language::from_tag(language)))
}

/// Documents that were read, and what they say together.
#[wasm_bindgen]
pub struct Inspection(inspection::Inspection);

#[wasm_bindgen]
impl Inspection {
    /// Merges another document: a further page, or the other API's answer to the same invocation. Throws as `inspect` does, and
    /// then holds what it held.
    pub fn add(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "ResponseInput")] input: &JsValue,
    ) -> Result<(), JsValue> {
        add(&mut self.0, document(input)?);
        Ok(())
    }

    /// What another document is to those that are here; nothing of it is kept. Throws as `inspect` does.
    pub fn relation(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ResponseInput")] input: &JsValue,
    ) -> Result<JsRelation, JsValue> {
        let relation = match document(input)? {
            Ok(bytes) => self.0.relation(bytes),
            Err(size) => self.0.relation_of_refused(size),
        };
        let object = js_sys::Object::new();
        let members = [("kind", relation.kind.into()), ("what", relation.what.into())];
        members.iter().for_each(|(name, value): &(&str, JsValue)| drop(Reflect::set(&object, &(*name).into(), value)));
        Ok(object.unchecked_into())
    }

    /// What each document brought to those before it, in a few words.
    pub fn brought(&self) -> JsCodes {
        plain(&self.0.brought())
    }

    /// Makes every view in this language from now on.
    #[wasm_bindgen(js_name = setLanguage)]
    pub fn set_language(&mut self, #[wasm_bindgen(unchecked_param_type = "Language")] language: &str) {
        self.0.set_language(Language::from_tag(language));
    }

    /// Reads every output in this character set from now on; null: each in its own.
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen gives an optional text as its own")]
    #[wasm_bindgen(js_name = setCharset)]
    pub fn set_charset(&mut self, #[wasm_bindgen(unchecked_param_type = "Charset | null")] charset: Option<String>) {
        self.0.set_charset(charset.as_deref().and_then(Charset::named));
    }

    /// Counts, overall statuses, completeness: small, whatever the input's size.
    pub fn summary(&self) -> JsSummary {
        shown(self, inspection::Inspection::summary)
    }

    /// Invocations by range, in the documents' order or worst first.
    pub fn invocations(
        &self,
        #[wasm_bindgen(unchecked_param_type = "\"document\" | \"worst\"")] order: &str,
        start: f64,
        end: f64,
    ) -> JsInvocations {
        shown(self, |inspection| inspection.invocations(order == "worst", start, end))
    }

    /// One invocation.
    pub fn invocation(&self, invocation: f64) -> JsInvocation {
        shown(self, |inspection| inspection.invocation(index(invocation)))
    }

    /// Instances of an invocation by range, filter and order.
    pub fn instances(&self, invocation: f64, query: &JsQuery) -> JsInstances {
        let query = self::query(query);
        shown(self, |inspection| inspection.instances(index(invocation), &query))
    }

    /// Ids of the instances that a query chooses, in its order and range; of those without one nothing.
    #[wasm_bindgen(js_name = instanceIds)]
    pub fn instance_ids(&self, invocation: f64, query: &JsQuery) -> JsCodes {
        let give = |ids: &[&str]| plain(&ids);
        self.0.with_instance_ids(index(invocation), &self::query(query), give).unwrap_or_else(|| give(&[]))
    }

    /// Indices of the instances that a query chooses, in its order, whatever its range.
    #[wasm_bindgen(js_name = instanceIndices)]
    pub fn instance_indices(&self, invocation: f64, query: &JsQuery) -> Vec<u32> {
        self.0.instance_indices(index(invocation), &self::query(query))
    }

    /// The place of an instance among those that a query chooses, in its order, from 0; undefined where it does not choose it.
    pub fn position(&self, invocation: f64, query: &JsQuery, instance: f64) -> Option<usize> {
        self.0.position(index(invocation), &self::query(query), index(instance))
    }

    /// Ids of the instances that a query chooses, in its order, as text to copy; what is no id, or is masked, is left out. Null where
    /// there is no such invocation, or where the response has not all that a call needs.
    pub fn ids(
        &self,
        invocation: f64,
        query: &JsQuery,
        #[wasm_bindgen(unchecked_param_type = "IdForm")] form: &str,
    ) -> Option<String> {
        self.0.ids(index(invocation), &self::query(query), form)
    }

    /// Makes ready, of so many instances more, what the first search of a text and the first order would else make of all at once; whether all
    /// is ready.
    pub fn prepare(&self, invocation: f64, rows: f64) -> bool {
        self.0.prepare(index(invocation), index(rows))
    }

    /// How often the values of each key of a query occur, each counted without its own conditions; of these keys alone, with blanks
    /// between them, where some are named. The first count of a key reads what it is about in every row.
    pub fn facets(&self, invocation: f64, query: &str, keys: Option<String>) -> JsFacets {
        let keys = keys.map(|keys| keys.split(' ').map(str::to_owned).collect::<Vec<_>>());
        let wanted = |key: Key| keys.as_ref().is_none_or(|keys| keys.iter().any(|word| word == key.as_str()));
        shown(self, |inspection| inspection.facets_of(index(invocation), query, &wanted))
    }

    /// What did not simply succeed, by reason, the 1,000 most frequent first.
    pub fn reasons(&self, invocation: f64) -> JsReasons {
        shown(self, |inspection| inspection.reasons(index(invocation)))
    }

    /// How a query was read, piece by piece; never throws.
    #[wasm_bindgen(js_name = readQuery)]
    pub fn read_query(&self, text: &str) -> JsQueryReading {
        shown(self, |inspection| inspection.read_query(text))
    }

    /// One instance of an invocation.
    pub fn instance(&self, invocation: f64, instance: f64) -> JsInstance {
        shown(self, |inspection| inspection.instance(index(invocation), index(instance)))
    }

    /// The three levels of an invocation for a diagram, up to `listed` instances of each outcome and of each reason.
    pub fn tree(&self, invocation: f64, listed: f64) -> JsTree {
        shown(self, |inspection| inspection.tree(index(invocation), index(listed)))
    }

    /// One execution, its output in the character set chosen for it, if one was.
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen gives an optional text as its own")]
    pub fn record(
        &self,
        invocation: f64,
        instance: f64,
        record: f64,
        #[wasm_bindgen(unchecked_optional_param_type = "Charset | null")] charset: Option<String>,
    ) -> JsRecord {
        let charset = charset.as_deref().and_then(Charset::named);
        shown(self, |inspection| inspection.record(index(invocation), index(instance), index(record), charset))
    }

    /// When an invocation recurs, in words and as its next times. `wallNow` ("2026-11-21 08:00:00") is what the clock shows in the
    /// zone that the view names, or, for the instance's own, the reader's; fixed zones need none.
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen gives an optional text as its own")]
    pub fn schedule(&self, invocation: f64, #[wasm_bindgen(js_name = wallNow)] wall_now: Option<String>) -> JsSchedule {
        shown(self, |inspection| inspection.schedule(index(invocation), wall_now.as_deref()))
    }

    /// The executions of a recurring command on one instance, or, without one, in short on all; null where they are not several.
    pub fn history(&self, invocation: f64, instance: Option<f64>) -> JsHistory {
        shown(self, |inspection| inspection.history(index(invocation), instance.map(index)))
    }

    /// Records of an instance by range, oldest first.
    pub fn records(&self, invocation: f64, instance: f64, start: f64, end: f64) -> JsRecords {
        shown(self, |inspection| inspection.records(index(invocation), index(instance), start, end))
    }

    /// The bytes that a record's machine printed; null where the response has none.
    #[wasm_bindgen(js_name = outputBytes, unchecked_return_type = "Uint8Array | null")]
    pub fn output_bytes(&self, invocation: f64, instance: f64, record: f64) -> JsValue {
        bytes(self.0.output_bytes(index(invocation), index(instance), index(record)))
    }

    /// Decodes every output, which otherwise waits until it is looked at, and counts.
    pub fn outputs(&self) -> JsOutputs {
        plain(&self.0.outputs())
    }

    /// All that was printed, in one piece: of an invocation or of all, each instance's newest output or, with the commands, every
    /// one; of the instances at these indices alone, without a command, where some are named; from the `start`-th on, and up to the `end`-th,
    /// which is not included.
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen gives an optional list as its own")]
    pub fn texts(
        &self,
        invocation: Option<f64>,
        newest: bool,
        instances: Option<Vec<u32>>,
        start: Option<f64>,
        end: Option<f64>,
    ) -> JsTexts {
        let part =
            Part { instances: instances.as_deref(), start: start.map_or(0, index), end: end.map_or(usize::MAX, index) };
        texts(&self.0.texts(invocation.map(index), newest, part))
    }

    /// The bytes of an invocation's command; null where the response has none.
    #[wasm_bindgen(js_name = commandBytes, unchecked_return_type = "Uint8Array | null")]
    pub fn command_bytes(&self, invocation: f64) -> JsValue {
        bytes(self.0.command_bytes(index(invocation)))
    }

    /// Ids of an invocation's instances that failed, as text to copy; null where there is no such invocation.
    #[wasm_bindgen(js_name = failedIds)]
    pub fn failed_ids(
        &self,
        invocation: f64,
        #[wasm_bindgen(unchecked_param_type = "IdForm")] form: &str,
    ) -> Option<String> {
        self.0.failed_ids(index(invocation), form)
    }

    /// Where the row of an execution stands; the newest of an instance, or an invocation's own, where less is named.
    pub fn place(&self, invocation: f64, instance: Option<f64>, record: Option<f64>) -> JsRange {
        shown(self, |inspection| inspection.source_range(index(invocation), instance.map(index), record.map(index)))
    }

    /// A document as strict JSON or well-formed XML, laid out; null where nothing was read of it, or it would be too large.
    pub fn repaired(&self, source: f64) -> Option<String> {
        self.0.repaired(index(source)).ok().map(|repaired| repaired.text)
    }

    /// The same in UTF-8, with where the diagnostics stand in it.
    #[wasm_bindgen(js_name = repairedBytes)]
    pub fn repaired_bytes(&self, source: f64) -> JsRepaired {
        let (text, places) = match self.0.repaired(index(source)) {
            Ok(repaired) => (Some(repaired.text.into_bytes()), repaired.places),
            Err(Unwritten::TooLarge) => (None, Vec::new()),
            Err(Unwritten::Nothing) => return JsValue::NULL.unchecked_into(),
        };
        let object = js_sys::Object::new();
        let is_large = JsValue::from_bool(text.is_none());
        let partial: JsValue = plain(&self.0.repaired_partial(index(source)));
        let places: JsValue = Uint32Array::from(places.as_slice()).into();
        let members = [("bytes", bytes(text)), ("places", places), ("tooLarge", is_large), ("partial", partial)];
        members.iter().for_each(|(name, value)| drop(Reflect::set(&object, &(*name).into(), value)));
        object.unchecked_into()
    }

    /// Diagnostics by range.
    pub fn diagnostics(&self, start: f64, end: f64) -> JsDiagnostics {
        shown(self, |inspection| inspection.diagnostics(start, end))
    }
}

fn bytes(bytes: Option<Vec<u8>>) -> JsValue {
    bytes.map_or(JsValue::NULL, |bytes| Uint8Array::from(bytes.as_slice()).into())
}
