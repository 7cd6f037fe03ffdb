//! The styles that the text of an issue is set in.

use hongtou_base::diagnostic::Problem;
use hongtou_base::numbering::LEVELS;
use hongtou_base::structure;
use hongtou_format::layouts::{Layout, STYLE_NAMES, StyleId};

/// The styles that the text of an issue is set in.
pub struct Styles {
    pub headings: HeadingStyles,
    pub contents_title: StyleId,
    pub contents: StyleId,
}

impl Styles {
    pub fn of(layout: &Layout) -> Result<Styles, Problem> {
        let style = |name: &str| {
            debug_assert!(STYLE_NAMES.contains(&name));
            layout.style(name).ok_or_else(|| Problem::MissingStyle { name: name.to_owned() })
        };
        let (first, fourth) = (style("level-1")?, style("level-4")?);
        // A layout may do without them.
        let or = |name: &str, other: StyleId| layout.style(name).unwrap_or(other);
        Ok(Styles {
            headings: HeadingStyles {
                levels: [first, style("level-2")?, style("level-3")?, fourth, or("level-5", fourth)],
                divisions: structure::DIVISION_NAMES.map(|name| or(name, first)),
                article_number: or("article-number", first),
            },
            contents_title: style("contents-title")?,
            contents: style("contents")?,
        })
    }
}

/// The styles of headings and numbers.
pub struct HeadingStyles {
    /// 一、 （一） 1. （1） ①.
    pub levels: [StyleId; LEVELS],
    /// 编, 分编, 章, 节.
    pub divisions: [StyleId; 4],
    /// 第×条.
    pub article_number: StyleId,
}
