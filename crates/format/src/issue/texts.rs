//! All texts of an issue that a layout can set.

use super::{Issue, LabelledList, ListEntries, Text, TitleLines};

impl Issue {
    /// Every text that a layout can name, so that it can be changed in its place.
    pub(crate) fn texts_mut(&mut self) -> Vec<&mut Text> {
        let masthead = &mut self.masthead;
        let mut texts = vec![&mut masthead.title, &mut masthead.issuer];
        let optional = [
            &mut masthead.secrecy,
            &mut masthead.urgency,
            &mut masthead.note,
            &mut masthead.copy_number,
            &mut masthead.code,
        ];
        texts.extend(optional.into_iter().flatten());
        texts.extend(masthead.organs.iter_mut().chain(&mut masthead.signers));
        for article in &mut self.articles {
            texts.extend([&mut article.title, &mut article.body]);
            texts.extend(title_lines(&mut article.heading));
            let optional =
                [&mut article.note, &mut article.source, &mut article.author, &mut article.addressee];
            texts.extend(optional.into_iter().flatten());
        }
        let lists = &mut self.distribution;
        let optional =
            [&mut lists.report, &mut lists.issue, &mut lists.send, &mut lists.extra, &mut lists.copy_to];
        texts.extend(optional.into_iter().flatten());
        lists.recipients.iter_mut().for_each(|list| add_list(&mut texts, list));
        self.people.iter_mut().for_each(|list| add_list(&mut texts, list));
        texts.extend(&mut self.note);
        let colophon = &mut self.colophon;
        let optional =
            [&mut colophon.reviewer, &mut colophon.editor, &mut colophon.phone, &mut colophon.printer];
        texts.extend(optional.into_iter().flatten());
        let signature = &mut self.signature;
        texts.extend(signature.organs.iter_mut());
        texts.extend([&mut signature.post, &mut signature.name, &mut signature.remark].into_iter().flatten());
        for enclosure in self.issued.iter_mut().chain(&mut self.attachments) {
            texts.push(&mut enclosure.title);
            texts.extend(title_lines(&mut enclosure.heading));
            texts.extend(&mut enclosure.addressee);
            texts.extend(enclosure.organs.iter_mut());
            texts.extend(&mut enclosure.body);
        }
        texts.extend(self.fields.values_mut());
        texts
    }
}

fn title_lines(heading: &mut TitleLines) -> impl Iterator<Item = &mut Text> {
    let TitleLines { subtitle, title_note, byline, count } = heading;
    [subtitle, title_note, byline, count].into_iter().flatten()
}

fn add_list<'a>(texts: &mut Vec<&'a mut Text>, list: &'a mut LabelledList) {
    texts.push(&mut list.label);
    match &mut list.entries {
        ListEntries::Text(text) => texts.push(text),
        ListEntries::Names(names) => texts.extend(names),
    }
}
