//! `hongtou batch` on a machine that fails: kills, full disks, closed folders, links, very many files.
#![cfg(unix)]

use crate::support::archive;
use crate::support::batch as place;

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use archive::Archive;
use place::{Place, across, code, count, hongtou, pdfs, short, stderr, text};
use serde_json::Value;

#[test]
fn killed_twenty_times_and_run_to_the_end_it_gives_what_an_undisturbed_run_gives() {
    let archive = Archive { issues: 60, length: (200, 600), faulty: 50, ..Archive::default() };
    let calm = Place::new(&archive);
    let (calm_code, calm_report) = calm.run(&["--jobs", "2"]);
    let place = Place::new(&archive);
    let mut rng = fastrand::Rng::with_seed(20_210_329);
    let mut kills = 0;
    while kills < 20 {
        let mut child =
            place.batch(&["--jobs", "2"]).stderr(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(rng.u64(20..350)));
        // SIGKILL; a run that had ended already was not killed, and the next one begins anew.
        let ended = child.try_wait().unwrap().is_some();
        child.kill().unwrap();
        child.wait().unwrap();
        if ended {
            fs::remove_dir_all(place.out()).unwrap();
        } else {
            kills += 1;
        }
    }
    let (code, report) = place.run(&["--jobs", "2"]);
    assert_eq!(code, calm_code);
    assert_eq!(count(&report, "failed"), count(&calm_report, "failed"));
    assert!(place.pdfs() == calm.pdfs());
    assert_eq!(count(&place.run(&[]).1, "rendered"), 0);
}

#[test]
fn ten_thousand_tiny_files_are_seen_to_the_end() {
    let place = Place::with(&[("good.toml", text("动态", 1, "2020-01-01"))]);
    // Files that fail at once: what is tried is that none is lost, not how they are set.
    for index in 0..10_000 {
        let path = place.issue(&format!("{}/{index}.toml", index % 100));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
    }
    let (code, report) = place.run(&["-q"]);
    assert_eq!((code, count(&report, "failed"), count(&report, "rendered")), (1, 10_000, 1));
    assert_eq!(report["issues"].as_array().unwrap().len(), 10_001);
}

/// A user who owns nothing.
const NOBODY: u32 = 65_534;

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|data| data.uid() == 0)
}

fn skip(reason: &str) {
    let _ = std::io::stderr().write_all(format!("SKIPPED: {reason}\n").as_bytes());
}

#[test]
fn links_that_lead_back_are_not_followed_and_others_are() {
    let place = Place::with(&[("a/one.toml", text("动态", 1, "2020-01-01"))]);
    let other = tempfile::tempdir().unwrap();
    fs::write(other.path().join("two.toml"), text("动态", 2, "2020-01-02")).unwrap();
    symlink("..", place.issue("a/up")).unwrap();
    symlink(place.issue("a/self"), place.issue("a/self")).unwrap();
    symlink(other.path(), place.issue("linked")).unwrap();
    symlink("one.toml", place.issue("a/same.toml")).unwrap();
    let (code, report) = place.run(&[]);
    assert_eq!(count(&report, "rendered"), 2, "{report}");
    assert!(across(&report).contains(&"link-loop".to_owned()), "{report}");
    // A link to itself leads nowhere, which is a failure to read it.
    assert_eq!(code, 3);
}

#[test]
fn a_folder_without_permission_is_told_and_the_others_are_rendered() {
    let place = Place::with(&[
        ("open/a.toml", text("动态", 1, "2020-01-01")),
        ("closed/b.toml", text("动态", 2, "2020-01-02")),
    ]);
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(place.folder.path(), 0o777);
    mode(&place.issue("closed"), 0);
    let mut command = place.batch(&[]);
    if is_root() {
        // Root may read everything.
        command.uid(NOBODY).gid(NOBODY);
    }
    let output = match command.output() {
        Ok(output) => output,
        Err(error) => return skip(&format!("nobody cannot run the program: {error}")),
    };
    mode(&place.issue("closed"), 0o755);
    assert_eq!(code(&output), 3, "{output:?}");
    assert!(stderr(&output).contains("closed: it is not permitted"), "{}", stderr(&output));
    assert_eq!(place.pdfs().len(), 1);
}

#[test]
fn a_disk_that_is_full_loses_nothing() {
    let place = Place::new(&short(6));
    let disk = place.folder.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let mount = |size: &str| {
        let options = format!("size={size}");
        Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(&disk).output()
    };
    if !mount("200k").is_ok_and(|output| output.status.success()) {
        return skip("a small disk cannot be mounted here; run the tests as root for it");
    }
    let run = || {
        let mut command = hongtou();
        command.arg("batch").arg(place.issues()).arg("-o").arg(disk.join("pdf"));
        command.arg("--report").arg(place.report()).output().unwrap()
    };
    let full = run();
    let held = pdfs(&disk.join("pdf"));
    let report: Value = serde_json::from_str(&fs::read_to_string(place.report()).unwrap()).unwrap();
    let _ = Command::new("mount").args(["-o", "remount,size=50m"]).arg(&disk).output();
    let roomy = run();
    let all = pdfs(&disk.join("pdf"));
    let _ = Command::new("umount").arg(&disk).output();
    assert_eq!(code(&full), 3, "{full:?}");
    assert!(stderr(&full).contains("the disk is full"), "{}", stderr(&full));
    assert_eq!(count(&report, "rendered"), held.len());
    assert_eq!(count(&report, "failed"), 6 - held.len());
    assert!(held.len() < 6);
    assert_eq!((code(&roomy), all.len()), (0, 6));
    assert!(held.iter().all(|(name, bytes)| all[name] == *bytes));
}

#[test]
fn a_file_that_vanishes_is_a_failure_of_its_own() {
    let place = Place::with(&[("a.toml", text("动态", 1, "2020-01-01"))]);
    symlink("nowhere.toml", place.issue("gone.toml")).unwrap();
    let mut command = hongtou();
    command.arg("batch").arg(place.issue("a.toml")).arg(place.issue("gone.toml")).arg("-o").arg(place.out());
    let output = command.output().unwrap();
    assert_eq!((code(&output), place.pdfs().len()), (3, 1));
    assert!(stderr(&output).contains("gone.toml: there is no such file"), "{}", stderr(&output));
}

#[test]
fn ctrl_c_ends_the_batch_with_a_report() {
    let place = Place::new(&Archive { issues: 200, ..Archive::default() });
    let child = place.batch(&["--jobs", "1"]).stderr(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    while !place.out().is_dir() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 130, "{output:?}");
    let report: Value = serde_json::from_str(&fs::read_to_string(place.report()).unwrap()).unwrap();
    let rendered = count(&report, "rendered");
    assert!(rendered < 200 && count(&report, "not-reached") == 200 - rendered, "{rendered}");
    assert_eq!(place.pdfs().len(), rendered);
}

#[test]
fn two_batches_do_not_write_to_one_folder_at_once() {
    let place = Place::new(&short(2));
    let state = place.out().join(".hongtou/all");
    fs::create_dir_all(&state).unwrap();
    let lock = fs::File::create(state.join("lock")).unwrap();
    lock.lock().unwrap();
    let output = place.batch(&[]).output().unwrap();
    assert_eq!(code(&output), 3);
    assert!(stderr(&output).contains("another batch is writing to"), "{}", stderr(&output));
    drop(lock);
    assert_eq!(count(&place.run(&[]).1, "rendered"), 2);
}
