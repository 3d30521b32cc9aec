//! What a link carries of an answer, held to what the answer says.

use std::borrow::Cow;

use super::{Inspection, Options};
use crate::charset::Charsets;
use crate::redaction::{self, Redactor};
use crate::view::fields;
use crate::view::link::{self, LinkPayload, LinkPlace, Unfit, Written};
use crate::view::page::instances::{self, InstanceQuery};

impl Inspection {
    /// The documents as a link carries them, with the place in them that is shown; or why they are none that it can carry. They were read again, and say
    /// what is said here.
    pub fn link_payload(&self, place: &LinkPlace, redaction: Option<&redaction::Options>) -> LinkPayload {
        self.linked(place, redaction).unwrap_or_else(LinkPayload::from)
    }

    fn linked(&self, place: &LinkPlace, redaction: Option<&redaction::Options>) -> Result<LinkPayload, Unfit> {
        let cx = self.context();
        let mut redactor = redaction.map(|options| self.redactor(options));
        let Written { documents, same_lines } = link::documents(&cx, redactor.as_mut())?;
        let Options { language, now, charsets } = self.options;
        // Whoever opens the link has chosen no character set.
        let mut carried = Self::new(Options { language, now, charsets: Charsets { chosen: None, ..charsets } });
        documents.iter().for_each(|document| carried.add(document.clone().into_bytes()));
        let mut hide = |text: &str| hidden(redactor.as_mut(), text).into_owned();
        let there = carried.context();
        if !link::says_the_same(&cx, &there, &mut hide) {
            return Err(Unfit::Changed);
        }
        let invocation = |at: Option<usize>| there.model.invocations.get(at?);
        let id = |at| fields::id_text(invocation(at)?.invoke_id, there.readings);
        let instance = |at: usize| there.instance(place.invocation?, at)?.instance_id;
        let query = hide(&place.query);
        let chosen = |of: &Self, query: &str| of.chosen(place.invocation, query);
        let is_kept = chosen(self, &place.query) == chosen(&carried, &query);
        Ok(LinkPayload {
            unfit: None,
            redaction: redaction.map(|_| redaction::VERSION),
            invoke_id: id(place.invocation),
            instance_id: fields::id_text(place.instance.and_then(instance), there.readings),
            reference_id: id(place.reference),
            query: is_kept.then_some(query),
            same_lines,
            documents,
        })
    }

    /// Which instances a query chooses.
    fn chosen(&self, invocation: Option<usize>, query: &str) -> Vec<u32> {
        let asked = InstanceQuery { query: Some(query.to_owned()), ..InstanceQuery::default() };
        let Some(invocation) = invocation else { return Vec::new() };
        self.with_rows(invocation, Vec::new(), |cx, rows| instances::selected(cx, rows, &asked).to_vec())
    }
}

fn hidden<'t>(redactor: Option<&mut Redactor>, text: &'t str) -> Cow<'t, str> {
    redactor.map_or(Cow::Borrowed(text), |redactor| redactor.text(text))
}
