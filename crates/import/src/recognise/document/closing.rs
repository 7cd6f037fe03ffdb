//! What closes the text: 附件说明, 署名, 成文日期, 附注; of minutes who was there.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::compiled;

use super::super::super::date::date_at_end;
use super::super::super::marks::ends_sentence;
use super::super::super::parts::Parts;
use super::super::super::report::{Report, Rule};
use super::super::super::unit::Unit;
use super::super::kept::iso;
use super::super::pieces::is_office;
use super::attachments::{Listed, list};
use super::lines::is_title_line;
use crate::form::Form;
use crate::recognise::kept::{compact, plain, unplaced};

/// The longest line of a signature, in characters.
const LONGEST_ORGAN: usize = 60;
/// The most lines that organs sign in.
const MOST_ORGANS: usize = 30;

/// The post of the person who signs an order.
static POST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled(
        "^(?P<post>(?:代理)?(?:省长|市长|县长|区长|州长|旗长|盟长|乡长|镇长|主席|主任|部长|厅长|局长|署长|行长|总理|委员长|司令员|政委))(?P<name>[\\p{Han}·]{0,8})$",
    )
});

/// Takes what closes the text off its end; gives the attachments that it lists.
///
/// What stands behind the signature without a mark is an attachment, too, if it begins with a title.
pub(super) fn place(
    main: &mut Vec<Unit>,
    attached: &mut Vec<Unit>,
    parts: &mut Parts,
    report: &mut Report,
) -> Vec<Listed> {
    if let Some(at) = signed_at(main) {
        let behind = main.split_off(at + 1);
        remarks(behind, attached, parts, report);
        if let Some(unit) = main.pop() {
            date(&unit, parts, report);
        }
        organs(main, parts, report);
    } else {
        // 附注 without a date before it.
        while let Some(unit) =
            main.pop_if(|unit| remark(&unit.text()).is_some() && parts.signature.remark.is_none())
        {
            take_remark(&unit, parts, report);
        }
    }
    list(main, report)
}

/// The line of 成文日期: the first lone date with somebody who signs above it, else the last lone date.
fn signed_at(units: &[Unit]) -> Option<usize> {
    let dated: Vec<usize> =
        (0..units.len()).filter(|&at| signing_date(&units[at].text()).is_some()).collect();
    let is_signed = |&&at: &&usize| {
        signing_date(&units[at].text()).is_some_and(|organ| !organ.is_empty())
            || at > 0 && is_signature(&units[at - 1].text())
    };
    dated.iter().find(is_signed).or(dated.last()).copied()
}

/// What stands before the date in a line that ends with one: nothing, or an organ.
fn signing_date(text: &str) -> Option<String> {
    // Only short lines: a sentence may end with a date.
    let flat = if text.chars().count() <= LONGEST_ORGAN { compact(text) } else { return None };
    let (before, _) = date_at_end(&flat)?;
    (before.is_empty() || is_office(before)).then(|| before.to_owned())
}

fn is_signature(text: &str) -> bool {
    let is_short = text.chars().count() <= LONGEST_ORGAN && !ends_sentence(text);
    is_short && (signers(text).iter().all(|organ| is_office(organ)) || is_post(&compact(text)))
}

fn is_post(text: &str) -> bool {
    POST.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

/// The organs of a line, which blanks part; one whose characters stand apart is one.
fn signers(text: &str) -> Vec<String> {
    let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    if words.iter().all(|word| is_office(word) && word.chars().count() > 2) {
        words
    } else {
        vec![compact(text)]
    }
}

fn date(unit: &Unit, parts: &mut Parts, report: &mut Report) {
    let text = unit.text();
    let flat = compact(&text);
    let Some((organ, date)) = date_at_end(&flat) else { return };
    plain(unit, report);
    if !organ.is_empty() {
        parts.signature.organs.push(organ.to_owned());
    }
    if parts.date.is_some_and(|known| known != date) {
        report.whole(
            Rule::Unplaced,
            unit.place,
            text.clone(),
            format!("{organ}{}", compact(&text[organ.len()..])),
        );
        parts.unplaced.push((unit.place, flat[organ.len()..].to_owned()));
        return;
    }
    let written = if parts.date.is_some() { organ.to_owned() } else { format!("{organ}{}", iso(date)) };
    parts.date = Some(date);
    report.whole(Rule::Label, unit.place, text.clone(), written);
}

/// Takes the lines of those who sign off the end of the text.
fn organs(main: &mut Vec<Unit>, parts: &mut Parts, report: &mut Report) {
    let mut found: Vec<String> = Vec::new();
    for _ in 0..MOST_ORGANS {
        let Some(unit) = main.pop_if(|unit| is_signature(&unit.text())) else { break };
        plain(&unit, report);
        let flat = compact(&unit.text());
        let post =
            POST.as_ref().filter(|_| parts.form == Form::Order).and_then(|pattern| pattern.captures(&flat));
        if let Some(found) = post.filter(|_| parts.signature.post.is_none()) {
            let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
            parts.signature.post = Some(part("post").to_owned());
            // Without a name, the stamp shows who it is.
            parts.signature.name = Some(printed_name(part("name"), &unit.text())).filter(|n| !n.is_empty());
            continue;
        }
        let mut line = signers(&unit.text());
        line.append(&mut found);
        found = line;
    }
    found.append(&mut parts.signature.organs);
    parts.signature.organs = found;
}

/// A name as it is printed: one of two characters that the file spreads takes the space of one between them.
fn printed_name(name: &str, line: &str) -> String {
    let mut characters = name.chars();
    match (characters.next(), characters.next(), characters.next()) {
        (Some(first), Some(second), None) if !line.contains(name) => format!("{first}\u{3000}{second}"),
        _ => name.to_owned(),
    }
}

/// A remark in brackets, without them.
fn remark(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?.trim();
    (!inner.is_empty() && !inner.starts_with(['一', '二', '三']) || inner.chars().count() > 4)
        .then_some(inner)
}

fn take_remark(unit: &Unit, parts: &mut Parts, report: &mut Report) {
    let text = unit.text();
    let Some(inner) = remark(&text) else { return };
    plain(unit, report);
    report.whole(Rule::Label, unit.place, text.replacen(inner, "", 1), "");
    parts.signature.remark = Some(inner.to_owned());
}

/// What stands behind the date: 附注, an attachment without a mark, and what has no place.
fn remarks(units: Vec<Unit>, attached: &mut Vec<Unit>, parts: &mut Parts, report: &mut Report) {
    let mut units = units.into_iter().peekable();
    while let Some(unit) = units.next_if(|unit| remark(&unit.text()).is_some()) {
        match parts.signature.remark {
            None => take_remark(&unit, parts, report),
            Some(_) => unplaced(&unit, parts, report),
        }
    }
    let rest: Vec<Unit> = units.collect();
    let is_attachment = rest.len() > 1
        && is_title_line(&rest[0].text())
        && rest.iter().any(|unit| ends_sentence(&unit.text()));
    if is_attachment {
        attached.splice(0..0, rest);
    } else {
        rest.iter().for_each(|unit| unplaced(unit, parts, report));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_organs_are_parted_at_blanks() {
        assert_eq!(signers("县教育局　　县财政局"), ["县教育局", "县财政局"]);
        assert_eq!(signers("临 江 县 人 民 政 府"), ["临江县人民政府"]);
        assert!(is_signature("县长　　王某某") && !is_signature("各单位要抓好落实。"));
    }
}
