//! layouts/press/measures.toml → lengths: marks, bleed, staples, numbers.

use schemars::JsonSchema;
use serde::Deserialize;

use hongtou_base::diagnostic::{Diagnostic, MeasureFault, Problem, Source};
use hongtou_base::units::Length;
use hongtou_format::layouts::Measure;
use hongtou_format::toml_file::{self, Placed};

/// The measures that the program carries.
const BUNDLED: &str = include_str!("../../layouts/press/measures.toml");

/// The measures of a print job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measures {
    /// How far the paper reaches beyond the trim where there are marks.
    pub margin: Length,
    /// Distance of marks from the trim.
    pub gap: Length,
    /// Length of trim, fold and staple marks.
    pub length: Length,
    /// Weight of marks.
    pub weight: Length,
    /// Side of a registration mark.
    pub registration: Length,
    /// Side of a square of the colour bar.
    pub bar: Length,
    /// Size of the job's name.
    pub text: Length,
    /// How far ink reaches beyond the trim where the layout bleeds.
    pub bleed: Length,
    /// Distance of the staples' outer holes from head and foot.
    pub staple_from_edge: Length,
    /// Distance of side staples from the back.
    pub staple_from_back: Length,
    /// Weight of staple marks.
    pub staple_weight: Length,
    /// Digits of a copy's number.
    pub digits: usize,
    /// What paper the standard asks for.
    pub paper: String,
    /// Weight of the grid's lines on a proof.
    pub proof_weight: Length,
    /// Weight of the frames on a proof.
    pub proof_frame: Length,
}

/// The file as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Raw {
    marks: RawMarks,
    bleed: RawBleed,
    staples: RawStaples,
    number: RawNumber,
    paper: RawPaper,
    proof: RawProof,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawMarks {
    margin: Placed<String>,
    gap: Placed<String>,
    length: Placed<String>,
    weight: Placed<String>,
    registration: Placed<String>,
    bar: Placed<String>,
    text: Placed<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawBleed {
    reach: Placed<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawStaples {
    from_edge: Placed<String>,
    from_back: Placed<String>,
    weight: Placed<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawNumber {
    #[schemars(range(min = 1, max = 9))]
    digits: u32,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawPaper {
    text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawProof {
    weight: Placed<String>,
    frame: Placed<String>,
}

impl Measures {
    /// The measures that the program carries.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn bundled() -> Result<Measures, Vec<Diagnostic>> {
        let source = Source::new("bundled measures of print jobs", BUNDLED);
        let raw: Raw = toml_file::read(&source)?;
        let mut problems = Vec::new();
        let mut length = |text: &Placed<String>| match Measure::parse(&text.value) {
            Ok(Measure::Fixed(length)) if !length.is_negative() => length,
            other => {
                let fault = other.err().unwrap_or(MeasureFault::NotFixed);
                let problem = Problem::BadMeasure { text: text.value.clone(), fault };
                problems.push(Diagnostic::error_at(problem, &source, text.span.clone()));
                Length::ZERO
            }
        };
        let measures = Measures {
            margin: length(&raw.marks.margin),
            gap: length(&raw.marks.gap),
            length: length(&raw.marks.length),
            weight: length(&raw.marks.weight),
            registration: length(&raw.marks.registration),
            bar: length(&raw.marks.bar),
            text: length(&raw.marks.text),
            bleed: length(&raw.bleed.reach),
            staple_from_edge: length(&raw.staples.from_edge),
            staple_from_back: length(&raw.staples.from_back),
            staple_weight: length(&raw.staples.weight),
            digits: raw.number.digits as usize,
            paper: raw.paper.text,
            proof_weight: length(&raw.proof.weight),
            proof_frame: length(&raw.proof.frame),
        };
        if problems.is_empty() { Ok(measures) } else { Err(problems) }
    }
}
