//! Labels at the start of a text: 报：, 出席人员：.

/// The longest label, in hanzi.
const LONGEST: usize = 6;

/// The label at the start of a text and what is behind its colon.
pub fn split(text: &str) -> Option<(&str, &str)> {
    let (label, rest) = text.split_once(['：', ':'])?;
    let hanzi = label.chars().filter(|c| !c.is_whitespace()).count();
    let is_label =
        (1..=LONGEST).contains(&hanzi) && label.chars().all(|c| c.is_alphabetic() || c.is_whitespace());
    is_label.then_some((label, rest))
}

/// Whether one label names the same as another: 抄报 and 报, 分送 and 抄送, 出席人员 and 出席.
pub fn is_variant(own: &str, usual: &str) -> bool {
    let letters = |text: &str| -> Vec<char> { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let (own, usual) = (letters(own), letters(usual));
    own != usual
        && !usual.is_empty()
        && (own.last() == usual.last()
            || own.starts_with(&usual) && usual.len() > 1
            || own.len() == 2 && own.first() == usual.first() && usual.len() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_name_the_same_are_variants() {
        for (own, usual) in [
            ("抄报", "报"),
            ("分送", "抄送"),
            ("报送", "报"),
            ("下发", "发"),
            ("出席人员", "出席"),
            ("分　送", "抄送"),
        ] {
            assert!(is_variant(own, usual), "{own} {usual}");
        }
        for (own, usual) in
            [("县委办", "出席"), ("发改委", "发"), ("报", "报"), ("参加", "出席"), ("县委", "")]
        {
            assert!(!is_variant(own, usual), "{own} {usual}");
        }
    }
}
