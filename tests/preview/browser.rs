//! A real Chromium without a window, steered through its DevTools socket.

use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine;
use serde_json::{Value, json};
use tempfile::TempDir;
use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Message, WebSocket};

const PATIENCE: Duration = Duration::from_secs(60);

pub struct Browser {
    child: Child,
    _profile: TempDir,
    socket: WebSocket<MaybeTlsStream<TcpStream>>,
    last: u64,
    /// What the browser has said without being asked.
    pub said: Vec<Value>,
}

/// A tab.
#[derive(Clone)]
pub struct Tab(String);

impl Browser {
    /// Starts a browser in a language; `None`, said aloud, where there is none.
    pub fn start(language: &str) -> Option<Browser> {
        let Some(program) = find() else {
            let hint = "chromium is not installed (apt-get install chromium)";
            let required = std::env::var_os("HONGTOU_REQUIRE_TOOLS").is_some_and(|value| value == "1");
            assert!(!required, "{hint}");
            eprintln!("SKIPPED: {hint}");
            return None;
        };
        let profile = tempfile::tempdir().unwrap();
        let mut child = Command::new(program)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(["--disable-dev-shm-usage", "--remote-debugging-port=0", "--window-size=1300,900"])
            .args([format!("--lang={language}"), format!("--accept-lang={language}")])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .env("LANGUAGE", language)
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("DevTools listening on ").map(str::to_owned))
            .expect("Chromium says where it listens");
        // Its further messages must go somewhere, or it waits.
        std::thread::spawn(move || lines.for_each(drop));
        let (socket, _) = tungstenite::connect(address).unwrap();
        if let MaybeTlsStream::Plain(stream) = socket.get_ref() {
            stream.set_read_timeout(Some(PATIENCE)).unwrap();
            stream.set_nodelay(true).unwrap();
        }
        Some(Browser { child, _profile: profile, socket, last: 0, said: Vec::new() })
    }

    /// Opens an address.
    pub fn open(&mut self, address: &str) -> Tab {
        let target = self.order(None, "Target.createTarget", json!({ "url": "about:blank" }));
        let target = json!({ "targetId": target["targetId"], "flatten": true });
        let session = self.order(None, "Target.attachToTarget", target);
        let tab = Tab(session["sessionId"].as_str().unwrap().to_owned());
        self.order(Some(&tab), "Page.navigate", json!({ "url": address }));
        tab
    }

    /// Opens a preview and waits for its first page.
    pub fn open_preview(&mut self, address: &str) -> Tab {
        let tab = self.open(address);
        self.until(&tab, "document.querySelector('.page')?.dataset.hash !== undefined");
        tab
    }

    pub fn order(&mut self, tab: Option<&Tab>, method: &str, parameters: Value) -> Value {
        self.try_order(tab, method, parameters).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    fn try_order(&mut self, tab: Option<&Tab>, method: &str, parameters: Value) -> Result<Value, Value> {
        self.last += 1;
        let mut order = json!({ "id": self.last, "method": method, "params": parameters });
        if let Some(Tab(session)) = tab {
            order["sessionId"] = json!(session);
        }
        self.socket.send(Message::text(order.to_string())).unwrap();
        loop {
            let Message::Text(text) = self.socket.read().unwrap() else { continue };
            let answer: Value = serde_json::from_str(&text).unwrap();
            if answer["method"].is_string() {
                self.said.push(answer);
            } else if answer["id"] == json!(self.last) {
                let (error, result) = (answer["error"].clone(), answer["result"].clone());
                return if error.is_null() { Ok(result) } else { Err(error) };
            }
        }
    }

    /// The value of an expression of the page.
    pub fn value(&mut self, tab: &Tab, expression: &str) -> Value {
        let parameters = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let answer = self.order(Some(tab), "Runtime.evaluate", parameters);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer:#}");
        answer["result"]["value"].clone()
    }

    /// Waits until an expression is true.
    pub fn until(&mut self, tab: &Tab, expression: &str) {
        let start = Instant::now();
        let asked = json!({ "expression": format!("Boolean({expression})"), "returnByValue": true });
        // Between two documents there is none that could be asked.
        while !self
            .try_order(Some(tab), "Runtime.evaluate", asked.clone())
            .is_ok_and(|answer| answer["result"]["value"] == json!(true))
        {
            let said = self.value(tab, "document.body?.innerText");
            assert!(start.elapsed() < PATIENCE, "never: {expression}\n{said}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// What a screen reader is given, once something of a role is in it: the browser makes it after the page.
    pub fn read_aloud(&mut self, tab: &Tab, role: &str) -> Value {
        self.order(Some(tab), "Accessibility.enable", json!({}));
        let start = Instant::now();
        loop {
            let tree = self.order(Some(tab), "Accessibility.getFullAXTree", json!({}));
            let mut nodes = tree["nodes"].as_array().unwrap().iter();
            if nodes.any(|node| node["role"]["value"] == json!(role)) {
                return tree;
            }
            assert!(start.elapsed() < PATIENCE, "never: {role} in {tree}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Presses a key as a person does.
    pub fn press(&mut self, tab: &Tab, key: &str) {
        let text = if key.chars().count() == 1 { key } else { "" };
        for kind in ["keyDown", "keyUp"] {
            let mut parameters = json!({ "type": kind, "key": key });
            if kind == "keyDown" && !text.is_empty() {
                parameters["text"] = json!(text);
            }
            self.order(Some(tab), "Input.dispatchKeyEvent", parameters);
        }
    }

    /// Presses, moves and lets go of the mouse.
    pub fn drag(&mut self, tab: &Tab, from: (f64, f64), to: (f64, f64)) {
        for (kind, (x, y)) in [("mousePressed", from), ("mouseMoved", to), ("mouseReleased", to)] {
            let parameters =
                json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1 });
            self.order(Some(tab), "Input.dispatchMouseEvent", parameters);
        }
    }

    pub fn click(&mut self, tab: &Tab, at: (f64, f64)) {
        self.drag(tab, at, at);
    }

    /// A picture of the tab, if somebody wants to look: into the folder that HONGTOU_SCREENSHOTS names.
    pub fn picture(&mut self, tab: &Tab, name: &str) {
        let Some(folder) = std::env::var_os("HONGTOU_SCREENSHOTS") else { return };
        let answer = self.order(Some(tab), "Page.captureScreenshot", json!({}));
        let bytes =
            base64::engine::general_purpose::STANDARD.decode(answer["data"].as_str().unwrap()).unwrap();
        std::fs::write(Path::new(&folder).join(format!("{name}.png")), bytes).unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn find() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let mut places = std::env::split_paths(&folders)
        .flat_map(|folder| ["chromium", "chromium-browser", "google-chrome"].map(|name| folder.join(name)));
    places.find(|place| place.is_file())
}
