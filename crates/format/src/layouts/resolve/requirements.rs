//! What is measured on the finished pages, and what it should be.

use super::Resolver;
use crate::layouts::raw::{RawLayout, RawRequirement};
use crate::layouts::{EDGES, ELEMENTS, EdgeName, FIGURES, Measure, Requirement, Subject, Wanted};
use hongtou_base::diagnostic::Problem;
use hongtou_base::units::Length;

/// The tolerance of a length where the layout names none: a hundredth of a millimetre.
const USUAL_TOLERANCE: Length = Length::from_emu(360);

impl Resolver<'_> {
    pub(super) fn requirements(&mut self, layout: &RawLayout) -> Vec<Requirement> {
        let parts = [
            ("masthead", &layout.masthead.rows),
            ("article", &layout.article.rows),
            ("front", &layout.front.rows),
            ("closing", &layout.closing.rows),
            ("issued", &layout.issued.rows),
            ("attachment", &layout.attachment.rows),
            ("imprint", &layout.imprint.rows),
        ];
        let rows = parts.iter().flat_map(|(part, rows)| rows.keys().map(move |row| format!("{part}.{row}")));
        self.elements = rows.chain(ELEMENTS.map(str::to_owned)).collect();
        layout.measures.iter().filter_map(|(name, raw)| self.requirement(name, raw)).collect()
    }

    fn requirement(&mut self, name: &str, raw: &RawRequirement) -> Option<Requirement> {
        let key = format!("measures.{name}");
        let subject = match (&raw.from, &raw.to, &raw.of) {
            (Some(from), Some(to), None) => Subject::Distance {
                from: self.edge(&format!("{key}.from"), from, &EDGES)?,
                to: self.edge(&format!("{key}.to"), to, &EDGES)?,
            },
            (None, None, Some(of)) => Subject::Figure(self.edge(&format!("{key}.of"), of, &FIGURES)?),
            _ => {
                self.complain(&key, Problem::MeasureWithoutSubject);
                return None;
            }
        };
        let wanted = self.wanted(&key, raw)?;
        Some(Requirement {
            name: name.to_owned(),
            what: raw.what.clone(),
            clause: raw.clause.clone().unwrap_or_default(),
            strength: raw.strength,
            subject,
            wanted,
            pages: raw.pages.unwrap_or_default(),
        })
    }

    /// `masthead.name.ink-top` is the edge `ink-top` of the element `masthead.name`.
    fn edge(&mut self, key: &str, text: &str, edges: &[&str]) -> Option<EdgeName> {
        let parts = text.rsplit_once('.').filter(|(element, edge)| !element.is_empty() && !edge.is_empty());
        let Some((element, edge)) = parts else {
            self.complain(key, Problem::BadEdge { text: text.to_owned() });
            return None;
        };
        if !edges.contains(&edge) {
            let known = edges.iter().map(|&edge| edge.to_owned()).collect();
            self.complain(key, Problem::UnknownName { kind: "edge", name: edge.to_owned(), known });
        } else if !self.elements.iter().any(|known| known == element) {
            let known = self.elements.clone();
            self.complain(key, Problem::UnknownName { kind: "element", name: element.to_owned(), known });
        }
        Some(EdgeName { element: element.to_owned(), edge: edge.to_owned() })
    }

    fn wanted(&mut self, key: &str, raw: &RawRequirement) -> Option<Wanted> {
        let given: Vec<&String> = [&raw.is, &raw.least, &raw.most].into_iter().flatten().collect();
        if given.is_empty() {
            self.complain(key, Problem::MeasureWithoutValue);
            return None;
        }
        if let Some(numbers) = given.iter().map(|text| text.parse::<i64>().ok()).collect::<Option<Vec<_>>>() {
            let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse().ok());
            let (least, most) = match raw.is {
                Some(_) => (numbers.first().copied(), numbers.first().copied()),
                None => (number(&raw.least), number(&raw.most)),
            };
            return Some(Wanted::Number { least, most });
        }
        // What is no measure is a word, but a distance has no words.
        if let (Some(word), Some(_)) = (&raw.is, &raw.of)
            && Measure::parse(word).is_err()
        {
            return Some(Wanted::Word(word.clone()));
        }
        let is_in_lines = |text: &&String| matches!(Measure::parse(text), Ok(Measure::Line(_)));
        let in_lines = given.iter().all(is_in_lines);
        let pitch = self.pitch;
        let em = self.styles.iter().find(|style| style.name == "body").map_or(Length::pt(16), |s| s.size);
        let mut length = |property: &str, text: &Option<String>| {
            let measure = self.measure(&format!("{key}.{property}"), text.as_deref()?)?;
            Some(measure.resolve(em, pitch))
        };
        Some(Wanted::Length {
            is: length("is", &raw.is),
            least: length("least", &raw.least),
            most: length("most", &raw.most),
            within: length("within", &raw.within).unwrap_or(USUAL_TOLERANCE),
            in_lines,
        })
    }
}
