//! Inputs -> an inspection of each on its own, told in their order. Rows of many small files are made several at a time.

use std::io;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use invocation_inspector::view::export::Origin;

use crate::input::{Fault, Input};
use crate::options::Options;
use crate::status::{self, Status};
use crate::terminal::{self, Held, Straight, Way};
use crate::words::Language;
use crate::{export, inspection, wanted};

/// What is larger has the memory to itself, and leaves while it is made.
const SMALL: u64 = 1 << 20;
/// So many results of a thread may wait for their turn.
const AHEAD: usize = 4;

/// An input, or why there is none.
type Named = Result<Input, Fault>;

/// What a thread made of an input; `None`: it is not small.
type Made = Option<(Held, Status)>;

/// Tells of each.
pub(crate) fn each(inputs: &[Named], options: &Options, language: Language) -> Status {
    let tell = |at: usize, way: &mut dyn Way| one(at, &inputs[at], options, language, way);
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    // Only rows hold nothing of the terminal.
    let threads = if export::has_rows(options) { processors.min(inputs.len()) } else { 1 };
    if threads < 2 {
        return in_order(inputs.len(), language, |at| tell(at, &mut Straight));
    }
    thread::scope(|scope| {
        let begin = |first: usize| -> Receiver<Made> {
            let (send, receive) = sync_channel(AHEAD);
            scope.spawn(move || {
                let made = |at: usize| {
                    let is_small =
                        inputs[at].as_ref().is_ok_and(|input| input.size().is_some_and(|size| size <= SMALL));
                    is_small.then(|| {
                        let mut held = Held::default();
                        let (status, _) = tell(at, &mut held);
                        (held, status)
                    })
                };
                // Nobody waits any more where the reader went away.
                (first..inputs.len()).step_by(threads).map(made).try_for_each(|made| send.send(made))
            });
            receive
        };
        let receivers: Vec<Receiver<Made>> = (0..threads).map(begin).collect();
        in_order(inputs.len(), language, |at| match receivers[at % threads].recv() {
            Ok(Some((held, status))) => (status, held.release()),
            Ok(None) | Err(_) => tell(at, &mut Straight),
        })
    })
}

/// Tells of one after the other, as long as there is a reader.
fn in_order(inputs: usize, language: Language, mut tell: impl FnMut(usize) -> (Status, io::Result<()>)) -> Status {
    let mut status = Status::Succeeded;
    for at in 0..inputs {
        let (own, written) = tell(at);
        status = status.and(own);
        if written.is_err() {
            return terminal::ended(written, status, language);
        }
    }
    status
}

/// Tells of one.
fn one(at: usize, input: &Named, options: &Options, language: Language, way: &mut dyn Way) -> (Status, io::Result<()>) {
    let read = match input {
        Ok(input) => input.read(language).map_err(Some),
        Err(_) => Err(None),
    };
    let name = match input {
        Ok(input) => input.name(),
        Err(fault) => fault.name.clone(),
    };
    let origin = Some(Origin { source: u32::try_from(at).unwrap_or(u32::MAX), file: &name });
    match read {
        Ok(bytes) => {
            let inspection = inspection::of(bytes, language);
            let status = status::of(&inspection, &options.accept_exit);
            (status, wanted::write(&inspection, origin, options, language, way))
        }
        Err(found) => {
            let Some(fault) = found.as_ref().or(input.as_ref().err()) else { return (Status::Unusable, Ok(())) };
            let status = fault.say_by(way);
            let written =
                if export::has_rows(options) { export::write_fault(fault, origin, options, way) } else { Ok(()) };
            (status, written)
        }
    }
}
