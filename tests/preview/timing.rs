//! From save to pixels, measured in the browser; prints figures and judges none.
//!
//! `cargo build --release`, then
//! `HONGTOU_PROGRAM=target/release/hongtou cargo test --test preview -- --ignored --nocapture --test-threads 1`

use std::fmt::Write;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde_json::json;

use crate::browser::{Browser, Tab};
use crate::program::{GOOD, Program, seed};

fn now() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64() * 1000.0
}

/// Saves, and gives the milliseconds until the browser has painted what was saved.
fn save(browser: &mut Browser, tab: &Tab, program: &Program, text: &str, mark: &str) -> f64 {
    let before = now();
    program.save(text);
    let painted = format!(
        "[...document.querySelectorAll('.page')].some((page) => \
         page.shadowRoot.querySelector('#art svg')?.ariaLabel?.includes('{mark}')) && \
         Number(document.getElementById('desk').dataset.painted) > {before}"
    );
    browser.until(tab, &painted);
    browser.value(tab, "Number(document.getElementById('desk').dataset.painted)").as_f64().unwrap() - before
}

fn tell(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |part: f64| times[((times.len() as f64 * part).ceil() as usize).clamp(1, times.len()) - 1];
    println!("{name}: n {} p50 {:.1} ms p99 {:.1} ms max {:.1} ms", times.len(), at(0.5), at(0.99), at(1.0));
}

/// Resident memory of a process in MiB, where the system tells.
fn memory(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}

#[test]
#[ignore = "measures; run it alone, with a release build"]
fn fifty_edits_of_the_seed() {
    let Some(mut browser) = Browser::start("en-US") else { return };
    let program = Program::seed();
    let tab = browser.open_preview(&program.address());
    let mut times = Vec::new();
    for number in 0..50 {
        let mark = format!("编{number}号");
        let text = seed().replacen("2021年是", &format!("{mark}2021年是"), 1);
        assert_ne!(text, seed());
        times.push(save(&mut browser, &tab, &program, &text, &mark));
        std::thread::sleep(Duration::from_millis(150));
    }
    println!("memory of the program after them: {:?} MiB", memory(program.process()));
    tell("the seed", times);
}

/// What the browser's page holds: bytes of its script's heap, and nodes.
fn page_holds(browser: &mut Browser, tab: &Tab) -> (f64, f64) {
    browser.order(Some(tab), "HeapProfiler.collectGarbage", json!({}));
    let told = browser.order(Some(tab), "Performance.getMetrics", json!({}));
    let metric = |name: &str| {
        let mut all = told["metrics"].as_array().unwrap().iter();
        all.find(|metric| metric["name"] == json!(name)).unwrap()["value"].as_f64().unwrap()
    };
    (metric("JSHeapUsedSize") / 1024.0 / 1024.0, metric("Nodes"))
}

/// So many minutes as HONGTOU_MINUTES says, an hour if it says nothing: saves, errors, views, layouts, and rest.
#[test]
#[ignore = "takes an hour; run it alone, with a release build"]
fn a_browser_left_for_an_hour() {
    let Some(mut browser) = Browser::start("en-US") else { return };
    let minutes =
        std::env::var("HONGTOU_MINUTES").ok().and_then(|minutes| minutes.parse().ok()).unwrap_or(60);
    let program = Program::seed();
    let tabs = [(); 3].map(|()| browser.open_preview(&program.address()));
    browser.order(Some(&tabs[0]), "Performance.enable", json!({}));
    // The last one opened stands before the others, and only what stands in front is laid out.
    browser.order(Some(&tabs[0]), "Page.bringToFront", json!({}));
    let start = Instant::now();
    let mut saves = 0;
    for minute in 0..=minutes {
        while start.elapsed() < Duration::from_secs(60 * minute) {
            saves += 1;
            let mark = format!("编{saves}号");
            let text = seed().replacen("2021年是", &format!("{mark}2021年是"), 1);
            let key = ["1", "2", "3", "4", "g", "s"][saves % 6];
            browser.press(&tabs[0], key);
            if saves % 7 == 0 {
                program.save("[masthead");
                browser.until(&tabs[0], "document.getElementById('outdated').textContent");
            }
            program.save_by_rename(&text);
            for tab in &tabs {
                let shown = format!(
                    "[...document.querySelectorAll('.page')].some((page) => \
                     page.shadowRoot.querySelector('#art svg')?.ariaLabel?.includes('{mark}'))"
                );
                browser.until(tab, &shown);
            }
            std::thread::sleep(Duration::from_secs(3));
        }
        let (heap, nodes) = page_holds(&mut browser, &tabs[0]);
        println!(
            "minute {minute}: {saves} saves, program {:.1} MiB, script {heap:.1} MiB, {nodes} nodes",
            memory(program.process()).unwrap_or(f64::NAN)
        );
    }
    assert_eq!(browser.value(&tabs[0], "document.getElementById('outdated').textContent"), json!(""));
}

#[test]
#[ignore = "measures; run it alone, with a release build"]
fn ten_edits_in_two_hundred_pages() {
    let Some(mut browser) = Browser::start("en-US") else { return };
    let mut long = GOOD.trim_end_matches("\"第一段。\"\n").to_owned() + "\"\"\"\n";
    let paragraph =
        "各部门要认真贯彻落实省扶贫工作会议精神，扎实做好年度重点任务，确保各项工作有序推进。".repeat(7);
    for number in 0..400 {
        write!(long, "第{number}段，{paragraph}\n\n").unwrap();
    }
    long.push_str("\"\"\"\n");
    let program = Program::start(&long, &[]);
    let tab = browser.open_preview(&program.address());
    println!("{} pages", program.state("")["pages"].as_array().unwrap().len());
    let mut times = Vec::new();
    for number in 0..10 {
        let mark = format!("编{number}号");
        let text = long.replacen("第0段", &mark, 1);
        times.push(save(&mut browser, &tab, &program, &text, &mark));
        std::thread::sleep(Duration::from_millis(500));
    }
    println!("memory of the program after them: {:?} MiB", memory(program.process()));
    tell("two hundred pages", times);
}
