//! The output folder: PDFs, and beside them what is known of how they were made.
//!
//! `.hongtou/` in the output folder holds a folder for each shard, with a lock, temporary files, and a manifest:
//! a line for the program and a line for each PDF, added when the PDF has its name.
//! A program that is killed leaves whole PDFs, at most one temporary file a job, and at most one torn line;
//! a PDF without a line is made again, and so is one whose bytes are not those that the line tells of.

use std::collections::HashMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::outcome::Finding;
use super::{Shard, program};
use crate::{files, whole_file};
use hongtou_base::diagnostic::{Diagnostic, OutputKind, Problem};

const FOLDER: &str = ".hongtou";
const MANIFEST: &str = "manifest.jsonl";
const LOCK: &str = "lock";

/// The output folder of a batch.
pub(super) struct Store {
    folder: PathBuf,
    /// Where this shard keeps its own.
    state: PathBuf,
    known: HashMap<String, Vec<Record>>,
    manifest: Mutex<File>,
    /// Held as long as the store is there.
    _lock: File,
}

/// What is known of a PDF.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// Its path from the output folder.
    pub output: String,
    /// A hash of what it was made from.
    pub inputs: String,
    /// A hash of its bytes.
    pub bytes: String,
    /// Its length.
    pub length: u64,
    /// How many pages it has.
    pub pages: usize,
    /// The warnings that making it gave.
    pub warnings: Vec<Finding>,
}

/// The first line of a manifest.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Header {
    /// The form of the lines below.
    manifest: u32,
    /// What made the PDFs.
    program: String,
}

impl Header {
    fn own() -> Header {
        Header { manifest: 1, program: program::identity().to_owned() }
    }
}

impl Store {
    /// Opens an output folder, and makes it if it is not there.
    ///
    /// # Errors
    /// A folder that cannot be made or written, or that another batch is writing to.
    pub fn open(folder: &Path, shard: Option<Shard>) -> Result<Store, Vec<Diagnostic>> {
        let own = shard.map_or_else(|| "all".to_owned(), |shard| format!("{}-of-{}", shard.index, shard.of));
        let state = folder.join(FOLDER).join(own);
        let failed = |error: io::Error| cannot_write(folder, &error);
        fs::create_dir_all(&state).map_err(failed)?;
        let lock = File::create(state.join(LOCK)).map_err(failed)?;
        // A file system without locks has none to be kept.
        if let Err(TryLockError::WouldBlock) = lock.try_lock() {
            return Err(vec![Diagnostic::error(Problem::BatchRunning { folder: folder.to_owned() })]);
        }
        remove_temporary(&state);
        let known = read_all(&folder.join(FOLDER));
        let manifest = renew(&state).map_err(failed)?;
        Ok(Store { folder: folder.to_owned(), state, known, manifest: Mutex::new(manifest), _lock: lock })
    }

    /// What is known of a PDF that is there, whole, and made from these inputs.
    pub fn current(&self, output: &str, inputs: u128) -> Option<&Record> {
        let inputs = hex(inputs);
        let record = self.known.get(output)?.iter().find(|record| record.inputs == inputs)?;
        let path = self.folder.join(output);
        if fs::metadata(&path).ok()?.len() != record.length {
            return None;
        }
        let bytes = fs::read(path).ok()?;
        (hex(xxh3_128(&bytes)) == record.bytes).then_some(record)
    }

    /// Whether a PDF may be written: no file is in its place, or one that a batch or hongtou otherwise made.
    pub fn may_write(&self, output: &str) -> Result<(), Vec<Diagnostic>> {
        let path = self.folder.join(output);
        let is_there = fs::metadata(&path).is_ok_and(|data| data.is_file() && data.len() > 0);
        if !is_there || self.known.contains_key(output) || files::is_own_pdf(&path) {
            return Ok(());
        }
        let problem = Problem::WouldReplace { path, kind: OutputKind::OwnPdf };
        Err(vec![Diagnostic::error(problem)])
    }

    /// Puts a PDF in its place, and then notes how it was made.
    ///
    /// # Errors
    /// What the file system says. Where the PDF cannot be written, what was there before is still there.
    pub fn put(&self, record: Record, bytes: &[u8]) -> Result<(), Vec<Diagnostic>> {
        let path = self.folder.join(&record.output);
        self.write(&path, bytes).map_err(|error| cannot_write(&path, &error))?;
        self.note(&record).map_err(|error| cannot_write(&self.state.join(MANIFEST), &error))
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut file = whole_file::temporary_in(&self.state)?;
        file.write_all(bytes)?;
        file.persist(path).map(drop).map_err(|error| error.error)
    }

    fn note(&self, record: &Record) -> io::Result<()> {
        let mut manifest = self.manifest.lock().unwrap_or_else(PoisonError::into_inner);
        manifest.write_all(line_of(record)?.as_bytes())
    }
}

/// The record of a PDF that was just made.
pub(super) fn record(
    output: &str,
    inputs: u128,
    bytes: &[u8],
    pages: usize,
    warnings: Vec<Finding>,
) -> Record {
    let length = bytes.len() as u64;
    let bytes = hex(xxh3_128(bytes));
    Record { output: output.to_owned(), inputs: hex(inputs), bytes, length, pages, warnings }
}

fn hex(hash: u128) -> String {
    format!("{hash:032x}")
}

/// A line, which begins anew even where the one before was torn.
fn line_of(value: &impl Serialize) -> io::Result<String> {
    Ok(format!("\n{}\n", serde_json::to_string(value)?))
}

/// Temporary files of a batch that was killed; the lock says that none is running now.
fn remove_temporary(state: &Path) {
    let files = fs::read_dir(state).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    for path in files.filter(|path| path.to_string_lossy().ends_with(whole_file::ENDING)) {
        // One that cannot be removed does no harm.
        let _ = fs::remove_file(path);
    }
}

/// What all shards know: the newest record of a manifest stands for its PDF.
fn read_all(folder: &Path) -> HashMap<String, Vec<Record>> {
    let mut known: HashMap<String, Vec<Record>> = HashMap::new();
    for state in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        for record in newest(&state.path().join(MANIFEST)).into_values() {
            known.entry(record.output.clone()).or_default().push(record);
        }
    }
    known
}

/// The records of a manifest, the last one for each PDF; none if another program wrote it.
fn newest(manifest: &Path) -> HashMap<String, Record> {
    let mut records = HashMap::new();
    let Ok(file) = File::open(manifest) else { return records };
    // A torn line is no line, and a line that is not UTF-8 is none either.
    let mut lines = BufReader::new(file).split(b'\n').map_while(Result::ok).filter(|line| !line.is_empty());
    let header = lines.next().and_then(|line| serde_json::from_slice::<Header>(&line).ok());
    if header != Some(Header::own()) {
        return records;
    }
    for record in lines.filter_map(|line| serde_json::from_slice::<Record>(&line).ok()) {
        records.insert(record.output.clone(), record);
    }
    records
}

/// Writes the shard's own manifest anew, each PDF once, and opens it to add to it.
fn renew(state: &Path) -> io::Result<File> {
    let path = state.join(MANIFEST);
    let mut records: Vec<Record> = newest(&path).into_values().collect();
    records.sort_by(|one, other| one.output.cmp(&other.output));
    let mut text = line_of(&Header::own())?;
    for record in &records {
        text.push_str(&line_of(record)?);
    }
    let mut file = whole_file::temporary_in(state)?;
    file.write_all(text.as_bytes())?;
    file.persist(&path).map_err(|error| error.error)?;
    File::options().append(true).open(path)
}

fn cannot_write(path: &Path, error: &io::Error) -> Vec<Diagnostic> {
    let problem = Problem::CannotWrite { path: path.to_owned(), fault: error.into() };
    vec![Diagnostic::error(problem)]
}
