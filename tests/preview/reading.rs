//! The text over the pages in a real browser: selected, copied, searched.

use serde_json::{Value, json};

use crate::browser::{Browser, Tab};
use crate::program::{Program, seed};

/// A browser at an issue, once the text of all its pages is there.
fn begin(text: &str) -> Option<(Program, Browser, Tab)> {
    let mut browser = Browser::start("zh-CN")?;
    let program = Program::start(text, &[]);
    let tab = browser.open_preview(&program.address());
    browser.until(&tab, "document.getElementById('desk').dataset.texts !== undefined");
    Some((program, browser, tab))
}

/// The seed's issue under a name whose four characters are spread over the width.
fn spread() -> String {
    seed().replace("广东脱贫攻坚工作动态", "工作简报")
}

/// What the browser's own search finds, as Ctrl-F does.
fn find(browser: &mut Browser, tab: &Tab, words: &str) -> Value {
    browser.value(tab, &format!("getSelection().removeAllRanges(), window.find('{words}')"))
}

/// Where a character begins on the screen, in the text over the page and in its drawing.
fn places_of(browser: &mut Browser, tab: &Tab, run: &str, index: usize) -> ((f64, f64), (f64, f64)) {
    let places = browser.value(
        tab,
        &format!(
            "(() => {{\
               const start = (box) => [box.left, box.top + box.height / 2];\
               const runs = [...document.querySelectorAll('.text .run')];\
               const text = runs.find((part) => part.textContent.includes('{run}')).firstChild;\
               const range = document.createRange();\
               const at = text.data.indexOf('{run}') + {index};\
               range.setStart(text, at); range.setEnd(text, at + 1);\
               const art = [...document.querySelectorAll('.page')].flatMap((page) => \
                 [...page.shadowRoot.querySelectorAll('#art g[aria-label]')]);\
               const drawn = art.find((part) => part.getAttribute('aria-label') === text.parentNode.textContent);\
               return [start(range.getBoundingClientRect()), \
                 start(drawn.querySelectorAll('use')[at].getBoundingClientRect())];\
             }})()"
        ),
    );
    let point = |place: &Value| (place[0].as_f64().unwrap(), place[1].as_f64().unwrap());
    (point(&places[0]), point(&places[1]))
}

#[test]
fn a_name_spread_over_the_width_is_found_as_it_is_written() {
    let Some((_program, mut browser, tab)) = begin(&spread()) else { return };
    assert_eq!(find(&mut browser, &tab, "工作简报"), json!(true));
    assert_eq!(browser.value(&tab, "getSelection().toString()"), json!("工作简报"));
    browser.picture(&tab, "found-name");
    assert_eq!(find(&mut browser, &tab, "工 作 简 报"), json!(false));
}

#[test]
fn words_are_found_over_the_end_of_a_line_and_on_pages_out_of_sight() {
    let Some((_program, mut browser, tab)) = begin(&seed()) else { return };
    let pages = browser.value(&tab, "document.querySelectorAll('.page').length").as_u64().unwrap();
    for page in 0..pages {
        // The last two characters of a line and the first two of the next.
        let words = browser.value(
            &tab,
            &format!(
                "(() => {{\
                   const text = document.querySelectorAll('.page')[{page}].querySelector('.text');\
                   const block = [...text.querySelectorAll('p')].find((part) => part.querySelector('wbr'));\
                   const [one, other] = [...block.querySelectorAll('.line')].map((line) => line.textContent);\
                   return one.slice(-2) + other.slice(0, 2);\
                 }})()"
            ),
        );
        let words = words.as_str().unwrap();
        assert_eq!(find(&mut browser, &tab, words), json!(true), "{words}");
    }
    // One page at a time, the others are searched as well, and the one that is found is shown.
    browser.press(&tab, "2");
    browser.until(&tab, "document.querySelectorAll('#desk .row:not([hidden])').length === 1");
    let hidden = "[...document.querySelectorAll('#desk .row[hidden]')].map((row) => row.hidden)";
    assert_eq!(browser.value(&tab, hidden), json!(vec!["until-found"; pages as usize - 1]));
    let found = "document.querySelectorAll('#desk .row')[3].dispatchEvent(new Event('beforematch'))";
    browser.value(&tab, found);
    assert_eq!(
        browser.value(&tab, "document.getElementById('place').textContent"),
        json!(format!("4 / {pages}"))
    );
}

#[test]
fn the_text_is_where_the_characters_are_drawn() {
    let Some((_program, mut browser, tab)) = begin(&spread()) else { return };
    for zoom in ["p", "w", "+"] {
        browser.press(&tab, zoom);
        let scale = browser.value(&tab, "parseFloat(document.getElementById('scale').textContent) / 100");
        // Half of a character of the body.
        let near = 16.0 / 72.0 * 96.0 * scale.as_f64().unwrap() / 2.0;
        let body = browser.value(
            &tab,
            "[...document.querySelectorAll('.page .run')].map((run) => run.textContent).find((text) => text.length > 12)",
        );
        for (run, index) in
            [("工作简", 0), ("工作简", 2), (body.as_str().unwrap(), 0), (body.as_str().unwrap(), 9)]
        {
            let (text, drawn) = places_of(&mut browser, &tab, run, index);
            let off = (text.0 - drawn.0).abs().max((text.1 - drawn.1).abs());
            assert!(off < near, "{zoom}: {run} {index}: {text:?}, {drawn:?}, {near}");
        }
    }
}

#[test]
fn text_is_selected_with_the_mouse_and_copied_as_paragraphs() {
    let Some((_program, mut browser, tab)) = begin(&seed()) else { return };
    // From the second character of a line of a paragraph to the fourth of the line after the next.
    let ends = browser.value(
        &tab,
        "(() => {\
           const block = [...document.querySelectorAll('.text p')].find((part) => \
             part.querySelectorAll('.line').length > 3);\
           const lines = [...block.querySelectorAll('.line')];\
           const middle = (line, at) => {\
             const range = document.createRange();\
             const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);\
             let text = walker.nextNode();\
             while (at >= text.length) { at -= text.length; text = walker.nextNode(); }\
             range.setStart(text, at); range.setEnd(text, at + 1);\
             const box = range.getBoundingClientRect();\
             return [box.left + 1, box.top + box.height / 2];\
           };\
           return { from: middle(lines[0], 1), to: middle(lines[2], 4),\
             text: lines[0].textContent.slice(1) + lines[1].textContent + lines[2].textContent.slice(0, 4) };\
         })()",
    );
    let point = |place: &Value| (place[0].as_f64().unwrap(), place[1].as_f64().unwrap());
    browser.drag(&tab, point(&ends["from"]), point(&ends["to"]));
    assert_eq!(browser.value(&tab, "getSelection().toString()"), ends["text"]);
    browser.picture(&tab, "selected");
    // Selecting is no click: nothing was asked of the file.
    assert_eq!(browser.value(&tab, "document.getElementById('spot').textContent"), json!(""));
    // All of it, copied: a paragraph a line, the lines of a paragraph not broken.
    browser.value(&tab, "getSelection().selectAllChildren(document.getElementById('desk'))");
    let all = browser.value(&tab, "getSelection().toString()");
    let title = "省第二扶贫协作工作组及早抓部署努力开新局";
    assert!(all.as_str().unwrap().lines().any(|line| line == title), "{all}");
    assert!(!all.as_str().unwrap().contains("— 1 —"), "{all}");
}

#[test]
fn what_is_measured_is_not_selected() {
    let Some((_program, mut browser, tab)) = begin(&seed()) else { return };
    browser.press(&tab, "m");
    let box_ = "document.querySelector('.page').getBoundingClientRect()";
    let at = browser.value(&tab, &format!("[{box_}.left + 60, {box_}.top + 100]"));
    let from = (at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
    browser.drag(&tab, from, (from.0 + 200.0, from.1 + 300.0));
    assert_eq!(browser.value(&tab, "getSelection().toString()"), json!(""));
    let said = browser.value(&tab, "document.getElementById('spot').textContent");
    assert!(said.as_str().unwrap().contains("毫米"), "{said}");
}
