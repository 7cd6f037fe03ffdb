//! An imprint that is taller than a page: cut between lines, its outer rules on every part (GB/T 9704 7.4.1).
//!
//! It is filled from its end, so that the last element is on the last line of the last page, and the first part, which
//! is the shortest, may be below the text.

use super::paginator::Paginator;
use super::set_rows::{Band, RowItem, SetRows};
use hongtou_base::diagnostic::{Diagnostic, Problem};
use hongtou_base::units::Length;

/// Lines that the first part has at least.
const LEAST_LINES: usize = 2;

/// Items beside each other, which stay together: a line, a rule, or names with a text beside all of them.
struct Row {
    band: Band,
    items: Vec<RowItem>,
}

impl Row {
    fn is_rule(&self) -> bool {
        self.items.iter().all(RowItem::is_rule)
    }
}

/// The outer rules, and the lines between them.
struct Imprint {
    rows: Vec<Row>,
    first: Option<Row>,
    last: Option<Row>,
    /// The height of the first rule with the space below it.
    above: Length,
    /// The height of the last rule with the space above it.
    below: Length,
}

impl Paginator<'_> {
    /// The parts of the imprint, each on a page of its own; one where it fits on a page.
    pub(super) fn imprint_parts(&mut self, imprint: SetRows) -> Vec<SetRows> {
        let room = self.layout.page.type_height();
        if imprint.height <= room {
            return vec![imprint];
        }
        // What the layout places from an edge of the page is on the last one.
        let (placed, rows): (Vec<_>, Vec<_>) = imprint.items.into_iter().partition(|item| item.on_page);
        let imprint = Imprint::new(rows);
        let cuts = imprint.cuts(room);
        let mut parts: Vec<SetRows> = cuts.into_iter().map(|(from, to)| imprint.part(from, to)).collect();
        if parts.iter().any(|part| part.height > room) {
            self.problems.push(Diagnostic::error(Problem::RowsTooTall { part: "imprint" }));
            return Vec::new();
        }
        if let Some(last) = parts.last_mut() {
            last.items.extend(placed);
        }
        parts
    }
}

impl Imprint {
    fn new(items: Vec<RowItem>) -> Imprint {
        let mut rows = rows_of(items);
        let first = rows.first().is_some_and(Row::is_rule).then(|| rows.remove(0));
        let last = rows.pop_if(|row| row.is_rule());
        let top = rows.first().map_or(Length::ZERO, |row| row.band.top);
        let bottom = rows.last().map_or(Length::ZERO, |row| row.band.bottom);
        let above = first.as_ref().map_or(Length::ZERO, |rule| top - rule.band.top);
        let below = last.as_ref().map_or(Length::ZERO, |rule| rule.band.bottom - bottom);
        Imprint { rows, first, last, above, below }
    }

    /// Where the parts begin and end, by the numbers of their rows.
    fn cuts(&self, room: Length) -> Vec<(usize, usize)> {
        let mut parts = Vec::new();
        let mut to = self.rows.len();
        while to > 0 {
            let from = (0..to).find(|&from| self.height(from, to) <= room).unwrap_or(to - 1);
            let from = self.without_rules(from, to).start;
            parts.push((from, to));
            to = self.without_rules(0, from).end;
        }
        parts.reverse();
        self.lengthen_first(&mut parts);
        parts
    }

    /// A first part of one line takes a line from the second one.
    fn lengthen_first(&self, parts: &mut [(usize, usize)]) {
        let [first, second, ..] = parts else { return };
        let is_short = first.1 - first.0 < LEAST_LINES && second.1 - second.0 > LEAST_LINES;
        if is_short && first.1 == second.0 {
            first.1 += 1;
            second.0 = self.without_rules(first.1, second.1).start;
        }
    }

    /// The rows `from..to` without the rules at their edges: an outer rule takes the place of those.
    fn without_rules(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        let rows = &self.rows[from..to];
        let before = rows.iter().take_while(|row| row.is_rule()).count();
        let after = rows[before..].iter().rev().take_while(|row| row.is_rule()).count();
        from + before..to - after
    }

    fn height(&self, from: usize, to: usize) -> Length {
        let (first, last) = (&self.rows[from], &self.rows[to - 1]);
        self.above + last.band.bottom - first.band.top + self.below
    }

    /// The rows `from..to` between the outer rules.
    fn part(&self, from: usize, to: usize) -> SetRows {
        let height = self.height(from, to);
        let mut items = Vec::new();
        let mut add = |row: &Row, down: Length| {
            items.extend(row.items.iter().cloned().map(|item| item.moved(down)));
        };
        if let Some(rule) = &self.first {
            add(rule, -rule.band.top);
        }
        for row in &self.rows[from..to] {
            add(row, self.above - self.rows[from].band.top);
        }
        if let Some(rule) = &self.last {
            add(rule, height - rule.band.bottom);
        }
        SetRows { height, items, ..SetRows::default() }
    }
}

/// Items that overlap vertically are one row.
fn rows_of(items: Vec<RowItem>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for item in items {
        let mut row = Row { band: item.band, items: vec![item] };
        // Rows that are beside each other may reach up over several lines.
        while let Some(mut above) = rows.pop_if(|above| row.band.top < above.band.bottom) {
            above.band.top = above.band.top.min(row.band.top);
            above.band.bottom = above.band.bottom.max(row.band.bottom);
            above.items.append(&mut row.items);
            row = above;
        }
        rows.push(row);
    }
    rows
}
