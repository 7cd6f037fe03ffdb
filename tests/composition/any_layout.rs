//! Any values in the layouts of documents: pages that can be measured, or problems that have a place.

use crate::support;

use hongtou::layouts;
use hongtou::{Options, measure, open, typeset};
use proptest::prelude::*;
use support::examples::path;

/// Keys that say where things stand, and the example that has them all on its pages.
const KEYS: [(&str, &str); 30] = [
    ("document", "closing.rows.seal.signature.width"),
    ("document", "closing.rows.seal.signature.height"),
    ("document", "closing.rows.seal.signature.inset"),
    ("document", "closing.rows.seal.signature.low"),
    ("document", "closing.rows.seal.gap"),
    ("document", "closing.rows.attachments.number"),
    ("document", "attachment.rows.title.gap"),
    ("document", "styles.title.space_after"),
    ("document", "imprint.fill"),
    ("document", "page.head"),
    ("document", "page.binding"),
    ("document", "grid.cells"),
    ("document", "grid.lines"),
    ("document", "styles.body.size"),
    ("document", "styles.body.pitch"),
    ("document", "measures.a3-head.is"),
    ("document", "measures.a3-head.from"),
    ("document-joint", "closing.rows.seal.signature.apart"),
    ("document-joint", "closing.rows.seal.signature.width"),
    ("document-joint", "masthead.rows.organs.stack.gap"),
    ("document-joint", "styles.organs.size"),
    ("document-joint", "styles.organs.pitch"),
    ("document-upward", "masthead.rows.number-upward.names.gap"),
    ("document-upward", "masthead.rows.number-upward.names.per_line"),
    ("document-upward", "masthead.rows.number-upward.inset"),
    ("document-upward", "closing.rows.plain.signature.shift"),
    ("letter", "masthead.rows.foot-thick.at"),
    ("letter", "masthead.rows.name.at"),
    ("letter", "masthead.rows.rule-thick.below"),
    ("order", "closing.rows.stamp.signature.height"),
];

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        (-3_000i64..3_000, "(mm|pt|em|line)").prop_map(|(number, unit)| format!("\"{number}{unit}\"")),
        (-4i64..70).prop_map(|number| number.to_string()),
        "\"[0-9]{1,12}(mm|pt|em|字|行)\"",
        Just("\"page.top\"".to_owned()),
        Just("\"masthead.name.ink-top\"".to_owned()),
        Just("\"{index}\"".to_owned()),
        Just("{ value = \"5mm\", clause = \"7\" }".to_owned()),
        Just("{ value = \"5mm\", strength = \"must\" }".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_document_in_any_layout_is_set_and_measured_or_has_problems(
        (example, key) in proptest::sample::select(&KEYS[..]),
        value in value(),
    ) {
        let base = support::examples::layout_of(example);
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("own.toml");
        std::fs::write(&own, format!("extends = \"{base}\"\n{key} = {value}\n")).unwrap();
        if let Err(problems) = layouts::load_named(own.to_str().unwrap(), &[]) {
            prop_assert!(!problems.is_empty() && problems.iter().all(|problem| problem.place.is_some()));
            return Ok(());
        }
        let options = Options {
            layout: Some(own.to_str().unwrap().to_owned()),
            bundled_fonts: true,
            font_dirs: vec![support::FONTS.into()],
            ..Options::default()
        };
        let job = open(&path(example), &options).unwrap();
        match typeset(&job) {
            Ok((pages, _)) => {
                let measured = measure::measure(&pages, &job.layout, &job.fonts);
                prop_assert_eq!(measured.len(), job.layout.requirements.len());
                // "此页无正文" is never printed, nor is a page on which a signature stands alone.
                for page in &pages.pages {
                    let says = |name: &str| page.items.iter().any(|item| matches!(item,
                        hongtou::page::Item::Text(run)
                            if pages.elements[run.element.index()].name.starts_with(name)));
                    if key.starts_with("grid") || key.starts_with("page.") {
                        continue;
                    }
                    let alone = says("closing.seal") && !says("article.") && !says("closing.attachments");
                    prop_assert!(!alone, "{key} = {value}: a signature alone on page {}", page.number);
                }
            }
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }
}
