//! The words that a volume prints of its own. They are part of the document, so they are Chinese as it is.

/// The cover, as readers name its page.
pub const COVER: &str = "封面";
/// The contents list.
pub const CONTENTS: &str = "目录";
/// The index.
pub const INDEX: &str = "索引";

/// 2021年合订本, 2020—2021年合订本
pub fn volume(first: u16, last: u16) -> String {
    if first == last { format!("{first}年合订本") } else { format!("{first}—{last}年合订本") }
}

/// 第12期
pub fn number(number: u32) -> String {
    format!("第{number}期")
}

/// 第1期至第12期
pub fn numbers(first: u32, last: u32) -> String {
    if first == last { number(first) } else { format!("第{first}期至第{last}期") }
}
