//! The text of an issue → an issue, or everything that is wrong with it.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::{Issue, document_number, open_places, raw, rules};
use crate::toml_file;
use hongtou_base::diagnostic::{Diagnostic, Problem, Source};

impl Issue {
    /// Reads an issue file.
    ///
    /// # Errors
    /// The file's own (missing, too large, not UTF-8), or everything that is wrong with the issue.
    pub fn read(path: &Path) -> Result<Issue, Vec<Diagnostic>> {
        let source = Source::read(path)?;
        Issue::parse(&source)
            .map_err(|problems| source.encoding_warning().into_iter().chain(problems).collect())
    }

    /// Reads the text of an issue.
    ///
    /// # Errors
    /// Everything that is wrong with the issue, in the order of the file.
    pub fn parse(source: &Arc<Source>) -> Result<Issue, Vec<Diagnostic>> {
        toml_file::read_as_meant(
            source,
            &toml_file::shared_schema_of::<raw::Issue>(),
            Issue::parse_as_written,
        )
        .map_err(|problems| source.guarded(problems))
    }

    fn parse_as_written(source: &Arc<Source>) -> Result<Issue, Vec<Diagnostic>> {
        let (raw, mut problems) = toml_file::read_partly::<raw::Issue>(source);
        let issue = raw.and_then(|raw| rules::apply(raw, source, &mut problems));
        match issue {
            Some(issue) if problems.is_empty() => Ok(issue),
            _ => {
                // Where a number is still to be filled in, the texts that are so come in the same run.
                if problems.iter().any(|problem| problem.problem == Problem::ToFillIn) {
                    let reported = |span: &Range<usize>| {
                        let places = problems.iter().filter_map(|problem| problem.place.as_ref());
                        places
                            .map(|place| &place.span)
                            .any(|place| place.start <= span.start && span.end <= place.end)
                    };
                    let open: Vec<_> =
                        open_places(source).into_iter().filter(|span| !reported(span)).collect();
                    problems.extend(
                        open.into_iter().map(|span| Diagnostic::error_at(Problem::ToFillIn, source, span)),
                    );
                }
                toml_file::sort_by_place(&mut problems);
                problems.iter_mut().for_each(document_number::recognise);
                Err(problems)
            }
        }
    }

    /// The JSON Schema of an issue file, for editors.
    pub fn schema() -> serde_json::Value {
        toml_file::schema_of::<raw::Issue>()
    }
}
