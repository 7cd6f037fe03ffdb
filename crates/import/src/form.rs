//! The kinds of documents that an old file may be; each has a layout.

/// A kind of document; each has a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// 简报.
    #[default]
    Bulletin,
    /// 公文.
    Document,
    /// 信函.
    Letter,
    /// 命令（令）.
    Order,
    /// 纪要.
    Minutes,
}

impl Form {
    const ALL: [Form; 5] = [Form::Bulletin, Form::Document, Form::Letter, Form::Order, Form::Minutes];

    /// The layout that sets it.
    pub fn layout(self) -> &'static str {
        match self {
            Form::Bulletin => "bulletin",
            Form::Document => "document",
            Form::Letter => "letter",
            Form::Order => "order",
            Form::Minutes => "minutes",
        }
    }

    /// The form that a bundled layout is for; `None` for other layouts.
    pub fn of_layout(layout: &str) -> Option<Form> {
        let is_it = |form: &Form| {
            layout.strip_prefix(form.layout()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        Form::ALL.into_iter().find(is_it)
    }
}
