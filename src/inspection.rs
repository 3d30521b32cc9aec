//! The core as one thing: documents in, views out. What the boundary to JavaScript and native programs both use.

pub mod adding;
pub mod comparing;
pub mod leaving;
pub mod linked;

use std::cell::{OnceCell, RefCell};
use std::sync::Arc;

use crate::charset::{Charset, Charsets};
use crate::consistency;
use crate::model::{Model, build};
use crate::query::{Key, Query};
use crate::reading::Reading;
use crate::redaction::{self, Redactor};
use crate::relation::Index;
use crate::room;
use crate::time::Time;
use crate::view::compare;
use crate::view::context::ViewContext;
use crate::view::page::facets::{self, Facet, ReasonCount};
use crate::view::page::history::{self, HistoryView};
use crate::view::page::instances::{self, InstanceDetail, InstanceQuery, InstanceRow};
use crate::view::page::invocations::{self, InvocationDetail, InvocationRow};
use crate::view::page::query::{self, QueryReading};
use crate::view::page::record::{self, RecordDetail, RecordItem};
use crate::view::page::schedule::{self, ScheduleView};
use crate::view::page::texts::{self, Part, Texts};
use crate::view::page::tree::{self, Tree};
use crate::view::page::{failed_ids, output};
use crate::view::parts::diagnostic::{self, Diagnostic};
use crate::view::parts::page::Page;
use crate::view::parts::source_range::SourceRange;
use crate::view::phrases::doubts;
use crate::view::relation::{self, Relation};
use crate::view::repaired::{self, Repaired, Unwritten};
use crate::view::report::{self, Piece, Report};
use crate::view::rows::Rows;
use crate::view::summary::{self, OutputTotals, Summary};
use crate::words::Language;
use crate::words::phrase::Phrase;

/// Bytes that the model takes for a row, while it is built.
const OF_ROW: usize = 400;

/// How to inspect.
#[derive(Clone, Copy, Default, Debug)]
pub struct Options {
    /// Language of messages and explanations.
    pub language: Language,
    /// The time of reading; the core has no clock.
    pub now: Option<Time>,
    /// How outputs become text; the tables of older character sets are the host's.
    pub charsets: Charsets,
}

/// Documents that were read, and what they say together.
#[derive(Debug)]
pub struct Inspection {
    readings: Vec<Reading>,
    /// How many rows they have.
    rows: usize,
    model: OnceCell<Model>,
    /// Columns of the invocations whose tables were asked for last, the newest first: two that are compared take turns.
    tables: RefCell<[Option<Rows>; 2]>,
    /// The comparisons that were asked for last.
    comparisons: RefCell<compare::Kept>,
    /// What has read everything to hide what should not leave, and for which options.
    redactor: RefCell<Option<(redaction::Options, Redactor)>>,
    /// Another one whenever anything that is above changes, so that work in pieces knows.
    edition: Arc<()>,
    /// What is here by its ids, of the documents that it has caught up with.
    index: RefCell<Index>,
    options: Options,
}

/// The inspection is not as it was when the work began: a document, a language or a character set came since, or it is another one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Changed;

/// Reads one document and does the whole job; total, whatever the bytes are.
///
/// ```
/// use invocation_inspector::{Options, inspect};
/// let text = br#"{"Invocation":{"InvocationResults":{"InvocationResult":[
///     {"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"Success","ExitCode":0,"Output":"aGkK"}]}}}"#;
/// let report = inspect(text.to_vec(), Options::default()).report();
/// assert_eq!(report.invocations[0].status.computed, Some("Success"));
/// ```
pub fn inspect(input: Vec<u8>, options: Options) -> Inspection {
    let mut inspection = Inspection::new(options);
    inspection.add(input);
    inspection.model();
    inspection
}

impl Inspection {
    /// Of no document yet.
    pub fn new(options: Options) -> Self {
        Self {
            readings: Vec::new(),
            rows: 0,
            model: OnceCell::new(),
            tables: RefCell::default(),
            comparisons: RefCell::default(),
            redactor: RefCell::default(),
            edition: Arc::default(),
            index: RefCell::default(),
            options,
        }
    }

    /// Merges another document: a further page, or the other API's answer to the same invocation. Judged when next asked.
    pub fn add(&mut self, input: Vec<u8>) {
        let (index, bytes) = (self.readings.len() as u32, input.len());
        self.take(Reading::new(input, index, self.options.charsets.decode), bytes);
    }

    fn take(&mut self, reading: Reading, bytes: usize) {
        let rows = self.rows + reading.rows();
        if room::may_be_left(rows.saturating_mul(OF_ROW)) {
            self.rows = rows;
            self.readings.push(reading);
        } else {
            drop(reading);
            self.refuse(bytes);
        }
        self.forget();
    }

    /// Adds a document of so many bytes that is not read, for want of memory.
    pub fn refuse(&mut self, bytes: usize) {
        self.readings.push(Reading::refused(bytes, self.readings.len() as u32));
        self.forget();
    }

    /// What another document is to those that are here. Reads it, and keeps nothing of it; costs its own length, and that of the documents
    /// that were added since this was asked last.
    pub fn relation(&self, input: Vec<u8>) -> Relation {
        self.related(&Reading::new(input, self.readings.len() as u32, self.options.charsets.decode))
    }

    /// The same of one of so many bytes that is not read, for want of memory.
    pub fn relation_of_refused(&self, bytes: usize) -> Relation {
        self.related(&Reading::refused(bytes, self.readings.len() as u32))
    }

    fn related(&self, reading: &Reading) -> Relation {
        let mut index = self.index.borrow_mut();
        index.catch_up(&self.readings);
        relation::relation(self.options.language, &index.judge(&self.readings, reading))
    }

    /// What each document brought to those before it, in a few words.
    pub fn brought(&self) -> Vec<String> {
        let mut index = self.index.borrow_mut();
        index.catch_up(&self.readings);
        index.brought().iter().map(|relation| relation::brought(self.options.language, relation)).collect()
    }

    /// What was made of fewer documents.
    fn forget(&mut self) {
        self.model = OnceCell::new();
        self.tables = RefCell::default();
        self.comparisons = RefCell::default();
        self.redactor = RefCell::default();
        self.edition = Arc::default();
    }

    /// Makes every view in this language from now on.
    pub fn set_language(&mut self, language: Language) {
        self.options.language = language;
        self.edition = Arc::default();
        self.tables = RefCell::default();
        self.comparisons = RefCell::default();
    }

    /// The language of its views.
    pub fn language(&self) -> Language {
        self.options.language
    }

    /// Reads every output in this character set from now on; `None`: each in its own.
    pub fn set_charset(&mut self, charset: Option<Charset>) {
        self.options.charsets.chosen = charset;
        self.edition = Arc::default();
        self.redactor = RefCell::default();
        self.tables = RefCell::default();
        self.comparisons = RefCell::default();
    }

    /// That it is the same as when this edition was taken.
    fn is_still(&self, edition: &Arc<()>) -> Result<(), Changed> {
        if Arc::ptr_eq(&self.edition, edition) { Ok(()) } else { Err(Changed) }
    }

    /// The documents, in the order received.
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// What they say.
    pub fn model(&self) -> &Model {
        self.model.get_or_init(|| {
            let mut model = build::build(&self.readings);
            consistency::check(&self.readings, &mut model);
            model
        })
    }

    /// How its views are made.
    pub fn context(&self) -> ViewContext<'_> {
        let Options { language, now, charsets } = self.options;
        ViewContext { language, now, charsets, readings: &self.readings, model: self.model() }
    }

    /// Everything, as plain data.
    pub fn report(&self) -> Report {
        report::report(&self.context())
    }

    /// The report without its invocations.
    pub fn outline(&self) -> Report {
        report::outline(&self.context())
    }

    /// The invocations of the report, piece by piece.
    pub fn pieces(&self, receive: impl FnMut(Piece)) {
        report::pieces(&self.context(), receive);
    }

    /// Counts, overall statuses, completeness: small, whatever the input's size.
    pub fn summary(&self) -> Summary {
        summary::summary(&self.context())
    }

    /// Invocations by range, in the documents' order or worst first.
    pub fn invocations(&self, worst_first: bool, start: f64, end: f64) -> Page<InvocationRow> {
        invocations::invocations(&self.context(), worst_first, start, end)
    }

    /// One invocation, by its index.
    pub fn invocation(&self, invocation: usize) -> Option<InvocationDetail> {
        invocations::invocation(&self.context(), invocation)
    }

    /// Instances of an invocation by range, filter and order.
    pub fn instances(&self, invocation: usize, query: &InstanceQuery) -> Page<InstanceRow> {
        let none = Page { total: 0, rows: Vec::new() };
        self.with_rows(invocation, none, |cx, rows| instances::instances(cx, rows, query))
    }

    /// Ids of the instances that a query chooses, in its order and range; of those without one nothing.
    pub fn instance_ids(&self, invocation: usize, query: &InstanceQuery) -> Vec<String> {
        let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        self.with_instance_ids(invocation, query, owned).unwrap_or_default()
    }

    /// The same, lent; `None` where there is no such invocation.
    pub fn with_instance_ids<T>(
        &self,
        invocation: usize,
        query: &InstanceQuery,
        give: impl FnOnce(&[&str]) -> T,
    ) -> Option<T> {
        self.with_rows(invocation, None, |cx, rows| Some(give(&instances::ids(cx, rows, query))))
    }

    /// Indices of the instances that a query chooses, in its order, whatever its range.
    pub fn instance_indices(&self, invocation: usize, query: &InstanceQuery) -> Vec<u32> {
        self.with_rows(invocation, Vec::new(), |cx, rows| instances::selected(cx, rows, query).to_vec())
    }

    /// The place of an instance among those that a query chooses, in its order; `None` where it does not choose it. Linear in their number.
    pub fn position(&self, invocation: usize, query: &InstanceQuery, instance: usize) -> Option<usize> {
        self.with_rows(invocation, None, |cx, rows| {
            instances::selected(cx, rows, query).iter().position(|at| *at as usize == instance)
        })
    }

    /// Ids of the instances that a query chooses, as `lines`, `json` or `parameters`, or the commands that run them again, by the id of the
    /// command (`invoke`) or by its content (`run`), or stop those that go on (`stop`); `None` where there is no such invocation,
    /// or where the response has not all that the command needs.
    pub fn ids(&self, invocation: usize, query: &InstanceQuery, form: &str) -> Option<String> {
        self.with_rows(invocation, None, |cx, rows| {
            let chosen = instances::selected(cx, rows, query);
            failed_ids::ids_of(cx, invocation, chosen, form)
        })
    }

    /// How often the values of each key of the query language occur, each counted without its own conditions.
    pub fn facets(&self, invocation: usize, query: &str) -> Vec<Facet> {
        self.facets_of(invocation, query, &|_| true)
    }

    /// The same of some keys; of the others nothing is read.
    pub fn facets_of(&self, invocation: usize, query: &str, wanted: &dyn Fn(Key) -> bool) -> Vec<Facet> {
        self.with_rows(invocation, Vec::new(), |cx, rows| facets::facets(cx, rows, &Query::read(query), wanted))
    }

    /// What did not simply succeed, by reason, most frequent first.
    pub fn reasons(&self, invocation: usize) -> Vec<ReasonCount> {
        self.with_rows(invocation, Vec::new(), |cx, rows| facets::reasons(cx, rows))
    }

    /// How a query was read, piece by piece.
    pub fn read_query(&self, text: &str) -> QueryReading {
        query::read(text, self.options.language)
    }

    /// The columns of an invocation, made where those that are kept are another's; `none` where there is no such invocation.
    fn with_rows<T>(&self, invocation: usize, none: T, view: impl FnOnce(&ViewContext<'_>, &mut Rows) -> T) -> T {
        let (cx, mut tables) = (self.context(), self.tables.borrow_mut());
        if invocation >= cx.model.invocations.len() {
            return none;
        }
        let is_its = |rows: &Rows| rows.invocation == invocation;
        if !tables[0].as_ref().is_some_and(is_its) {
            tables.swap(0, 1);
        }
        tables[0] = tables[0].take().filter(is_its);
        view(&cx, tables[0].get_or_insert_with(|| Rows::new(invocation)))
    }

    /// Makes ready what the columns of an invocation hold, of so many more of its instances: what else the first text that is searched, and
    /// the first order, would make at once. Whether all is ready; of much it is left to them.
    pub fn prepare(&self, invocation: usize, rows: usize) -> bool {
        const MUCH: usize = 128 << 20;
        let bytes: usize = self.readings.iter().map(|reading| reading.document.source.bytes).sum();
        bytes > MUCH || self.with_rows(invocation, true, |cx, own| own.prepare(cx, rows.max(1)))
    }

    /// One instance of an invocation.
    pub fn instance(&self, invocation: usize, instance: usize) -> Option<InstanceDetail> {
        self.with_rows(invocation, None, |cx, rows| instances::instance(cx, rows, instance))
    }

    /// The three levels of an invocation, up to `listed` instances of each outcome and of each reason.
    pub fn tree(&self, invocation: usize, listed: usize) -> Option<Tree> {
        self.with_rows(invocation, None, |cx, rows| tree::tree(cx, rows, listed))
    }

    /// Executions of an instance by range, oldest first.
    pub fn records(&self, invocation: usize, instance: usize, start: f64, end: f64) -> Page<RecordItem> {
        record::records(&self.context(), invocation, instance, start, end)
    }

    /// One execution, its output in the character set that was chosen for it, if one was.
    pub fn record(
        &self,
        invocation: usize,
        instance: usize,
        record: usize,
        charset: Option<Charset>,
    ) -> Option<RecordDetail> {
        record::record(&self.context(), invocation, instance, record, charset)
    }

    /// When a command recurs; `wall_now` is the clock of its zone, where only the host knows it.
    pub fn schedule(&self, invocation: usize, wall_now: Option<&str>) -> Option<ScheduleView> {
        schedule::schedule(&self.context(), invocation, wall_now)
    }

    /// The executions of a recurring command on one instance or, in short, on all; `None` where they are not several.
    pub fn history(&self, invocation: usize, instance: Option<usize>) -> Option<HistoryView> {
        history::history(&self.context(), invocation, instance)
    }

    /// Where a row stands in its document: of an execution, the newest of an instance, or of an invocation.
    pub fn source_range(
        &self,
        invocation: usize,
        instance: Option<usize>,
        record: Option<usize>,
    ) -> Option<SourceRange> {
        record::source_range(&self.context(), invocation, instance, record)
    }

    /// Ids of an invocation's instances that failed, as `lines`, `json` or `parameters`.
    pub fn failed_ids(&self, invocation: usize, form: &str) -> Option<String> {
        failed_ids::failed_ids(&self.context(), invocation, form)
    }

    /// The bytes that an execution printed.
    pub fn output_bytes(&self, invocation: usize, instance: usize, record: usize) -> Option<Vec<u8>> {
        output::record_bytes(&self.context(), invocation, instance, record)
    }

    /// The bytes of an invocation's command.
    pub fn command_bytes(&self, invocation: usize) -> Option<Vec<u8>> {
        output::command_bytes(&self.context(), invocation)
    }

    /// Outputs of an invocation or of all, each instance's newest or, with the commands, every one; a part of them.
    pub fn texts(&self, invocation: Option<usize>, newest: bool, part: Part<'_>) -> Texts {
        texts::texts(&self.context(), invocation, newest, part)
    }

    /// Decodes every output, which otherwise waits until it is looked at, and counts.
    pub fn outputs(&self) -> OutputTotals {
        summary::outputs(&self.context())
    }

    /// Diagnostics by range.
    pub fn diagnostics(&self, start: f64, end: f64) -> Page<Diagnostic<Phrase>> {
        diagnostic::page(&self.context(), start, end)
    }

    /// A document written strictly, with the places of its diagnostics in it.
    pub fn repaired(&self, source: usize) -> Result<Repaired, Unwritten> {
        let reading = self.readings.get(source).ok_or(Unwritten::Nothing)?;
        let diagnostics = diagnostic::of_document(reading, &self.model().sinks[source]);
        let places: Vec<u32> = diagnostics.iter().map(|diagnostic| diagnostic.span.start).collect();
        let written = reading.document.as_written().map_err(|_| Unwritten::TooLarge)?;
        repaired::repaired(written.as_ref().unwrap_or(&reading.document), &places)
    }

    /// That a document written strictly holds a part only, where the text ends early or leaves something out.
    pub fn repaired_partial(&self, source: usize) -> Option<Phrase> {
        doubts::of_repaired(&self.context(), self.readings.get(source)?)
    }
}
