//! Whatever the shape of an input, every law holds. What each costs, and that it grows with its size alone, is measured by
//! `cargo bench --bench shapes`, which shares the shapes.

mod support;

use support::shapes::{HOSTILE, MASSES, Shape, WRAPPED, whole};

#[track_caller]
fn check_all(shapes: &[Shape]) {
    for (name, shape) in shapes {
        support::check::check(name, &whole(&shape(2_048)));
    }
}

#[test]
fn hostile_texts_keep_every_law() {
    check_all(HOSTILE);
}

#[test]
fn hostile_wrappings_keep_every_law() {
    check_all(WRAPPED);
}

#[test]
fn many_answers_rows_and_documents_keep_every_law() {
    check_all(MASSES);
}
