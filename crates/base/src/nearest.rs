//! The known name that a misspelt one was probably meant for.

/// Names longer than this are not compared with others: no key is, and the comparison is quadratic.
const LONGEST_COMPARED: usize = 64;

/// Of some names, the one that was probably meant.
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    if word.len() > LONGEST_COMPARED {
        return None;
    }
    // One slip in a short word, a third of the letters in a long one.
    let limit = (word.chars().count() / 3).max(1);
    names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&word.to_lowercase(), name), name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}
