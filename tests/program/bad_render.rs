//! The whole program on input that is bad, odd or huge: a PDF or a clear error, the right exit code,
//! and never half a file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const HEAD: &str = r#"[masthead]
title = "工作动态"
number = 12
issuer = "办公室"
date = 2021-03-29

[[article]]
title = "题目"
body = """
"#;

/// An issue of a body, which begins on line 10.
fn issue(body: &str) -> String {
    format!("{HEAD}{body}\n\"\"\"\n")
}

/// A folder with an issue in it, and what the program made of it.
struct Desk(TempDir);

impl Desk {
    fn new(issue: impl AsRef<[u8]>) -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        desk.put("issue.toml", issue);
        desk
    }

    /// A desk with a layout that extends `bulletin`, and an issue of one line.
    fn with_layout(layout: &str) -> Desk {
        let desk = Desk::new(issue("正文。"));
        desk.put("own.toml", format!("extends = \"bulletin\"\n{layout}"));
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    fn hongtou(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hongtou"));
        command.args(arguments).arg("--bundled-fonts").current_dir(self.0.path()).env_remove("NO_COLOR");
        command.env_remove("HONGTOU_FONTS");
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Said {
        Said::of(&self.hongtou(arguments).output().unwrap())
    }

    fn render(&self) -> Said {
        self.run(&["render", "issue.toml"])
    }

    fn render_in_own_layout(&self) -> Said {
        self.run(&["render", "issue.toml", "--layout", "own.toml"])
    }

    /// The names of the files, sorted.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// That there is a whole PDF, and nothing else beside the issue.
    fn has_pdf(&self) -> Vec<u8> {
        assert_eq!(self.names(), ["issue.pdf", "issue.toml"]);
        let pdf = fs::read(self.path("issue.pdf")).unwrap();
        assert!(pdf.starts_with(b"%PDF-") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
        pdf
    }
}

/// What the program said.
#[derive(Debug)]
struct Said {
    code: Option<i32>,
    err: String,
}

impl Said {
    fn of(output: &Output) -> Said {
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!err.contains("panicked"), "{err}");
        Said { code: output.status.code(), err }
    }

    #[track_caller]
    fn is(&self, code: i32, parts: &[&str]) {
        assert_eq!(self.code, Some(code), "{}", self.err);
        for part in parts {
            assert!(self.err.contains(part), "no {part:?} in\n{}", self.err);
        }
    }
}

/// An issue that cannot be rendered: exit code 1, these words, and no file.
#[track_caller]
fn refused(issue: impl AsRef<[u8]>, parts: &[&str]) {
    let desk = Desk::new(issue);
    desk.render().is(1, parts);
    assert_eq!(desk.names(), ["issue.toml"]);
}

/// A body that is rendered.
#[track_caller]
fn rendered(body: &str) -> Vec<u8> {
    let desk = Desk::new(issue(body));
    desk.render().is(0, &[]);
    desk.has_pdf()
}

/// A layout that cannot be used.
#[track_caller]
fn bad_layout(layout: &str, parts: &[&str]) {
    let desk = Desk::with_layout(layout);
    desk.render_in_own_layout().is(1, parts);
    assert_eq!(desk.names(), ["issue.toml", "own.toml"]);
}

#[test]
fn files_that_are_no_issue() {
    refused("", &["issue.toml:1:1", "masthead", "article"]);
    refused(b"[masthead]\ntitle = \"\xB9\xE5\xB7\xA5\xE4\xBD\x9C\"\n", &["issue.toml:2:10", "neither UTF-8"]);
    refused("\u{0}\u{0}\u{0}", &["issue.toml:1:1"]);
    refused("[".repeat(100_000), &["issue.toml:1:"]);
    refused(format!("a = {}", "[".repeat(100_000)), &["issue.toml:1:"]);
    refused(format!("a{} = 1", ".a".repeat(100_000)), &["issue.toml:1:"]);
}

#[test]
fn all_problems_come_at_once_each_with_its_place() {
    let spoilt = issue("第**一段\n\n第\\u0007二段")
        .replace("number", "numbre")
        .replace("2021-03-29", "2021-02-30")
        .replace("\"题目\"", "7\nnote = \"**按语\"");
    refused(
        spoilt,
        &[
            "issue.toml:3:1",  // numbre
            "issue.toml:5:8",  // 30 February
            "issue.toml:8:9",  // 7
            "issue.toml:9:9",  // ** in the note
            "issue.toml:11:2", // ** in the body
            "issue.toml:13:2", // a bell
        ],
    );
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_give_the_same_pdf() {
    let plain = issue("第一段，**一是调研**，word\nword。\n\n第二段。");
    let windows = format!("\u{FEFF}{}", plain.replace('\n', "\r\n"));
    let pdf = |text: String| {
        let desk = Desk::new(text);
        desk.render().is(0, &[]);
        desk.has_pdf()
    };
    assert!(pdf(plain) == pdf(windows));
}

#[test]
fn characters_that_no_face_has_are_named_with_their_place() {
    refused(
        issue("省😀。\n\n二\u{E000}三\u{E000}"),
        &["issue.toml:10:2", "😀 (U+1F600)", "issue.toml:12:2", "U+E000, used 2 times"],
    );
    // One that the layout supplies has no place in the issue.
    let desk = Desk::with_layout("[article.rows.note]\nlabel = \"😀\"");
    desk.put("issue.toml", issue("正文。").replace("body", "note = \"按语\"\nbody"));
    desk.render_in_own_layout().is(1, &["😀 (U+1F600)"]);
}

#[test]
fn rare_and_combined_characters_are_set() {
    rendered("𠮷野家");
    rendered("e\u{301}te\u{301}，a\u{300}");
    rendered("零\u{200B}宽\u{2060}字\u{AD}符");
    rendered(&format!("省e{}。", "\u{301}".repeat(2_000)));
}

#[test]
fn long_words_are_parted_with_a_warning() {
    let desk = Desk::new(issue(&"a".repeat(5_000)));
    desk.render().is(0, &["warning", "issue.toml:10:"]);
    desk.has_pdf();
}

#[test]
fn nothing_but_marks_is_set() {
    for mark in ["，", "！", "？！", "（", "）", "“", "”", "——", "…", "—", "·", "／", "％", "￥", "”“"]
    {
        rendered(&mark.repeat(400));
    }
    for nothing in ["\\\\", "****", "** **", "\u{200B}", "\u{200B}\n\n\u{2060}", "\\\\\n\n。"] {
        rendered(nothing);
    }
}

#[test]
fn long_texts_are_set() {
    rendered(&"坚持早谋划、早部署，推进2021年“十四五”规划落实。".repeat(2_500));
    rendered(&"省a1，".repeat(5_000));
    rendered(&"a’".repeat(20_000));
    rendered(&format!("省{}", "！".repeat(20_000)));
    rendered(&"一、省\n\n".repeat(5_000));
}

#[test]
fn rows_that_have_no_room_point_at_their_text() {
    let report = format!("[distribution]\nreport = \"{}\"\n", "题".repeat(2_000));
    let desk = Desk::with_layout("[styles.imprint]\npitch = \"230mm\"");
    desk.put("issue.toml", issue("正文。") + &report);
    desk.render_in_own_layout().is(1, &["imprint is taller"]);
    refused(
        issue("正文。").replace("办公室", &"办".repeat(2_000)),
        &["issue.toml:4:11", "masthead is taller"],
    );
    refused(
        issue("正文。").replace("工作动态", &"工".repeat(200)),
        &["issue.toml:2:10", "has 200 characters, and a line holds 28"],
    );
    let names: Vec<String> = (0..100).map(|row| format!("row-{row}")).collect();
    let row = |name: &String| format!("[masthead.rows.{name}]\ncentre = \"红\"\nstyle = \"title\"\n");
    let rows: String = names.iter().map(row).collect();
    bad_layout(&format!("[masthead]\norder = {names:?}\n{rows}"), &["own.toml:", "masthead is taller"]);
    bad_layout("[grid]\nlines = 500", &["bulletin:", "masthead.rule lies over masthead.issuer"]);
    bad_layout("[grid]\nlines = 1", &["issue.toml:3:10", "masthead is taller"]);
    // Three rows above a name that has its place 20 mm below the head.
    let crowded =
        "title = \"工作动态\"\ncopy_number = \"000001\"\nsecrecy = \"机密★1年\"\nurgency = \"特急\"";
    refused(
        issue("正文。").replace("title = \"工作动态\"", crowded),
        &["bulletin:", "masthead.name lies over masthead.urgency"],
    );
}

#[test]
fn measures_of_a_layout_are_checked() {
    for (layout, parts) in [
        (
            "[page]\nhead = \"300mm\"\nbinding = \"200mm\"",
            &["own.toml:4:11", "own.toml:3:8", "width", "height"] as &[_],
        ),
        ("[page]\nwidth = \"-1mm\"", &["own.toml:3:9", "less than nothing"]),
        ("[page]\nwidth = \"nanmm\"", &["own.toml:3:9"]),
        ("[page]\nwidth = \"infmm\"", &["own.toml:3:9"]),
        ("[page]\nwidth = \"1e9mm\"", &["own.toml:3:9"]),
        ("[page]\nwidth = \"1000000000pt\"", &["own.toml:3:9"]),
        ("[page]\nwidth = \"0mm\"", &["own.toml:3:9"]),
        ("[page]\nwidth = 210", &["own.toml:3:9"]),
        ("[grid]\nlines = 0", &["own.toml:3:9"]),
        ("[grid]\nlines = -3", &["own.toml:3:9"]),
        ("[grid]\nlines = 1000000000", &["own.toml:3:9"]),
        ("[grid]\ncells = 0", &["own.toml:3:9"]),
        ("[styles.body]\nsize = \"1000000000pt\"", &["own.toml:3:8"]),
        ("[styles.body]\nsize = \"0pt\"", &["own.toml:3:8"]),
        ("[styles.body]\nsize = \"2em\"", &["own.toml:3:8"]),
        ("[styles.body]\nleft_indent = \"200mm\"", &["own.toml:3:15", "no room for a character"]),
        ("[styles.body]\npitch = \"0mm\"", &["own.toml:3:9"]),
        ("[styles.body]\nletter_space = \"-1mm\"", &["own.toml:3:16"]),
        ("[text]\nautospace = \"-1em\"", &["own.toml:3:13"]),
        ("[text]\nautospace = \"1mm\"", &["own.toml:3:13"]),
        ("[colours]\nred = { cmyk = [0, 80, 80] }", &["own.toml:3:16"]),
        ("[colours]\nred = { cmyk = [0, 80, 80, nan] }", &["own.toml:3:28"]),
        ("[colours]\nred = { cmyk = [0, 80, 80, 101] }", &["own.toml:3:28"]),
        ("[masthead]\nlines = 501", &["own.toml:3:9"]),
    ] {
        let desk = Desk::with_layout(layout);
        let said = desk.render_in_own_layout();
        assert_eq!(said.code, Some(1), "{layout}\n{}", said.err);
        said.is(1, parts);
        assert_eq!(desk.names(), ["issue.toml", "own.toml"]);
    }
}

#[test]
fn layouts_at_the_edge_of_what_is_allowed_are_set() {
    for layout in [
        "[grid]\nlines = 500\n[masthead]\norder = []",
        "[grid]\ncells = 500",
        "[grid]\ncells = 2",
        "[page]\nwidth = \"2000mm\"\nheight = \"2000mm\"",
        "[styles.title]\nletter_space = \"1000em\"",
        "[text]\nautospace = \"3em\"\ninterpunct = \"0em\"",
        "[masthead]\nlines = 500",
        "[page_number]\nstyle = \"body\"\ntext = \"\"\ntop = \"-2000mm\"\ninset = \"-2000mm\"",
    ] {
        let desk = Desk::with_layout(layout);
        let said = desk.render_in_own_layout();
        assert_eq!(said.code, Some(0), "{layout}\n{}", said.err);
    }
}

#[test]
fn names_of_a_layout_are_found_or_pointed_at() {
    bad_layout("[styles.body]\nlike = \"bodi\"", &["own.toml:3:8", "did you mean `body`"]);
    bad_layout("[styles.a]\nlike = \"b\"\n[styles.b]\nlike = \"a\"", &["own.toml:3:8", "circle: a → b → a"]);
    bad_layout("[styles.body]\nlike = \"body\"", &["own.toml:3:8", "circle"]);
    bad_layout("[styles.body]\nrole = \"no\"\ncolour = \"no\"", &["own.toml:3:8", "own.toml:4:10"]);
    bad_layout("[styles.new]\nsize = \"16pt\"", &["own.toml:2:1", "no role"]);
    bad_layout(
        "[masthead]\nrows.name = { left = \"{masthead.titel}\" }",
        &["own.toml:3:22", "masthead.title"],
    );
    bad_layout("[masthead]\nrows.name = { left = \"x\", with = \"no\" }", &["own.toml:3:34", "`no`"]);
    bad_layout("[masthead]\nrows.name = { left = \"{\" }", &["own.toml:3:22", "brace"]);
    bad_layout("[masthead]\norder = [\"new\"]\nrows.new = { }", &["own.toml:4:12", "holds nothing"]);
    bad_layout("[masthead]\norder = [\"nmae\"]", &["own.toml:3:10", "did you mean `name`"]);
    bad_layout("[masthead.rows.rule]\nunder = \"no\"", &["own.toml:3:9", "`no`"]);
    bad_layout(
        "[masthead.rows.name]\nbody = \"article.body\"",
        &["own.toml:2:1", "cannot stand in masthead"],
    );
    bad_layout("[article.rows.source]\nparagraph = \"{author}\"", &["own.toml:3:13", "`author`"]);
    bad_layout("[document]\ntitle = \"{no}\"", &["own.toml:3:9", "`no`"]);
    bad_layout("[colours.blue]\nspot = \"PANTONE\"", &["own.toml:2:1", "cmyk"]);
    bad_layout("[roles]\nsong = []", &["own.toml:3:8", "`roles.song` has 0"]);
}

#[test]
fn all_problems_of_a_layout_come_at_once() {
    bad_layout(
        "[page]\nhead = \"x\"\n[styles.body]\nsize = \"y\"\n[styles.note]\nrole = \"z\"\n",
        &["own.toml:3:8", "own.toml:5:8", "own.toml:7:8"],
    );
}

/// What every issue says is missed too where a layout leaves it out, the body above all.
#[test]
fn a_layout_that_leaves_out_what_every_issue_has_is_a_warning() {
    let masthead = |without: &str| {
        let rows = ["copy-number", "secrecy", "urgency", "name", "number", "total", "issuer", "rule"];
        let kept: Vec<&str> = rows.into_iter().filter(|row| *row != without).collect();
        format!("[masthead]\norder = {kept:?}\n")
    };
    for (layout, left_out) in [
        ("[article]\norder = [\"title\", \"note\"]\n".to_owned(), vec!["article.body"]),
        ("[article]\norder = [\"body\"]\n".to_owned(), vec!["article.title"]),
        (masthead("name"), vec!["masthead.title"]),
        (masthead("number"), vec!["masthead.number"]),
        (masthead("issuer"), vec!["masthead.issuer", "masthead.date"]),
    ] {
        let desk = Desk::with_layout(&layout);
        for name in left_out {
            desk.render_in_own_layout().is(0, &[&format!("does not set `{name}`")]);
        }
    }
}

/// Whoever renders other people's issues shows them no lines of other files.
#[test]
fn a_layout_is_a_toml_file_and_no_other_file_is_shown() {
    let desk = Desk::new(format!("layout = \"./secret\"\n{}", issue("正文。")));
    desk.put("secret", "root:x:0:0\n");
    desk.render().is(1, &["issue.toml:1:10", "`./secret` is not the name of a layout file"]);
    desk.put("own.toml", "extends = \"./secret\"\n");
    desk.render_in_own_layout().is(1, &["own.toml:1:11", "`./secret` is not the name of a layout file"]);
    let output = desk.run(&["render", "issue.toml", "--layout", "./secret"]);
    output.is(2, &["`./secret` is not the name of a layout file"]);
    assert!(!output.err.contains("root:"), "{}", output.err);
}

#[test]
fn a_layout_without_a_style_says_which() {
    let bulletin = include_str!("../../layouts/bulletin.toml");
    let without = bulletin.replace("[styles.source]", "[styles.sauce]");
    let desk = Desk::new(issue("正文。"));
    desk.put("own.toml", without);
    desk.render_in_own_layout().is(1, &["no style `source`", "own.toml:"]);
}

#[test]
fn chains_of_layouts_end_and_their_problems_are_in_the_right_file() {
    let desk = Desk::with_layout("");
    desk.put("own.toml", "extends = \"base.toml\"\n");
    desk.put("base.toml", "extends = \"bulletin\"\n[page]\nhead = \"x\"\n");
    desk.render_in_own_layout().is(1, &["base.toml:3:8"]);

    desk.put("base.toml", "extends = \"own.toml\"\n");
    desk.render_in_own_layout().is(1, &["base.toml:1:11", "circle"]);
    desk.put("own.toml", "extends = \"./own.toml\"\n");
    desk.render_in_own_layout().is(1, &["own.toml:1:11", "circle"]);

    desk.put("own.toml", "\nextends = \"buletin\"\n");
    desk.render_in_own_layout().is(1, &["own.toml:2:11", "did you mean `bulletin`"]);
    desk.put("own.toml", "extends = \"no.toml\"\n");
    desk.render_in_own_layout().is(3, &["own.toml:1:11", "no.toml"]);
    desk.put("own.toml", "extends = 3\n");
    desk.render_in_own_layout().is(1, &["own.toml:1:11"]);
    desk.put("own.toml", "extends = \"bulletin\"\n[page]\nhaed = \"1mm\"\n");
    desk.render_in_own_layout().is(1, &["own.toml:3:1", "did you mean `head`"]);
    desk.put("own.toml", "");
    desk.render_in_own_layout().is(1, &["own.toml:1:1"]);
    desk.put("own.toml", b"\xFF");
    desk.render_in_own_layout().is(1, &["own.toml:1:1"]);

    desk.run(&["render", "issue.toml", "--layout", "buletin"]).is(2, &["did you mean `bulletin`"]);
    desk.put("issue.toml", format!("layout = \"buletin\"\n{}", issue("正文。")));
    desk.render().is(1, &["issue.toml:1:10"]);
}

#[test]
fn long_chains_and_long_lists_have_a_limit() {
    let chain: String = (0..500).map(|n| format!("[styles.s{n}]\nlike = \"s{}\"\n", n + 1)).collect();
    bad_layout(&chain, &["own.toml:3:8", "through more than 16 others"]);
    let many: String = (0..1_500).map(|n| format!("[styles.s{n}]\nlike = \"body\"\n")).collect();
    bad_layout(&many, &["`styles` has"]);
}

#[test]
fn font_files_that_are_none_are_named() {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let face = fs::read(fonts.join("LiberationSerif-Regular.ttf")).unwrap();
    let layout = |file: &str| format!("[[roles.latin]]\nfile = \"{file}\"\n");
    let desk = Desk::with_layout(&layout("./cut.ttf"));
    desk.put("cut.ttf", &face[..face.len() / 2]);
    desk.render_in_own_layout().is(3, &["cut.ttf", "truncated"]);
    desk.put("cut.ttf", "");
    desk.render_in_own_layout().is(3, &["cut.ttf", "empty"]);
    desk.put("cut.ttf", [0; 4096]);
    desk.render_in_own_layout().is(3, &["cut.ttf"]);
    fs::remove_file(desk.path("cut.ttf")).unwrap();
    desk.render_in_own_layout().is(3, &["cut.ttf"]);
    fs::create_dir(desk.path("cut.ttf")).unwrap();
    desk.render_in_own_layout().is(3, &["cut.ttf", "folder"]);
    assert_eq!(desk.names(), ["cut.ttf", "issue.toml", "own.toml"]);
}

#[test]
fn a_place_that_cannot_be_written_is_the_machines_failure() {
    let desk = Desk::new(issue("正文。"));
    let render_to = |path: &str| desk.run(&["render", "issue.toml", "-o", path]);
    render_to("no/issue.pdf").is(3, &["no folder no"]);
    render_to("issue.toml/issue.pdf").is(3, &["a file, not a folder"]);
    assert_eq!(desk.names(), ["issue.toml"]);
    fs::create_dir(desk.path("issue.pdf")).unwrap();
    desk.run(&["render", "issue.toml"]).is(3, &["it is a folder"]);
    desk.run(&["render", "issue.toml", "--format", "pdf", "-o", "issue.toml"])
        .is(2, &["is read by this run"]);
    desk.run(&["render", "issue.toml", "--format", "pdf", "-o", "./issue.toml"]).is(2, &["reads"]);
    assert_eq!(desk.names(), ["issue.pdf", "issue.toml"]);
    assert_eq!(fs::read_to_string(desk.path("issue.toml")).unwrap(), issue("正文。"));
    desk.run(&["render", "no.toml"]).is(3, &["no.toml"]);
}

#[test]
fn an_output_does_not_take_the_place_of_the_layout() {
    let desk = Desk::with_layout("");
    let arguments = ["render", "issue.toml", "--layout", "own.toml", "--format", "pdf", "-o", "own.toml"];
    desk.run(&arguments).is(2, &["is read by this run"]);
    assert!(fs::read_to_string(desk.path("own.toml")).unwrap().starts_with("extends"));
}

/// Root may write anywhere, so the folder is one in which nobody can make a file.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_no_file_leaves_what_was_there() {
    let desk = Desk::new(issue("正文。"));
    desk.run(&["render", "issue.toml", "-o", "/proc/issue.pdf"]).is(3, &["cannot write /proc/issue.pdf"]);
    desk.run(&["render", "issue.toml", "-o", "/dev/full"]).is(3, &["cannot write /dev/full"]);
    let full = Stdio::from(fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
    let output = desk.hongtou(&["render", "issue.toml", "-o", "-"]).stdout(full).output().unwrap();
    Said::of(&output).is(3, &["standard output"]);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_leaves_what_was_there() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new(issue("正文。"));
    desk.put("issue.pdf", "what was there");
    let mode = |mode| fs::set_permissions(desk.0.path(), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    if fs::write(desk.path("probe"), "").is_ok() {
        mode(0o755);
        eprintln!("SKIPPED: this user may write into a read-only folder");
        return;
    }
    let said = desk.render();
    mode(0o755);
    said.is(3, &["cannot write issue.pdf"]);
    assert_eq!(fs::read(desk.path("issue.pdf")).unwrap(), b"what was there");
    assert_eq!(desk.names(), ["issue.pdf", "issue.toml"]);
}

#[cfg(unix)]
#[test]
fn closed_streams_are_no_panic() {
    let desk = Desk::new(issue(&"坚持早谋划、早部署。".repeat(2_000)));
    let program = env!("CARGO_BIN_EXE_hongtou");
    let sh = |script: &str| {
        let mut command = Command::new("sh");
        command.arg("-c").arg(script.replace("hongtou", program)).current_dir(desk.0.path());
        Said::of(&command.output().unwrap())
    };
    sh("hongtou render issue.toml --bundled-fonts <&-").is(0, &[]);
    sh("hongtou render issue.toml --bundled-fonts 2>&-").is(0, &[]);
    sh("hongtou explain issue.toml --bundled-fonts | head -n 1 >/dev/null").is(0, &[]);
    let shut = sh("hongtou render issue.toml --bundled-fonts -o - >&-");
    assert!(matches!(shut.code, Some(0 | 3)), "{shut:?}");
    // A reader that has had enough is no failure.
    let script = "(hongtou render issue.toml --bundled-fonts -o -; echo $? >code) | head -c 10 >/dev/null";
    sh(script).is(0, &[]);
    assert_eq!(fs::read_to_string(desk.path("code")).unwrap().trim(), "0");
}

#[test]
fn a_running_head_that_does_not_fit_into_the_margin_is_an_error_at_its_text() {
    let title = "很长的标题".repeat(120);
    let text = issue("正文。")
        .replace("\"题目\"", &format!("\"{title}\""))
        .replace("[masthead]", "layout = \"report\"\n[masthead]");
    let desk = Desk::new(text);
    let output = desk.hongtou(&["render", "issue.toml"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("running head does not fit") && said.contains("issue.toml:9:10"), "{said}");
    assert!(!desk.path("issue.pdf").exists());
}
