//! Files that an issue or a layout names: which may be read, where errors of them point, and that nothing else is
//! shown of them.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const ISSUE: &str = "[masthead]\ntitle = \"工作动态\"\nnumber = 12\nissuer = \"办公室\"\ndate = 2021-03-29\n\n\
                     [[article]]\ntitle = \"题目\"\nbody = \"正文。\"\n";

const FANGSONG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/FandolFang-Regular.ttf");

/// A project: issues/a.toml names ../layouts/x.toml, which names a font file beside it.
fn project() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["issues", "layouts"] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    put(&folder, "issues/a.toml", format!("layout = \"../layouts/x.toml\"\n{ISSUE}"));
    put(&folder, "layouts/x.toml", "extends = \"bulletin\"\nroles.fangsong = [{ file = \"own.ttf\" }]\n");
    fs::copy(FANGSONG, folder.path().join("layouts/own.ttf")).unwrap();
    folder
}

fn put(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) {
    fs::write(folder.path().join(name), bytes).unwrap();
}

/// The exit code, and what is printed.
fn run(folder: &TempDir, arguments: &str) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hongtou"));
    command.args(arguments.split_whitespace()).current_dir(folder.path()).env_remove("HONGTOU_FONTS");
    let output = command.arg("--bundled-fonts").args(["--lang", "en"]).output().unwrap();
    let printed = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&printed).into_owned())
}

#[track_caller]
fn is(folder: &TempDir, arguments: &str, code: i32, parts: &[&str]) {
    let (found, printed) = run(folder, arguments);
    assert_eq!(found, Some(code), "{arguments}\n{printed}");
    for part in parts {
        assert!(printed.contains(part), "{arguments}: no {part:?} in\n{printed}");
    }
}

const COMMANDS: [&str; 6] = [
    "check issues/a.toml",
    "render issues/a.toml -o a.pdf --force",
    "explain issues/a.toml --line 9",
    "batch issues -o out",
    "press issues/a.toml -o job --copies 3 --force",
    "new --after issues/a.toml",
];

#[test]
fn a_layout_outside_the_folder_of_its_issue_is_refused_by_every_command_with_advice() {
    let folder = project();
    for command in COMMANDS {
        let advice = ["issues/a.toml:1:10", "outside the folders", "hongtou.toml", "--allow-dir"];
        is(&folder, command, 1, &advice);
    }
}

#[test]
fn allow_dir_and_the_folder_of_hongtou_toml_let_every_command_read_the_layout_and_its_font() {
    let folder = project();
    for command in COMMANDS {
        is(&folder, &format!("{command} --allow-dir layouts"), 0, &[]);
    }
    put(&folder, "hongtou.toml", "");
    for command in COMMANDS {
        is(&folder, command, 0, &[]);
    }
}

#[test]
fn a_layout_that_the_command_line_names_brings_its_own_folder() {
    let folder = project();
    is(&folder, "check issues/a.toml --layout layouts/x.toml", 0, &[]);
    is(&folder, "fonts --layout layouts/x.toml", 0, &["own.ttf"]);
    is(&folder, "layouts layouts/x.toml", 0, &[]);
}

#[test]
fn a_font_beside_a_layout_is_found_from_wherever_the_program_runs() {
    let folder = project();
    fs::create_dir(folder.path().join("issues/own")).unwrap();
    for name in ["x.toml", "own.ttf"] {
        let [from, to] = ["layouts", "issues/own"].map(|part| folder.path().join(part).join(name));
        fs::copy(from, to).unwrap();
    }
    put(&folder, "issues/a.toml", format!("layout = \"own/x.toml\"\n{ISSUE}"));
    is(&folder, "check issues/a.toml", 0, &[]);
}

#[test]
fn what_a_layout_names_is_read_from_the_same_folders() {
    for (line, place) in [
        ("extends = \"../layouts/x.toml\"", "issues/own.toml:1:11"),
        ("extends = \"bulletin\"\noutput.profile = \"../layouts/p.icc\"", "issues/own.toml:2:18"),
        ("extends = \"bulletin\"\nroles.kai = [{ file = \"../layouts/own.ttf\" }]", "issues/own.toml:2:23"),
        ("extends = \"bulletin\"\nroles.kai = [{ file = \"../none/own.ttf\" }]", "issues/own.toml:2:23"),
        ("extends = \"bulletin\"\nroles.kai = [{ file = \"/etc/passwd\" }]", "issues/own.toml:2:23"),
    ] {
        let folder = project();
        put(&folder, "issues/own.toml", line);
        put(&folder, "issues/a.toml", format!("layout = \"own.toml\"\n{ISSUE}"));
        let (code, printed) = run(&folder, "check issues/a.toml");
        assert!(printed.contains(place) && printed.contains("outside the folders"), "{line}\n{printed}");
        assert_eq!(code, Some(1), "{line}");
    }
}

#[cfg(unix)]
#[test]
fn links_count_as_what_they_lead_to_and_nothing_of_another_file_is_shown() {
    let folder = project();
    let link = |to: &str, name: &str| {
        std::os::unix::fs::symlink(folder.path().join(to), folder.path().join(name)).unwrap();
    };
    let secret = "secret:x:0:0:root\nlayout = \"secret\"\n";
    put(&folder, "passwd", secret);
    link("passwd", "issues/link.toml");
    link("layouts", "issues/up");
    for name in ["link.toml", "up/x.toml"] {
        put(&folder, "issues/a.toml", format!("layout = \"{name}\"\n{ISSUE}"));
        is(&folder, "check issues/a.toml", 1, &["issues/a.toml:1:10", "outside the folders"]);
    }
    put(&folder, "issues/a.toml", ISSUE);
    link("passwd", "issues/hongtou.toml");
    for command in [
        "check passwd",
        "check issues/link.toml",
        "check issues/a.toml --layout issues/link.toml",
        "check issues/link.toml --format json",
        "check issues/a.toml",
        "render passwd -o a.pdf",
        "batch issues -o out",
        "explain issues/link.toml",
        "new --after issues/link.toml",
    ] {
        let (code, printed) = run(&folder, command);
        assert_ne!(code, Some(0), "{command}");
        assert!(!printed.contains("secret"), "{command}\n{printed}");
    }
}

#[test]
fn an_issue_without_errors_is_set_whatever_the_name_of_its_file() {
    let folder = project();
    put(&folder, "issue.txt", ISSUE);
    is(&folder, "render issue.txt -o a.pdf", 0, &[]);
    put(&folder, "issue.txt", ISSUE.replace("number = 12", "number = \"twelve\""));
    let (code, printed) = run(&folder, "render issue.txt -o a.pdf --force");
    assert_eq!(code, Some(1));
    assert!(printed.contains("not that of a TOML file") && !printed.contains("twelve"), "{printed}");
}

/// A face of the bundled font whose maker forbids to embed it.
fn not_embeddable() -> Vec<u8> {
    let mut bytes = fs::read(FANGSONG).unwrap();
    let tables = usize::from(u16::from_be_bytes([bytes[4], bytes[5]]));
    let record = (0..tables).map(|index| 12 + 16 * index).find(|&at| &bytes[at..at + 4] == b"OS/2").unwrap();
    let offset = u32::from_be_bytes(bytes[record + 8..record + 12].try_into().unwrap()) as usize;
    bytes[offset + 8..offset + 10].copy_from_slice(&[0, 2]);
    bytes
}

#[test]
fn errors_of_a_face_point_at_the_line_of_the_layout_that_names_it() {
    let folder = project();
    put(&folder, "issues/a.toml", format!("layout = \"own.toml\"\n{ISSUE}"));
    put(&folder, "issues/cut.ttf", &fs::read(FANGSONG).unwrap()[..3_000]);
    put(&folder, "issues/closed.ttf", not_embeddable());
    fs::create_dir(folder.path().join("more")).unwrap();
    put(&folder, "more/closed.ttf", not_embeddable());
    for (faces, place, says) in [
        ("[{ file = \"cut.ttf\" }]", "own.toml:2:23", "truncated"),
        ("[{ file = \"closed.ttf\" }]", "own.toml:2:23", "does not allow it to be embedded"),
        ("[\n{ family = \"FandolFang\" }]", "own.toml:3:12", "does not allow it to be embedded"),
        ("[{ file = \"none.ttf\" }]", "own.toml:2:13", "no face for the role kai"),
        ("[{ family = \"No Such Face\" }]", "own.toml:2:13", "no face for the role kai"),
    ] {
        put(&folder, "issues/own.toml", format!("extends = \"bulletin\"\nroles.kai = {faces}\n"));
        let (code, printed) = run(&folder, "check issues/a.toml --font-dir more");
        assert_eq!(code, Some(3), "{faces}\n{printed}");
        assert!(printed.contains(place) && printed.contains(says), "{faces}\n{printed}");
        assert_eq!(printed.matches("error:").count(), 1, "{faces}\n{printed}");
    }
}

#[test]
fn a_damaged_face_of_a_chain_is_a_warning_at_its_line() {
    let folder = project();
    put(&folder, "issues/a.toml", format!("layout = \"own.toml\"\n{ISSUE}"));
    put(&folder, "issues/cut.ttf", &fs::read(FANGSONG).unwrap()[..3_000]);
    let faces = "[{ file = \"cut.ttf\" }, { file = \"FandolKai-Regular.ttf\" }]";
    put(&folder, "issues/own.toml", format!("extends = \"bulletin\"\nroles.kai = {faces}\n"));
    is(&folder, "check issues/a.toml", 0, &["warning", "issues/own.toml:2:23", "truncated"]);
}

#[test]
fn devices_without_an_end_are_too_large_and_not_of_0_mb() {
    if !Path::new("/dev/zero").exists() {
        return;
    }
    let folder = project();
    put(&folder, "a.toml", ISSUE);
    for command in [
        "check /dev/zero",
        "render a.toml -o a.pdf --output-profile /dev/zero",
        "press a.toml -o job --allotment /dev/zero",
    ] {
        let (code, printed) = run(&folder, command);
        assert_eq!(code, Some(1), "{command}\n{printed}");
        assert!(printed.contains("has more than the") && !printed.contains(" 0 MB"), "{command}\n{printed}");
    }
}
