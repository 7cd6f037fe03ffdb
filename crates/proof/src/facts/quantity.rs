//! Numbers with what they count: 1.2万人次.

use std::ops::Range;

use crate::pattern::pattern;

/// A number and what it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Its value.
    pub value: f64,
    /// By how much it may be off for being rounded where it is written.
    pub slack: f64,
    /// What it counts; empty if it is none of the usual.
    pub unit: &'static str,
    /// Where it stands, its unit included.
    pub range: Range<usize>,
}

/// What is counted; longer names go first.
const UNITS: [&str; 58] = [
    "批次",
    "微克",
    "毫克",
    "株",
    "棵",
    "盏",
    "户次",
    "车次",
    "天",
    "小时",
    "分钟",
    "个月",
    "人次",
    "人",
    "户",
    "个",
    "家",
    "元",
    "公里",
    "亩",
    "件",
    "处",
    "项",
    "名",
    "例",
    "起",
    "台",
    "辆",
    "座",
    "所",
    "村",
    "乡镇",
    "头",
    "吨",
    "平方米",
    "宗",
    "条",
    "次",
    "张",
    "套",
    "份",
    "趟",
    "场",
    "笔",
    "门",
    "册",
    "篇",
    "栋",
    "间",
    "公顷",
    "只",
    "支",
    "艘",
    "米",
    "千克",
    "公斤",
    "立方米",
    "批",
];

/// All quantities of a text that count something and are not vague.
pub fn quantities(text: &str) -> Vec<Quantity> {
    let pattern = pattern!(r"(\d[\d,]*)(\.\d+)?(百万|千万|万|亿|千)?(余|多)?");
    pattern
        .captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let unit = unit_at(&text[whole.end()..])?;
            let digits: String = found[1].chars().filter(|c| *c != ',').collect();
            let decimals = found.get(2).map_or("", |decimals| decimals.as_str());
            let scale = match found.get(3).map_or("", |scale| scale.as_str()) {
                "千" => 1e3,
                "万" => 1e4,
                "百万" => 1e6,
                "千万" => 1e7,
                "亿" => 1e8,
                _ => 1.0,
            };
            let value: f64 = format!("{digits}{decimals}").parse().ok()?;
            let written = decimals.len().saturating_sub(1) as i32;
            // A whole number without 万 is exact; 余 leaves up to a tenth open.
            let step = if scale > 1.0 || written > 0 { 0.5 * 10f64.powi(-written) } else { 0.0 };
            let vague = if found.get(4).is_some() { value * scale * 0.1 } else { 0.0 };
            let range = whole.start()..whole.end() + unit.len();
            Some(Quantity { value: value * scale, slack: step * scale + vague, unit, range })
        })
        .collect()
}

fn unit_at(text: &str) -> Option<&'static str> {
    UNITS.iter().filter(|unit| text.starts_with(**unit)).max_by_key(|unit| unit.len()).copied()
}
