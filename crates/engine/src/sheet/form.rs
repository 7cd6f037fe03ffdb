//! What a form says.

/// What a form says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its heading.
    pub title: String,
    /// A line below the heading; may be empty.
    pub subtitle: String,
    /// Items and their contents.
    pub pairs: Vec<Pair>,
    /// A table below them.
    pub table: Option<Table>,
    /// Remarks below the table, a paragraph each.
    pub notes: Vec<String>,
    /// What stands side by side in the last line, such as 制表：
    pub signatures: Vec<String>,
}

/// An item and its content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pair {
    /// The item.
    pub key: String,
    /// Its content.
    pub value: String,
    /// Whether it has a row of its own; others stand two in a row.
    pub wide: bool,
}

impl Pair {
    /// A pair that shares its row with another.
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> Pair {
        Pair { key: key.into(), value: value.into(), wide: false }
    }

    /// A pair in a row of its own.
    pub fn wide(key: impl Into<String>, value: impl Into<String>) -> Pair {
        Pair { wide: true, ..Pair::new(key, value) }
    }
}

/// A table; every row has as many cells as there are columns, and cells that lack are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, below the head.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands in the head.
    pub heading: String,
    /// Its share of the width, in proportion to the other columns'.
    pub share: u32,
    /// How its texts stand.
    pub align: Align,
}

impl Column {
    /// A column.
    pub fn new(heading: impl Into<String>, share: u32, align: Align) -> Column {
        Column { heading: heading.into(), share, align }
    }
}

/// How texts stand in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// From the left.
    Left,
    /// In the middle.
    Centre,
    /// To the right, as numbers do.
    Right,
}
