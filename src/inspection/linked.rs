//! What a link carries of an answer, held to what the answer says.

use std::borrow::Cow;
use std::sync::Arc;

use super::leaving::RedactionReading;
use super::{Changed, Inspection, Options};
use crate::charset::Charsets;
use crate::redaction::{self, Redactor};
use crate::view::fields;
use crate::view::link::{LinkPayload, LinkPlace, Same, Unfit, Writing};
use crate::view::page::instances::{self, InstanceQuery};

/// Bytes that take about as long as a row: one of three times as many takes three times as long.
const OF_ROW: usize = 256;

impl Inspection {
    /// The documents as a link carries them, with the place in them that is shown; or why they are none that it can carry. They were read again, and say
    /// what is said here.
    pub fn link_payload(&self, place: &LinkPlace, redaction: Option<&redaction::Options>) -> LinkPayload {
        let mut linking = Linking::new(self, place.clone(), redaction.cloned());
        loop {
            match linking.next(self, usize::MAX) {
                Ok(None) => {}
                Ok(Some(payload)) => return payload,
                // It is the same all the while.
                Err(Changed) => return Unfit::Changed.into(),
            }
        }
    }

    /// Which instances a query chooses.
    fn chosen(&self, invocation: Option<usize>, query: &str) -> Vec<u32> {
        let asked = InstanceQuery { query: Some(query.to_owned()), ..InstanceQuery::default() };
        let Some(invocation) = invocation else { return Vec::new() };
        self.with_rows(invocation, Vec::new(), |cx, rows| instances::selected(cx, rows, &asked).to_vec())
    }
}

/// What a link carries, made piece by piece; what `Inspection::link_payload` gives at once.
pub struct Linking {
    edition: Arc<()>,
    place: LinkPlace,
    redaction: Option<redaction::Options>,
    redactor: Option<Redactor>,
    stage: Stage,
}

enum Stage {
    Beginning,
    /// For what should not leave.
    Reading(RedactionReading, Writing),
    Writing(Writing),
    /// What is carried is read again, document by document.
    Adding(Carried),
    Comparing(Carried, Same),
    Over,
}

/// What a link carries, and what is read of it.
struct Carried {
    documents: Vec<String>,
    same_lines: bool,
    read: Inspection,
}

impl Linking {
    /// Of all documents, for a place in them; nothing is read yet.
    pub fn new(inspection: &Inspection, place: LinkPlace, redaction: Option<redaction::Options>) -> Self {
        let edition = inspection.edition.clone();
        Self { edition, place, redaction, redactor: None, stage: Stage::Beginning }
    }

    /// Goes on for about the time of so many rows; what comes of it at the end.
    ///
    /// # Errors
    /// `Changed`, after which nothing more comes.
    pub fn next(&mut self, inspection: &Inspection, rows: usize) -> Result<Option<LinkPayload>, Changed> {
        inspection.is_still(&self.edition)?;
        Ok(match self.go(inspection, rows)? {
            Ok(payload) => payload,
            Err(unfit) => {
                self.stage = Stage::Over;
                Some(unfit.into())
            }
        })
    }

    /// How far it is, from 0 to 1.
    pub fn progress(&self, inspection: &Inspection) -> f64 {
        match &self.stage {
            Stage::Beginning => 0.0,
            Stage::Reading(reading, _) => {
                let (done, of) = reading.progress();
                0.5 * done as f64 / of.max(1) as f64
            }
            Stage::Writing(writing) => 0.5 + 0.25 * writing.progress(&inspection.context()),
            Stage::Adding(_) => 0.75,
            Stage::Comparing(_, same) => 0.75 + 0.25 * same.progress(&inspection.context()),
            Stage::Over => 1.0,
        }
    }

    fn go(&mut self, inspection: &Inspection, rows: usize) -> Result<Result<Option<LinkPayload>, Unfit>, Changed> {
        let cx = inspection.context();
        self.stage = match std::mem::replace(&mut self.stage, Stage::Over) {
            // What cannot be carried at all is not read for what should not leave.
            Stage::Beginning => match (Writing::new(&cx), &self.redaction) {
                (Err(unfit), _) => return Ok(Err(unfit)),
                (Ok(writing), None) => Stage::Writing(writing),
                (Ok(writing), Some(options)) => {
                    Stage::Reading(RedactionReading::new(inspection, options.clone()), writing)
                }
            },
            Stage::Reading(mut reading, writing) => {
                if reading.next(inspection, rows)? {
                    self.redactor = self.redaction.as_ref().map(|options| inspection.redactor(options));
                    Stage::Writing(writing)
                } else {
                    Stage::Reading(reading, writing)
                }
            }
            Stage::Writing(mut writing) => {
                match writing.next(&cx, self.redactor.as_mut(), rows.saturating_mul(OF_ROW)) {
                    Err(unfit) => return Ok(Err(unfit)),
                    Ok(false) => Stage::Writing(writing),
                    Ok(true) => Stage::Adding(Carried::new(inspection, writing)),
                }
            }
            Stage::Adding(mut carried) => match carried.documents.get(carried.read.readings.len()) {
                Some(document) => {
                    carried.read.add(document.clone().into_bytes());
                    Stage::Adding(carried)
                }
                None if Same::in_short(&cx, &carried.read.context()) => Stage::Comparing(carried, Same::default()),
                None => return Ok(Err(Unfit::Changed)),
            },
            Stage::Comparing(carried, mut same) => {
                let mut hide = |text: &str| hidden(self.redactor.as_mut(), text).into_owned();
                match same.next((&cx, &carried.read.context()), &mut hide, rows) {
                    Some(false) => return Ok(Err(Unfit::Changed)),
                    Some(true) => return Ok(Ok(Some(self.payload(inspection, carried)))),
                    None => Stage::Comparing(carried, same),
                }
            }
            Stage::Over => Stage::Over,
        };
        Ok(Ok(None))
    }

    /// What is carried, with the place in it.
    fn payload(&mut self, inspection: &Inspection, carried: Carried) -> LinkPayload {
        let Carried { documents, same_lines, read } = carried;
        let (there, place) = (read.context(), &self.place);
        let invocation = |at: Option<usize>| there.model.invocations.get(at?);
        let id = |at| fields::id_text(invocation(at)?.invoke_id, there.readings);
        let instance = |at: usize| there.instance(place.invocation?, at)?.instance_id;
        let query = hidden(self.redactor.as_mut(), &place.query).into_owned();
        let is_kept = inspection.chosen(place.invocation, &place.query) == read.chosen(place.invocation, &query);
        LinkPayload {
            unfit: None,
            redaction: self.redaction.as_ref().map(|_| redaction::VERSION),
            invoke_id: id(place.invocation),
            instance_id: fields::id_text(place.instance.and_then(instance), there.readings),
            reference_id: id(place.reference),
            query: is_kept.then_some(query),
            same_lines,
            documents,
        }
    }
}

impl Carried {
    /// What was written, of which nothing is read yet.
    fn new(inspection: &Inspection, writing: Writing) -> Self {
        let (documents, same_lines) = writing.finish();
        let Options { language, now, charsets } = inspection.options;
        // Whoever opens the link has chosen no character set.
        let read = Inspection::new(Options { language, now, charsets: Charsets { chosen: None, ..charsets } });
        Self { documents, same_lines, read }
    }
}

fn hidden<'t>(redactor: Option<&mut Redactor>, text: &'t str) -> Cow<'t, str> {
    redactor.map_or(Cow::Borrowed(text), |redactor| redactor.text(text))
}
