//! What was named -> the inputs to read, and their bytes. Directories are looked through; what cannot be read ends in a sentence.

use std::fs::{self, File};
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use invocation_inspector::source::MAX_BYTES;

use crate::status::Status;
use crate::terminal;
use crate::words::{self, Language, Value};

/// What files of a directory are read.
pub(crate) const EXTENSIONS: [&str; 4] = ["json", "xml", "txt", "log"];

/// Where an answer comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file, a pipe with a name, a device.
    File(PathBuf),
}

/// Why something that was named gives no bytes.
#[derive(Debug)]
pub(crate) struct Fault {
    /// What was named.
    pub(crate) name: String,
    /// The sentence.
    pub(crate) what: String,
    /// What becomes of the whole.
    pub(crate) status: Status,
}

impl Input {
    /// As it is shown; a name that is not UTF-8 with a sign for each byte that is none.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => path.to_string_lossy().into_owned(),
        }
    }

    /// How long it is; `None` where that is not known before it is read.
    pub(crate) fn size(&self) -> Option<u64> {
        match self {
            Self::Stdin => None,
            Self::File(path) => fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len()),
        }
    }

    /// Its bytes, no more than the core takes.
    pub(crate) fn read(&self, language: Language) -> Result<Vec<u8>, Fault> {
        let read = match self {
            Self::Stdin => bounded(io::stdin().lock(), 0),
            Self::File(path) => File::open(path).and_then(|file| {
                let size = file.metadata().map_or(0, |metadata| metadata.len());
                bounded(file, size)
            }),
        };
        match read {
            Ok(Some(bytes)) => Ok(bytes),
            Ok(None) => Err(self.fault(words::word(language, "fault.too-large"))),
            Err(error) => Err(self.fault(why(language, &error))),
        }
    }

    fn fault(&self, what: String) -> Fault {
        Fault { name: self.name(), what, status: Status::Unusable }
    }
}

/// The bytes of a reader of which so many are expected; `None` where there are more than the core takes.
fn bounded(reader: impl Read, size: u64) -> io::Result<Option<Vec<u8>>> {
    let most = MAX_BYTES as u64;
    if size > most {
        return Ok(None);
    }
    // One more byte than expected, so that the end is met without growing.
    let mut bytes = Vec::with_capacity(size as usize + 1);
    reader.take(most + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= MAX_BYTES).then_some(bytes))
}

/// What the system says, in its words.
fn why(language: Language, error: &io::Error) -> String {
    words::text(language, "fault.system", &[("why", Value::Text(&terminal::reason(error)))])
}

/// The inputs that are named, in their order, those of a directory by name. Without a name it is what standard input gives, unless
/// that is a terminal.
pub(crate) fn inputs(named: &[PathBuf], language: Language) -> Vec<Result<Input, Fault>> {
    if named.is_empty() && !io::stdin().is_terminal() {
        return vec![Ok(Input::Stdin)];
    }
    let mut inputs = Vec::new();
    for path in named {
        if path.as_os_str() == "-" {
            inputs.push(Ok(Input::Stdin));
        } else if path.is_dir() {
            inputs.extend(inside(path, language));
        } else {
            inputs.push(Ok(Input::File(path.clone())));
        }
    }
    inputs
}

/// The files in a directory and those below it. What is hidden is passed over, and so are links to directories, which may lead round.
fn inside(directory: &Path, language: Language) -> Vec<Result<Input, Fault>> {
    let (mut files, mut faults, mut open) = (Vec::new(), Vec::new(), vec![directory.to_owned()]);
    while let Some(folder) = open.pop() {
        let mut look = || -> io::Result<()> {
            for entry in fs::read_dir(&folder)? {
                let entry = entry?;
                let path = entry.path();
                if entry.file_name().as_encoded_bytes().starts_with(b".") {
                    continue;
                }
                let kind = entry.file_type()?;
                if kind.is_dir() {
                    open.push(path);
                } else if is_read(&path) && !(kind.is_symlink() && path.is_dir()) {
                    files.push(path);
                }
            }
            Ok(())
        };
        if let Err(error) = look() {
            faults.push(Input::File(folder.clone()).fault(why(language, &error)));
        }
    }
    files.sort();
    if files.is_empty() && faults.is_empty() {
        let kinds = EXTENSIONS.map(|extension| format!("*.{extension}")).join(" ");
        let what = words::text(language, "fault.no-files", &[("kinds", Value::Text(&kinds))]);
        faults.push(Fault { name: Input::File(directory.to_owned()).name(), what, status: Status::Unknown });
    }
    files.into_iter().map(|path| Ok(Input::File(path))).chain(faults.into_iter().map(Err)).collect()
}

fn is_read(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    extension.is_some_and(|extension| EXTENSIONS.contains(&&*extension))
}

impl Fault {
    /// Says it, and gives what becomes of the whole.
    pub(crate) fn say(&self) -> Status {
        self.say_by(&mut terminal::Straight)
    }

    /// The same by a way of its own.
    pub(crate) fn say_by(&self, way: &mut dyn terminal::Way) -> Status {
        way.say(&[&*self.name, ": ", &*self.what].concat());
        self.status
    }
}
