//! Every output in `corpus/` gives the reading that stands beside it: `UPDATE=1 cargo test -p invocation-outputs --test
//! corpus` writes `NAME.reading`, to be read before it is committed.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use invocation_outputs::kind;
use invocation_outputs::rendered::{Rendered, Shade, Span};
use invocation_outputs::screen::{View, render};
use invocation_outputs::shape::{Shape, Tree, shape};
use invocation_outputs::words::Language;

/// A line as a reader sees it: styles in braces before what they change, signs in angle brackets.
fn drawn(spans: &[Span]) -> String {
    let mut line = String::new();
    for span in spans {
        if let Some(mark) = &span.mark {
            let count =
                if mark.count > 1 && mark.code.is_some() { format!(" ×{}", mark.count) } else { String::new() };
            let _ = write!(line, "<{}{count}: {}>", span.text, mark.name);
            continue;
        }
        let mut style = Vec::new();
        let flags = [
            (span.bold, "bold"),
            (span.dim, "dim"),
            (span.italic, "italic"),
            (span.strike, "strike"),
            (span.overline, "overline"),
            (span.blink, "blink"),
            (span.hidden, "hidden"),
            (span.escape, "escape"),
        ];
        style.extend(flags.into_iter().filter(|(set, _)| *set).map(|(_, name)| name.to_owned()));
        style.extend(span.underline.map(|kind| format!("{kind} underline")));
        style.extend(span.colour.as_ref().map(|colour| match colour {
            Shade::Palette(index) => format!("colour {index}"),
            Shade::Pair(pair) => format!("colour {}", pair.join("/")),
        }));
        style.extend(span.ground.as_ref().map(|pair| format!("on {}", pair.join("/"))));
        style.extend(span.link.as_ref().map(|link| format!("to {link}")));
        if style.is_empty() {
            line.push_str(&span.text);
        } else {
            let _ = write!(line, "{{{}}}{}{{}}", style.join(", "), span.text);
        }
    }
    line
}

fn all(shown: &Rendered) -> String {
    let mut text = String::new();
    for line in shown.lines(0, usize::MAX) {
        let continued = if line.continued { '+' } else { '|' };
        let _ = writeln!(text, "{:>3}{continued}{}", line.number, drawn(&line.spans));
    }
    text
}

/// Everything that is said of an output.
fn reading(bytes: &[u8]) -> String {
    let mut all_of_it = String::new();
    let Ok(text) = std::str::from_utf8(bytes) else {
        return format!("binary: {}\n", kind::kind(bytes).label(Language::En));
    };
    for (name, view) in [("terminal", View::Terminal), ("plain", View::Plain), ("raw", View::Raw)] {
        let shown = render(text, view, Language::En);
        let _ = write!(all_of_it, "== {name}\n{}", all(&shown));
        for note in shown.notes() {
            let _ = writeln!(all_of_it, "note {}: {}", note.id, note.text);
        }
    }
    all_of_it + &laid_out(text)
}

/// What the text is besides text.
fn laid_out(text: &str) -> String {
    let tree = |name: &str, tree: &Tree| {
        let lines = tree.lines.iter().map(|line| format!("{}{}\n", "  ".repeat(line.indent), drawn(&line.spans)));
        format!("== {name}\n{}", lines.collect::<Vec<_>>().concat())
    };
    match shape(text, Language::En) {
        None => String::new(),
        Some(Shape::TooLarge) => "== too large\n".to_owned(),
        Some(Shape::Json(json)) => tree("json", &json),
        Some(Shape::Xml(xml)) => tree("xml", &xml),
        Some(Shape::Diff(diff)) => {
            let lines = diff.lines.iter().map(|line| format!("{:?}: {}\n", line.class, drawn(&line.spans)));
            format!("== diff\n{}", lines.collect::<Vec<_>>().concat())
        }
        Some(Shape::Table(table)) => {
            let rows = std::iter::once(&table.header).chain(&table.rows);
            let rows = rows.map(|row| row.iter().map(|cell| drawn(cell)).collect::<Vec<_>>().join(" | ") + "\n");
            format!("== table {:?}\n{}", table.align, rows.collect::<Vec<_>>().concat())
        }
    }
}

#[test]
fn every_output_gives_the_reading_beside_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut names: Vec<_> =
        fs::read_dir(&folder).expect("corpus").map(|entry| entry.expect("an entry").path()).collect();
    names.retain(|path| path.extension().is_none_or(|extension| extension != "reading"));
    names.sort();
    assert!(names.len() >= 20);
    let mut wrong = Vec::new();
    for path in names {
        let found = reading(&fs::read(&path).expect("an output"));
        let mut beside = path.clone().into_os_string();
        beside.push(".reading");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&beside, &found).expect("can be written");
        }
        if fs::read_to_string(&beside).ok().as_deref() != Some(found.as_str()) {
            wrong.push(format!("{}:\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_megabyte_without_a_line_end_comes_in_pieces() {
    let text = "0123456789".repeat(100_000);
    let shown = render(&text, View::Terminal, Language::En);
    assert_eq!((shown.line_count(), shown.count()), (1, 500));
    let lines = shown.lines(0, usize::MAX);
    assert!(!lines[0].continued && lines[1..].iter().all(|line| line.continued && line.number == 1));
    assert!(lines.iter().all(|line| line.spans.len() == 1 && line.spans[0].text.len() == 2_000));
    assert_eq!(shown.lines(499, 9_999).len(), 1);
    assert_eq!(shown.lines(500, 501), []);
    assert_eq!(shown.text(), text);
}
