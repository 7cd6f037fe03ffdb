//! The page in a real browser: what is seen, pointed at and pressed.

use std::fs;

use serde_json::json;

use crate::browser::{Browser, Tab};
use crate::program::{Program, seed};

/// A browser at the seed's issue, or nothing where there is no browser.
fn begin(language: &str) -> Option<(Program, Browser, Tab)> {
    let mut browser = Browser::start(language)?;
    let program = Program::seed();
    let tab = browser.open_preview(&program.address());
    Some((program, browser, tab))
}

/// The width of the first page on the screen, in CSS pixels.
fn width(browser: &mut Browser, tab: &Tab) -> f64 {
    browser.value(tab, "document.querySelector('.page').getBoundingClientRect().width").as_f64().unwrap()
}

/// What the overlay of the first page shows of a kind.
fn overlay(kind: &str) -> String {
    format!(
        "[...document.querySelector('.page').shadowRoot.querySelectorAll('#over g.{kind} > *')]\
         .filter((part) => getComputedStyle(part.parentNode).display !== 'none').length"
    )
}

#[test]
fn the_pages_load_without_a_complaint_of_the_browser() {
    let Some((_program, mut browser, tab)) = begin("en-US") else { return };
    // What was refused by the page's own policy, or failed in its script, is told now.
    for domain in ["Log.enable", "Runtime.enable"] {
        browser.order(Some(&tab), domain, json!({}));
    }
    browser.value(&tab, "document.querySelector('#overlays [value=boxes]').click()");
    browser.until(&tab, &format!("{} > 0", overlay("boxes")));
    browser.value(&tab, "document.querySelector('#overlays [value=boxes]').click()");
    let complaints = browser.said.iter().filter(|event| {
        event["method"] == json!("Runtime.exceptionThrown")
            || event["method"] == json!("Log.entryAdded")
                && event["params"]["entry"]["level"] == json!("error")
    });
    assert_eq!(complaints.collect::<Vec<_>>(), Vec::<&serde_json::Value>::new());
    let drawn = "document.querySelector('.page').shadowRoot.querySelectorAll('#art use').length";
    assert!(browser.value(&tab, drawn).as_u64().unwrap() > 200);
    // The pixels: a glyph's box has a size only if its outline was found.
    let sized = "(() => { const box = document.querySelector('.page').shadowRoot.querySelector('#art use')\
                 .getBoundingClientRect(); return box.width > 1 && box.height > 1; })()";
    assert_eq!(browser.value(&tab, sized), json!(true));
    let loaded = browser.value(&tab, "performance.getEntriesByType('resource').map((entry) => entry.name)");
    let own = browser.value(&tab, "location.origin");
    for name in loaded.as_array().unwrap() {
        assert!(name.as_str().unwrap().starts_with(own.as_str().unwrap()), "{name}");
    }
    assert_eq!(browser.value(&tab, "document.getElementById('outdated').textContent"), json!(""));
    browser.picture(&tab, "continuous");
}

#[test]
fn an_edit_swaps_its_page_in_place_in_every_tab() {
    let Some((program, mut browser, tab)) = begin("en-US") else { return };
    browser.press(&tab, "p");
    browser.value(&tab, "document.getElementById('desk').scrollTop = 300");
    browser.until(&tab, "document.querySelectorAll('.page')[1].dataset.hash");
    let other = browser.value(&tab, "document.querySelectorAll('.page')[1].dataset.swaps");
    let second = browser.open_preview(&program.address());
    let third = browser.open_preview(&program.address());
    program.save_by_rename(&seed().replacen("省第二扶贫协作工作组及早", "省第二扶贫协作工作组尽早", 1));
    let shown = "document.querySelector('.page').textContent.includes('尽早')";
    for tab in [&tab, &second, &third] {
        browser.until(tab, shown);
    }
    assert_eq!(browser.value(&tab, "document.getElementById('desk').scrollTop"), json!(300));
    assert_eq!(browser.value(&tab, "document.querySelectorAll('.page')[1].dataset.swaps"), other);
}

#[test]
fn an_error_stands_beside_the_last_good_pages_until_it_is_mended() {
    let Some((program, mut browser, tab)) = begin("zh-CN") else { return };
    let good = browser.value(&tab, "document.querySelector('.page').dataset.hash");
    let place = "document.querySelector('.page').getBoundingClientRect().top";
    let before = browser.value(&tab, place);
    program.save(&seed().replace("number = 12", "numbr = 12"));
    browser.until(&tab, "document.getElementById('outdated').textContent");
    let problems = browser.value(&tab, "document.getElementById('problems').innerText");
    let problems = problems.as_str().unwrap();
    assert!(problems.contains("issue.toml:") && problems.contains("numbr"), "{problems}");
    assert_eq!(browser.value(&tab, "document.querySelector('.page').dataset.hash"), good);
    let said = browser.value(&tab, "document.getElementById('outdated').textContent");
    assert!(said.as_str().unwrap().contains("已过时"), "{said}");
    // Nothing that is looked at moves away because something is wrong.
    assert_eq!(browser.value(&tab, place), before);
    browser.value(&tab, "document.querySelector('#problems .place').click()");
    browser.until(&tab, "document.getElementById('spot').textContent.startsWith('第 ')");
    browser.picture(&tab, "error");
    program.save(&seed());
    browser.until(
        &tab,
        "!document.getElementById('outdated').textContent \
         && !document.getElementById('problems').innerText.includes('numbr')",
    );
}

#[test]
fn zoom_and_views_show_what_they_say() {
    let Some((_program, mut browser, tab)) = begin("en-US") else { return };
    browser.value(&tab, "document.querySelector('#zooms [value=actual]').click()");
    // 210 mm at 96 pixels an inch.
    assert!((width(&mut browser, &tab) - 793.7).abs() < 1.0);
    browser.value(&tab, "document.querySelector('#zooms [value=page]').click()");
    let fits = "document.querySelector('.page').getBoundingClientRect().height <= \
                document.getElementById('desk').clientHeight";
    assert_eq!(browser.value(&tab, fits), json!(true));
    browser.picture(&tab, "whole-page");
    let rows = "document.querySelectorAll('#desk .row:not([hidden])').length";
    let pages = browser.value(&tab, "document.querySelectorAll('.page').length").as_u64().unwrap();
    assert_eq!(browser.value(&tab, rows).as_u64(), Some(pages));
    browser.value(&tab, "document.querySelector('#views [value=single]').click()");
    browser.until(&tab, &format!("{rows} === 1"));
    browser.value(&tab, "document.getElementById('forward').click()");
    assert_eq!(
        browser.value(&tab, "document.getElementById('place').textContent"),
        json!(format!("2 / {pages}"))
    );
    browser.value(&tab, "document.querySelector('#views [value=facing]').click()");
    browser.until(&tab, &format!("{rows} === {}", pages / 2 + 1));
    let beside = "(() => { const [, left, right] = [...document.querySelectorAll('.page')]\
                  .map((page) => page.getBoundingClientRect()); return left.top === right.top && left.left < right.left; })()";
    assert_eq!(browser.value(&tab, beside), json!(true));
    browser.until(&tab, "document.querySelectorAll('.page')[2].dataset.hash");
    browser.picture(&tab, "facing");
    let widths = "new Set([...document.querySelectorAll('.page')].map((page) => page.offsetWidth)).size";
    assert_eq!(
        browser.value(&tab, widths),
        json!(1),
        "the last page, alone or not, is as large as the others"
    );
    browser.value(&tab, "document.querySelector('#views [value=sheets]').click()");
    browser.until(&tab, "document.querySelectorAll('.sheet .page').length > 0");
    browser.value(&tab, "document.getElementById('desk').scrollTop = 0");
    browser.until(&tab, "document.querySelector('.sheet .page').dataset.hash");
    browser.picture(&tab, "sheets");
    let slots = "document.querySelectorAll('.sheet')[0].querySelectorAll('.page').length";
    let marked = "document.querySelector('.sheet').shadowRoot.querySelectorAll('#art path').length > 0";
    browser.until(&tab, &format!("{slots} === 2 && {marked}"));
    browser.value(&tab, &choose("#scheme", "duplex-short"));
    browser.until(&tab, &format!("{slots} === 1"));
    browser.until(
        &tab,
        "document.querySelectorAll('.sheet')[1].querySelector('.page').style.rotate === '180deg'",
    );
    browser.value(&tab, &choose("#scheme", "cut-stack-a3"));
    browser.until(&tab, &format!("{slots} === 2"));
    browser.until(&tab, "document.querySelectorAll('.sheet .page')[1].dataset.hash");
    browser.picture(&tab, "cut-stack");
}

/// What chooses a value as a person does.
fn choose(id: &str, value: &str) -> String {
    format!(
        "(() => {{ const part = document.querySelector('{id}'); part.value = '{value}';\
         for (const kind of ['input', 'change']) part.dispatchEvent(new Event(kind, {{ bubbles: true }})); }})()"
    )
}

#[test]
fn zoom_goes_in_steps_and_what_is_looked_at_stays() {
    let Some((_program, mut browser, tab)) = begin("en-US") else { return };
    browser.press(&tab, "a");
    browser.value(&tab, "document.getElementById('forward').click()");
    let top = "document.querySelectorAll('.page')[1].getBoundingClientRect().top";
    let before = browser.value(&tab, top).as_f64().unwrap();
    browser.press(&tab, "+");
    browser.press(&tab, "+");
    assert!((width(&mut browser, &tab) - 793.7 * 1.25 * 1.25).abs() < 1.0);
    assert_eq!(browser.value(&tab, "document.getElementById('scale').textContent"), json!("156 %"));
    let after = browser.value(&tab, top).as_f64().unwrap();
    assert!((after - before).abs() < 2.0, "{after}, {before}");
    browser.press(&tab, "-");
    assert!((width(&mut browser, &tab) - 793.7 * 1.25).abs() < 1.0);
    // Not only the head of a page: a place in the middle of it.
    browser.value(&tab, "document.getElementById('desk').scrollBy(0, 500)");
    let part = "(() => { const box = document.querySelectorAll('.page')[1].getBoundingClientRect();\
                return (box.top - document.getElementById('desk').getBoundingClientRect().top) / box.height; })()";
    let before = browser.value(&tab, part).as_f64().unwrap();
    assert!(before < -0.3, "{before}");
    browser.press(&tab, "+");
    assert!((browser.value(&tab, part).as_f64().unwrap() - before).abs() < 0.02);
    // The page that is looked at is so on the sheets as well.
    browser.press(&tab, "p");
    for _ in 0..2 {
        browser.value(&tab, "document.getElementById('forward').click()");
    }
    let place = "document.getElementById('place').textContent";
    assert_eq!(browser.value(&tab, place), json!("4 / 5"));
    browser.press(&tab, "4");
    browser.until(&tab, "document.querySelectorAll('.sheet .page').length === 5 || document.querySelectorAll('.sheet .page').length === 8");
    browser.until(&tab, &format!("{place}.startsWith('4 / ')"));
    // The back of the last sheet has no page: nothing is looked at there.
    browser.value(&tab, &choose("#scheme", "duplex-short"));
    browser.until(&tab, "document.querySelectorAll('.sheet').length === 6");
    browser.value(&tab, "document.getElementById('desk').scrollTop = 1e6");
    browser.until(&tab, &format!("{place} === '5 / 5'"));
    browser.value(&tab, "document.getElementById('forward').click()");
    assert_eq!(browser.value(&tab, place), json!("5 / 5"));
    // Each turn is one page, however small the pages are.
    browser.press(&tab, "1");
    browser.until(&tab, "document.querySelectorAll('.sheet').length === 0");
    browser.press(&tab, "Home");
    for _ in 0..3 {
        browser.press(&tab, "-");
    }
    for page in 2..=4 {
        browser.press(&tab, "ArrowRight");
        assert_eq!(browser.value(&tab, place), json!(format!("{page} / 5")));
    }
    browser.press(&tab, "w");
    assert_eq!(
        browser.value(&tab, "document.querySelectorAll('#zooms [aria-pressed=true]').length"),
        json!(1)
    );
}

#[test]
fn the_pdf_goes_to_the_dialog_for_printing() {
    let Some((_program, mut browser, tab)) = begin("en-US") else { return };
    let steps = browser.value(&tab, "history.length");
    browser.value(&tab, "document.getElementById('print-pdf').click()");
    browser.until(&tab, "document.getElementById('printer').dataset.printed?.startsWith('issue.pdf?')");
    assert_eq!(browser.value(&tab, "document.getElementById('pdf').download"), json!("issue.pdf"));
    // Whoever has printed goes on by keyboard, and back leads where it did.
    browser.value(&tab, "document.getElementById('print-pdf').click()");
    browser.press(&tab, "2");
    browser.until(&tab, "document.querySelectorAll('#desk .row:not([hidden])').length === 1");
    assert_eq!(browser.value(&tab, "history.length"), steps);
}

#[test]
fn the_keyboard_points_at_text_and_measures() {
    let Some((_program, mut browser, tab)) = begin("en-US") else { return };
    browser.press(&tab, "k");
    let spot = "document.getElementById('spot').textContent";
    assert_eq!(browser.value(&tab, spot), json!("105.00 mm from the left, 148.50 mm from the top"));
    // Up and down the middle of the page there is text somewhere.
    let mut found = false;
    for _ in 0..60 {
        browser.press(&tab, "ArrowDown");
        browser.press(&tab, "Enter");
        browser.until(&tab, &format!("/^(Line |Nothing)|supplied/.test({spot})"));
        found |= browser.value(&tab, &format!("{spot}.startsWith('Line ')")) == json!(true);
        if found {
            break;
        }
    }
    assert!(found, "the cross finds a line");
    browser.press(&tab, "m");
    browser.press(&tab, "Enter");
    for _ in 0..3 {
        browser.press(&tab, "ArrowRight");
    }
    for _ in 0..4 {
        browser.press(&tab, "ArrowUp");
    }
    assert_eq!(browser.value(&tab, spot), json!("5.00 mm (3.00 across, 4.00 down)"));
    browser.picture(&tab, "keyboard");
    browser.press(&tab, "Escape");
    let drawn = "document.querySelector('.page').shadowRoot.querySelectorAll('#ruler line').length";
    assert_eq!(browser.value(&tab, drawn), json!(0));
    // Without the cross the arrows turn pages again.
    browser.press(&tab, "ArrowRight");
    browser.until(&tab, "document.getElementById('place').textContent.startsWith('2 /')");
}

#[test]
fn overlays_and_plates_are_switched() {
    let Some((_program, mut browser, tab)) = begin("en-US") else { return };
    for kind in ["area", "cells", "baselines", "boxes", "lines"] {
        assert_eq!(browser.value(&tab, &overlay(kind)), json!(0), "{kind}");
        browser.value(&tab, &format!("document.querySelector('#overlays [value={kind}]').click()"));
        browser.until(&tab, &format!("{} > 0", overlay(kind)));
    }
    browser.picture(&tab, "overlays");
    browser.value(&tab, "document.querySelector('#overlays [value=boxes]').click()");
    browser.until(&tab, &format!("{} === 0", overlay("boxes")));
    let blacks =
        "document.querySelector('.page').shadowRoot.querySelectorAll('#art [fill=\"#000000\"]').length";
    assert!(browser.value(&tab, blacks).as_u64().unwrap() > 0);
    browser.value(&tab, "document.querySelector('#plates [value=red]').click()");
    browser.until(&tab, &format!("{blacks} === 0"));
    browser.picture(&tab, "red");
    browser.value(&tab, "document.querySelector('#plates [value=all]').click()");
    browser.until(&tab, &format!("{blacks} > 0"));
    for key in ["p", "e", "g", "t", "b"] {
        browser.press(&tab, key);
    }
    browser.value(&tab, "document.getElementById('forward').click()");
    browser.until(&tab, "document.querySelectorAll('.page')[1].dataset.hash");
    browser
        .until(&tab, "document.querySelectorAll('.page')[1].shadowRoot.querySelector('#over g.lines rect')");
    browser.picture(&tab, "squeeze");
}

#[test]
fn a_click_on_text_shows_its_line_and_the_measure_measures() {
    let Some((_program, mut browser, tab)) = begin("en-US") else { return };
    // Through the mouse, as a person does: the middle of a glyph of the body.
    let body = "(() => { const uses = [...document.querySelector('.page').shadowRoot.querySelectorAll('#art use[data-source]')];\
                const at = uses.map((use) => use.getBoundingClientRect()).find((box) => box.top > 500 && box.bottom < 800 && box.width > 5);\
                return [at.left + at.width / 2, at.top + at.height / 2]; })()";
    let at = browser.value(&tab, body);
    let at = (at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
    browser.click(&tab, at);
    browser.until(&tab, "document.getElementById('spot').textContent.startsWith('Line ')");
    browser.value(&tab, "document.querySelector('#zooms [value=actual]').click()");
    // A4 is 794 pixels wide at its own size; before that a drag measures at another one.
    browser.until(&tab, "Math.round(document.querySelector('.page').getBoundingClientRect().width) == 794");
    browser.press(&tab, "m");
    let page = browser.value(
        &tab,
        "(() => { const box = document.querySelector('.page').getBoundingClientRect(); return [box.left, box.top]; })()",
    );
    let from = (page[0].as_f64().unwrap() + 100.0, page[1].as_f64().unwrap() + 100.0);
    // An inch across.
    browser.drag(&tab, from, (from.0 + 96.0, from.1));
    let said = browser.value(&tab, "document.getElementById('spot').textContent");
    assert_eq!(said, json!("25.40 mm (25.40 across, 0.00 down)"));
    browser.picture(&tab, "measured");
}

#[test]
fn layouts_are_tried_set_side_by_side_and_written() {
    let Some((program, mut browser, tab)) = begin("en-US") else { return };
    let first = browser.value(&tab, "document.querySelector('.page').dataset.hash");
    browser.press(&tab, "l");
    browser.until(&tab, "document.querySelectorAll('#chooser [name=layout] option').length > 5");
    browser.value(&tab, &choose("#chooser [name=layout]", "bulletin-grid"));
    browser.until(&tab, "document.getElementById('counts').textContent.startsWith('bulletin-grid: ')");
    browser.until(&tab, &format!("document.querySelector('.page').dataset.hash !== {first}"));
    browser.value(&tab, &choose("#chooser [name=lines]", "30"));
    browser.until(&tab, "document.querySelector('[name=lines]').placeholder === '30'");
    browser.until(&tab, "document.getElementById('counts').textContent.startsWith('bulletin-grid*: ')");
    browser.value(&tab, &choose("#beside", "bulletin-even"));
    browser.until(&tab, "document.getElementById('counts2').textContent.startsWith('bulletin-even: ')");
    browser.until(&tab, "document.querySelector('#second .page')?.dataset.hash");
    let counts = browser.value(&tab, "document.querySelector('footer').innerText");
    assert_eq!(counts.as_str().unwrap().matches(" pages, ").count(), 2, "{counts}");
    browser.picture(&tab, "side-by-side");
    // What is wrong in the other layout is said, too, and says so.
    let broken = "extends = \"bulletin\"\n[grid]\nlinse = 1\n";
    fs::write(program.folder.path().join("broken.toml"), broken).unwrap();
    browser.press(&tab, "Escape");
    browser.press(&tab, "l");
    browser.until(&tab, "document.querySelector('#beside [value=\"broken.toml\"]')");
    browser.value(&tab, &choose("#beside", "broken.toml"));
    browser.until(&tab, "document.getElementById('problems').innerText.includes('In the other layout: ')");
    browser.value(&tab, &choose("#beside", "bulletin-even"));
    browser.until(&tab, "!document.getElementById('problems').innerText.includes('In the other layout: ')");
    // Nothing may be squeezed in bulletin; then one thing.
    browser.value(&tab, "document.querySelectorAll('#squeeze input:checked').forEach((box) => box.click())");
    browser.value(&tab, "document.querySelector('#squeeze input[value=pause]').click()");
    browser.until(&tab, "document.querySelector('[name=line_squeeze]').value === 'pause'");
    browser.value(&tab, "document.getElementById('filename').value = 'ours'");
    browser.value(&tab, "document.getElementById('write-layout').click()");
    browser.until(&tab, "document.getElementById('spot').textContent === 'Written: ours.toml'");
    let text = fs::read_to_string(program.folder.path().join("ours.toml")).unwrap();
    assert_eq!(
        text,
        "extends = \"bulletin-grid\"\n\n[grid]\nlines = 30\n\n[text]\nline_squeeze = [\"pause\"]\n"
    );
}

#[test]
fn all_of_it_can_be_done_by_keyboard_and_read_aloud() {
    let Some((_program, mut browser, tab)) = begin("zh-CN") else { return };
    browser.press(&tab, "2");
    browser.until(&tab, "document.querySelectorAll('#desk .row:not([hidden])').length === 1");
    browser.press(&tab, "ArrowRight");
    browser.until(&tab, "document.getElementById('place').textContent.startsWith('2 /')");
    browser.press(&tab, "Home");
    browser.until(&tab, "document.getElementById('place').textContent.startsWith('1 /')");
    browser.press(&tab, "t");
    browser.until(&tab, &format!("{} > 0", overlay("area")));
    browser.press(&tab, "l");
    browser.until(&tab, "document.activeElement.name === 'layout'");
    browser.press(&tab, "Escape");
    browser
        .until(&tab, "document.getElementById('chooser').hidden && document.activeElement.id === 'choose'");
    assert_eq!(browser.value(&tab, "document.documentElement.lang"), json!("zh-Hans"));
    // What a screen reader is given.
    let tree = browser.read_aloud(&tab, "heading");
    let named = |role: &str| -> Vec<String> {
        let nodes =
            tree["nodes"].as_array().unwrap().iter().filter(|node| node["role"]["value"] == json!(role));
        nodes.map(|node| node["name"]["value"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert!(named("button").iter().all(|name| !name.is_empty()), "{:?}", named("button"));
    assert!(named("toolbar").contains(&"预览".to_owned()), "{:?}", named("toolbar"));
    assert!(named("group").contains(&"第 1 页".to_owned()), "{:?}", named("group"));
    assert!(named("heading").contains(&"广东脱贫攻坚工作动态".to_owned()), "{:?}", named("heading"));
    assert!(
        named("heading").iter().any(|name| name.contains("省第二扶贫协作工作组")),
        "{:?}",
        named("heading")
    );
}

#[test]
fn dark_is_dark_and_paper_stays_white() {
    let Some((_program, mut browser, tab)) = begin("en-US") else { return };
    let ground = "getComputedStyle(document.body).backgroundColor";
    let light = browser.value(&tab, ground);
    let dark = json!({ "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
    browser.order(Some(&tab), "Emulation.setEmulatedMedia", dark);
    assert_ne!(browser.value(&tab, ground), light);
    let paper = "getComputedStyle(document.querySelector('.page')).backgroundColor";
    assert_eq!(browser.value(&tab, paper), json!("rgb(255, 255, 255)"));
    browser.picture(&tab, "dark");
}

#[test]
fn a_page_of_another_origin_reads_nothing() {
    let Some((program, mut browser, tab)) = begin("en-US") else { return };
    // The same address by its other name is another origin to the browser, and so is another preview's page.
    let other = Program::seed();
    let stranger = browser.open_preview(&other.address());
    for address in [format!("{}state", program.address()), format!("{}page/0/x", program.address())] {
        let read = format!("fetch('{address}', {{ mode: 'cors' }}).then(() => 'read', () => 'refused')");
        assert_eq!(browser.value(&stranger, &read), json!("refused"));
    }
    let own = format!("fetch('{}state').then((answer) => answer.status)", program.address());
    assert_eq!(browser.value(&tab, &own), json!(200));
}

#[test]
fn the_end_of_the_program_is_seen() {
    let Some((mut program, mut browser, tab)) = begin("en-US") else { return };
    program.child().kill().unwrap();
    browser.until(&tab, "document.getElementById('outdated').textContent");
    let said = browser.value(&tab, "document.getElementById('outdated').textContent");
    assert!(said.as_str().unwrap().contains("ended"), "{said}");
}

#[test]
#[cfg(unix)]
fn a_click_opens_the_editor() {
    let Some(mut browser) = Browser::start("en-US") else { return };
    let told = tempfile::tempdir().unwrap();
    let (note, script) = (told.path().join("told"), told.path().join("editor.sh"));
    fs::write(&script, "#!/bin/sh\nprintf '%s' \"$2\" > \"$1.part\" && mv \"$1.part\" \"$1\"\n").unwrap();
    let editor = format!("sh {} {} {{file}}:{{line}}", script.display(), note.display());
    let program = Program::start(&seed(), &["--editor", &editor]);
    let tab = browser.open_preview(&program.address());
    let body = "(() => { const uses = [...document.querySelector('.page').shadowRoot.querySelectorAll('#art use[data-source]')];\
                const box = uses.map((use) => use.getBoundingClientRect()).find((box) => box.top > 100 && box.width > 20);\
                return [box.left + box.width / 2, box.top + box.height / 2]; })()";
    let at = browser.value(&tab, body);
    browser.click(&tab, (at[0].as_f64().unwrap(), at[1].as_f64().unwrap()));
    browser.until(&tab, "document.getElementById('spot').textContent.startsWith('Line ')");
    let start = std::time::Instant::now();
    while !note.exists() && start.elapsed() < std::time::Duration::from_secs(30) {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let told = fs::read_to_string(note).unwrap();
    let line = browser.value(&tab, "document.getElementById('spot').textContent.match(/\\d+/)[0]");
    assert!(told.ends_with(&format!("issue.toml:{}", line.as_str().unwrap())), "{told}");
}

#[test]
fn a_layout_that_goes_away_leaves_the_pages_marked_as_out_of_date() {
    let Some((program, mut browser, tab)) = begin("en-US") else { return };
    let layout = program.folder.path().join("ours.toml");
    fs::write(&layout, "extends = \"bulletin\"\n").unwrap();
    browser.press(&tab, "l");
    browser.until(&tab, "document.querySelector('[name=layout] [value=\"ours.toml\"]')");
    browser.value(&tab, &choose("#chooser [name=layout]", "ours.toml"));
    browser.until(&tab, "document.getElementById('counts').textContent.startsWith('ours')");
    fs::remove_file(&layout).unwrap();
    browser.until(&tab, "document.getElementById('outdated').textContent.includes('not there any more')");
    assert!(browser.value(&tab, "document.querySelectorAll('.page').length").as_u64().unwrap() > 0);
    fs::write(&layout, "extends = \"bulletin\"\n").unwrap();
    browser.until(&tab, "!document.getElementById('outdated').textContent");
}
