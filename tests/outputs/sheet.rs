//! Forms: tables over several pages, long cells within their columns, page numbers.

use hongtou::Options;
use hongtou::page::{Item, Page, Pages};
use hongtou::sheet::{Align, Column, Form, Pair, SHEET, SLIP, Sheet, Table};
use hongtou::units::Length;

fn form(name: &str) -> Form {
    let options = Options { bundled_fonts: true, ..Options::default() };
    Form::open(name, &options).expect("the form's layout and fonts are there")
}

fn set(sheet: &Sheet) -> Pages {
    let form = form(SHEET);
    hongtou::sheet::pages(sheet, &form.layout, &form.fonts).expect("a sheet").0
}

fn texts(page: &Page) -> Vec<&str> {
    let mut texts = Vec::new();
    for item in &page.items {
        if let Item::Text(run) = item {
            texts.push(run.text.as_str());
        }
    }
    texts
}

fn report(rows: usize) -> Sheet {
    let column = |heading: &str, share| Column::new(heading, share, Align::Left);
    let row = |index: usize| {
        let clause =
            "首条分隔线位于第一个要素之上，末条分隔线与最后一面的版心下边缘重合".repeat(1 + index % 3);
        [format!("imprint.rows[{index}]"), clause, "规定".into(), "0.35".into(), "0.35".into(), "符合".into()]
            .to_vec()
    };
    Sheet {
        title: "版面核对表".into(),
        subtitle: "广东脱贫攻坚工作动态　第12期".into(),
        pairs: vec![
            Pair::new("编印单位", "广东省扶贫开发办公室"),
            Pair::new("日期", "2021年3月29日"),
            Pair::wide("依据", "GB/T 9704-2012"),
        ],
        table: Some(Table {
            columns: vec![
                column("要素", 4),
                column("条文", 6),
                column("强度", 2),
                Column::new("规定值", 2, Align::Right),
                Column::new("实测值", 2, Align::Right),
                Column::new("结论", 2, Align::Centre),
            ],
            rows: (0..rows).map(row).collect(),
        }),
        notes: vec!["单位：毫米。".into()],
        signatures: vec!["制表：".into(), "复核：".into(), "签收：".into()],
    }
}

#[test]
fn every_page_of_a_table_has_its_head_and_its_number() {
    let pages = set(&report(60));
    let count = pages.pages.len();
    assert!(count >= 4, "{count} pages");
    for (index, page) in pages.pages.iter().enumerate() {
        let all = texts(page).concat();
        let heads = usize::from(all.contains("imprint.rows"));
        assert_eq!(all.matches("规定值").count(), heads, "page {}: {all}", index + 1);
        assert!(all.ends_with(&format!("第{}页　共{count}页", index + 1)), "{all}");
    }
    // Nothing is lost between two pages.
    let all: String = pages.pages.iter().flat_map(texts).collect();
    for row in 0..60 {
        assert!(all.contains(&format!("[{row}]")), "row {row}");
    }
    assert_eq!(all.matches("符合").count(), 60);
}

/// The columns of the table: their left and right edges.
fn columns() -> Vec<(Length, Length)> {
    let width = Length::mm(160);
    let shares = [4, 6, 2, 2, 2, 2];
    let mut edges = vec![Length::mm(25)];
    let mut before = 0;
    for share in shares {
        before += share;
        edges.push(Length::mm(25) + width.ratio(before, 18));
    }
    edges.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

#[test]
fn texts_stay_within_their_columns_and_pages() {
    let form = form(SHEET);
    let pages = set(&report(60));
    let columns = columns();
    for page in &pages.pages {
        let foot = page.type_area.y + page.type_area.height;
        for item in &page.items {
            let Item::Text(run) = item else { continue };
            if pages.elements[run.element.index()].name != "sheet.cell" {
                continue;
            }
            assert!(run.y < foot, "{} stands below the type area", run.text);
            let start = run.glyphs.first().unwrap().x;
            let end = run.glyphs.last().map(|glyph| glyph.x + form.advance(run, glyph.id)).unwrap();
            let is_clause = run.text.contains("分隔线");
            if is_clause {
                assert!(start >= columns[1].0 && end <= columns[1].1, "{}: {start:?}–{end:?}", run.text);
            }
        }
    }
}

trait Advance {
    fn advance(&self, run: &hongtou::page::GlyphRun, glyph: u16) -> Length;
}

impl Advance for Form {
    fn advance(&self, run: &hongtou::page::GlyphRun, glyph: u16) -> Length {
        let face = self.fonts.face(run.face);
        face.scale(face.advance(glyph), run.size)
    }
}

#[test]
fn a_row_higher_than_a_page_goes_on_the_next() {
    let mut sheet = report(1);
    let long = "事项".repeat(3000);
    sheet.table.as_mut().unwrap().rows[0][1].clone_from(&long);
    let pages = set(&sheet);
    let all: String = pages.pages.iter().flat_map(texts).collect();
    assert_eq!(all.matches("事").count(), 3000);
    assert!(pages.pages.len() > 3);
}

#[test]
fn each_slip_has_its_own_pages() {
    let sheet = |name: &str| Sheet { title: "领取单".into(), subtitle: name.into(), ..Sheet::default() };
    let sheets = [sheet("省扶贫办"), sheet("省委办公厅")];
    let (pages, warnings) = form(SLIP).set(&sheets, Default::default()).unwrap();
    assert!(warnings.is_empty());
    assert_eq!(pages.pages.len(), 2);
    assert!(pages.pages.iter().all(|page| texts(page).concat().contains("第1页")));
    assert!(pages.pages.iter().all(|page| page.width > page.height));
}

#[test]
fn a_character_that_no_face_has_is_an_error() {
    let form = form(SHEET);
    let sheet = Sheet { title: "题\u{10FFFD}".into(), ..Sheet::default() };
    assert!(hongtou::sheet::pages(&sheet, &form.layout, &form.fonts).is_err());
}

/// `SHEET_PICTURES=folder cargo test --test outputs sheet::pictures` draws the pages to look at.
#[test]
fn pictures_can_be_drawn() {
    let form = form(SHEET);
    let pages = set(&report(9));
    let folder = std::env::var_os("SHEET_PICTURES");
    for page in &pages.pages {
        let picture = hongtou::png::page(page, &form.fonts, 96).unwrap();
        if let Some(folder) = &folder {
            let name = format!("sheet-{}.png", page.number);
            std::fs::write(std::path::Path::new(folder).join(name), picture).unwrap();
        }
    }
}
