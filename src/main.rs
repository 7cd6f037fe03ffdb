//! The program: arguments, the command, what it has to say, the exit code.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    // A command line that is wrong ends here, with exit code 2.
    let arguments = cli::Arguments::read();
    let console = cli::Console::new(&arguments.global);
    match arguments.command.run(&arguments.global, &console) {
        Ok(exit) => exit.into(),
        Err(diagnostics) => {
            console.print(&diagnostics);
            cli::Exit::for_errors(&diagnostics).into()
        }
    }
}
