//! What reading costs as inputs grow: of each shape a size and four times as much, and their ratio. `cargo bench --bench shapes`.
//!
//! Linear work takes four times as long, work that outgrows the caches up to six, quadratic sixteen. Shapes above eight
//! are told at the end; nothing fails, since others use the machine too.

#[path = "../tests/support/shapes.rs"]
#[allow(unreachable_pub, reason = "shared with the tests")]
mod shapes;

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use shapes::{HOSTILE, MASSES, Shape, WRAPPED, whole};

/// A size counts once it takes so long, so that noise does not decide.
const LEAST: Duration = Duration::from_millis(50);
/// Four times the input that takes longer than this is told.
const MOST: f64 = 8.0;
/// So often a measurement that says otherwise is repeated.
const ROUNDS: usize = 4;

fn time(shape: fn(usize) -> Vec<String>, n: usize) -> Duration {
    let documents = shape(n);
    let started = now();
    let inspection = whole(&documents);
    let taken = now().saturating_sub(started);
    drop(inspection);
    taken
}

/// What this thread has had of a processor, where the system tells it. Else a clock.
fn now() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// How often as long four times as much takes, at a size that takes long enough to tell.
fn ratio((_, shape): &Shape) -> (usize, Duration, Duration) {
    let mut n = 2_048;
    let mut one = time(*shape, n);
    while one < LEAST {
        n *= 2;
        one = time(*shape, n);
    }
    let mut four = Duration::MAX;
    for _ in 0..ROUNDS {
        four = four.min(time(*shape, 4 * n));
        one = one.min(time(*shape, n));
        if four.as_secs_f64() <= MOST * one.as_secs_f64() {
            break;
        }
    }
    (n, one, four)
}

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let mut dear = Vec::new();
    for shape in MASSES.iter().chain(HOSTILE).chain(WRAPPED) {
        if !wanted.is_empty() && !wanted.iter().any(|word| shape.0.contains(word.as_str())) {
            continue;
        }
        let (n, one, four) = ratio(shape);
        let ratio = four.as_secs_f64() / one.as_secs_f64();
        println!("{ratio:5.2}  {one:>9.1?} for {n}, {four:>9.1?} for {}  {}", 4 * n, shape.0);
        if ratio > MOST {
            dear.push(shape.0);
        }
    }
    println!("more than linear: {}", if dear.is_empty() { "none".to_owned() } else { dear.join(", ") });
}
