//! Source lines: who an article comes from, and who wrote it.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::compiled;

/// The longest source line, in characters.
const LONGEST_SOURCE: usize = 60;

/// How names of offices that send articles end.
const OFFICES: &str =
    "局|办|委|部|厅|科|股|室|站|所|办公室|政府|党委|党工委|管委会|街道|镇|乡|中心|支队|大队|专班|公司";

static SOURCE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled(
        r"[（(](?P<source>[^（）()]*(?:[（(][^（）()]*[）)])?[^（）()]*(?:供稿|报送|撰稿|提供|来稿|整理)|(?:来源|稿件来源|供稿|供稿单位|摘自|作者|撰稿)[：:][^（）()]+|(?:摘自|转自|选自)[^（）()]+)[）)]$",
    )
});
/// A source without brackets, on a line of its own.
static BARE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled(&format!(
        r"^(?:(?:来源|稿件来源|供稿|供稿单位|报送单位|摘自)\s*[：:]\s*[^。；]+|\p{{Han}}{{1,18}}(?:{OFFICES})\s*(?:供稿|撰稿|报送))$"
    ))
});
/// The name of an office in brackets, with a person's behind it or without, and nothing else.
static OFFICE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled(&format!(
        r"^[（(](?P<source>\p{{Han}}{{2,20}}(?:{OFFICES})(?:、\p{{Han}}{{2,20}}(?:{OFFICES}))*(?:\s+\p{{Han}}{{2,4}}(?:[\s、]+\p{{Han}}{{2,4}})*)?)[）)]$"
    ))
});
static AUTHOR: LazyLock<Option<Regex>> =
    LazyLock::new(|| compiled(r"(?:^|[\s，；，;,]+)(?:作者|撰稿)[：:]\s*(?P<author>.+)$"));
/// A person behind an office.
static PERSON: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled(&format!(
        r"^\p{{Han}}+(?:{OFFICES})(?P<gap>\s+)(?P<author>\p{{Han}}{{2,4}}(?:[\s、]+\p{{Han}}{{2,4}})*)$"
    ))
});

/// Where the source line in a text begins, and the source.
pub(super) fn source(text: &str) -> Option<(usize, &str)> {
    let may_be_bare = text.contains(['：', ':']) || text.ends_with(['稿', '送']);
    let is_bare = may_be_bare
        && text.chars().count() <= LONGEST_SOURCE
        && BARE.as_ref().is_some_and(|pattern| pattern.is_match(text));
    if is_bare {
        return Some((0, text));
    }
    let closed = text.ends_with(['）', ')']);
    let office = || OFFICE.as_ref().filter(|_| closed && text.starts_with(['（', '(']))?.captures(text);
    let found = SOURCE.as_ref().filter(|_| closed)?.captures(text).or_else(office)?;
    let source = found.name("source")?.as_str();
    (source.chars().count() <= LONGEST_SOURCE).then_some((found.get(0)?.start(), source))
}

/// Where what says the author begins in a source, and his name.
pub(super) fn author(source: &str) -> Option<(usize, &str)> {
    let labelled = AUTHOR.as_ref().and_then(|pattern| pattern.captures(source));
    let beside = || PERSON.as_ref().and_then(|pattern| pattern.captures(source));
    let found = labelled.or_else(beside)?;
    let at = found.name("gap").or(found.get(0))?.start();
    Some((at, found.name("author")?.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_known_at_the_end_of_a_text() {
        assert_eq!(source("（县委办公室供稿）"), Some((0, "县委办公室供稿")));
        assert_eq!(source("美好画卷！（来源：青石镇）").map(|(_, source)| source), Some("来源：青石镇"));
        assert_eq!(source("（县农业农村局）"), Some((0, "县农业农村局")));
        assert_eq!(source("（县委办信息科）"), Some((0, "县委办信息科")));
        assert_eq!(source("县委办供稿"), Some((0, "县委办供稿")));
        assert_eq!(source("（摘自《清河日报》）"), Some((0, "摘自《清河日报》")));
        for text in [
            "及时报送",
            "落实责任（县农业农村局）",
            "（全县农村工作会议）",
            "（讨论稿）",
            "（见附件）",
            "各县（市）供稿。",
        ] {
            assert_eq!(source(text), None, "{text}");
        }
    }

    #[test]
    fn authors_stand_behind_a_label_or_an_office() {
        for (text, office) in
            [("（投资审计科　韩雪）", "投资审计科"), ("（县委办 韩雪）", "县委办"), ("（撰稿：韩雪）", "")]
        {
            let (_, found) = source(text).unwrap();
            assert_eq!(
                author(found).map(|(at, author)| (&found[..at], author)),
                Some((office, "韩雪")),
                "{text}"
            );
        }
        assert_eq!(author("县委办公室供稿"), None);
    }
}
