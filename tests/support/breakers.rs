//! First-fit against optimal breaking, on the bodies of the examples and on ten paragraphs: the figures of
//! `docs/breakers.md`.

use std::fmt::Write;
use std::path::Path;

use hongtou::document::{self, RichText};
use hongtou::fonts::{FontBook, FontSearch};
use hongtou::issue::Issue;
use hongtou::layouts::{self, Breaker, Layout};
use hongtou::page::{AdjustmentKind, Ending, LineReport, Part};
use hongtou::typeset::class::class_of;
use hongtou::typeset::{Frame, Typesetter};

/// The folder of the program.
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

const EXAMPLES: [&str; 4] = ["issue-245", "three-articles", "one-page", "every-mark"];

/// Measures in hundredths of an em.
const MEASURES: [i64; 4] = [2000, 2764, 2800, 4000];

const BREAKERS: [Breaker; 2] = [Breaker::FirstFit, Breaker::Optimal];

/// The layout `bulletin-even` with a breaker.
pub fn layout(breaker: Breaker) -> Layout {
    let mut layout = layouts::load("bulletin-even", Path::new(""), &[]).expect("a bundled layout");
    layout.text.breaker = breaker;
    layout
}

/// The bundled faces of a layout.
pub fn fonts(layout: &Layout) -> FontBook {
    let folders = vec![Path::new(ROOT).join("fonts")];
    let search = FontSearch { folders, bundled_only: true, ..FontSearch::default() };
    FontBook::open(&layout.roles, &search).expect("the bundled faces").0
}

/// The ten paragraphs.
pub fn ten_paragraphs() -> Vec<String> {
    let path = Path::new(ROOT).join("tests/data/paragraphs.txt");
    let text = std::fs::read_to_string(path).expect("the ten paragraphs");
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// A text in the style of running text.
pub fn body(text: &str, layout: &Layout) -> RichText {
    let mut rich = RichText::default();
    rich.push_literal(text, layout.style("body").expect("a style for running text"));
    rich
}

/// Paragraphs under one name.
struct Sample {
    name: String,
    paragraphs: Vec<RichText>,
}

fn samples(layout: &Layout) -> Vec<Sample> {
    let examples = EXAMPLES.iter().map(|name| {
        let path = Path::new(ROOT).join(format!("examples/{name}.toml"));
        let issue = Issue::read(&path).expect("a sound example");
        let (document, _) = document::build(&issue, layout).expect("a sound example");
        let body = ["body", "level-1", "level-2", "level-3", "level-4"].map(|name| layout.style(name));
        let is_body = |part| matches!(part, Part::Paragraph | Part::Heading(_));
        let paragraphs =
            document.blocks.into_iter().filter(|b| body.contains(&Some(b.style)) && is_body(b.part));
        Sample {
            name: (*name).to_owned(),
            paragraphs: paragraphs.filter_map(|block| block.text().cloned()).collect(),
        }
    });
    let paragraphs = ten_paragraphs().into_iter().enumerate().map(|(index, text)| Sample {
        name: format!("paragraph {} ({} characters)", index + 1, text.chars().count()),
        paragraphs: vec![body(&text, layout)],
    });
    examples.chain(paragraphs).collect()
}

/// What the lines of some paragraphs look like.
#[derive(Default)]
struct Figures {
    lines: usize,
    /// By how much each gap of a line opens, line by line, last lines left out; in em.
    stretches: Vec<f64>,
    /// By how much each character of a line is further apart or nearer, in em; last lines left out.
    changes: Vec<f64>,
    /// How much is squeezed out of all lines, in em.
    squeeze: f64,
    squeezed: usize,
    carried: usize,
    lone: usize,
    forced: usize,
}

impl Figures {
    fn add(&mut self, lines: &[LineReport], em: f64) {
        self.lines += lines.len();
        for line in lines {
            let amounts = line.adjustments.iter().filter(|a| a.kind != AdjustmentKind::LineEndMark);
            let change = amounts.map(|a| a.amount.to_pt() / em).sum::<f64>();
            self.squeeze -= change.min(0.0);
            let squeezed =
                line.adjustments.iter().any(|a| a.amount.emu() < 0 && a.kind != AdjustmentKind::LineEndMark);
            self.squeezed += usize::from(squeezed);
            self.carried += usize::from(line.ending == Ending::Prohibited && !squeezed);
            self.forced += usize::from(line.ending == Ending::Forced);
            if line.ending == Ending::Last {
                let characters = line.text.chars().filter(|&c| class_of(c).is_character()).count();
                self.lone += usize::from(lines.len() > 1 && characters < 2);
            } else {
                let opened = line.adjustments.iter().find(|a| a.kind == AdjustmentKind::InterCharacter);
                let each = opened.map_or(0.0, |a| a.amount.to_pt() / f64::from(a.places.max(1)) / em);
                self.stretches.push(each.max(0.0));
                self.changes.push(change / line.text.chars().count().max(1) as f64);
            }
        }
    }

    fn join(&mut self, other: &Figures) {
        self.lines += other.lines;
        self.stretches.extend(&other.stretches);
        self.changes.extend(&other.changes);
        self.squeeze += other.squeeze;
        self.squeezed += other.squeezed;
        self.carried += other.carried;
        self.lone += other.lone;
        self.forced += other.forced;
    }

    fn worst(&self) -> f64 {
        self.stretches.iter().copied().fold(0.0, f64::max)
    }

    fn row(&self, out: &mut String, name: &str, measure: i64, breaker: Breaker) {
        let breaker = match breaker {
            Breaker::FirstFit => "first-fit",
            Breaker::Optimal => "optimal",
        };
        writeln!(
            out,
            "| {name} | {} | {breaker} | {} | {:.3} | {:.4} | {:.4} | {:.4} | {} | {:.2} | {} | {} | {} |",
            measure as f64 / 100.0,
            self.lines,
            self.worst(),
            mean(&self.stretches),
            deviation(&self.stretches),
            deviation(&self.changes),
            self.squeezed,
            self.squeeze / self.squeezed.max(1) as f64,
            self.carried,
            self.lone,
            self.forced
        )
        .expect("a string takes all");
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// The standard deviation.
fn deviation(values: &[f64]) -> f64 {
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (squares / values.len().max(1) as f64).sqrt()
}

const COLUMNS: &str = "\
| Text | Measure | Breaker | Lines | Worst | Mean | Deviation | Grey | Compressed | By | Carried | Lone | Forced |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
";

fn figures(sample: &Sample, measure: i64, layout: &Layout, fonts: &FontBook) -> Figures {
    let mut setter = Typesetter::new(layout, fonts).expect("the roles of the layout");
    let mut figures = Figures::default();
    for text in &sample.paragraphs {
        let style = layout.style_of(text.spans()[0].style);
        let frame = Frame::of(style, style.size.ratio(measure, 100));
        let lines: Vec<LineReport> =
            setter.paragraph(text, frame).into_iter().map(|line| line.report).collect();
        figures.add(&lines, style.size.to_pt());
    }
    figures
}

/// Both breakers at one measure.
struct Pair {
    measure: i64,
    figures: [Figures; 2],
}

fn pairs(sample: &Sample, layouts: &[Layout; 2], fonts: &FontBook) -> Vec<Pair> {
    let pair = |&measure: &i64| Pair {
        measure,
        figures: [0, 1].map(|index| figures(sample, measure, &layouts[index], fonts)),
    };
    MEASURES.iter().map(pair).collect()
}

/// The document.
pub fn document() -> String {
    let layouts = BREAKERS.map(layout);
    let fonts = fonts(&layouts[0]);
    let mut totals: Vec<Pair> =
        MEASURES.iter().map(|&measure| Pair { measure, figures: Default::default() }).collect();
    let mut rows = String::new();
    let mut balance = Balance::default();
    for sample in samples(&layouts[0]) {
        for (total, pair) in totals.iter_mut().zip(pairs(&sample, &layouts, &fonts)) {
            for (index, breaker) in BREAKERS.into_iter().enumerate() {
                pair.figures[index].row(&mut rows, &sample.name, pair.measure, breaker);
                total.figures[index].join(&pair.figures[index]);
            }
            balance.add(&pair.figures);
        }
    }
    let mut all = String::new();
    for total in &totals {
        for (index, breaker) in BREAKERS.into_iter().enumerate() {
            total.figures[index].row(&mut all, "all", total.measure, breaker);
        }
    }
    format!(
        "{HEAD}\n### All texts together\n\n{COLUMNS}{all}\n{}\n{SAYS}\n### Text by text\n\n{COLUMNS}{rows}",
        balance.says()
    )
}

/// How often which breaker is the better one.
#[derive(Default)]
struct Balance {
    pairs: usize,
    worst: [usize; 2],
    deviation: [usize; 2],
    grey: [usize; 2],
    more_lines: usize,
    fewer_lines: usize,
}

impl Balance {
    fn add(&mut self, [first, optimal]: &[Figures; 2]) {
        // As they are printed.
        let compare = |a: f64, b: f64, counts: &mut [usize; 2]| {
            counts[0] += usize::from((b - a) > 0.0005);
            counts[1] += usize::from((a - b) > 0.0005);
        };
        self.pairs += 1;
        compare(first.worst(), optimal.worst(), &mut self.worst);
        compare(deviation(&first.stretches), deviation(&optimal.stretches), &mut self.deviation);
        compare(deviation(&first.changes), deviation(&optimal.changes), &mut self.grey);
        self.more_lines += usize::from(optimal.lines > first.lines);
        self.fewer_lines += usize::from(optimal.lines < first.lines);
    }

    fn says(&self) -> String {
        let same = |[first, optimal]: [usize; 2]| self.pairs - first - optimal;
        format!(
            "Of {} pairs of a text and a measure, the worst line is better with optimal in {}, with first-fit in {}, \
             and the same in {}.\nThe deviation is smaller with optimal in {}, with first-fit in {}, and the same in \
             {}.\nThe grey is more even with optimal in {}, with first-fit in {}, and the same in {}.\nOptimal takes more lines in {} and fewer in {}.\n",
            self.pairs,
            self.worst[1],
            self.worst[0],
            same(self.worst),
            self.deviation[1],
            self.deviation[0],
            same(self.deviation),
            self.grey[1],
            self.grey[0],
            same(self.grey),
            self.more_lines,
            self.fewer_lines,
        )
    }
}

const HEAD: &str = "\
# How evenly lines are filled

Made by `cargo run --release --example compare_breakers > docs/breakers.md`, with the bundled faces.

## Which layout for what

- **New bulletins**: `bulletin-even`, which `hongtou new` begins with. The lines of a paragraph are chosen together
  (`breaker = \"optimal\"`), marks and spaces are compressed or expanded, and no gap catches the eye. Its kin are
  `bulletin-grid` with 28 characters a line, `bulletin-confidential` and `bulletin-supplement`.
- **Bulletins that were printed before**: `bulletin`. Each line takes what fits (`breaker = \"first-fit\"`) and no mark is
  compressed, so that lines and pages end where those of the print do. Lines before a long number are loose with it.
- **Official documents**: `document`, `letter`, `minutes`, `order` and `report` choose lines together.

## What a line may look like

The limits of the layouts that choose lines together, for the gap between two advance boxes:

- between two Han characters at most 0.06 em, and at least -0.03 em (`character_squeeze`), this only where marks and
  spaces do not suffice;
- between Han and digits or letters the natural space (`autospace`) and 0.06 em (`autospace_stretch`), and where that
  avoids a wider gap between two Han characters, 0.12 em;
- beside a mark 0.09 em;
- nothing beyond the edge of the type area.

The test `no_eye_stops_at_a_line_of_official_prose` sets 418 paragraphs, 210 of them full of figures
(`tests/data/figures.txt`), in each of these layouts. In 95 of 100 lines no gap is wider than the natural space and
0.05 em. With a natural space of 1/8 em 5 of 872 lines are over a limit, with 1/4 em 9 of 906;
`tests/cases/uneven_lines.txt` lists each with its reason. Nearly all are the first line of their paragraph, with a number after it that nothing may break.
That no lawful lines of these paragraphs have fewer of them is shown by `crates/engine/src/typeset/evenness_test.rs`, which tries all
of them.

## Against Typst and XeLaTeX

`benches/peers/evenness.py` sets the 210 paragraphs of `tests/data/figures.txt` with each program, in the same faces and
at the same measure of 156 mm, and takes the largest gap of each justified line, in em. Typst 0.15.2, and xeCJK with
XeTeX of TeX Live 2022; the natural space of Typst cannot be set.

| natural space | | lines | p50 | p95 | max | Han and Han p95 | max | number and counter broken |
|--:|---|--:|--:|--:|--:|--:|--:|--:|
| 0.125 | XeLaTeX | 541 | 0.129 | 0.156 | 0.225 | 0.060 | 0.183 | 44 |
| 0.125 | hongtou, `document` | 527 | 0.117 | 0.130 | 0.210 | 0.039 | 0.176 | 0 |
| 0.25 | Typst | 533 | 0.207 | 0.260 | 0.436 | 0.012 | 0.186 | 49 |
| 0.25 | XeLaTeX | 555 | 0.256 | 0.279 | 0.341 | 0.057 | 0.166 | 37 |
| 0.25 | hongtou, `bulletin-even` | 552 | 0.243 | 0.258 | 0.339 | 0.038 | 0.184 | 0 |
| 0.25 | hongtou, `bulletin` (first fit) | 599 | 0.258 | 0.314 | 0.481 | 0.208 | 0.451 | 0 |

Typst also compresses the space between Han and digits in ordinary lines, which is why its median is below 0.25.
The last column counts the lines that end between digits and 年, 月, 日, 万, 亿, 个 and the like; hongtou never breaks
there. After 万 or 亿 it does where the line would be over the limits (18.74亿|元): 6 times at 1/8 em, 3 times at 1/4 em.

## First-fit against optimal breaking

The texts are the bodies of the four examples (paragraphs and headings) and the ten paragraphs of
`tests/data/paragraphs.txt`, with a first line indented by two em.
The layout is `bulletin-even`, with either breaker.

- **Measure**: in em.
- **Worst**, **Mean**, **Deviation**: by how much each gap between characters opens in a line, in em, after spaces
  between words and between Han and Western have taken their part; a line that is compressed counts as 0; last lines
  are left out. The deviation is from the mean.
- **Grey**: the standard deviation, over the same lines, of all that a line gains or loses, divided among its
  characters; here compression counts as much as expansion.
- **Compressed**: lines in which more than the mark at the end is compressed. **By**: the mean of what they lose, in em.
- **Carried**: lines that end early, without compression, because a rule forbids the later end.
- **Lone**: last lines with fewer than two characters; marks do not count.
- **Forced**: lines that are broken against the rules.
";

const SAYS: &str = "\
What the figures show. At every measure the worst line, the mean, the deviation and the grey of all texts together are
better with optimal; the grey is more even by a quarter to two fifths. A part of this is paid for in compression: at
27.64 em optimal compresses three times as many lines, each by three fifths as much.
Not every text gains: in a few first-fit is the more even one, and where its worst line is the better one the rest of
the paragraph is usually the worse.
What is seen of this is most where one unit that does not fit spoils a line; at 40 em hardly anyone sees a difference.
At 27.64 em first-fit leaves 0.64 em over in every line of whole characters and opens all its gaps by it; optimal
closes some of these lines by compressing one character more in.
Where the look of the printed original is wanted, or marks that are not compressed, first-fit is the choice.
";
