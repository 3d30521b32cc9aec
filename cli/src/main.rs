//! The program `invocation-inspector`; everything is in the library.

use std::process::ExitCode;

/// What musl has of its own takes twice the time on several threads.
#[cfg(all(target_os = "linux", target_env = "musl"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Under WebAssembly there is no folder to begin in; the host names it.
    #[cfg(target_os = "wasi")]
    if let Some(folder) = std::env::var_os("PWD") {
        let _ = std::env::set_current_dir(folder);
    }
    ExitCode::from(invocation_inspector_cli::run(std::env::args_os()))
}
