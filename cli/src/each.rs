//! Inputs -> an inspection of each on its own, told in their order. Rows of many small files are made several at a time.

use std::io;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, sync_channel};
use std::{mem, thread, vec};

use invocation_inspector::view::export::Origin;

use crate::input::{Fault, Input};
use crate::options::Options;
use crate::status::{self, Status};
use crate::terminal::{self, Held, Straight, Way};
use crate::words::Language;
use crate::{export, inspection, wanted};

/// What is larger has the memory to itself, and leaves while it is made.
const SMALL: u64 = 1 << 20;
/// A thread hands over what it has made in parts of so many bytes, since each part wakes the one who waits for it.
const PART: usize = 1 << 18;
/// So many parts of a thread may wait for their turn.
const AHEAD: usize = 2;

/// An input, or why there is none.
type Named = Result<Input, Fault>;

/// What a thread made of an input; `None`: it is not small.
type Made = Option<(Held, Status)>;

/// What a thread hands over, one after the other.
struct Parts {
    receiver: Receiver<Vec<Made>>,
    part: vec::IntoIter<Made>,
}

impl Parts {
    /// `None` where it is not small, or the thread has ended.
    fn next(&mut self) -> Made {
        if self.part.as_slice().is_empty() {
            self.part = self.receiver.recv().ok()?.into_iter();
        }
        self.part.next().flatten()
    }
}

/// Tells of each.
pub(crate) fn each(inputs: &[Named], options: &Options, language: Language) -> Status {
    let tell = |at: usize, way: &mut dyn Way| one(at, &inputs[at], options, language, way);
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    // Only rows hold nothing of the terminal.
    let threads = if export::has_rows(options) { processors.min(inputs.len()) } else { 1 };
    if threads < 2 {
        return in_order(inputs.len(), language, |at| tell(at, &mut Straight));
    }
    let made = |at: usize| -> Made {
        let is_small = inputs[at].as_ref().is_ok_and(|input| input.size().is_some_and(|size| size <= SMALL));
        is_small.then(|| {
            let mut held = Held::default();
            let (status, _) = tell(at, &mut held);
            (held, status)
        })
    };
    thread::scope(|scope| {
        let begin = |first: usize| {
            let (send, receiver) = sync_channel(AHEAD);
            scope.spawn(move || {
                let (mut part, mut bytes) = (Vec::new(), 0);
                for made in (first..inputs.len()).step_by(threads).map(made) {
                    bytes += made.as_ref().map_or(0, |(held, _)| held.len());
                    part.push(made);
                    if bytes >= PART {
                        bytes = 0;
                        // Nobody waits any more where the reader went away.
                        if send.send(mem::take(&mut part)).is_err() {
                            return;
                        }
                    }
                }
                let _ = send.send(part);
            });
            Parts { receiver, part: Vec::new().into_iter() }
        };
        let mut all: Vec<Parts> = (0..threads).map(begin).collect();
        in_order(inputs.len(), language, |at| match all[at % threads].next() {
            Some((held, status)) => (status, held.release()),
            None => tell(at, &mut Straight),
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
