//! All texts of an issue that a layout can set.

use super::{Issue, Text};

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
            let optional =
                [&mut article.note, &mut article.source, &mut article.author, &mut article.addressee];
            texts.extend(optional.into_iter().flatten());
        }
        let lists = &mut self.distribution;
        let optional =
            [&mut lists.report, &mut lists.issue, &mut lists.send, &mut lists.extra, &mut lists.copy_to];
        texts.extend(optional.into_iter().flatten());
        let colophon = &mut self.colophon;
        let optional =
            [&mut colophon.reviewer, &mut colophon.editor, &mut colophon.phone, &mut colophon.printer];
        texts.extend(optional.into_iter().flatten());
        let signature = &mut self.signature;
        texts.extend(signature.organs.iter_mut());
        texts.extend([&mut signature.post, &mut signature.remark].into_iter().flatten());
        for attachment in &mut self.attachments {
            texts.push(&mut attachment.title);
            texts.extend(&mut attachment.body);
        }
        texts.extend(self.fields.values_mut());
        texts
    }
}
