//! The program `invocation-inspector`; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(invocation_inspector_cli::run(std::env::args_os()))
}
