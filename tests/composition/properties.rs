//! What holds of every text in every layout.

use std::path::Path;
use std::sync::LazyLock;

use hongtou::document::RichText;
use hongtou::fonts::{FontBook, FontSearch};
use hongtou::issue::Issue;
use hongtou::layouts::{self, Align, CellUse, Edge, Layout, Prohibition, Squeeze, TextRules};
use hongtou::page::{Adjustment, AdjustmentKind, Ending, Glyph, GlyphRun};
use hongtou::typeset::class::{Class, class_of};
use hongtou::typeset::{Frame, Line, Typesetter};
use hongtou::units::Length;
use hongtou::{Job, diagnostic::Source, pdf};
use proptest::prelude::*;

use crate::support;

static LAYOUT: LazyLock<Layout> =
    LazyLock::new(|| layouts::load("bulletin", Path::new(""), &[]).expect("a bundled layout"));

fn fonts(layout: &Layout) -> FontBook {
    let search =
        FontSearch { folders: vec![support::FONTS.into()], bundled_only: true, ..FontSearch::default() };
    FontBook::open(&layout.roles, &search).expect("the bundled faces").0
}

static FONTS: LazyLock<FontBook> = LazyLock::new(|| fonts(&LAYOUT));

/// Characters that the bundled faces have, and those that need none.
fn covered() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[省第二扶贫协作工作组年月日期届名十百千万亿〇一]{1,8}",
        3 => "[，。、；：？！“”‘’（）《》〈〉【】〔〕]{1,3}",
        2 => "(——|……|――|⋯⋯|‥|⸺|—|―|…|·|～|／|％|￥|－|「|」|℃){1,2}",
        2 => "[0-9]{1,7}([.,:/-][0-9]{1,3})?%?",
        2 => "[A-Za-z]{1,12}",
        1 => "[!-~]{1,6}",
        1 => "( |  |\u{3000}|\t|\u{A0}|\u{2003}){1,2}",
        1 => "(₂|⁻³|²|☑|e\u{301}|o\u{300}|\u{301}|\u{200B}|\u{200D}|\u{2060}|\u{AD}|\u{FEFF}|𠮷|é|ü|①|→|々)",
        1 => "(第[0-9]{1,3}期|[0-9]{4}年|〔2021〕12号|don’t|don’t’s|fi|ffi|AV)",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn settings() -> impl Strategy<Value = (TextRules, Option<u32>)> {
    let edge = || prop_oneof![Just(Edge::Full), Just(Edge::Half), Just(Edge::Fit), Just(Edge::Hang)];
    let squeeze = proptest::sample::subsequence(
        vec![
            Squeeze::WordSpace,
            Squeeze::Interpunct,
            Squeeze::Bracket,
            Squeeze::Pause,
            Squeeze::Autospace,
            Squeeze::Stop,
        ],
        0..=6,
    );
    let prohibition = prop_oneof![
        Just(Prohibition::None),
        Just(Prohibition::Basic),
        Just(Prohibition::Gb),
        Just(Prohibition::Strict)
    ];
    let cells = prop_oneof![4 => Just(None), 1 => (2..60_u32).prop_map(Some)];
    (edge(), edge(), squeeze, prohibition, any::<bool>(), 0..500_000_i64, cells).prop_map(
        |(start, end, squeeze, prohibition, pairs, autospace, cells)| {
            let mut text = LAYOUT.text.clone();
            text.line_start_opening = start;
            text.line_end_mark = end;
            text.line_squeeze = squeeze;
            text.prohibition = prohibition;
            text.pair_squeeze = pairs;
            text.autospace = autospace;
            text.autospace_squeeze = autospace / 2;
            text.character_squeeze = if pairs { 30_000 } else { 0 };
            text.autospace_stretch = text.autospace_stretch.max(autospace);
            (text, cells)
        },
    )
}

fn frame(layout: &Layout, tenths: i64, indent: i64) -> Frame {
    let em = layout.style_of(layout.style("body").unwrap()).size;
    Frame {
        width: em.ratio(tenths, 10),
        first_line: em * indent,
        other_lines: Length::ZERO,
        right: Length::ZERO,
        align: Align::Justify,
        cells: if tenths % 2 == 0 { CellUse::Even } else { CellUse::Strict },
        by_sense: false,
        most_lines: 1,
    }
}

/// A text that was set.
struct Set {
    lines: Vec<Line>,
    /// Whether every character had a glyph.
    complete: bool,
    warnings: usize,
}

fn set(layout: &Layout, text: &str, frame: Frame) -> Set {
    let mut setter = Typesetter::new(layout, &FONTS).unwrap();
    let mut rich = RichText::default();
    rich.push_literal(text, layout.style("body").unwrap());
    let lines = setter.paragraph(&rich, frame);
    let (errors, warnings) = setter.finish(&Source::new("test", text));
    Set { lines, complete: errors.is_empty(), warnings: warnings.len() }
}

fn is_visible(character: &char) -> bool {
    !matches!(class_of(*character), Class::Invisible | Class::Space)
        && !matches!(character, '\u{3000}' | '\u{200C}' | '\u{200D}')
}

fn visible(text: &str) -> String {
    text.chars().filter(is_visible).collect()
}

/// Whether a line has nothing that could be opened or squeezed.
fn is_one_unit(line: &Line) -> bool {
    let text = |run: &GlyphRun, glyph: &Glyph| {
        run.text[glyph.text_start as usize..glyph.text_end as usize].to_owned()
    };
    let glyphs = line.runs.iter().flat_map(|run| own_glyphs(run).map(move |glyph| text(run, glyph)));
    glyphs.filter(|text| !visible(text).is_empty()).count() <= 1
}

proptest! {
    #[test]
    fn lines_hold_their_promises(
        text in covered(), (rules, cells) in settings(), tenths in 20..600_i64, indent in 0..2_i64,
    ) {
        let layout = Layout { text: rules, cells, ..LAYOUT.clone() };
        let frame = frame(&layout, tenths, indent);
        let Set { lines, complete, warnings } = set(&layout, &text, frame);
        let joined: String = lines.iter().map(|line| line.report.text.as_str()).collect();
        prop_assert_eq!(&joined, &text);
        let shown: String = lines.iter().flat_map(|line| &line.runs).map(|run| run.text.as_str()).collect();
        if complete {
            prop_assert_eq!(visible(&shown), visible(&text));
            no_glyph_is_notdef(&lines)?;
        }
        let last = lines.len().saturating_sub(1);
        for (index, line) in lines.iter().enumerate() {
            prop_assert!(!line.report.text.is_empty());
            prop_assert_eq!(line.report.ending == Ending::Last, index == last);
            edges_are_allowed(&layout, &lines, index)?;
            width_is_the_measure(&layout, line)?;
            if layout.cells.is_none() {
                glue_keeps_its_limits(&layout, line)?;
            }
            cells_tile_the_line(line)?;
        }
        prop_assert_eq!(lines.iter().filter(|line| is_unlawful(line)).count(), warnings);
        let again = set(&layout, &text, frame).lines;
        prop_assert_eq!(format!("{lines:?}"), format!("{again:?}"));
    }

    #[test]
    fn any_characters_at_all_are_set_or_named(text in any::<String>(), tenths in 20..600_i64) {
        let Set { lines, complete, .. } = set(&LAYOUT, &text, frame(&LAYOUT, tenths, 0));
        let joined: String = lines.iter().map(|line| line.report.text.as_str()).collect();
        prop_assert_eq!(joined, text);
        if complete {
            no_glyph_is_notdef(&lines)?;
        }
    }
}

/// Glyph 0 is a box on paper, and not allowed in PDF/A (ISO 19005-2, 6.2.11.8).
fn no_glyph_is_notdef(lines: &[Line]) -> Result<(), TestCaseError> {
    let runs = || lines.iter().flat_map(|line| &line.runs);
    for glyph in runs().flat_map(|run| &run.glyphs) {
        prop_assert!(glyph.id != 0, "glyph 0 in {:?}", runs().map(|run| &run.text).collect::<Vec<_>>());
    }
    Ok(())
}

/// Whether a line ends where no rule allows it; then a warning says so.
fn is_unlawful(line: &Line) -> bool {
    matches!(line.report.ending, Ending::Forced | Ending::Relief)
}

/// What begins no line at the level `basic`.
const NOT_AT_START: [Class; 8] = [
    Class::Closing,
    Class::Pause,
    Class::Stop,
    Class::Exclamation,
    Class::Connector,
    Class::Interpunct,
    Class::Solidus,
    Class::Suffix,
];

fn edges_are_allowed(layout: &Layout, lines: &[Line], index: usize) -> Result<(), TestCaseError> {
    let level = layout.text.prohibition;
    let Some(next) = lines.get(index + 1) else { return Ok(()) };
    if level == Prohibition::None || is_unlawful(&lines[index]) {
        return Ok(());
    }
    let both = format!("{:?} | {:?}", lines[index].report.text, next.report.text);
    let last = lines[index].report.text.chars().next_back().map(class_of);
    prop_assert!(!matches!(last, Some(Class::Opening | Class::Prefix)), "{both}");
    let first = next.report.text.chars().next().map(class_of);
    // A dash of two em is another matter than a lone one, a connector.
    let is_dash = next.report.text.chars().take_while(|c| matches!(c, '—' | '―')).count() >= 2;
    prop_assert!(is_dash || first.is_none_or(|first| !NOT_AT_START.contains(&first)), "{both}");
    // An ellipsis of four em stands alone at every level, whatever is before it.
    let is_ellipsis = lines[index].report.ending == Ending::Ellipsis;
    prop_assert!(level < Prohibition::Gb || is_ellipsis || last != Some(Class::Solidus), "{both}");
    prop_assert!(level < Prohibition::Strict || is_ellipsis || !is_dash, "{both}");
    prop_assert!(level < Prohibition::Strict || is_ellipsis || first != Some(Class::Ellipsis), "{both}");
    Ok(())
}

/// What a space gives or takes in one place, in em, is within its limit (CLREQ 3.4.3).
fn glue_keeps_its_limits(layout: &Layout, line: &Line) -> Result<(), TestCaseError> {
    let rules = &layout.text;
    let em = line.runs.first().map_or(Length::ZERO, |run| run.size);
    // Without the pair squeeze a gap may have the blanks of two brackets.
    let half = if rules.pair_squeeze { 500_000 } else { 1_000_000 };
    for Adjustment { kind, amount, places } in &line.report.adjustments {
        let is_stretch = *amount > Length::ZERO;
        let limit = match (kind, is_stretch) {
            (AdjustmentKind::InterCharacter, true) => continue,
            (AdjustmentKind::InterCharacter, false) => rules.character_squeeze,
            // As much again where it keeps gaps between characters within their limit.
            (AdjustmentKind::Autospace, true) => 2 * (rules.autospace_stretch - rules.autospace),
            (AdjustmentKind::Autospace, false) => rules.autospace - rules.autospace_squeeze,
            (AdjustmentKind::WordSpace, true) => rules.word_space_stretch,
            // The widest space of the texts is an em.
            (AdjustmentKind::WordSpace, false) => 1_000_000 - rules.word_space_squeeze,
            (AdjustmentKind::LineEndMark, false) => 500_000,
            (
                AdjustmentKind::Bracket
                | AdjustmentKind::Pause
                | AdjustmentKind::Stop
                | AdjustmentKind::Interpunct,
                false,
            ) => half,
            (_, _) => 0,
        };
        let most = em.ratio(limit, 1_000_000) * i64::from(*places) + SLACK;
        prop_assert!(amount.abs() <= most, "{kind:?} {amount:?} of {most:?} in {:?}", line.report);
    }
    Ok(())
}

/// A hundredth of a point.
const SLACK: Length = Length::from_emu(127);

fn width_is_the_measure(layout: &Layout, line: &Line) -> Result<(), TestCaseError> {
    let over = line.width - line.report.measure;
    let hangs = layout.text.line_end_mark == Edge::Hang;
    let em = line.runs.last().map_or(Length::ZERO, |run| run.size);
    let cell = layout.cells.map(|cells| layout.page.type_width().ratio(1, i64::from(cells)));
    // In the grid what hangs takes whole cells.
    let hanging = cell.map_or(em, |cell| em + cell);
    let most = if hangs { hanging } else { Length::ZERO } + SLACK;
    let text = &line.report.text;
    prop_assert!(over <= most || is_one_unit(line), "{text:?} is over by {over:?}");
    if !matches!(line.report.ending, Ending::Last | Ending::Ellipsis) && !is_one_unit(line) {
        prop_assert!(over >= -SLACK, "{text:?} is short by {over:?}, {:?}", line.report);
    }
    Ok(())
}

/// The spaces given to characters follow each other, none of them less than nothing.
fn cells_tile_the_line(line: &Line) -> Result<(), TestCaseError> {
    let mut end: Option<Length> = None;
    for glyph in line.runs.iter().flat_map(own_glyphs) {
        prop_assert!(glyph.advance >= Length::ZERO, "{:?}", line.report.text);
        if let Some(end) = end {
            prop_assert!(glyph.cell >= end, "{:?} overlaps by {:?}", line.report.text, end - glyph.cell);
        }
        end = Some(glyph.cell + glyph.advance);
    }
    if let Some(end) = end {
        prop_assert!(end <= line.x + line.width, "{:?}", line.report.text);
    }
    Ok(())
}

fn own_glyphs(run: &GlyphRun) -> impl Iterator<Item = &Glyph> {
    run.glyphs.iter().filter(|glyph| glyph.text_start < glyph.text_end)
}

/// A value of TOML, good or bad.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("12".to_owned()),
        Just("-1".to_owned()),
        Just("1e308".to_owned()),
        Just("nan".to_owned()),
        Just("true".to_owned()),
        Just("[]".to_owned()),
        Just("{}".to_owned()),
        Just("[{}, 1]".to_owned()),
        Just("2021-03-29".to_owned()),
        Just("'first-fit'".to_owned()),
        Just("'省**'".to_owned()),
        Just("'body'".to_owned()),
        Just("'{page}'".to_owned()),
        "'-?[0-9]{1,12}(mm|cm|pt|em|line|行|字)'",
        "'(三号|初号|justify|spread|full|hang|red|kai)'",
    ]
}

const ISSUE_KEYS: [&str; 12] = [
    "layout",
    "masthead.title",
    "masthead.number",
    "masthead.date",
    "masthead.issuer",
    "article",
    "distribution",
    "distribution.copies",
    "distribution.allotment",
    "colophon.editor",
    "masthead",
    "x",
];

const LAYOUT_KEYS: [&str; 39] = [
    "page",
    "page.width",
    "page.height",
    "page.head",
    "page.mirror",
    "grid.lines",
    "grid.cells",
    "text.prohibition",
    "text.autospace",
    "text.line_end_mark",
    "text.line_squeeze",
    "text.language",
    "colours.red",
    "colours.black.cmyk",
    "roles.song",
    "roles.kai",
    "styles.body.size",
    "styles.body.like",
    "styles.body.align",
    "styles.name.size",
    "styles.name.min_size",
    "styles.title.space_before",
    "styles.note.left_indent",
    "styles.body",
    "masthead.lines",
    "masthead.rows",
    "masthead.order",
    "masthead.rows.name.at",
    "masthead.rows.rule.below",
    "masthead.rows.number.gap",
    "article.order",
    "article.rows.title.gap",
    "closing.rows.end.signature",
    "imprint",
    "imprint.fill",
    "contents.leader",
    "article.rows.source",
    "page_number.top",
    "measures.a3-head.is",
];

fn table(keys: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::collection::vec((proptest::sample::select(keys), value()), 0..6)
        .prop_map(|pairs| pairs.iter().map(|(key, value)| format!("{key} = {value}\n")).collect())
}

/// The whole line in memory.
fn render(
    issue: Issue,
    layout: Layout,
    fonts: FontBook,
) -> Result<Vec<u8>, Vec<hongtou::diagnostic::Diagnostic>> {
    let (layout, fonts) = (layout.into(), fonts.into());
    let job = Job { issue, layout, fonts, warnings: Vec::new(), fill: None };
    let (pages, _) = hongtou::typeset(&job)?;
    pdf::write(&pages, &job.fonts)
}

fn issue(body: &str) -> String {
    let body = toml::Value::String(body.to_owned());
    format!(
        "[masthead]\ntitle = \"工作动态\"\nnumber = 12\nissuer = \"办公室\"\ndate = 2021-03-29\n\
         [[article]]\ntitle = \"题目\"\nbody = {body}\n"
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_table_is_an_issue_or_has_problems(text in table(&ISSUE_KEYS)) {
        if let Err(problems) = Issue::parse(&Source::new("issue.toml", text)) {
            prop_assert!(!problems.is_empty() && problems.iter().all(|problem| problem.place.is_some()));
        }
    }

    #[test]
    fn any_layout_is_set_or_has_problems(text in table(&LAYOUT_KEYS)) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("own.toml"), format!("extends = \"bulletin\"\n{text}")).unwrap();
        match layouts::load("own.toml", folder.path(), &[]) {
            Err(problems) => {
                prop_assert!(!problems.is_empty() && problems.iter().all(|problem| problem.place.is_some()));
            }
            Ok(layout) => {
                let text = issue("一、标题\n\n第1段，**导语**。word");
                let issue = Issue::parse(&Source::new("issue.toml", text)).unwrap();
                let fonts = fonts(&layout);
                if let Err(problems) = render(issue, layout, fonts) {
                    prop_assert!(!problems.is_empty());
                }
            }
        }
    }

    #[test]
    fn any_body_becomes_a_pdf_or_has_problems(
        text in prop_oneof![covered(), any::<String>(), "[一二、（）()0-9.省。！？”\n\\*\\\\ a]{0,60}"],
    ) {
        let Ok(issue) = Issue::parse(&Source::new("issue.toml", issue(&text))) else { return Ok(()) };
        match render(issue, LAYOUT.clone(), fonts(&LAYOUT)) {
            Ok(pdf) => prop_assert!(pdf.starts_with(b"%PDF-")),
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }
}
