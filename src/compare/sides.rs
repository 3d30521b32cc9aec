//! What stands for each instance on a side of a comparison: its newest execution, or the execution at which a recurring command turned.

use std::ops::Range;

use crate::model::history::{Execution, executions};
use crate::model::{Model, Record};
use crate::reading::Reading;
use crate::status::Outcome;

/// An instance on a side.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// Its index among all instances.
    pub instance: u32,
    /// The index among all records of the execution that stands for it; `None`: it has none.
    pub record: Option<u32>,
    /// What became of it.
    pub outcome: Outcome,
}

/// One side of a comparison.
#[derive(Debug)]
pub struct Side {
    /// The index of its invocation.
    pub invocation: usize,
    /// The index of its first instance among all.
    pub first: u32,
    /// What stands for each of its instances; `None`: no such execution is here.
    pub members: Vec<Option<Member>>,
    /// Whether all its rows are here, so that what it does not have was not there.
    pub complete: bool,
}

impl Side {
    /// Of an invocation by index, or of its executions; without members yet.
    pub(super) fn new(model: &Model, invocation: usize, is_of_executions: bool) -> Option<Self> {
        let own = model.invocations.get(invocation)?;
        let complete = !is_of_executions && own.complete == Some(true) && !own.lacks_rows();
        let members = Vec::with_capacity(own.instances.len());
        Some(Self { invocation, first: own.instances.start, members, complete })
    }

    /// Adds the next of the invocation's instances, by their places: each with its newest execution.
    pub(super) fn go(&mut self, model: &Model, range: Range<usize>) {
        let first = self.first as usize;
        let member = |at: usize| {
            let instance = &model.instances[at];
            let record = (!instance.records.is_empty()).then(|| instance.records.end - 1);
            Some(Member { instance: at as u32, record, outcome: instance.outcome })
        };
        self.members.extend((first + range.start..first + range.end).map(member));
    }

    /// Adds to both sides the executions before and after the last turn of each of the next instances of a recurring command: from good to
    /// bad where it fails now, from bad to good where it does not. One that never turned is told by its first and its newest, which are
    /// alike. Says whether one of them has two executions.
    pub(super) fn turns(sides: &mut [Self; 2], model: &Model, readings: &[Reading], range: Range<usize>) -> bool {
        let first = sides[0].first as usize;
        let mut several = false;
        for at in first + range.start..first + range.end {
            let instance = &model.instances[at];
            let executions = executions(model.records_of(instance), readings);
            several |= executions.len() > 1;
            let turn = turn(&executions);
            let both = [turn.map(|(before, _)| before), turn.map(|(_, after)| after)];
            for (side, execution) in sides.iter_mut().zip(both) {
                let member = execution.map(|execution| Member {
                    instance: at as u32,
                    record: Some(instance.records.start + execution.record),
                    outcome: execution.outcome,
                });
                side.members.push(member);
            }
        }
        several
    }

    /// The record that stands for an instance.
    pub fn record<'m>(&self, model: &'m Model, member: &Member) -> Option<&'m Record> {
        model.records.get(member.record? as usize)
    }
}

/// The last turn: the last execution that ended otherwise than the newest one that ended well or badly, and the one after it.
fn turn(executions: &[Execution]) -> Option<(Execution, Execution)> {
    let decided = |execution: &&Execution| matches!(execution.outcome, Outcome::Succeeded | Outcome::Failed);
    let ended: Vec<&Execution> = executions.iter().filter(decided).collect();
    let newest = *ended.last()?;
    match ended.iter().rposition(|execution| execution.outcome != newest.outcome) {
        Some(at) => Some((*ended[at], *ended[at + 1])),
        None if ended.len() > 1 => Some((*ended[0], *newest)),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Stamp;

    #[test]
    fn the_last_turn() {
        for (outcomes, turn) in [
            ("", None),
            ("+", None),
            ("++", Some((0, 1))),
            ("+-", Some((0, 1))),
            ("+--", Some((0, 1))),
            ("-+-+", Some((2, 3))),
            ("+-.-~", Some((0, 1))),
            ("--", Some((0, 1))),
            ("-~+", Some((0, 2))),
        ] {
            let outcome = |sign: char| match sign {
                '+' => Outcome::Succeeded,
                '-' => Outcome::Failed,
                '~' => Outcome::Running,
                _ => Outcome::Unknown,
            };
            let execution =
                |(record, sign): (u32, char)| Execution { record, outcome: outcome(sign), at: Stamp::UNKNOWN };
            let executions: Vec<Execution> = (0..).zip(outcomes.chars()).map(execution).collect();
            let found = super::turn(&executions).map(|(before, after)| (before.record, after.record));
            assert_eq!(found, turn, "{outcomes}");
        }
    }
}
