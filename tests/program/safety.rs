//! No command loses what a user has: inputs, other outputs, files that hongtou did not make, halves of a job.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const ISSUE: &str = r#"[masthead]
title = "工作动态"
number = 12
issuer = "办公室"
date = 2021-03-29

[[article]]
title = "题目"
body = "正文。"

[distribution]
copies = 60
"#;

/// A folder with an issue in it.
struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        desk.put("issue.toml", ISSUE);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Runs the program with words between blanks.
    fn run(&self, arguments: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hongtou"));
        command.args(arguments.split_whitespace()).args(["--bundled-fonts", "--lang", "en"]);
        command.current_dir(self.0.path()).env_remove("HONGTOU_FONTS").output().unwrap()
    }

    #[track_caller]
    fn succeeds(&self, arguments: &str) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{arguments}: {said}");
        said
    }

    /// Runs the program, which must refuse and leave every file of the folder as it was.
    #[track_caller]
    fn refuses(&self, arguments: &str, code: i32, because: &str) -> String {
        let before = contents(self.0.path());
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments}: {said}");
        assert!(said.contains(because), "{arguments}: {said}");
        assert_eq!(contents(self.0.path()), before, "{arguments}");
        said
    }
}

/// All files below a folder.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap_or_default())).collect()
}

const READ: &str = "read";

#[test]
fn no_command_writes_over_what_it_reads() {
    let desk = Desk::new();
    desk.put("old.txt", "工作动态\n\n第12期\n\n题目\n\n正文。\n");
    desk.put("own.toml", "extends = \"bulletin\"\n");
    desk.put("list.csv", "甲,20\n乙,40\n");
    desk.put("hongtou.toml", "[check]\noff = []\n");
    fs::create_dir(desk.path("job")).unwrap();
    desk.put("job/issue-allotment.csv", "单位,份数,备注\n甲,20,急件\n");
    for arguments in [
        "render issue.toml -o issue.toml --format pdf --force",
        "render issue.toml -o ISSUE.toml --format pdf --force",
        "render issue.toml -o ./../nowhere/../issue.toml --format pdf --force",
        "render issue.toml --layout own.toml -o own.toml --format pdf --force",
        "check issue.toml --measure --pdf issue.toml --force",
        "check issue.toml --measure --pdf hongtou.toml --force",
        "batch issue.toml -o out --report issue.toml --force",
        "batch issue.toml -o out --volume issue.toml --force",
        "batch . -o out --layout own.toml --report own.toml --force",
        "import old.txt -o new.toml --report old.txt --force",
        "import old.txt -o old.txt --force",
        "import old.txt -o new.toml --layout own.toml --report own.toml --force",
        "new --after issue.toml -o issue.toml",
        "press issue.toml -o job --allotment job/issue-allotment.csv --force",
    ] {
        let nowhere = arguments.contains("nowhere");
        // A way over a folder that is not there is no way.
        desk.refuses(arguments, if nowhere { 3 } else { 2 }, if nowhere { "cannot write" } else { READ });
    }
}

#[cfg(unix)]
#[test]
fn links_are_the_files_that_they_lead_to() {
    let desk = Desk::new();
    std::os::unix::fs::symlink("issue.toml", desk.path("soft.pdf")).unwrap();
    fs::hard_link(desk.path("issue.toml"), desk.path("hard.pdf")).unwrap();
    for link in ["soft.pdf", "hard.pdf"] {
        desk.refuses(&format!("render issue.toml -o {link} --force"), 2, "is the same file as issue.toml");
        desk.refuses(&format!("check issue.toml --measure --pdf {link} --force"), 2, READ);
        desk.refuses(&format!("batch issue.toml -o out --volume {link} --force"), 2, READ);
    }
}

#[test]
fn fonts_and_profiles_are_inputs_too() {
    let desk = Desk::new();
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let font = walkdir::WalkDir::new(fonts)
        .into_iter()
        .filter_map(Result::ok)
        .find(|entry| entry.path().extension().is_some_and(|ending| ending == "ttf"))
        .unwrap();
    fs::copy(font.path(), desk.path("own.ttf")).unwrap();
    desk.put("own.toml", "extends = \"bulletin\"\n[[roles.latin]]\nfile = \"own.ttf\"\n");
    desk.refuses("render issue.toml --layout own.toml --format pdf -o own.ttf --force", 2, READ);
    desk.put("own.icc", "profile");
    desk.refuses("render issue.toml --output-profile own.icc --format pdf -o own.icc --force", 2, READ);
}

#[test]
fn no_two_outputs_are_one_file() {
    let desk = Desk::new();
    desk.put("old.txt", "工作动态\n\n第12期\n\n题目\n\n正文。\n");
    for arguments in [
        "import old.txt -o new.toml --report new.toml",
        "import old.txt -o new.toml --report NEW.toml",
        "batch issue.toml -o out --report same.json --volume same.json",
        "batch issue.toml -o out --name {stem} --volume out/issue.pdf",
    ] {
        desk.refuses(arguments, 2, "this run would write");
    }
}

#[test]
fn what_hongtou_did_not_make_is_replaced_by_force_alone() {
    let desk = Desk::new();
    desk.put("old.txt", "工作动态\n\n第12期\n\n题目\n\n正文。\n");
    desk.put("notes.md", "# notes\n");
    desk.put("scan.pdf", "%PDF-1.4\n% from the scanner\n");
    desk.put("issue.pdf", "%PDF-1.4\n% from the scanner\n");
    fs::create_dir(desk.path("out")).unwrap();
    for name in ["out/issue.pdf", "out/index.html"] {
        desk.put(name, "%PDF-1.4\n<html></html>");
    }
    for arguments in [
        "render issue.toml -o notes.md --format pdf",
        "render issue.toml -o notes.md --format svg",
        "render issue.toml -o notes.md --format png",
        "render issue.toml",
        "render issue.toml -o out",
        "check issue.toml --measure --pdf notes.md",
        "batch issue.toml -o new --report notes.md",
        "batch issue.toml -o new --volume notes.md",
        "import old.txt -o new.toml --report notes.md",
        "preview issue.toml --once out",
    ] {
        desk.refuses(arguments, 2, "is there already, and is not");
    }
    desk.refuses("import old.txt -o notes.md", 2, "is there already");
    desk.refuses("new -o notes.md", 3, "there is a file of this name already");
    for arguments in [
        // The user named a PDF, and there is a PDF.
        "render issue.toml -o scan.pdf",
        "render issue.toml --force",
        "render issue.toml -o out --force",
        "preview issue.toml --once out --force",
        // Now they are hongtou's own.
        "render issue.toml",
        "render issue.toml --profile plain",
        "render issue.toml",
        "render issue.toml -o out",
        "preview issue.toml --once out",
    ] {
        desk.succeeds(arguments);
    }
}

#[test]
fn a_batch_leaves_pdfs_that_others_made() {
    let desk = Desk::new();
    fs::create_dir(desk.path("out")).unwrap();
    desk.put("out/issue.pdf", "%PDF-1.4\n% from the scanner\n");
    let before = desk.read("out/issue.pdf");
    let output = desk.run("batch issue.toml -o out --name {stem}");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("is not a PDF made by hongtou"));
    assert_eq!(desk.read("out/issue.pdf"), before);
    desk.succeeds("batch issue.toml -o out --name {stem} --force");
    desk.put("out/issue.pdf", "torn");
    // The manifest knows it: it was hongtou's, and is not whole any more.
    desk.succeeds("batch issue.toml -o out --name {stem}");
    assert!(desk.read("out/issue.pdf").starts_with(b"%PDF"));
}

#[test]
fn reports_replace_reports() {
    let desk = Desk::new();
    desk.put("old.txt", "工作动态\n\n第12期\n\n题目\n\n正文。\n");
    for report in ["report.json", "report.csv"] {
        for _ in 0..2 {
            desk.succeeds(&format!("batch issue.toml -o out --report {report}"));
        }
    }
    for _ in 0..2 {
        desk.succeeds("batch --merge-reports report.json -o all.json");
    }
    desk.refuses("batch --merge-reports report.json -o report.json", 2, READ);
    for _ in 0..2 {
        desk.run("import old.txt -o new.toml --report changes.json --force");
    }
    assert!(desk.read("changes.json").starts_with(b"["));
}

#[test]
fn a_folder_takes_the_pages_under_their_usual_name() {
    let desk = Desk::new();
    fs::create_dir(desk.path("out.d")).unwrap();
    desk.succeeds("render issue.toml -o out.d");
    desk.succeeds("render issue.toml -o out.d/ --format svg");
    assert_eq!(desk.names("out.d"), ["issue.pdf", "issue.svg"]);
}

#[test]
fn write_errors_say_what_can_be_done() {
    let desk = Desk::new();
    let said = desk.refuses("render issue.toml -o no/issue.pdf", 3, "there is no folder no");
    assert!(said.contains("make the folder first"), "{said}");
    for arguments in ["render issue.toml -o no/", "new -o no/", "check issue.toml --measure --pdf no/"] {
        desk.refuses(arguments, 3, "there is no folder no");
    }
    desk.refuses("new -o issue.toml/", 3, "issue.toml is a file, not a folder");
    let said = desk.refuses("new -o issue.toml", 3, "there is a file of this name already");
    assert!(said.contains("choose another name"), "{said}");
    let said = desk.refuses("check issue.toml --measure --pdf .", 3, "it is a folder");
    assert!(said.contains("the name of a file"), "{said}");
    let said = desk.refuses("render issue.toml -o issue.toml/x.pdf", 3, "is a file, not a folder");
    assert!(said.contains("choose a folder that exists"), "{said}");
    if Path::new("/dev/full").exists() {
        let said = desk.refuses("render issue.toml --format pdf -o /dev/full", 3, "the disk is full");
        assert!(said.contains("make room"), "{said}");
    }
}

#[test]
fn several_pictures_are_all_written_or_none() {
    let desk = Desk::new();
    desk.put("issue.toml", ISSUE.replace("正文。", &"正文一句。".repeat(600)));
    desk.succeeds("render issue.toml --format svg -o page.svg");
    let pages = desk.names(".").iter().filter(|name| name.starts_with("page-")).count();
    assert!(pages > 2, "{pages}");
    desk.put("page-2.svg", "notes");
    desk.refuses("render issue.toml --format svg -o page.svg", 2, "page-2.svg is there already");
}

#[test]
fn a_job_is_written_whole_and_says_where_its_list_is_wrong() {
    let desk = Desk::new();
    desk.put("list.csv", "甲镇,5\n乡𪚥镇,5\n");
    let said = desk.refuses("press issue.toml -o job --allotment list.csv", 1, "list.csv:2:2");
    assert!(said.contains('𪚥'), "{said}");
    assert!(!desk.path("job").exists());
    desk.refuses("press issue.toml -o job --allotment list.csv --numbered --slips", 1, "list.csv:2:2");
    desk.put("own.toml", format!("{ISSUE}[[distribution.allotment]]\nto = \"乡𪚥镇\"\ncopies = 5\n"));
    desk.refuses("press own.toml -o job --slips", 1, "own.toml:14:8");
}

#[test]
fn a_job_replaces_the_older_one_of_its_issue_as_a_whole() {
    let desk = Desk::new();
    desk.put("list.csv", "甲,20\n乙,40\n");
    desk.put("other.toml", ISSUE.replace("12", "13"));
    desk.succeeds("press issue.toml -o job --allotment list.csv --slips --proof");
    desk.succeeds("press other.toml -o job");
    desk.put("job/issue-notes.txt", "notes");
    let said = desk.succeeds("press issue.toml -o job --plates separate");
    for gone in ["press.pdf", "slips.pdf", "proof.pdf", "allotment.pdf", "allotment.csv"] {
        assert!(said.contains(&format!("issue-{gone}: removed")), "{said}");
    }
    let left = [
        "issue-black.pdf",
        "issue-job-sheet.json",
        "issue-job-sheet.pdf",
        "issue-notes.txt",
        "issue-red.pdf",
    ];
    let others = ["other-job-sheet.json", "other-job-sheet.pdf", "other-press.pdf"];
    assert_eq!(desk.names("job"), [left.as_slice(), &others].concat());
    // Where nothing says that the files are hongtou's, they stay.
    for (name, text) in [("issue-black.pdf", "mine"), ("issue-job-sheet.json", "{\"files\": []}")] {
        let before = desk.read(&format!("job/{name}"));
        desk.put(&format!("job/{name}"), text);
        desk.refuses("press issue.toml -o job --plates separate", 2, "made by hongtou");
        desk.put(&format!("job/{name}"), before);
    }
    // A job sheet cannot send the program anywhere else.
    let sheet = String::from_utf8(desk.read("job/issue-job-sheet.json")).unwrap();
    let sheet = sheet.replace("\"issue-red.pdf\"", "\"../issue.toml\", \"issue-notes.txt\"");
    desk.put("job/issue-job-sheet.json", sheet);
    desk.succeeds("press issue.toml -o job");
    assert!(desk.path("issue.toml").exists() && desk.path("job/issue-notes.txt").exists());
}

#[test]
fn a_list_that_somebody_added_a_column_to_is_not_replaced() {
    let desk = Desk::new();
    desk.put("list.csv", "甲,20\n乙,40\n");
    desk.succeeds("press issue.toml -o job --allotment list.csv");
    desk.succeeds("press issue.toml -o job --allotment list.csv");
    desk.put("job/issue-allotment.csv", "序号,收文单位,份数,起号,止号,备注\r\n1,甲,20,,,急件\r\n");
    desk.refuses(
        "press issue.toml -o job --allotment list.csv",
        2,
        "is not an allotment list made by hongtou",
    );
    // Nor is it removed with the rest of the older job.
    desk.refuses("press issue.toml -o job", 2, "is not an allotment list made by hongtou");
    desk.succeeds("press issue.toml -o job --allotment list.csv --force");
}

#[test]
fn formulas_in_a_list_stay_texts_and_come_back_as_they_were() {
    let desk = Desk::new();
    desk.put("list.csv", "=1+2,20\n-乙,40\n");
    desk.succeeds("press issue.toml -o job --allotment list.csv");
    let list = String::from_utf8(desk.read("job/issue-allotment.csv")).unwrap();
    assert!(list.contains("1,'=1+2,20") && list.contains("2,'-乙,40"), "{list}");
    desk.succeeds("press issue.toml -o again --allotment job/issue-allotment.csv");
    assert_eq!(desk.read("again/issue-allotment.csv"), list.as_bytes());
}

#[test]
fn more_jobs_than_work_start_no_more_threads() {
    let desk = Desk::new();
    let start = std::time::Instant::now();
    desk.succeeds("batch issue.toml -o out --jobs 5000");
    // 5,000 threads took most of a minute.
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}
