//! Preview while writing: a local web server that shows an issue's pages as they will print, and keeps up with saves.
//!
//! In come an issue file and its changes, out go finished pages as SVG: the same [`hongtou_engine::page::Pages`] that the PDF is
//! made of. Nothing here lays out; [`crate::pipeline`] does.
//!
//! [`watch`] notices changes and counts them; [`studio`] sets the issue when somebody asks and the count has moved;
//! [`routes`] answers the browser, behind [`guard`]; the page itself is in `assets/`, without a build step.

mod choice;
mod desk;
mod drawing;
mod edition;
mod editor;
mod fault;
mod guard;
mod once;
mod overlay;
mod routes;
mod state;
mod studio;
mod text_layer;
mod watch;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

pub use editor::Editor;
pub use once::{GENERATOR, once};

use desk::Desk;
use guard::Guard;
use hongtou_base::diagnostic::{Diagnostic, Problem};
use hongtou_engine::options::Options;
use studio::Studio;

/// What the user chooses.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The issue file.
    pub issue: PathBuf,
    /// Layout and fonts.
    pub options: Options,
    /// The port; a free one if `None`.
    pub port: Option<u16>,
    /// What opens a line of a file.
    pub editor: Option<Editor>,
}

/// A preview that can be served.
#[derive(Debug)]
pub struct Preview {
    listener: TcpListener,
    desk: Arc<Desk>,
}

impl Preview {
    /// Takes a port of this machine's own address; nobody outside the machine can reach it.
    ///
    /// The issue need not be sound, nor be there yet.
    ///
    /// # Errors
    /// A port that is taken, a machine without randomness or room for temporary files.
    pub fn bind(settings: Settings) -> Result<Preview, Vec<Diagnostic>> {
        let port = settings.port.unwrap_or(0);
        let failed = |reason: String| vec![Diagnostic::error(Problem::CannotServe { port, reason })];
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listener = TcpListener::bind(address).map_err(|error| failed(error.to_string()))?;
        let port = listener.local_addr().map_err(|error| failed(error.to_string()))?.port();
        let guard = Guard::new(port).map_err(|error| failed(error.to_string()))?;
        let studio = Arc::new(Studio::new(settings.issue, settings.options)?);
        Ok(Preview { listener, desk: Arc::new(Desk { studio, guard, editor: settings.editor }) })
    }

    /// Where the page is; only who knows this address can see it.
    pub fn address(&self) -> String {
        self.desk.guard.address()
    }

    /// An address that leads there once, for a browser that is opened: other users can read a program's arguments.
    pub fn entry(&self) -> String {
        self.desk.guard.entry()
    }

    /// Answers until the user presses Ctrl-C or the system ends the program.
    ///
    /// # Errors
    /// What the system says of threads, sockets and watching.
    pub fn serve(self) -> Result<(), Vec<Diagnostic>> {
        let port = self.desk.guard.port();
        let failed = |reason: String| vec![Diagnostic::error(Problem::CannotServe { port, reason })];
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| failed(error.to_string()))?;
        watch::watch(&self.desk.studio).map_err(|error| failed(error.to_string()))?;
        let Preview { listener, desk } = self;
        let served = runtime.block_on(async {
            listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(listener)?;
            let server = axum::serve(listener, routes::router(desk));
            // Not a graceful end: a browser's stream of events would hold it up for ever.
            tokio::select! {
                served = async { server.await } => served,
                stopped = stop() => stopped,
            }
        });
        // Long enough for what is open to be let go, so that the layouts that were tried are removed.
        runtime.shutdown_timeout(Duration::from_millis(500));
        served.map_err(|error| failed(error.to_string()))
    }
}

/// Waits for Ctrl-C or for the system's wish that the program end.
async fn stop() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => pressed,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
