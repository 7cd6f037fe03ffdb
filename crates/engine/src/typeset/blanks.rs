//! Blanks at which no line ends: inside a name, a telephone number, between a number and its unit.
//!
//! 刘　洋 is one name with a blank to be as wide as 王小明, and `25 km`, `138 0000 0000`, `GB/T 9704` are one thing each.

use super::class::Class;
use super::inseparable::{forbid, forbid_softly};
use super::segment::Cluster;
use super::spacing::{Gap, UnitBreak};

/// Units that stay with the number before the blank.
const UNITS: [&str; 36] = [
    "km", "m", "dm", "cm", "mm", "nm", "hm", "kg", "g", "mg", "t", "s", "min", "h", "d", "Hz", "kHz", "MHz",
    "GHz", "W", "kW", "MW", "GW", "V", "kV", "A", "mA", "L", "mL", "ml", "Pa", "kPa", "MPa", "dB", "GB",
    "TB",
];

/// Digits that a group after a blank has at least, to be of the same number: 138 0000 0000, 1 380 000.
const GROUP: usize = 3;

/// The longest name of a standard's series before its number: GB/T, DB45/T, ISO/IEC.
const LONGEST_SERIES: usize = 8;

/// The commonest surnames: a wide blank after one of them is inside a name even where the text around it runs on.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文";

/// Forbids breaks at such blanks.
pub fn keep_blanks(gaps: &mut [Gap], clusters: &[Cluster], text: &str) {
    let blanks = Blanks { clusters, text };
    let mut index = 0;
    while index < clusters.len() {
        let end = index + clusters[index..].iter().take_while(|cluster| is_blank(cluster)).count();
        if end > index && index > 0 && end < clusters.len() {
            if blanks.is_in_name(index, end) || blanks.is_in_quantity(index, end) {
                forbid(gaps, index - 1, end + 1);
            } else if let Some(series) = blanks.series(index, end) {
                forbid_softly(gaps, index - series, end + 1, UnitBreak::Code);
            }
        }
        index = end.max(index + 1);
    }
}

fn is_blank(cluster: &Cluster) -> bool {
    matches!(cluster.class, Class::Space | Class::WideSpace)
}

struct Blanks<'a> {
    clusters: &'a [Cluster],
    text: &'a str,
}

impl<'a> Blanks<'a> {
    fn at(&self, index: usize) -> &'a str {
        self.clusters
            .get(index)
            .map_or("", |cluster| &self.text[cluster.start as usize..cluster.end as usize])
    }

    /// How many characters of a class are in a row before `end`, and after `start`.
    fn before(&self, end: usize, is: impl Fn(&Cluster) -> bool) -> usize {
        self.clusters[..end].iter().rev().take_while(|cluster| is(cluster)).count()
    }

    fn after(&self, start: usize, is: impl Fn(&Cluster) -> bool) -> usize {
        self.clusters[start..].iter().take_while(|cluster| is(cluster)).count()
    }

    /// Whether the blank `start..end` is between the two characters of a name.
    ///
    /// In `刘　洋　王小明　李　强` lone characters are halves of names, from the left; 县长刘　洋， ends with one.
    fn is_in_name(&self, start: usize, end: usize) -> bool {
        let is_han = |cluster: &Cluster| cluster.class == Class::Han;
        let (left, right) = (self.before(start, is_han), self.after(end, is_han));
        if left == 0 || right == 0 {
            return false;
        }
        let is_surname = SURNAMES.contains(self.at(start - 1));
        match (left, right) {
            (1, 1) => {
                // 刘　洋　李　强: the second blank of such a chain parts two names.
                let before = start - 1;
                let blank = self.before(before, is_blank);
                let is_second = blank > 0
                    && self.before(before - blank, is_han) == 1
                    && self.is_in_name(before - blank, before);
                !is_second
            }
            (1, _) => false,
            (_, 1) => is_surname || self.after(end + 1, is_blank) == 0,
            _ => is_surname && self.clusters[start..end].iter().all(|c| c.class == Class::WideSpace),
        }
    }

    /// Whether the blank is between a number and its unit, or between two groups of digits.
    fn is_in_quantity(&self, start: usize, end: usize) -> bool {
        let is_digit = |index: usize| self.clusters[index].class == Class::Digit;
        if !is_digit(start - 1) {
            return false;
        }
        let letters = self.after(end, |cluster| cluster.class == Class::Letter);
        let word: String = (end..end + letters).map(|index| self.at(index)).collect();
        let digits = self.after(end, |cluster| cluster.class == Class::Digit);
        digits >= GROUP || UNITS.contains(&word.as_str()) || self.at(end) == "℃" || self.at(end) == "%"
    }

    /// The length of the name of a standard's series, if the blank is between it and its number.
    fn series(&self, start: usize, end: usize) -> Option<usize> {
        let length = self.before(start, |cluster| cluster.class.is_western() && !is_blank(cluster));
        let series: String = (start - length..start).map(|index| self.at(index)).collect();
        let is_series = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '/';
        let is_one = (2..=LONGEST_SERIES).contains(&length)
            && series.starts_with(|c: char| c.is_ascii_uppercase())
            && series.chars().all(is_series)
            && self.clusters[end].class == Class::Digit;
        is_one.then_some(length)
    }
}
