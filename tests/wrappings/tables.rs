//! Rows as tables and lists: what tools print of some columns.

use serde_json::{Map, Value, json};

use crate::flows::plain;
use crate::wrapping::{Named, Printed, Printer};

use Printer::Rows;

/// Columns of a table, and of a list.
const COLUMNS: &[&str] = &["InvokeId", "InstanceId", "InvocationStatus", "ExitCode", "ErrorCode", "StartTime"];
const MANY: &[&str] = &[
    "InvokeId",
    "CommandId",
    "InstanceId",
    "InvocationStatus",
    "ExitCode",
    "Output",
    "ErrorCode",
    "ErrorInfo",
    "StartTime",
    "FinishedTime",
    "Repeats",
];

pub(crate) const ALL: &[Named<Printer>] = &[
    ("aliyun --output cols", Rows(|value| table(value, |rows| aligned(rows, " | ", Some("--------"), "")))),
    (
        "Markdown table",
        Rows(|value| {
            table(value, |rows| {
                let line = |row: &Vec<String>| format!("| {} |\n", row.join(" | "));
                line(&rows[0])
                    + &format!("|{}\n", "---|".repeat(rows[0].len()))
                    + &rows[1..].iter().map(line).collect::<String>()
            })
        }),
    ),
    ("console.table", Rows(|value| table(value, console_table))),
    ("mysql", Rows(|value| table(value, boxed))),
    ("column -t", Rows(|value| table(value, |rows| aligned(&dashed(rows), "  ", None, "")))),
    (
        "Format-Table",
        Rows(|value| {
            table(value, |rows| {
                let rows: Vec<Vec<String>> = [&rows[0]].into_iter().chain(&rows[1..]).cloned().collect();
                format!("\n{}\n", underlined(&rows))
            })
        }),
    ),
    ("CSV with names", Rows(|value| table(value, |rows| rows.iter().map(|row| csv(row) + "\n").collect()))),
    ("jq @csv", Rows(|value| table(value, |rows| rows[1..].iter().map(|row| csv(row) + "\n").collect()))),
    ("jq @tsv", Rows(|value| table(value, |rows| rows[1..].iter().map(|row| row.join("\t") + "\n").collect()))),
    ("TSV with names", Rows(|value| table(value, |rows| rows.iter().map(|row| row.join("\t") + "\n").collect()))),
    ("Excel", Rows(|value| table(value, |rows| rows.iter().map(|row| row.join("\t") + "\r\n").collect()))),
    (
        "CSV of all",
        Rows(|value| {
            some(value, MANY, |rows| {
                let names = MANY.iter().map(|name| (*name).to_owned()).collect();
                let cells = |row: &Map<String, Value>| {
                    MANY.iter().map(|name| row.get(*name).map_or(String::new(), plain)).collect()
                };
                [names].into_iter().chain(rows.iter().map(cells)).map(|row: Vec<String>| csv(&row) + "\r\n").collect()
            })
        }),
    ),
    (
        "Format-List",
        Rows(|value| {
            some(value, MANY, |rows| {
                let line = |(key, value): (&String, &Value)| {
                    format!("{key:16} : {}\n", plain(value).replace('\n', "\n                   "))
                };
                let list = |row: &Map<String, Value>| row.iter().map(line).collect::<String>() + "\n";
                format!("\n{}\n", rows.iter().map(list).collect::<String>())
            })
        }),
    ),
    (
        "mysql \\G",
        Rows(|value| {
            some(value, MANY, |rows| {
                let line = |(key, value): (&String, &Value)| format!("{key:>16}: {}\n", plain(value));
                let list = |(row, at): (&Map<String, Value>, usize)| {
                    let stars = "*".repeat(27);
                    format!("{stars} {at}. row {stars}\n{}", row.iter().map(line).collect::<String>())
                };
                rows.iter().zip(1..).map(list).collect()
            })
        }),
    ),
    (
        "key=value lines",
        Rows(|value| {
            some(value, COLUMNS, |rows| {
                let pair = |(key, value): (&String, &Value)| format!("{key}={}", plain(value));
                let line = |row: &Map<String, Value>| row.iter().map(pair).collect::<Vec<_>>().join(" ") + "\n";
                rows.iter().map(line).collect()
            })
        }),
    ),
    (
        "c# rows",
        Rows(|value| {
            some(value, MANY, |rows| {
                let pair = |(key, value): (&String, &Value)| format!("{key} = {}", plain(value));
                let line = |row: &Map<String, Value>| {
                    format!("Row {{ {} }}\n", row.iter().map(pair).collect::<Vec<_>>().join(", "))
                };
                rows.iter().map(line).collect()
            })
        }),
    ),
    (
        "one row of JSON a line",
        Rows(|value| {
            some(value, MANY, |rows| rows.iter().map(|row| Value::Object(row.clone()).to_string() + "\n").collect())
        }),
    ),
];

/// The rows of a response, those of DescribeInvocations with the id of their invocation.
fn rows(value: &Value) -> Vec<Map<String, Value>> {
    fn find(found: &mut Vec<Map<String, Value>>, value: &Value, invoke_id: Option<&Value>) {
        match value {
            Value::Object(members) if members.contains_key("InstanceId") => {
                let mut row = members.clone();
                if let Some(id) = invoke_id {
                    row.entry("InvokeId").or_insert_with(|| id.clone());
                }
                found.push(row);
            }
            Value::Object(members) => {
                let id = members.get("InvokeId").or(invoke_id);
                members.values().for_each(|value| find(found, value, id));
            }
            Value::Array(items) => items.iter().for_each(|item| find(found, item, invoke_id)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    find(&mut found, value, None);
    found
}

/// Some members of each row that are set, in the order of `names`, by `print`; and as JSON.
fn some(value: &Value, names: &[&str], print: impl Fn(&[Map<String, Value>]) -> String) -> Printed {
    let pick = |row: &Map<String, Value>| {
        let member = |name: &&str| Some(((*name).to_owned(), row.get(*name)?.clone()));
        names.iter().filter_map(member).collect::<Map<_, _>>()
    };
    let rows: Vec<Map<String, Value>> = rows(value).iter().map(pick).collect();
    Printed { text: print(&rows), holds: json!(rows).to_string() }
}

/// The same as cells below their names.
fn table(value: &Value, print: impl Fn(&[Vec<String>]) -> String) -> Printed {
    some(value, COLUMNS, |rows| {
        let cells =
            |row: &Map<String, Value>| COLUMNS.iter().map(|name| row.get(*name).map_or(String::new(), plain)).collect();
        let names = COLUMNS.iter().map(|name| (*name).to_owned()).collect();
        print(&[names].into_iter().chain(rows.iter().map(cells)).collect::<Vec<_>>())
    })
}

fn csv(row: &[String]) -> String {
    let cell = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    row.iter().map(cell).collect::<Vec<_>>().join(",")
}

fn widths(rows: &[Vec<String>]) -> Vec<usize> {
    (0..rows[0].len()).map(|at| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0)).collect()
}

/// Cells in columns of one width; `rule` below each name.
fn aligned(rows: &[Vec<String>], between: &str, rule: Option<&str>, end: &str) -> String {
    let mut rows = rows.to_vec();
    if let Some(rule) = rule {
        rows.insert(1, vec![rule.to_owned(); rows[0].len()]);
    }
    let widths = widths(&rows);
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        format!("{end}{}\n", cells.join(between).trim_end())
    };
    rows.iter().map(line).collect()
}

/// A dash in place of an empty cell, without which columns would move.
fn dashed(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let cell = |cell: &String| if cell.is_empty() { "-".to_owned() } else { cell.clone() };
    rows.iter().map(|row| row.iter().map(cell).collect()).collect()
}

fn underlined(rows: &[Vec<String>]) -> String {
    let mut all = rows.to_vec();
    all.insert(1, rows[0].iter().map(|name| "-".repeat(name.len())).collect());
    aligned(&all, " ", None, "")
}

fn framed(rows: &[Vec<String>], [line, left, cross, right]: [&str; 4]) -> String {
    let rules: Vec<String> = widths(rows).iter().map(|width| line.repeat(width + 2)).collect();
    format!("{left}{}{right}\n", rules.join(cross))
}

fn boxed(rows: &[Vec<String>]) -> String {
    let rule = framed(rows, ["-", "+", "+", "+"]);
    let widths = widths(rows);
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    format!("{rule}{}{rule}{}{rule}", line(&rows[0]), rows[1..].iter().map(line).collect::<String>())
}

fn console_table(rows: &[Vec<String>]) -> String {
    let quote = |(cell, name): (&String, &str)| match name {
        "ExitCode" => cell.clone(),
        _ => format!("'{cell}'"),
    };
    let mut all: Vec<Vec<String>> = vec![["(index)".to_owned()].into_iter().chain(rows[0].clone()).collect()];
    for (row, at) in rows[1..].iter().zip(0..) {
        let cells = row.iter().zip(COLUMNS.iter().copied()).map(quote);
        all.push([at.to_string()].into_iter().chain(cells).collect());
    }
    let widths = widths(&all);
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        format!("│ {} │\n", cells.join(" │ "))
    };
    let rules = [["─", "┌", "┬", "┐"], ["─", "├", "┼", "┤"], ["─", "└", "┴", "┘"]].map(|signs| framed(&all, signs));
    format!("{}{}{}{}{}", rules[0], line(&all[0]), rules[1], all[1..].iter().map(line).collect::<String>(), rules[2])
}
