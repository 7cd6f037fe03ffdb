//! Impositions, proved by folding and cutting the sheets back into copies.

use std::path::Path;

use hongtou::diagnostic::Source;
use hongtou::fonts::FontBook;
use hongtou::issue::Issue;
use hongtou::layouts::{self, PageSpec};
use hongtou::page::{Area, Item, Page};
use hongtou::press::Order;
use hongtou::press::imposition::{Plan, Scheme, Size, Slot, Turn, plan};
use hongtou::units::Length;
use hongtou::{Job, Options, font_search};
use proptest::prelude::*;

const SCHEMES: [Scheme; 4] = [Scheme::Saddle, Scheme::CutStack, Scheme::DuplexLong, Scheme::DuplexShort];

fn a4() -> Size {
    Size { width: Length::mm(210), height: Length::mm(297) }
}

/// A slot of a back as it lies behind the front: the sheet is held up to the light.
fn through(slot: &Slot, plan: &Plan, page: Size, turn: Turn) -> Slot {
    match turn {
        Turn::Upright => Slot { x: plan.sheet.width - slot.x - page.width, ..*slot },
        Turn::Level => {
            Slot { y: plan.sheet.height - slot.y - page.height, upside_down: !slot.upside_down, ..*slot }
        }
    }
}

/// A leaf of a copy: what stands on its two sides, in reading order.
type Leaf = [Slot; 2];

/// The slot of a side whose page lies mostly in a half of the sheet.
fn in_half(side: &[Slot], plan: &Plan, page: Size, right: bool) -> Slot {
    let is_right = |slot: &&Slot| (slot.x + page.width / 2 > plan.sheet.width / 2) == right;
    let mut found = side.iter().filter(is_right);
    let slot = *found.next().expect("a page in each half");
    assert!(found.next().is_none(), "two pages in one half");
    slot
}

/// Folds or cuts the printed sheets into copies, each a list of leaves.
fn finish(scheme: Scheme, plan: &Plan, page: Size) -> Vec<Vec<Leaf>> {
    let turn = scheme.turn();
    let seen: Vec<(Vec<Slot>, Vec<Slot>)> = plan
        .sheets
        .iter()
        .map(|sheet| {
            let back = sheet.back.iter().map(|slot| through(slot, plan, page, turn)).collect();
            (sheet.front.clone(), back)
        })
        .collect();
    let half = |side: &[Slot], right| in_half(side, plan, page, right);
    match scheme {
        Scheme::Saddle => {
            // Each sheet is folded with its front outside and laid into the one before it.
            let first_half = seen.iter().map(|(front, back)| [half(front, true), half(back, true)]);
            let second_half = seen.iter().rev().map(|(front, back)| [half(back, false), half(front, false)]);
            vec![first_half.chain(second_half).collect()]
        }
        Scheme::CutStack => [false, true]
            .map(|right| seen.iter().map(|(front, back)| [half(front, right), half(back, right)]).collect())
            .to_vec(),
        Scheme::DuplexLong | Scheme::DuplexShort => {
            vec![seen.iter().map(|(front, back)| [front[0], back[0]]).collect()]
        }
    }
}

/// The pages of a copy in reading order, blanks left in.
fn reading(leaves: &[Leaf]) -> Vec<Option<usize>> {
    leaves.iter().flatten().map(|slot| slot.page).collect()
}

fn reads_in_order(scheme: Scheme, count: usize) {
    let plan = plan(scheme, count, a4(), Length::ZERO);
    let copies = finish(scheme, &plan, a4());
    assert_eq!(copies.len(), scheme.copies_on_a_sheet() as usize);
    for (number, copy) in copies.iter().enumerate() {
        assert!(copy.iter().flatten().all(|slot| !slot.upside_down), "{scheme:?} {count}: heads together");
        assert!(
            copy.iter().flatten().all(|slot| slot.copy as usize == number),
            "{scheme:?}: one copy a pile"
        );
        let mut expected: Vec<Option<usize>> = (0..count).map(Some).collect();
        if scheme == Scheme::Saddle {
            // Blanks stand before the last page.
            let blanks = count.next_multiple_of(4) - count;
            let last = expected.pop().expect("a page");
            expected.extend(std::iter::repeat_n(None, blanks));
            expected.push(last);
        } else if !count.is_multiple_of(2) {
            expected.push(None);
        }
        assert_eq!(reading(copy), expected, "{scheme:?} {count}");
    }
}

#[test]
fn copies_read_in_order_for_1_to_40_pages() {
    for scheme in SCHEMES {
        for count in 1..=40 {
            reads_in_order(scheme, count);
        }
    }
}

fn bulletin_page() -> PageSpec {
    layouts::load("bulletin", Path::new(""), &[]).expect("the bundled layout").page
}

/// Where the type area of a page lies on the sheet.
fn type_area(slot: &Slot, spec: &PageSpec, number: u32) -> Area {
    let (mut x, mut y) = (spec.type_left(number), spec.head);
    if slot.upside_down {
        (x, y) = (spec.width - x - spec.type_width(), spec.height - y - spec.type_height());
    }
    Area { x: slot.x + x, y: slot.y + y, width: spec.type_width(), height: spec.type_height() }
}

fn backs_lie_behind_fronts(scheme: Scheme, count: usize, creep: Length) {
    let spec = bulletin_page();
    let plan = plan(scheme, count, a4(), creep);
    let tolerance = Length::mm(1) / 100;
    for copy in finish(scheme, &plan, a4()) {
        for (index, [recto, verso]) in copy.iter().enumerate() {
            // A page's number is its place in the copy: odd ones are right-hand pages.
            let number = 2 * index as u32 + 1;
            let front = type_area(recto, &spec, number);
            let back = mirrored_back(verso, &spec, number + 1);
            assert!((front.x - back.x).abs() <= tolerance, "{scheme:?} {count}: {front:?} {back:?}");
            assert!((front.y - back.y).abs() <= tolerance, "{scheme:?} {count}: {front:?} {back:?}");
        }
    }
}

/// The type area of a verso through the paper: within its page, left and right are exchanged.
fn mirrored_back(slot: &Slot, spec: &PageSpec, number: u32) -> Area {
    let area = type_area(slot, spec, number);
    let within = area.x - slot.x;
    Area { x: slot.x + spec.width - within - area.width, ..area }
}

#[test]
fn every_type_area_lies_behind_its_back_within_a_hundredth_of_a_millimetre() {
    for scheme in SCHEMES {
        for count in 1..=40 {
            backs_lie_behind_fronts(scheme, count, Length::ZERO);
            backs_lie_behind_fronts(scheme, count, Length::mm(1) / 5);
        }
    }
}

#[test]
fn creep_moves_inner_pages_toward_the_fold_and_outer_ones_not_at_all() {
    let creep = Length::mm(1) / 5;
    let plan = plan(Scheme::Saddle, 12, a4(), creep);
    for (index, sheet) in plan.sheets.iter().enumerate() {
        for side in [&sheet.front, &sheet.back] {
            assert_eq!(side[0].x, creep * index as i64);
            assert_eq!(side[1].x, Length::mm(210) - creep * index as i64);
        }
    }
}

proptest! {
    #[test]
    fn any_count_of_pages_reads_in_order(count in 1usize..600, scheme in 0usize..4) {
        reads_in_order(SCHEMES[scheme], count);
    }

    #[test]
    fn any_page_lies_behind_its_back(count in 1usize..200, scheme in 0usize..4, creep in 0i64..20_000) {
        backs_lie_behind_fronts(SCHEMES[scheme], count, Length::from_emu(creep));
    }
}

/// A bulletin that comes to about as many pages.
fn bulletin(paragraphs: usize, imprint: bool) -> String {
    let body = "会议指出，要坚持问题导向，抓好落实，确保各项工作按时完成。".repeat(7);
    let body = vec![body; paragraphs.max(1)].join("\n\n");
    let imprint = if imprint { "[distribution]\nreport = \"某某同志。\"\ncopies = 720\n" } else { "" };
    format!(
        "[masthead]\ntitle = \"工作动态\"\nnumber = 1\nissuer = \"办公室\"\ndate = 2026-01-05\n\
         [[article]]\ntitle = \"题目\"\nbody = \"\"\"\n{body}\n\"\"\"\n{imprint}"
    )
}

struct Setter {
    job: Job,
}

impl Setter {
    fn new() -> Setter {
        let options = Options { bundled_fonts: true, ..Options::default() };
        let layout = layouts::load("bulletin", Path::new(""), &[]).expect("the layout");
        let (fonts, warnings) =
            FontBook::open(&layout.roles, &font_search(&options, &layout)).expect("fonts");
        let issue = Issue::parse(&Source::new("a.toml", bulletin(1, true))).expect("an issue");
        Setter { job: Job { issue, layout: layout.into(), fonts: fonts.into(), warnings, fill: None } }
    }

    fn set(&mut self, text: String, fill: Option<u32>) -> Vec<Page> {
        self.job.issue = Issue::parse(&Source::new("a.toml", text)).expect("an issue");
        self.job.fill = fill;
        hongtou::typeset(&self.job).expect("pages").0.pages
    }
}

fn is_blank(page: &Page) -> bool {
    page.items.is_empty()
}

fn printed_number(page: &Page) -> Option<String> {
    let foot = page.type_area.y + page.type_area.height;
    let below = page.items.iter().filter_map(|item| match item {
        Item::Text(run) if run.y > foot => Some(run.text.as_str()),
        _ => None,
    });
    let text: String = below.collect();
    (!text.is_empty()).then(|| text.trim_matches(['—', ' ']).to_owned())
}

fn has_imprint(page: &Page) -> bool {
    page.items.iter().any(|item| matches!(item, Item::Text(run) if run.text.contains("报：")))
}

#[test]
fn blanks_stand_before_the_imprint_and_page_numbers_follow() {
    let mut setter = Setter::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut moved = 0;
    for paragraphs in (1..=118).step_by(2) {
        let plain = setter.set(bulletin(paragraphs, true), None);
        let filled = setter.set(bulletin(paragraphs, true), Some(4));
        seen.insert(plain.len());
        let count = filled.len();
        assert!(count.is_multiple_of(4), "{count}");
        assert!(count < plain.len() + 4, "{} pages became {count}", plain.len());
        assert!(has_imprint(&filled[count - 1]));
        let text = filled.iter().take_while(|page| !is_blank(page) && !has_imprint(page)).count();
        let blanks = filled.iter().filter(|page| is_blank(page)).count();
        assert!(filled[text..].iter().take(blanks).all(is_blank), "the blanks follow the text");
        // The imprint is on the last page, whether or not text is there too.
        assert_eq!(text + blanks + 1, count);
        for (index, page) in filled.iter().enumerate() {
            assert_eq!(page.number as usize, index + 1);
            let numbered = index < text || (blanks == 0 && index + 1 == count);
            let expected = numbered.then(|| (index + 1).to_string());
            assert_eq!(printed_number(page), expected, "page {} of {count}, {blanks} blanks", index + 1);
        }
        // What stands on the pages of text is not moved.
        for (plain, filled) in plain.iter().zip(&filled).take(text.saturating_sub(1)) {
            assert_eq!(plain.items.len(), filled.items.len());
        }
        moved += usize::from(blanks > 0);
    }
    assert!((1..=40).all(|count| seen.contains(&count)), "{seen:?}");
    assert!(moved > 20);
}

#[test]
fn without_an_imprint_the_blanks_stand_at_the_end() {
    let mut setter = Setter::new();
    setter.job.issue = Issue::parse(&Source::new("a.toml", bulletin(1, false))).expect("an issue");
    let order = Order { copies: Some(1), scheme: Some(Scheme::Saddle), ..Order::default() };
    let (press, _) = hongtou::press::prepare(&mut setter.job, &order).expect("a job");
    let pages = press.pages.pages;
    assert_eq!(pages.len(), 4);
    assert!(pages[1..].iter().all(is_blank));
    assert_eq!(printed_number(&pages[0]).as_deref(), Some("1"));
}
