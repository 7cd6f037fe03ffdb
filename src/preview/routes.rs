//! Requests → answers. Every request passes the guard; no file is read because a request names its path.

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path as Segments, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Json, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use super::choice::{self, Choice};
use super::desk::Desk;
use super::edition::{Edition, Look};
use super::{drawing, guard, overlay, state, text_layer};
use crate::press::plates::Plate;
use hongtou_base::diagnostic::{Diagnostic, Language, to_json};
use hongtou_base::units::Length;
use hongtou_base::whole_file;
use hongtou_output::pdf;

const HTML: &str = include_str!("assets/preview.html");
const CSS: &str = include_str!("assets/preview.css");
const ICON: &str = include_str!("assets/icon.svg");
/// The modules of the page's script, by their names.
const SCRIPTS: [(&str, &str); 9] = [
    ("/preview.js", include_str!("assets/preview.js")),
    ("/look.js", include_str!("assets/look.js")),
    ("/words.js", include_str!("assets/words.js")),
    ("/frame.js", include_str!("assets/frame.js")),
    ("/text.js", include_str!("assets/text.js")),
    ("/desk.js", include_str!("assets/desk.js")),
    ("/problems.js", include_str!("assets/problems.js")),
    ("/chooser.js", include_str!("assets/chooser.js")),
    ("/pointer.js", include_str!("assets/pointer.js")),
];

type Shared = State<Arc<Desk>>;

/// All that is answered.
pub fn router(desk: Arc<Desk>) -> Router {
    let asset = |kind: &'static str, text: &'static str| get(move || async move { typed(kind, text) });
    let inside = Router::new()
        .route("/preview.css", asset("text/css; charset=utf-8", CSS))
        .route("/icon.svg", asset("image/svg+xml", ICON))
        .route("/events", get(events))
        .route("/state", get(edition_state))
        .route("/findings", get(findings))
        .route("/layouts", get(layouts))
        .route("/page/{index}/{hash}", get(page))
        .route("/text/{index}/{hash}", get(page_text))
        .route("/overlay/{index}/{hash}", get(page_overlay))
        .route("/marks/{index}/{hash}", get(marks))
        .route("/issue.pdf", get(issue_pdf))
        .route("/source/{index}/{hash}", post(source))
        .route("/open", post(open))
        .route("/layout-file", post(write_layout));
    let inside = SCRIPTS.iter().fold(inside, |inside, (name, text)| {
        inside.route(name, asset("text/javascript; charset=utf-8", text))
    });
    // The token's segment is checked by the guard, not by the router.
    let guarded = middleware::from_fn_with_state(Arc::clone(&desk), check);
    Router::new()
        .nest("/{token}", inside)
        .route("/{token}/", asset("text/html; charset=utf-8", HTML))
        .layer(guarded)
        .with_state(desk)
}

async fn check(State(desk): Shared, request: Request, next: Next) -> Response {
    let (path, headers) = (request.uri().path(), request.headers());
    let mut response = if desk.guard.admits(path, headers) {
        next.run(request).await
    } else if desk.guard.enters(path, headers) {
        Redirect::to(&desk.guard.path()).into_response()
    } else {
        StatusCode::FORBIDDEN.into_response()
    };
    guard::seal(response.headers_mut());
    response
}

fn typed(kind: &'static str, body: impl Into<axum::body::Body>) -> Response {
    let mut response = Response::new(body.into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// What kept something from being answered, in the words of diagnostics.
struct Refusal(StatusCode, Value);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.0, Json(self.1)).into_response()
    }
}

impl Refusal {
    fn plain(status: StatusCode) -> Refusal {
        Refusal(status, json!([]))
    }

    fn of(problems: &[Diagnostic], language: Language) -> Refusal {
        Refusal(StatusCode::UNPROCESSABLE_ENTITY, to_json(problems, language))
    }
}

/// What of a request's address says how to answer.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Manner {
    lang: String,
    plate: String,
    download: bool,
    /// Whether this is the second choice of two beside each other: no other's pages are shown in place of its own.
    alone: bool,
}

impl Manner {
    fn language(&self) -> Language {
        Language::of_locale(&self.lang)
    }

    fn plate(&self) -> Plate {
        match self.plate.as_str() {
            "black" => Plate::Black,
            "red" => Plate::Red,
            _ => Plate::All,
        }
    }
}

/// Says the count of changes, now and whenever it moves.
async fn events(State(desk): Shared) -> Response {
    let changes = WatchStream::new(desk.studio.revisions());
    let events = changes.map(|revision| Ok::<_, Infallible>(Event::default().data(revision.to_string())));
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

/// Setting is long work; it is done beside the threads that answer.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Refusal::plain(StatusCode::INTERNAL_SERVER_ERROR))
}

async fn look(desk: &Arc<Desk>, choice: Choice) -> Result<Look, Refusal> {
    let desk = Arc::clone(desk);
    apart(move || choice::may_choose(&choice.layout, desk.studio.folder()).then(|| desk.studio.look(&choice)))
        .await?
        .ok_or_else(|| Refusal::plain(StatusCode::NOT_FOUND))
}

async fn edition_state(
    State(desk): Shared,
    Query(choice): Query<Choice>,
    Query(manner): Query<Manner>,
) -> Result<Response, Refusal> {
    let mut look = look(&desk, choice).await?;
    if !manner.alone {
        desk.studio.keep(&look);
    } else if look.stand_in {
        look.edition = None;
    }
    let mut state = state::of(&look, manner.language());
    state["file"] = json!(desk.studio.issue().file_name().unwrap_or_default().to_string_lossy());
    state["source"] = json!(desk.studio.issue().display().to_string());
    state["editor"] = json!(desk.editor.is_some());
    Ok(Json(state).into_response())
}

/// What a proofreader would mark in the files as they are now.
async fn findings(
    State(desk): Shared,
    Query(choice): Query<Choice>,
    Query(manner): Query<Manner>,
) -> Result<Response, Refusal> {
    let look = look(&desk, choice).await?;
    let Some(edition) = look.edition.filter(|_| look.current) else {
        return Ok(Json(json!([])).into_response());
    };
    let found = apart(move || to_json(edition.findings(desk.studio.issue()), manner.language())).await?;
    Ok(Json(found).into_response())
}

async fn layouts(State(desk): Shared) -> Result<Response, Refusal> {
    let names = apart(move || choice::layouts_at(desk.studio.folder())).await?;
    Ok(Json(names).into_response())
}

/// The edition in which the browser's page is still what it was; what has changed since is asked for anew.
async fn edition_of(desk: &Arc<Desk>, choice: Choice) -> Result<Arc<Edition>, Refusal> {
    look(desk, choice).await?.edition.ok_or_else(|| Refusal::plain(StatusCode::NOT_FOUND))
}

/// A drawing, made beside the threads that answer; nothing of what is no more as the browser means it.
async fn drawn(draw: impl FnOnce() -> Option<String> + Send + 'static) -> Result<Response, Refusal> {
    let drawing = apart(draw).await?.ok_or_else(|| Refusal::plain(StatusCode::NOT_FOUND))?;
    Ok(typed("image/svg+xml", drawing))
}

/// A page, or a side of a sheet, by its index, with the hash of what it was.
type Piece = Segments<(String, usize, String)>;

async fn page(
    State(desk): Shared,
    Segments((_, index, hash)): Piece,
    Query(choice): Query<Choice>,
    Query(manner): Query<Manner>,
) -> Result<Response, Refusal> {
    let edition = edition_of(&desk, choice).await?;
    drawn(move || {
        edition.page(index, &hash).map(|page| drawing::draw(page, &edition.job.fonts, manner.plate()))
    })
    .await
}

/// The text of a page with its places.
async fn page_text(
    State(desk): Shared,
    Segments((_, index, hash)): Piece,
    Query(choice): Query<Choice>,
) -> Result<Response, Refusal> {
    let edition = edition_of(&desk, choice).await?;
    let page = edition.page(index, &hash).ok_or_else(|| Refusal::plain(StatusCode::NOT_FOUND))?;
    Ok(Json(text_layer::of(page, &edition.pages.elements)).into_response())
}

async fn page_overlay(
    State(desk): Shared,
    Segments((_, index, hash)): Piece,
    Query(choice): Query<Choice>,
) -> Result<Response, Refusal> {
    let edition = edition_of(&desk, choice).await?;
    drawn(move || edition.page(index, &hash).map(|page| overlay::draw(page, &edition.job.layout))).await
}

/// What stands around the pages of a side of a sheet.
async fn marks(
    State(desk): Shared,
    Segments((_, index, hash)): Piece,
    Query(choice): Query<Choice>,
    Query(manner): Query<Manner>,
) -> Result<Response, Refusal> {
    let edition = edition_of(&desk, choice).await?;
    drawn(move || {
        edition.side(index, &hash, manner.plate()).map(|side| drawing::marks(side, &edition.job.fonts))
    })
    .await
}

async fn issue_pdf(
    State(desk): Shared,
    Query(choice): Query<Choice>,
    Query(manner): Query<Manner>,
) -> Result<Response, Refusal> {
    let language = manner.language();
    let edition = edition_of(&desk, choice).await?;
    let bytes = apart(move || {
        let profile = crate::pipeline::output_profile(None, &edition.job.layout)?;
        let settings = pdf::Settings { profile, ..pdf::Settings::default() };
        pdf::write_as(&edition.pages, &edition.job.fonts, &settings)
    });
    let bytes = bytes.await?.map_err(|problems| Refusal::of(&problems, language))?;
    let mut response = typed("application/pdf", bytes);
    // The link that downloads it says what the file is to be called.
    let disposition = if manner.download { "attachment" } else { "inline" };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(disposition));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(guard::POLICY_OF_PDF));
    Ok(response)
}

/// A place on a page, in millimetres.
#[derive(Debug, Deserialize)]
struct Point {
    x: f64,
    y: f64,
}

impl Point {
    fn lengths(&self) -> (Length, Length) {
        let length = |mm: f64| Length::from_emu((mm.clamp(-1e4, 1e4) * 36_000.0) as i64);
        (length(self.x), length(self.y))
    }
}

async fn source(
    State(desk): Shared,
    Segments((_, index, hash)): Piece,
    Query(choice): Query<Choice>,
    Json(point): Json<Point>,
) -> Result<Response, Refusal> {
    let edition = edition_of(&desk, choice).await?;
    let page = edition.page(index, &hash).ok_or_else(|| Refusal::plain(StatusCode::NOT_FOUND))?;
    let (x, y) = point.lengths();
    Ok(Json(edition.source_at(page, x, y)).into_response())
}

/// A line that the editor is to show: of the issue, or of a file in which something is wrong.
#[derive(Debug, Deserialize)]
struct Place {
    file: Option<String>,
    line: usize,
    column: usize,
}

async fn open(
    State(desk): Shared,
    Query(choice): Query<Choice>,
    Query(manner): Query<Manner>,
    Json(place): Json<Place>,
) -> Result<Response, Refusal> {
    let Some(editor) = desk.editor.clone() else { return Err(Refusal::plain(StatusCode::NOT_FOUND)) };
    let issue = desk.studio.issue();
    let file = match &place.file {
        Some(named) if Path::new(named) != issue => {
            // No file is opened because a request names it; only one that the page has been told of.
            let look = look(&desk, choice).await?;
            let found = look.edition.as_ref().map_or(&[][..], |edition| edition.findings(issue));
            let told = look.problems.iter().chain(found);
            let mut places = told.filter_map(|problem| problem.place.as_ref());
            let told = places.any(|at| at.source.name == *named);
            told.then(|| PathBuf::from(named)).ok_or_else(|| Refusal::plain(StatusCode::NOT_FOUND))?
        }
        _ => issue.to_owned(),
    };
    apart(move || editor.open(&file, place.line, place.column))
        .await?
        .map_err(|problems| Refusal::of(&problems, manner.language()))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The name of a layout file that is to be written.
#[derive(Debug, Deserialize)]
struct NewFile {
    name: String,
}

/// Writes the tried values beside the issue as a layout of its own; never over a file that is there.
async fn write_layout(
    State(desk): Shared,
    Query(choice): Query<Choice>,
    Query(manner): Query<Manner>,
    Json(file): Json<NewFile>,
) -> Result<Response, Refusal> {
    let language = manner.language();
    let written = apart(move || {
        if !choice::may_choose(&choice.layout, desk.studio.folder()) {
            return Ok(None);
        }
        let text = desk.studio.layout_text(&choice)?;
        new_file(desk.studio.folder(), &file.name, &text).map(Some)
    });
    match written.await?.map_err(|problems| Refusal::of(&problems, language))? {
        Some(name) => Ok((StatusCode::CREATED, Json(json!({ "name": name }))).into_response()),
        None => Err(Refusal::plain(StatusCode::NOT_FOUND)),
    }
}

fn new_file(folder: &Path, name: &str, text: &str) -> Result<String, Vec<Diagnostic>> {
    let stem = sanitize_filename::sanitize(name.trim().trim_end_matches(".toml"));
    let stem = stem.trim_start_matches('.').trim();
    let name = format!("{}.toml", if stem.is_empty() { "layout" } else { stem });
    let path = folder.join(&name);
    let failed = |error: std::io::Error| super::fault::cannot_write(&path, &error);
    let mut out = whole_file::temporary_in(folder).map_err(failed)?;
    std::io::Write::write_all(&mut out, text.as_bytes()).map_err(failed)?;
    out.persist_noclobber(&path).map_err(|error| failed(error.error))?;
    Ok(name)
}
