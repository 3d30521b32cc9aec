//! Sentences about the model, each a function of the context and of what it is about.

pub mod calls;
pub mod contradictions;
pub mod coverage;
pub mod doubts;
pub mod headline;
pub mod history;
pub mod labels;
pub mod meaning;
pub mod next;
pub mod printed;
pub mod reasons;
pub mod schedule;
pub mod states;
pub mod times;
pub mod verdict;
