//! The state follows the file, however it is saved.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::program::{GOOD, Program, seed};

fn hashes(state: &Value) -> Vec<&str> {
    state["pages"].as_array().unwrap().iter().map(|page| page["hash"].as_str().unwrap()).collect()
}

fn is_titled(title: &'static str) -> impl Fn(&Value) -> bool {
    move |state| state["current"] == json!(true) && state["title"].as_str().unwrap().contains(title)
}

#[test]
fn a_save_changes_the_pages_that_it_changes_and_no_others() {
    let program = Program::seed();
    let before = program.state("");
    assert_eq!(before["problems"], json!([]));
    let edited = seed().replacen("同志", "同人", 1);
    assert_ne!(edited, seed());
    program.save(&edited);
    let after = program.wait_for("another page", |state| hashes(state) != hashes(&before));
    let changed = hashes(&before).iter().zip(hashes(&after)).filter(|(a, b)| **a != *b).count();
    assert_eq!((hashes(&before).len(), changed), (hashes(&after).len(), 1));
}

#[test]
fn pages_are_those_that_render_draws() {
    let program = Program::seed();
    let state = program.state("");
    let hash = hashes(&state)[1].to_owned();
    let (status, _, drawing) = program.get(&format!("page/1/{hash}"));
    assert_eq!(status, 200);
    let target = program.folder.path().join("page.svg");
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_hongtou"))
        .args(["render", "--bundled-fonts", "--pages", "2", "-o"])
        .args([&target, &program.issue])
        .status();
    assert!(done.unwrap().success());
    assert!(drawing == fs::read_to_string(target).unwrap(), "the preview shows what is printed");
    assert_eq!(program.get(&format!("page/0/{hash}")).0, 404, "a page that is no more so is not given");
}

#[test]
fn errors_keep_the_last_good_pages_and_say_what_is_wrong() {
    let program = Program::start(GOOD, &[]);
    let good = program.state("lang=zh");
    program.save(&GOOD.replace("title = \"题目\"", "titel = \"题目\""));
    let bad = program.wait_for("an error", |state| state["current"] == json!(false));
    assert_eq!(hashes(&bad), hashes(&good));
    let problem = |state: &Value| {
        let problems = state["problems"].as_array().unwrap();
        problems.iter().find(|problem| problem["code"] == json!("unknown-key")).unwrap().clone()
    };
    let chinese = problem(&program.state("lang=zh"));
    let problem = problem(&bad);
    assert_eq!((&problem["severity"], &problem["line"]), (&json!("error"), &json!(8)));
    assert_eq!(problem["column"], json!(1));
    assert_eq!(problem["file"], bad["source"]);
    assert!(problem["hint"].as_str().unwrap().contains("title"), "{problem}");
    assert_ne!(chinese["message"], problem["message"]);
    program.save(GOOD);
    program.wait_for("recovery", |state| state["current"] == json!(true) && state["problems"] == json!([]));
}

#[test]
fn an_issue_with_errors_at_the_start_or_none_at_all_shows_up_when_it_is_sound() {
    let program = Program::start("[masthead", &[]);
    let state = program.state("");
    assert_eq!((&state["current"], &state["pages"]), (&json!(false), &json!([])));
    fs::remove_file(&program.issue).unwrap();
    program.wait_for("that it is gone", |state| state["problems"][0]["code"] == json!("cannot-read"));
    program.save_by_rename(GOOD);
    program.wait_for("the issue", is_titled("工作动态"));
}

#[test]
fn every_way_of_saving_is_noticed() {
    let program = Program::start(GOOD, &[]);
    program.state("");
    program.save_by_rename(&GOOD.replace("工作动态", "甲"));
    program.wait_for("a rename", is_titled("甲"));
    // Half of a file, and the rest a moment later.
    let text = GOOD.replace("工作动态", "乙");
    let half = (0..=text.len() / 2).rev().find(|&at| text.is_char_boundary(at)).unwrap();
    program.save(&text[..half]);
    std::thread::sleep(Duration::from_millis(30));
    program.save(&text);
    program.wait_for("the whole of a file", is_titled("乙"));
    fs::remove_file(&program.issue).unwrap();
    program.wait_for("a deletion", |state| state["current"] == json!(false));
    program.save(&GOOD.replace("工作动态", "丙"));
    program.wait_for("a file made again", is_titled("丙"));
    // The folder itself is exchanged.
    let (folder, aside) = (program.folder.path().to_owned(), program.folder.path().with_extension("aside"));
    fs::rename(&folder, &aside).unwrap();
    fs::create_dir(&folder).unwrap();
    program.save(&GOOD.replace("工作动态", "丁"));
    program.wait_for("another folder", is_titled("丁"));
    fs::remove_dir_all(aside).unwrap();
}

#[test]
fn of_a_hundred_saves_the_last_one_stands() {
    let program = Program::start(GOOD, &[]);
    let first = program.state("")["revision"].as_u64().unwrap();
    for number in 0..100 {
        // Without a pause: on a busy machine a pause is as long as it likes, and then each save is one of its own.
        program.save(&GOOD.replace("第一段", &format!("第{number}段")));
    }
    let last = GOOD.replace("工作动态", "末");
    program.save_by_rename(&last);
    let state = program.wait_for("the last save", is_titled("末"));
    let counted = state["revision"].as_u64().unwrap() - first;
    assert!(counted < 101, "saves that follow each other are taken together: {counted}");
}

#[test]
fn a_layout_of_ones_own_is_followed_too() {
    let program = Program::start(&format!("layout = \"own.toml\"\n{GOOD}"), &[]);
    assert_eq!(program.state("")["problems"][0]["code"], json!("cannot-read"));
    let layout = program.folder.path().join("own.toml");
    fs::write(&layout, "extends = \"bulletin\"\n").unwrap();
    let before = program.wait_for("the layout", |state| state["current"] == json!(true));
    fs::write(&layout, "extends = \"bulletin\"\n[grid]\nlines = 25\n").unwrap();
    let after = program.wait_for("its change", |state| hashes(state) != hashes(&before));
    assert_eq!(after["layout"]["lines"], json!(25));
    let (_, _, names) = program.get("layouts");
    assert!(names.contains("\"own.toml\"") && !names.contains("issue.toml"), "{names}");
}

#[test]
fn what_is_wrong_at_the_start_is_followed_too() {
    let elsewhere = tempfile::tempdir().unwrap();
    let allowed = ["--allow-dir", elsewhere.path().to_str().unwrap()];
    let program = Program::start(&format!("layout = \"own.toml\"\n{GOOD}"), &allowed);
    let base = elsewhere.path().join("base.toml");
    fs::write(&base, "extends = \"bulletin\"\n[grid]\nlinse = 25\n").unwrap();
    let own = format!("extends = {:?}\n", base.to_str().unwrap());
    fs::write(program.folder.path().join("own.toml"), own).unwrap();
    program.wait_for("what is wrong with the base", |state| state["problems"][0]["line"] == json!(3));
    fs::write(&base, "extends = \"bulletin\"\n[grid]\nlines = 25\n").unwrap();
    let state = program.wait_for("the base", |state| state["current"] == json!(true));
    assert_eq!(state["layout"]["lines"], json!(25));
}

#[test]
fn an_issue_named_from_where_the_user_stands_can_be_tried_with_its_own_layout() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("own.toml"), "extends = \"bulletin\"\n").unwrap();
    fs::write(folder.path().join("issue.toml"), format!("layout = \"own.toml\"\n{GOOD}")).unwrap();
    for arguments in [&["issue.toml"][..], &["issue.toml", "--layout", "own.toml"]] {
        let program = Program::start_in(folder.path(), arguments);
        let state = program.state("size=14pt");
        assert_eq!((&state["current"], &state["layout"]["size"]), (&json!(true), &json!(14.0)), "{state:#}");
    }
}

#[test]
fn values_that_cannot_be_are_said_and_mended() {
    let program = Program::start(GOOD, &[]);
    for query in ["size=big", "lines=0", "measure=400", "punctuation=none", "lines=9999999999"] {
        let state = program.state(query);
        assert_eq!((&state["current"], &state["pages"]), (&json!(false), &json!([])), "{query}");
        assert_eq!(state["problems"][0]["severity"], json!("error"), "{query}");
        assert!(
            state["problems"][0]["line"].is_null(),
            "{query}: a tried value stands in no file of its author"
        );
    }
    for query in ["measure=150", "measure=150mm", "measure=15cm"] {
        assert_eq!(program.state(query)["layout"]["measure"], json!(150.0), "{query}");
    }
    // Once there were good pages they stay, whatever is tried.
    let state = program.state("lines=1");
    assert!(state["current"] == json!(false) && !state["pages"].as_array().unwrap().is_empty(), "{state:#}");
    let state = program.state("size=14pt");
    assert_eq!((&state["current"], &state["layout"]["size"]), (&json!(true), &json!(14.0)));
    assert_eq!(state["layout"]["name"], json!("bulletin*"));
}

#[test]
fn a_place_on_the_page_leads_to_its_line() {
    let program = Program::start(GOOD, &[]);
    let hash = hashes(&program.state(""))[0].to_owned();
    let mut found = Vec::new();
    for y in 0..297 {
        let body = format!("{{\"x\":45.5,\"y\":{y}}}");
        let (status, _, spot) = program.post(&format!("source/0/{hash}"), &body);
        assert_eq!(status, 200, "{spot}");
        if let Some(line) = serde_json::from_str::<Value>(&spot).unwrap()["line"].as_u64() {
            found.push(line);
        }
    }
    assert!(found.contains(&9), "the line of the body is found down the page: {found:?}");
    // A margin has nothing; what the layout says of itself is not in the file.
    let at =
        |x: f64, y: f64| program.post(&format!("source/0/{hash}"), &format!("{{\"x\":{x},\"y\":{y}}}")).2;
    assert_eq!(at(2.0, 2.0), "null");
    assert!(
        (0..400).any(|step| at(90.0 + f64::from(step % 20), 60.0 + 3.0 * f64::from(step / 20)) == "{}"),
        "第…期 is the layout's"
    );
}

#[test]
fn separations_share_out_what_is_on_the_page() {
    let program = Program::seed();
    let hash = hashes(&program.state(""))[0].to_owned();
    let marks = |plate: &str| {
        let (status, _, drawing) = program.get(&format!("page/0/{hash}?plate={plate}"));
        assert_eq!(status, 200);
        (drawing.matches("<use ").count(), drawing.matches("#000000").count())
    };
    let (all, black, red) = (marks("all"), marks("black"), marks("red"));
    assert_eq!(all.0, black.0 + red.0);
    assert!(black.0 > 0 && red.0 > 0 && red.1 == 0, "{all:?} {black:?} {red:?}");
}

#[test]
fn sheets_are_those_of_the_press() {
    let program = Program::seed();
    let state = program.state("sheets=saddle-a3");
    assert_eq!(state["pages"].as_array().unwrap().len() % 4, 0);
    let sides = state["sheets"].as_array().unwrap();
    assert_eq!(sides.len() * 2, state["pages"].as_array().unwrap().len());
    let (left, right) = (&sides[0]["slots"][0]["page"], &sides[0]["slots"][1]["page"]);
    assert_eq!((left.as_u64().unwrap() as usize, right), (sides.len() * 2 - 1, &json!(0)));
    // Two leaves of A4, the pages inside the margin that the marks stand in.
    let margin = sides[0]["slots"][0]["x"].as_f64().unwrap();
    assert!(margin > 0.0);
    assert_eq!(sides[0]["width"].as_f64().unwrap(), 420.0 + 2.0 * margin);
    let (hash, other) = (sides[0]["hash"].as_str().unwrap(), sides[1]["hash"].as_str().unwrap());
    let (status, _, marks) = program.get(&format!("marks/0/{hash}?sheets=saddle-a3"));
    assert_eq!(status, 200);
    assert!(marks.contains("aria-label=\"张正面\""), "the first side's name is among its marks");
    assert_eq!(program.get(&format!("marks/0/{other}?sheets=saddle-a3")).0, 404);
    // Each plate's marks are in its own inks, as the press makes them.
    let rectangles = |plate: &str| {
        program.get(&format!("marks/0/{hash}?sheets=saddle-a3&plate={plate}")).2.matches("<rect").count()
    };
    assert!(
        rectangles("black") > 20 && rectangles("red") > 20,
        "{} {}",
        rectangles("black"),
        rectangles("red")
    );
    // Two copies of a leaf side by side; a leaf whose back stands on its head.
    let slots = |scheme: &str, side: usize| {
        program.state(&format!("sheets={scheme}"))["sheets"][side]["slots"].clone()
    };
    let cut = slots("cut-stack-a3", 0);
    assert_eq!((&cut[0]["page"], &cut[1]["page"]), (&json!(0), &json!(0)));
    assert_eq!(slots("duplex-short", 1)[0]["upside_down"], json!(true));
    assert_eq!(slots("duplex-long", 1)[0]["upside_down"], json!(false));
}

#[test]
fn a_font_is_followed_even_when_it_is_written_over() {
    let program = Program::start(&format!("layout = \"own.toml\"\n{GOOD}"), &[]);
    let font = |name: &str| fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts").join(name)).unwrap();
    let path = program.folder.path().join("own.ttf");
    fs::write(&path, font("FandolFang-Regular.ttf")).unwrap();
    let layout = "extends = \"bulletin\"\n[[roles.fangsong]]\nfile = \"own.ttf\"\n";
    fs::write(program.folder.path().join("own.toml"), layout).unwrap();
    let before = program.wait_for("the layout", |state| state["current"] == json!(true));
    // Into the same file, which gets shorter first: a map of it would end the program.
    fs::write(&path, "no font").unwrap();
    let broken = program.wait_for("the damage", |state| state["current"] == json!(false));
    assert_eq!(hashes(&broken), hashes(&before));
    let (status, _, drawing) = program.get(&format!("page/0/{}?", hashes(&before)[0]));
    assert!(status == 200 && drawing.contains("<path"), "the last good pages are still drawn");
    // As many fonts are called.
    let path = program.folder.path().join("OWN.TTF");
    fs::write(program.folder.path().join("own.toml"), layout.replace("own.ttf", "OWN.TTF")).unwrap();
    fs::write(&path, font("FandolFang-Regular.ttf")).unwrap();
    let again = program.wait_for("the first face", |state| state["current"] == json!(true));
    assert_eq!(hashes(&again), hashes(&before));
    fs::write(&path, font("FandolKai-Regular.ttf")).unwrap();
    let after = program.wait_for("another face", |state| {
        state["current"] == json!(true) && hashes(state) != hashes(&before)
    });
    assert_eq!(hashes(&after).len(), hashes(&before).len());
}

#[test]
fn the_pdf_is_that_of_render() {
    let program = Program::start(GOOD, &[]);
    let (status, head, body) = program.get("issue.pdf?download=true");
    assert_eq!(status, 200);
    assert!(head.to_ascii_lowercase().contains("attachment") && body.starts_with("%PDF-"), "{head}");
}

#[test]
#[cfg(unix)]
fn the_editor_is_opened_at_the_line() {
    let told = tempfile::tempdir().unwrap();
    let note = told.path().join("told");
    let script = told.path().join("editor.sh");
    fs::write(&script, "#!/bin/sh\nprintf '%s' \"$2\" > \"$1.part\" && mv \"$1.part\" \"$1\"\n").unwrap();
    let editor = format!("sh {} {} {{file}}:{{line}}:{{column}}", script.display(), note.display());
    let program = Program::start(GOOD, &["--editor", &editor]);
    assert_eq!(program.post("open", "{\"line\":9,\"column\":3}").0, 204);
    let start = std::time::Instant::now();
    while !note.exists() && start.elapsed() < Duration::from_secs(30) {
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(fs::read_to_string(note).unwrap().ends_with("issue.toml:9:3"));
    assert_eq!(Program::start(GOOD, &[]).post("open", "{\"line\":9,\"column\":3}").0, 404);
    // A layout is opened if something is wrong with it, and no file that nobody was told of.
    let layout = program.folder.path().join("own.toml");
    fs::write(&layout, "extends = \"bulletin\"\n[grid]\nlinse = 25\n").unwrap();
    program.save(&format!("layout = \"own.toml\"\n{GOOD}"));
    let state = program.wait_for("what is wrong with the layout", |state| state["current"] == json!(false));
    let named = state["problems"][0]["file"].as_str().unwrap();
    assert!(named.ends_with("own.toml"), "{named}");
    let place = |file: &str| json!({ "file": file, "line": 3, "column": 1 }).to_string();
    assert_eq!(program.post("open", &place("/etc/hostname")).0, 404);
    assert_eq!(program.post("open", &place(named)).0, 204);
    // Nor one that is no file: what a tried value is wrong in, or a bundled layout.
    program.save(GOOD);
    let tried = program.state("size=200pt");
    assert!(
        tried["problems"].as_array().unwrap().iter().all(|problem| problem["line"].is_null()),
        "{tried:#}"
    );
    assert_eq!(program.post("open?size=200pt", &place("bundled layout gbt9704")).0, 404);
}

#[test]
#[cfg(unix)]
fn the_end_is_clean() {
    for signal in ["INT", "TERM"] {
        let mut program = Program::start(GOOD, &[]);
        program.state("size=15pt");
        assert_eq!(fs::read_dir(program.scratch.path()).unwrap().count(), 1, "the values that were tried");
        let process = program.process().to_string();
        assert!(
            std::process::Command::new("kill").args(["-s", signal, &process]).status().unwrap().success()
        );
        assert_eq!(program.child().wait().unwrap().code(), Some(0), "{signal}");
        assert_eq!(
            fs::read_dir(program.scratch.path()).unwrap().count(),
            0,
            "{signal}: nothing is left behind"
        );
    }
}

#[test]
fn once_is_one_file_that_needs_no_other() {
    let program = Program::start(GOOD, &[]);
    let out = program.folder.path().join("out");
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_hongtou"))
        .args(["preview", "--bundled-fonts", "--once"])
        .args([&out, &program.issue])
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let html = fs::read_to_string(out.join("index.html")).unwrap();
    let pages = program.state("")["pages"].as_array().unwrap().len();
    assert_eq!(html.matches("src=\"data:image/svg+xml;base64,").count(), pages);
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("第一段。") && !html.contains("<script"));
}

#[test]
fn a_port_that_is_taken_and_an_editor_that_is_none_are_said() {
    let program = Program::start(GOOD, &[]);
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_hongtou"));
        command.args(["preview", "--no-open", "--lang", "en"]).arg(&program.issue).args(arguments);
        let done = command.output().unwrap();
        (done.status.code().unwrap(), String::from_utf8(done.stderr).unwrap())
    };
    let (code, said) = run(&["--port", &program.port.to_string()]);
    assert!(code == 3 && said.contains("cannot serve at port"), "{code} {said}");
    let (code, said) = run(&["--editor", "code 'x"]);
    assert!(code == 2 && said.contains("is no command"), "{code} {said}");
}
