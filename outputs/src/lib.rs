//! What machines printed, made readable and comparable.
//!
//! The core says which bytes are whose and what character set they are in; this crate takes them from there. It knows
//! nothing of invocations, statuses or fields. The page loads it when an output is looked at, so that it weighs nothing
//! before.

pub mod alike;
pub mod changes;
pub mod collection;
pub mod colour;
pub mod difference;
pub mod fold;
pub mod groups;
pub mod hex;
pub mod kind;
mod marks;
pub mod mask;
pub mod mojibake;
pub mod rendered;
pub mod screen;
pub mod search;
pub mod sequence;
pub mod shape;
pub mod shown;
pub mod template;
pub mod words;

#[cfg(target_arch = "wasm32")]
pub mod wasm;
