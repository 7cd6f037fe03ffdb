//! Which inks pages need, and how much of the paper they cover.

use crate::support;

use hongtou::inks::{self, Ink, InkUse};
use hongtou::page::{Colour, Item, Pages};
use hongtou::units::Length;
use support::*;

const A4: f64 = 210.0 * 297.0;

fn uses(items: Vec<Item>) -> Vec<InkUse> {
    inks::coverage(&document(vec![a4(items)]), &book(&["LiberationSerif-Regular.ttf"])).unwrap()
}

fn mm(x: i64, y: i64, width: i64, height: i64, colour: Colour) -> Item {
    rule(Length::mm(x), Length::mm(y), Length::mm(width), Length::mm(height), colour)
}

/// Checks inks and their square millimetres on one page.
fn check(items: Vec<Item>, expected: &[(Ink, f64)]) {
    let found = uses(items);
    let inks: Vec<&Ink> = found.iter().map(|found| &found.ink).collect();
    assert_eq!(inks, expected.iter().map(|(ink, _)| ink).collect::<Vec<_>>());
    for (found, (ink, area)) in found.iter().zip(expected) {
        let covered = found.pages[0] * A4;
        assert!((covered - area).abs() < 0.01 * area, "{ink:?}: {covered} mm², not {area}");
    }
}

fn spot() -> Colour {
    Colour { cmyk: [0, 800, 800, 0], spot: Some("公文红".into()) }
}

#[test]
fn a_tint_counts_by_its_amount() {
    check(vec![mm(20, 20, 100, 10, red())], &[(Ink::Magenta, 800.0), (Ink::Yellow, 800.0)]);
}

#[test]
fn a_spot_ink_is_one_plate() {
    let items = vec![mm(20, 20, 100, 10, spot()), mm(20, 40, 100, 2, Colour::BLACK)];
    check(items, &[(Ink::Black, 200.0), (Ink::Spot("公文红".into()), 1000.0)]);
}

#[test]
fn black_leaves_the_red_below_it_and_red_takes_the_place_of_black() {
    let (below, above) = (|colour| mm(20, 20, 100, 10, colour), |colour| mm(40, 20, 50, 10, colour));
    let black_above = vec![below(red()), above(Colour::BLACK)];
    check(black_above, &[(Ink::Magenta, 800.0), (Ink::Yellow, 800.0), (Ink::Black, 500.0)]);
    let red_above = vec![below(Colour::BLACK), above(red())];
    check(red_above, &[(Ink::Magenta, 400.0), (Ink::Yellow, 400.0), (Ink::Black, 500.0)]);
}

#[test]
fn four_colours_take_more_than_one_picture() {
    let all = Colour { cmyk: [100, 200, 300, 400], spot: None };
    let black = Colour { cmyk: [0, 0, 0, 300], spot: None };
    let colours = [all, spot(), black, red()].into_iter().zip(1..);
    let items = colours.map(|(colour, row)| mm(20, row * 20, 100, 10, colour)).collect();
    check(
        items,
        &[
            (Ink::Cyan, 100.0),
            (Ink::Magenta, 1000.0),
            (Ink::Yellow, 1100.0),
            (Ink::Black, 700.0),
            (Ink::Spot("公文红".into()), 1000.0),
        ],
    );
}

#[test]
fn pages_are_told_apart() {
    let pages = document(vec![a4(vec![mm(20, 20, 100, 10, Colour::BLACK)]), a4(Vec::new())]);
    let found = inks::coverage(&pages, &book(&["LiberationSerif-Regular.ttf"])).unwrap();
    assert_eq!(found.len(), 1);
    assert!(found[0].pages[0] > 0.01 && found[0].pages[1] == 0.0);
    assert_eq!(found[0].mean(), found[0].pages[0] / 2.0);
    assert!(inks::coverage(&Pages::default(), &book(&[])).unwrap().is_empty());
}

#[test]
fn a_bulletin_has_black_and_the_two_inks_of_its_red() {
    for name in examples::names() {
        let issue = examples::finished(&name, "bulletin");
        let found = inks::coverage(&issue.pages, &issue.job.fonts).unwrap();
        let inks: Vec<&Ink> = found.iter().map(|found| &found.ink).collect();
        assert_eq!(inks, [&Ink::Magenta, &Ink::Yellow, &Ink::Black], "{}", issue.name);
        // Red stands on the first page alone; both inks of it in the same amount.
        assert_eq!(found[0].pages, found[1].pages, "{}", issue.name);
        assert!(found[0].pages[0] > 0.0 && found[0].pages[1..].iter().all(|part| *part == 0.0));
        assert!(found[2].pages.iter().all(|part| (0.005..0.1).contains(part)), "{}: {found:?}", issue.name);
    }
}
