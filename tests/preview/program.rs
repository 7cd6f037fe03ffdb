//! The program, serving an issue of its own folder.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

pub const GOOD: &str = "[masthead]\ntitle = \"工作动态\"\nnumber = 12\nissuer = \"办公室\"\ndate = 2021-03-29\n\n\
                        [[article]]\ntitle = \"题目\"\nbody = \"第一段。\"\n";

/// So long is waited for what must come.
const PATIENCE: Duration = Duration::from_secs(60);

/// A preview that is being served; ends with the test.
pub struct Program {
    child: Child,
    pub folder: TempDir,
    /// Where the program puts what is temporary.
    pub scratch: TempDir,
    pub issue: PathBuf,
    pub port: u16,
    pub token: String,
}

impl Program {
    /// Serves an issue with a text.
    pub fn start(text: &str, arguments: &[&str]) -> Program {
        let folder = tempfile::tempdir().unwrap();
        let issue = folder.path().join("issue.toml");
        fs::write(&issue, text).unwrap();
        let named = issue.to_str().unwrap().to_owned();
        Program::spawn(folder, issue, None, &[&[named.as_str()], arguments].concat())
    }

    /// Serves what the arguments name, from where a user stands.
    pub fn start_in(folder: &Path, arguments: &[&str]) -> Program {
        Program::spawn(tempfile::tempdir().unwrap(), folder.join("issue.toml"), Some(folder), arguments)
    }

    fn spawn(folder: TempDir, issue: PathBuf, from: Option<&Path>, arguments: &[&str]) -> Program {
        let scratch = tempfile::tempdir().unwrap();
        // For measuring: a program that was built for use, while the tests are not.
        let program = std::env::var_os("HONGTOU_PROGRAM").unwrap_or(env!("CARGO_BIN_EXE_hongtou").into());
        let mut child = Command::new(program)
            .args(["preview", "--no-open", "--bundled-fonts"])
            .current_dir(from.unwrap_or(folder.path()))
            .env("TMPDIR", scratch.path())
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let rest = address.trim().strip_prefix("http://127.0.0.1:").expect(&address);
        let (port, token) = rest.trim_end_matches('/').split_once('/').unwrap();
        let (port, token) = (port.parse().unwrap(), token.to_owned());
        Program { child, folder, scratch, issue, port, token }
    }

    /// Serves the printed original of 2021.
    pub fn seed() -> Program {
        Program::start(&seed(), &[])
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token)
    }

    pub fn save(&self, text: &str) {
        fs::write(&self.issue, text).unwrap();
    }

    /// Saves as careful editors do: another file takes the name.
    pub fn save_by_rename(&self, text: &str) {
        let beside = self.folder.path().join(".issue.toml.swp");
        fs::write(&beside, text).unwrap();
        fs::rename(beside, &self.issue).unwrap();
    }

    /// A request as it is written; gives status and body.
    pub fn ask(&self, request: &str) -> (u16, String, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        (status, head.to_owned(), body.to_owned())
    }

    /// What the preview's own page would get.
    pub fn get(&self, path: &str) -> (u16, String, String) {
        let Program { port, token, .. } = self;
        self.ask(&format!(
            "GET /{token}/{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
        ))
    }

    /// The same with a body.
    pub fn post(&self, path: &str, body: &str) -> (u16, String, String) {
        let Program { port, token, .. } = self;
        self.ask(&format!(
            "POST /{token}/{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        ))
    }

    pub fn state(&self, query: &str) -> Value {
        let (status, _, body) = self.get(&format!("state?{query}"));
        assert_eq!(status, 200, "{body}");
        serde_json::from_str(&body).unwrap()
    }

    /// Asks until the state is as it should be.
    pub fn wait_for(&self, what: &str, is_so: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        loop {
            let state = self.state("");
            if is_so(&state) {
                return state;
            }
            assert!(start.elapsed() < PATIENCE, "never: {what}\n{state:#}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub fn process(&self) -> u32 {
        self.child.id()
    }

    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn seed() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/issue-245.toml")).unwrap()
}
