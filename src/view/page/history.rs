//! The executions of a recurring command -> a summary, what is worth knowing of them, and cells for a strip.

use serde::Serialize;

use crate::model::history::{self as model, Execution};
use crate::model::{Instance, Invocation};
use crate::view::context::ViewContext;
use crate::view::parts::message::{Message, messages};
use crate::view::phrases::history as phrases;

/// See `boundary.d.ts`.
#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct HistoryView {
    pub executions: usize,
    pub failed: usize,
    pub summary: String,
    pub notes: Vec<Message>,
    pub cells: Vec<HistoryCell>,
}

/// One execution, or several neighbours, in a strip.
#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct HistoryCell {
    pub first: u32,
    pub last: u32,
    pub record: u32,
    pub outcome: &'static str,
    pub executions: usize,
    pub failed: usize,
    pub title: String,
}

/// So many executions have a cell each.
const SINGLE: usize = 60;
/// Of more, neighbours share these.
const SHARED: usize = 30;

/// The executions of a recurring command on one instance or, in short, on all; nothing where there are not several.
pub fn history(cx: &ViewContext<'_>, invocation: usize, instance: Option<usize>) -> Option<HistoryView> {
    let invocation = cx.model.invocations.get(invocation)?;
    let instances = cx.model.instances_of(invocation);
    // One record for each instance is no history, whatever they say.
    let records = instances.last()?.records.end - instances.first()?.records.start;
    if records as usize <= instances.len() {
        return None;
    }
    if let Some(instance) = instance {
        return of_instance(cx, invocation, instances.get(instance)?);
    }
    let (executions, failed, summary) = phrases::of_invocation(cx, invocation)?;
    Some(HistoryView { executions, failed, summary, notes: Vec::new(), cells: Vec::new() })
}

fn of_instance(cx: &ViewContext<'_>, invocation: &Invocation, instance: &Instance) -> Option<HistoryView> {
    let executions = model::executions(cx.model.records_of(instance), cx.readings);
    let (last, true) = (executions.last()?, executions.len() > 1) else { return None };
    let mut remarks = Vec::from_iter(phrases::streak(cx, instance, &executions));
    remarks.extend(phrases::gaps(cx, invocation, instance, &executions));
    let shared = if executions.len() > SINGLE { executions.len().div_ceil(SHARED) } else { 1 };
    Some(HistoryView {
        executions: executions.len(),
        failed: phrases::failures(&executions),
        summary: phrases::of_instance(cx, instance, &executions, last),
        notes: messages(remarks),
        cells: executions.chunks(shared).filter_map(|some| cell(cx, instance, some)).collect(),
    })
}

fn cell(cx: &ViewContext<'_>, instance: &Instance, executions: &[Execution]) -> Option<HistoryCell> {
    // Of the worst, the newest.
    let worst = executions.iter().rev().min_by_key(|execution| execution.outcome as usize)?;
    Some(HistoryCell {
        first: executions.first()?.record,
        last: executions.last()?.record,
        record: worst.record,
        outcome: worst.outcome.as_str(),
        executions: executions.len(),
        failed: phrases::failures(executions),
        title: phrases::cell(cx, instance, executions),
    })
}
