//! Who does not know the token, or comes from elsewhere, gets nothing; and no file is ever served.

use crate::program::{GOOD, Program};

/// A request with headers of one's own.
fn ask(program: &Program, path: &str, headers: &str) -> (u16, String, String) {
    program.ask(&format!("GET {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n"))
}

#[test]
fn only_who_knows_the_token_gets_an_answer() {
    let program = Program::start(GOOD, &[]);
    let host = format!("Host: 127.0.0.1:{}\r\n", program.port);
    assert_eq!(program.get("").0, 200);
    let token = &program.token;
    for path in [
        "/".to_owned(),
        "/state".to_owned(),
        "/preview.js".to_owned(),
        format!("/{}/", "0".repeat(32)),
        format!("/{}/state", &token[..31]),
        format!("/{token}0/state"),
        format!("/x/{token}/state"),
    ] {
        let (status, _, body) = ask(&program, &path, &host);
        assert_eq!((status, body.as_str()), (403, ""), "{path}");
    }
    assert_eq!(token.len(), 32);
    assert_ne!(*token, Program::start(GOOD, &[]).token);
}

#[test]
fn only_the_previews_own_page_may_ask() {
    let program = Program::start(GOOD, &[]);
    let port = program.port;
    let state = format!("/{}/state", program.token);
    let status = |headers: &str| ask(&program, &state, headers).0;
    let host = format!("Host: 127.0.0.1:{port}\r\n");
    assert_eq!(status(&host), 200);
    assert_eq!(status(&format!("Host: localhost:{port}\r\n")), 200);
    assert_eq!(
        status(&format!("{host}Origin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\n")),
        200
    );
    for wrong in [
        format!("Host: evil.example:{port}\r\n"),
        "Host: 127.0.0.1\r\n".to_owned(),
        format!("{host}Origin: http://evil.example\r\n"),
        format!("{host}Origin: null\r\n"),
        format!("{host}Origin: http://127.0.0.1:1\r\n"),
        format!("{host}Sec-Fetch-Site: cross-site\r\n"),
        format!("{host}Sec-Fetch-Site: same-site\r\n"),
    ] {
        assert_eq!(status(&wrong), 403, "{wrong}");
    }
}

#[test]
fn answers_say_that_nothing_may_be_loaded_from_elsewhere() {
    let program = Program::start(GOOD, &[]);
    for path in ["", "state", "nothing-here"] {
        let (_, head, _) = program.get(path);
        let head = head.to_ascii_lowercase();
        for wanted in [
            "content-security-policy: default-src 'none';",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "cross-origin-resource-policy: same-origin",
            "cache-control: no-store",
        ] {
            assert!(head.contains(wanted), "{path}: {head}");
        }
        assert!(!head.contains("access-control-allow"), "{head}");
    }
    for asset in
        ["", "preview.js", "desk.js", "frame.js", "chooser.js", "pointer.js", "words.js", "preview.css"]
    {
        let (status, _, body) = program.get(asset);
        assert_eq!(status, 200, "{asset}");
        assert!(!body.contains("http://") && !body.contains("https://"), "{asset} names another place");
    }
}

#[test]
fn no_file_is_served_by_its_path() {
    let program = Program::start(GOOD, &[]);
    let outside = tempfile::tempdir().unwrap();
    let layout = outside.path().join("secret.toml");
    std::fs::write(&layout, "extends = \"bulletin\"\n# secret\n").unwrap();
    std::fs::write(program.folder.path().join("note.txt"), "secret").unwrap();
    for path in [
        "issue.toml",
        "note.txt",
        "../note.txt",
        "%2e%2e/note.txt",
        "..%2f..%2fetc%2fpasswd",
        "page/0/..%2f..%2fissue.toml",
        "layouts/../issue.toml",
    ] {
        let (status, _, body) = program.get(path);
        assert!(matches!(status, 400 | 403 | 404), "{path}: {status} {body}");
        assert!(!body.contains("secret") && !body.contains("masthead"), "{path}: {body}");
    }
    // Nor is a layout read from anywhere but the issue's own folder.
    for name in [layout.to_str().unwrap(), "../secret.toml", "issue.toml", "no-such", "/etc/passwd"] {
        let name = name.replace('/', "%2F");
        assert_eq!(program.get(&format!("state?layout={name}")).0, 404, "{name}");
    }
}

#[test]
fn a_layout_is_written_beside_the_issue_alone_and_never_over_a_file() {
    let program = Program::start(GOOD, &[]);
    let before = program.state("");
    let query = "layout=bulletin-even&size=14pt&lines=25&measure=150&line_end=half";
    let (status, _, body) = program.post(&format!("layout-file?{query}"), "{\"name\":\"../../mine\"}");
    assert_eq!(status, 201, "{body}");
    let made = program.folder.path().join("....mine.toml");
    let names: Vec<_> = std::fs::read_dir(program.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with("mine.toml"))
        .collect();
    assert_eq!(names.len(), 1, "{made:?}");
    let name = &names[0];
    let text = std::fs::read_to_string(program.folder.path().join(name)).unwrap();
    assert_eq!(
        text,
        "extends = \"bulletin-even\"\n\n[page]\nfore_edge = \"32mm\"\n\n[grid]\nlines = 25\n\n[text]\n\
         line_end_mark = \"half\"\n\n[styles.body]\nsize = \"14pt\"\n"
    );
    // As a layout of its own it gives what the tried values gave.
    let hashes = |state: &serde_json::Value| state["pages"][0]["hash"].clone();
    assert_eq!(hashes(&program.state(&format!("layout={name}"))), hashes(&program.state(query)));
    assert_ne!(hashes(&before), hashes(&program.state(query)));
    // What cannot be set is refused before it is written.
    let (status, _, body) = program.post("layout-file?size=big", "{\"name\":\"bad\"}");
    assert_eq!(status, 422, "{body}");
    assert!(!program.folder.path().join("bad.toml").exists());
    let again = format!("{{\"name\":\"{}\"}}", name.trim_end_matches(".toml"));
    let (status, _, body) = program.post(&format!("layout-file?{query}"), &again);
    assert_eq!(status, 422, "{body}");
    assert!(body.contains("cannot-write"), "{body}");
}
