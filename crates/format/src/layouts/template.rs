//! Texts of a layout that name fields of the issue: `"第{masthead.number}期"`.

/// A text with fields in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Template {
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a [`Template`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text that stands as it is.
    Text(String),
    /// The name of a field.
    Field(String),
}

impl Template {
    /// Reads a template; `{{` and `}}` stand for the braces themselves.
    ///
    /// Returns `None` if a brace has no partner or a name is empty.
    pub fn parse(text: &str) -> Option<Template> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '{' | '}' if characters.peek() == Some(&character) => {
                    characters.next();
                    plain.push(character);
                }
                '{' => {
                    let mut name = String::new();
                    loop {
                        match characters.next()? {
                            '}' => break,
                            '{' => return None,
                            other => name.push(other),
                        }
                    }
                    if name.is_empty() {
                        return None;
                    }
                    if !plain.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut plain)));
                    }
                    pieces.push(Piece::Field(name));
                }
                '}' => return None,
                other => plain.push(other),
            }
        }
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        Some(Template { pieces })
    }

    /// The names of its fields.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Field(name) => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stand_in_braces() {
        let template = Template::parse("第{number}期").unwrap();
        let text = |text: &str| Piece::Text(text.to_owned());
        assert_eq!(template.pieces, [text("第"), Piece::Field("number".to_owned()), text("期")]);
        assert_eq!(Template::parse("{{x}}").unwrap().pieces, [text("{x}")]);
    }

    #[test]
    fn unpaired_braces_are_refused() {
        for text in ["{", "}", "{a", "a}", "{}", "{a{b}}"] {
            assert_eq!(Template::parse(text), None, "{text}");
        }
    }
}
