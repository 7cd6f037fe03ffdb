//! What an issue says, whatever the order of its keys.

use toml::{Table, Value};

/// What an issue says, the blanks at the ends of its texts taken off, and bold, which nobody types.
pub fn says(toml: &str) -> Table {
    fn trim(value: &mut Value) {
        match value {
            Value::String(text) => *text = text.trim().replace("**", ""),
            Value::Array(values) => values.iter_mut().for_each(trim),
            Value::Table(table) => table.iter_mut().for_each(|(_, value)| trim(value)),
            _ => {}
        }
    }
    let mut table: Table = toml.parse().unwrap_or_else(|error| panic!("{error}\n{toml}"));
    table.iter_mut().for_each(|(_, value)| trim(value));
    table
}

/// What an example says that paper does not show.
pub fn not_on_paper(name: &str, table: &mut Table) {
    // How the lines were chosen is not to be seen: import takes every bulletin for one that reproduces a print.
    if table.get("layout").and_then(|layout| layout.as_str()) == Some("bulletin-even") {
        table.insert("layout".to_owned(), "bulletin".into());
    }
    if name == "document-upward" {
        table["signature"].as_table_mut().unwrap().remove("sealed");
        // Left out in the example, for they are those of the masthead.
        let organs = table["masthead"]["organs"].clone();
        table["signature"].as_table_mut().unwrap().insert("organs".to_owned(), organs);
        let date = table["masthead"]["date"].clone();
        table["colophon"].as_table_mut().unwrap().insert("printed".to_owned(), date);
    }
}
