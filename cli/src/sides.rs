//! What stands beside `--compare` -> two invocations of one inspection. Each is a file, a directory or `-` that holds one invocation,
//! or the id of one among everything that was named.

use std::path::{Path, PathBuf};

use invocation_inspector::Inspection;
use invocation_inspector::view::context::ViewContext;
use invocation_inspector::view::fields;

use crate::input::{self, Fault};
use crate::inspection;
use crate::status::Status;
use crate::words::{self, Language, Value};

/// So many ids are named.
const NAMED: usize = 5;

/// How an invocation is called; `None`: its rows have no id.
type Id = Option<String>;

/// Reads everything: the inspection, and the indices of the reference and of the other in it.
pub(crate) fn read(
    named: &[PathBuf],
    files: &[PathBuf],
    language: Language,
) -> Result<(Inspection, [usize; 2]), Vec<Fault>> {
    let [Some(one), Some(two)] = [named.first(), named.get(1)] else { return Err(Vec::new()) };
    let is_id = |path: &Path| path.as_os_str() != "-" && !path.exists();
    // What standard input gives is only waited for where an id is to be looked up.
    let wants_files = !files.is_empty() || is_id(one) || is_id(two);
    let mut inspection = inspection::empty(language);
    let (mut faults, mut ids) = (Vec::new(), Vec::new());
    for path in [one, two] {
        let id = if is_id(path) {
            Ok(Some(path.to_string_lossy().into_owned()))
        } else {
            add(path, &mut inspection, language)
                .and_then(|alone| the_one(path, &alone, language).map_err(|fault| vec![fault]))
        };
        match id {
            Ok(id) => ids.push((path, id)),
            Err(found) => faults.extend(found),
        }
    }
    if wants_files {
        for input in input::inputs(files, language) {
            match input.and_then(|input| input.read(language)) {
                Ok(bytes) => inspection.add(bytes),
                Err(fault) => faults.push(fault),
            }
        }
    }
    let places = ids.iter().map(|(path, id)| place(&inspection.context(), path, id, language));
    match places.collect::<Result<Vec<usize>, Fault>>() {
        Ok(places) if faults.is_empty() && places.len() == 2 => Ok((inspection, [places[0], places[1]])),
        Ok(_) => Err(faults),
        Err(fault) => {
            faults.push(fault);
            Err(faults)
        }
    }
}

/// Adds what a path names; the same on its own.
fn add(path: &Path, all: &mut Inspection, language: Language) -> Result<Inspection, Vec<Fault>> {
    let (mut alone, mut faults) = (inspection::empty(language), Vec::new());
    for input in input::inputs(&[path.to_owned()], language) {
        match input.and_then(|input| input.read(language)) {
            Ok(bytes) => {
                all.add(bytes.clone());
                alone.add(bytes);
            }
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(alone) } else { Err(faults) }
}

/// The one invocation of what a path names.
fn the_one(path: &Path, alone: &Inspection, language: Language) -> Result<Id, Fault> {
    let cx = alone.context();
    match &cx.model.invocations[..] {
        [one] => Ok(fields::id_text(one.invoke_id, cx.readings)),
        [] => Err(fault(path, alone.summary().headline)),
        several => {
            let ids = several.iter().filter_map(|one| fields::id_text(one.invoke_id, cx.readings)).take(NAMED);
            let ids = ids.collect::<Vec<_>>().join(" ");
            let args = [("n", Value::count(several.len())), ("ids", Value::Text(&ids))];
            Err(fault(path, words::text(language, "compare.several", &args)))
        }
    }
}

/// Where an invocation is among all.
fn place(cx: &ViewContext<'_>, path: &Path, id: &Id, language: Language) -> Result<usize, Fault> {
    let is_it = |invoke_id| fields::id_text(invoke_id, cx.readings) == *id;
    let place = cx.model.invocations.iter().position(|one| is_it(one.invoke_id));
    place.ok_or_else(|| fault(path, words::word(language, "compare.no-id")))
}

fn fault(path: &Path, what: String) -> Fault {
    Fault { name: path.to_string_lossy().into_owned(), what, status: Status::Unusable }
}
