//! The JSON Schema of the flat row, made of its columns: `docs/schema/rows-1.json`. Only keywords that mean the same in draft-07 and
//! 2020-12.

use serde_json::{Map, Value, json};

use super::columns::{COLUMNS, COMPARED, Column, Type};
use super::ndjson::FILE;
use crate::view::context::ViewContext;

/// Where the schema is published; a change that breaks readers gets another number.
const ID: &str = "https://invocation-inspector.github.io/schema/rows-1.json";

/// The schema, its descriptions in the language of the context.
pub fn rows(cx: &ViewContext<'_>) -> Value {
    let member = |column: &Column| (column.name.to_owned(), property(cx, column));
    let mut properties: Map<_, _> = COLUMNS.iter().chain(COMPARED).map(member).collect();
    properties.insert(FILE.to_owned(), json!({ "description": cx.word("column.file"), "type": "string" }));
    json!({
        "$id": ID,
        "title": "invocation-rows/1",
        "description": cx.word("schema.rows"),
        "type": "object",
        "required": COLUMNS.iter().map(|column| column.name).collect::<Vec<_>>(),
        "properties": properties,
    })
}

fn property(cx: &ViewContext<'_>, column: &Column) -> Value {
    let word = match column.kind {
        Type::Text | Type::Words(_) => "string",
        Type::Integer => "integer",
        Type::Number => "number",
        Type::Boolean => "boolean",
    };
    let mut property = json!({ "description": column.meaning(cx), "type": [word, "null"] });
    if let Type::Words(words) = column.kind {
        let words = words.iter().map(|word| json!(word)).chain([Value::Null]);
        property["enum"] = words.collect();
    }
    if let Some(unit) = column.unit {
        property["x-unit"] = json!(unit);
    }
    property
}
