//! Which part of a Word file is what: the package says it, names alone do not.
//!
//! Word Online writes `word/document2.xml`, and names it in `_rels/.rels` and `[Content_Types].xml`.

use quick_xml::events::Event;

use super::xml::{attribute, each_event};
use super::{Package, WordFault};

/// The main part of files that name none.
const USUAL_MAIN: &str = "word/document.xml";
const CONTENT_TYPES: &str = "[Content_Types].xml";

/// What a part refers to.
pub struct Relation {
    /// The last word of its type, such as `styles`.
    pub kind: String,
    /// The part, by its name in the package.
    pub target: String,
}

impl Package<'_> {
    /// The name of the part with the running text.
    pub fn main_part(&mut self) -> Result<String, WordFault> {
        let relations = self.relations("")?;
        let named = relations.into_iter().find(|relation| relation.kind == "officeDocument");
        if let Some(relation) = named.filter(|relation| self.has(&relation.target)) {
            return Ok(relation.target);
        }
        let types = self.part(CONTENT_TYPES)?.unwrap_or_default();
        let main = main_by_type(&types)?.filter(|name| self.has(name));
        Ok(main.unwrap_or_else(|| USUAL_MAIN.to_owned()))
    }

    /// What a part refers to within the package; `""` is the package itself.
    pub fn relations(&mut self, part: &str) -> Result<Vec<Relation>, WordFault> {
        let (folder, leaf) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{slash}_rels/{leaf}.rels");
        let bytes = self.part(&name)?.unwrap_or_default();
        let mut relations = Vec::new();
        each_event(&bytes, &name, |event| {
            if let Event::Start(element) | Event::Empty(element) = event
                && element.local_name().as_ref() == "Relationship"
                && !attribute(element, "TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("External"))
                && let (Some(kind), Some(target)) = (attribute(element, "Type"), attribute(element, "Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.push(Relation { kind, target: resolved(folder, &target) });
            }
            Ok(())
        })?;
        Ok(relations)
    }

    /// Whether the package has a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.names.binary_search_by(|known| known.as_str().cmp(name)).is_ok()
    }
}

/// The name in the package of a target that is relative to a folder; one that leads out of it names no part.
fn resolved(folder: &str, target: &str) -> String {
    let (start, target) = match target.strip_prefix('/') {
        Some(absolute) => ("", absolute),
        None => (folder, target),
    };
    let mut steps: Vec<&str> = start.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The main part as the list of content types names it, of a document or a template, with or without macros.
fn main_by_type(types: &[u8]) -> Result<Option<String>, WordFault> {
    let mut main = None;
    each_event(types, CONTENT_TYPES, |event| {
        if let Event::Start(element) | Event::Empty(element) = event
            && element.local_name().as_ref() == "Override"
            && attribute(element, "ContentType").is_some_and(|kind| {
                kind.ends_with(".main+xml") && (kind.contains("word") || kind.contains("ms-word"))
            })
        {
            main = attribute(element, "PartName").map(|name| name.trim_start_matches('/').to_owned());
        }
        Ok(())
    })?;
    Ok(main)
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_are_relative_to_the_part_or_to_the_package() {
        assert_eq!(resolved("", "word/document2.xml"), "word/document2.xml");
        assert_eq!(resolved("word", "styles2.xml"), "word/styles2.xml");
        assert_eq!(resolved("word", "/word/numbering.xml"), "word/numbering.xml");
        assert_eq!(resolved("word", "../docProps/app.xml"), "docProps/app.xml");
        assert_eq!(resolved("word", "../../../etc/passwd"), "etc/passwd");
    }
}
