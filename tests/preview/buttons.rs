//! The toolbar and the choice of a layout in a real browser: what each button does, and what is seen at first.

use std::fs;

use serde_json::json;

use crate::browser::{Browser, Tab};
use crate::program::{GOOD, Program, seed};

fn begin(language: &str, text: &str) -> Option<(Program, Browser, Tab)> {
    let mut browser = Browser::start(language)?;
    let program = Program::start(text, &[]);
    let tab = browser.open_preview(&program.address());
    Some((program, browser, tab))
}

/// What chooses a value as a person does.
fn choose(id: &str, value: &str) -> String {
    format!(
        "(() => {{ const part = document.querySelector('{id}'); part.value = '{value}';\
         for (const kind of ['input', 'change']) part.dispatchEvent(new Event(kind, {{ bubbles: true }})); }})()"
    )
}

#[test]
fn no_id_or_name_shadows_what_the_browser_calls_so() {
    let Some((_program, mut browser, tab)) = begin("en-US", GOOD) else { return };
    // A control of a form hides the form's own member of its name, such as `reset`; what the window itself has stays,
    // but whoever writes `print` must know which is meant.
    let names = "(() => {\
                   const names = (parts) => [...parts].flatMap((part) => [part.id, part.name]).filter(Boolean);\
                   return { all: names(document.querySelectorAll('[id], [name]:not(meta)')), \
                     forms: [...document.forms].flatMap((form) => names(form.querySelectorAll('*'))) };\
                 })()";
    let names = browser.value(&tab, names);
    assert!(names["all"].as_array().unwrap().len() > 30, "{names}");
    let blank = browser.open("about:blank");
    let shadowed = format!(
        "(() => {{\
           const names = {names};\
           return [...names.all.filter((name) => name in window || name in document), \
             ...names.forms.filter((name) => name in document.createElement('form'))];\
         }})()"
    );
    assert_eq!(browser.value(&blank, &shadowed), json!([]));
}

#[test]
fn what_was_tried_is_put_back() {
    let Some((_program, mut browser, tab)) = begin("zh-CN", &seed()) else { return };
    let counts = "document.getElementById('counts').textContent";
    let before = browser.value(&tab, counts);
    browser.press(&tab, "l");
    browser.until(&tab, "document.querySelectorAll('#chooser [name=layout] option').length > 5");
    let boxes = "[...document.querySelectorAll('#squeeze input[type=checkbox]')].map((box) => box.checked)";
    let squeezed = browser.value(&tab, boxes);
    browser.value(&tab, &choose("#chooser [name=layout]", "bulletin-grid"));
    browser.value(&tab, &choose("#chooser [name=lines]", "30"));
    browser.value(&tab, "document.querySelector('#squeeze input[value=pause]').click()");
    browser.value(&tab, &choose("#beside", "bulletin-even"));
    browser.until(&tab, "document.getElementById('counts2').textContent.startsWith('bulletin-even')");
    browser.until(&tab, &format!("{counts}.startsWith('bulletin-grid*')"));
    browser.value(&tab, "document.getElementById('restore').click()");
    browser.until(&tab, &format!("{counts} === {before} && document.getElementById('second').hidden"));
    let left = "[...new FormData(document.getElementById('chooser')).values()].join('')";
    assert_eq!(browser.value(&tab, left), json!(""));
    assert_eq!(browser.value(&tab, boxes), squeezed);
}

#[test]
fn every_button_says_what_it_does_and_by_which_key() {
    for (language, is_own) in [("zh-CN", true), ("en-US", false)] {
        let Some((program, mut browser, tab)) = begin(language, GOOD) else { return };
        program.save(&GOOD.replace("第一段。", "第一段,2月30日。"));
        browser.until(&tab, "document.querySelector('#problems .place')");
        let buttons = browser.value(
            &tab,
            "[...document.querySelectorAll('button, a')].map((button) => \
               [button.title, button.dataset.key ?? '', button.id || button.value || button.className])",
        );
        let buttons = buttons.as_array().unwrap();
        assert!(buttons.len() > 29, "{buttons:?}");
        let mut keys = 0;
        for button in buttons {
            let [title, key, name] = [0, 1, 2].map(|index| button[index].as_str().unwrap());
            assert!(!title.is_empty(), "{name} has no tooltip");
            let is_chinese = title.chars().any(|character| ('\u{4E00}'..='\u{9FFF}').contains(&character));
            assert_eq!(is_chinese, is_own, "{name}: {title}");
            if !key.is_empty() {
                let shown = match key {
                    "ArrowLeft" => "←".to_owned(),
                    "ArrowRight" => "→".to_owned(),
                    "-" => "−".to_owned(),
                    key => key.to_uppercase(),
                };
                assert!(title.contains(&shown), "{name}: {title}");
                keys += 1;
            }
        }
        assert!(keys > 20, "{keys}");
        // And the key does it.
        let pressed = "document.querySelector('#overlays [value=baselines]').getAttribute('aria-pressed')";
        assert_eq!(browser.value(&tab, pressed), json!("false"));
        browser.press(&tab, "b");
        assert_eq!(browser.value(&tab, pressed), json!("true"));
    }
}

#[test]
fn the_whole_page_is_seen_at_first_on_screens_of_every_size() {
    let Some(mut browser) = Browser::start("zh-CN") else { return };
    let program = Program::seed();
    for (width, height) in [(1366, 768), (1920, 1080), (800, 600)] {
        let tab = browser.open("about:blank");
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        browser.order(Some(&tab), "Emulation.setDeviceMetricsOverride", size);
        browser.order(Some(&tab), "Page.navigate", json!({ "url": program.address() }));
        browser.until(&tab, "document.querySelector('.page')?.dataset.hash !== undefined");
        browser.until(&tab, "document.getElementById('desk').dataset.proofread");
        let inside = "(() => {\
                        const [page, desk] = [document.querySelector('.page'), document.getElementById('desk')]\
                          .map((part) => part.getBoundingClientRect());\
                        return page.top >= desk.top && page.bottom <= desk.bottom && page.left >= desk.left && \
                          page.right <= desk.right && page.height > desk.height * 0.8;\
                      })()";
        browser.picture(&tab, &format!("first-{width}"));
        assert_eq!(browser.value(&tab, inside), json!(true), "{width}");
        let pressed =
            "[...document.querySelectorAll('#zooms [aria-pressed=true]')].map((part) => part.value)";
        assert_eq!(browser.value(&tab, pressed), json!(["page"]));
        // Nothing of the page scrolls but what is meant to.
        let still = "document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight";
        assert_eq!(browser.value(&tab, still), json!(true), "{width}");
    }
}

#[test]
fn the_zoom_that_is_told_is_the_zoom_that_is_seen() {
    let Some((program, mut browser, tab)) = begin("en-US", GOOD) else { return };
    // The issue has no findings, whose list would take room at some later moment.
    let agrees = "document.getElementById('scale').textContent === \
                  `${Math.round(document.querySelector('.page').getBoundingClientRect().width / (210 / 25.4 * 96) * 100)} %`";
    browser.press(&tab, "w");
    browser.until(&tab, agrees);
    let scale = "document.getElementById('scale').textContent";
    // The page that fills the width is higher than the window, whose scroll bar then takes a little of the width.
    let mut wide = json!(null);
    while wide != browser.value(&tab, scale) {
        wide = browser.value(&tab, scale);
        std::thread::sleep(std::time::Duration::from_millis(500));
    }
    // Something is wrong, which takes room from the pages, and then nothing is any more.
    program.save(&GOOD.replace("number = 12", "numbr = 12"));
    browser.until(&tab, "!document.getElementById('problems').hidden");
    browser.until(&tab, agrees);
    assert_ne!(browser.value(&tab, scale), wide);
    program.save(GOOD);
    browser.until(&tab, &format!("document.getElementById('problems').hidden && {scale} === {wide}"));
    assert_eq!(browser.value(&tab, agrees), json!(true));
    // The choice of a layout, and a second one, take room as well.
    browser.press(&tab, "l");
    browser.until(&tab, "document.querySelectorAll('#beside option').length > 5");
    browser.value(&tab, &choose("#beside", "bulletin-grid"));
    browser.until(&tab, &format!("{scale} !== {wide}"));
    browser.until(&tab, agrees);
}

#[test]
fn a_layout_beside_the_first_that_cannot_be_set_shows_no_pages_of_another() {
    let Some((program, mut browser, tab)) = begin("zh-CN", &seed()) else { return };
    let broken = "extends = \"bulletin\"\n[grid]\nlinse = 1\n";
    fs::write(program.folder.path().join("broken.toml"), broken).unwrap();
    browser.press(&tab, "l");
    browser.until(&tab, "document.querySelector('#beside [value=\"broken.toml\"]')");
    browser.value(&tab, &choose("#beside", "bulletin-grid"));
    browser.until(&tab, "document.querySelector('#second .page')?.dataset.hash");
    let counts = "document.getElementById('counts2').textContent";
    browser.until(&tab, &format!("{counts}.startsWith('bulletin-grid')"));
    browser.value(&tab, &choose("#beside", "broken.toml"));
    browser.until(&tab, &format!("{counts} === 'broken.toml：未能排出'"));
    browser.until(&tab, "document.getElementById('problems').innerText.includes('另一版式：')");
    assert_eq!(browser.value(&tab, "document.querySelectorAll('#second .page').length"), json!(0));
    browser.picture(&tab, "beside-broken");
    // The first layout is what it was, and its pages are never those of the second.
    assert_eq!(browser.value(&tab, "document.getElementById('outdated').textContent"), json!(""));
    let first = browser.value(&tab, "document.querySelector('#desk .page').dataset.hash");
    browser.value(&tab, &choose("#beside", "bulletin-grid"));
    browser.until(&tab, &format!("{counts}.startsWith('bulletin-grid')"));
    browser.value(&tab, &choose("#chooser [name=lines]", "1"));
    browser.until(&tab, "document.getElementById('outdated').textContent");
    assert_eq!(browser.value(&tab, "document.querySelector('#desk .page').dataset.hash"), first);
    assert!(
        browser
            .value(&tab, "document.getElementById('counts').textContent")
            .as_str()
            .unwrap()
            .starts_with("bulletin：")
    );
    // Made whole, it is set.
    fs::write(program.folder.path().join("broken.toml"), "extends = \"bulletin\"\n").unwrap();
    browser.value(&tab, &choose("#beside", "broken.toml"));
    browser.until(&tab, "document.querySelector('#second .page')?.dataset.hash");
    // Taken away while another is looked at, it leaves nothing of that one behind.
    browser.value(&tab, &choose("#beside", "bulletin-grid"));
    browser.until(&tab, &format!("{counts}.startsWith('bulletin-grid')"));
    let gone = "(() => { const part = document.querySelector('#beside'); \
                part.append(Object.assign(document.createElement('option'), { value: 'gone.toml' })); })()";
    browser.value(&tab, gone);
    browser.value(&tab, &choose("#beside", "gone.toml"));
    browser.until(&tab, &format!("{counts} === 'gone.toml：未能排出'"));
    assert_eq!(browser.value(&tab, "document.querySelectorAll('#second .page').length"), json!(0));
}

#[test]
fn what_a_proofreader_marks_is_shown_and_leads_to_its_place() {
    let text = GOOD.replace("第一段。", "会议定于2月30日召开,请按时参加。");
    let Some((program, mut browser, tab)) = begin("zh-CN", &text) else { return };
    let list = "document.getElementById('list').innerText";
    browser.until(&tab, &format!("{list}.includes('issue.toml:9:')"));
    let found = browser.value(&tab, list);
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_hongtou"))
        .args(["check", "--bundled-fonts", "--format", "json", "--lang", "zh"])
        .arg(&program.issue)
        .output()
        .unwrap();
    let checked: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let checked = checked.as_array().unwrap();
    assert!(checked.len() > 1, "{checked:?}");
    for problem in checked {
        let message = problem["message"].as_str().unwrap();
        assert!(found.as_str().unwrap().contains(message), "{message} in {found}");
    }
    assert_eq!(
        browser.value(&tab, "document.querySelectorAll('#list article').length"),
        json!(checked.len())
    );
    // The pages are good, and say so.
    assert_eq!(browser.value(&tab, "document.getElementById('outdated').textContent"), json!(""));
    browser.picture(&tab, "findings");
    browser.value(&tab, "document.querySelector('#list .place').click()");
    browser.until(&tab, "document.getElementById('spot').textContent.startsWith('第 9 行')");
    // Whoever would rather see pages folds them; the number stays.
    browser.value(&tab, "document.getElementById('findings').click()");
    let head = browser.value(&tab, "document.getElementById('problems').innerText");
    assert!(
        head.as_str().unwrap().contains("提示") && !head.as_str().unwrap().contains("issue.toml"),
        "{head}"
    );
    // Of two layouts beside each other it is one text: nothing is said twice.
    browser.press(&tab, "l");
    browser.until(&tab, "document.querySelectorAll('#beside option').length > 5");
    browser.value(&tab, &choose("#beside", "bulletin-grid"));
    browser.until(&tab, "document.querySelector('#second .page')?.dataset.hash");
    assert_eq!(
        browser.value(&tab, "document.querySelectorAll('#list article').length"),
        json!(checked.len())
    );
    program.save(GOOD);
    browser.until(&tab, "document.getElementById('problems').hidden");
}
