//! Instances on which one command went both well and badly. Two invocations are a change; it takes three to be unstable.

use std::borrow::Cow;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::model::{Invocation, Model};
use crate::reading::Reading;
use crate::row::ids::{id, is_masked};
use crate::status::Outcome;

/// Fewer invocations of a command tell a change, and no more.
const SEVERAL: usize = 3;

/// The ids of instances on which the invocations of one command, by their indices, went both well and badly; `None` where there are
/// fewer than three of them.
pub fn unstable<'m>(
    model: &'m Model,
    readings: &'m [Reading],
    invocations: &[usize],
) -> Option<HashMap<Cow<'m, [u8]>, bool, FixedState>> {
    if invocations.len() < SEVERAL {
        return None;
    }
    let mut met: HashMap<Cow<'_, [u8]>, (u32, bool, bool), FixedState> = HashMap::default();
    for invocation in invocations.iter().filter_map(|at| model.invocations.get(*at)) {
        note(model, readings, invocation, &mut met);
    }
    let both = |(runs, well, badly): (u32, bool, bool)| runs as usize >= SEVERAL && well && badly;
    Some(met.into_iter().map(|(id, of)| (id, both(of))).filter(|(_, both)| *both).collect())
}

/// Notes how each instance of an invocation ended.
fn note<'m>(
    model: &'m Model,
    readings: &'m [Reading],
    invocation: &Invocation,
    met: &mut HashMap<Cow<'m, [u8]>, (u32, bool, bool), FixedState>,
) {
    for instance in model.instances_of(invocation) {
        let (well, badly) = (instance.outcome == Outcome::Succeeded, instance.outcome == Outcome::Failed);
        let own = instance.instance_id.and_then(|place| id(place.value(readings))).filter(|id| !is_masked(id));
        if let Some(id) = own.filter(|_| well || badly) {
            let of = met.entry(id).or_default();
            *of = (of.0 + 1, of.1 || well, of.2 || badly);
        }
    }
}
