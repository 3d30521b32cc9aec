//! The boundary to JavaScript: the only file, with its folder, that names wasm-bindgen. Converts, and decides nothing.

pub mod compare;
pub mod show;

use js_sys::JSON;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::hex;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("boundary.d.ts");

/// A place that JavaScript gave: a whole number from 0, else one beyond everything.
#[allow(clippy::cast_sign_loss, reason = "checked")]
fn index(number: f64) -> usize {
    if number >= 0.0 && number.fract() == 0.0 && number < f64::from(u32::MAX) { number as usize } else { usize::MAX }
}

/// Plain data, by way of JSON text, which the browser parses at once.
fn plain<T: JsCast>(value: &impl Serialize) -> T {
    let text = serde_json::to_string(value).unwrap_or_default();
    JSON::parse(&text).unwrap_or(JsValue::NULL).unchecked_into()
}

/// Rows of a hex view, sixteen bytes each, from one to before another, as lines.
#[wasm_bindgen]
pub fn hex(bytes: &[u8], from: f64, to: f64) -> String {
    hex::view(bytes, index(from), index(to))
}
