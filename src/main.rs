use hongtou::pipeline::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let job = match open(std::path::Path::new(&a[1]), &Options { layout: a.get(2).cloned(), font_dirs: vec!["fonts".into()], bundled_fonts: true }) {
        Ok(j) => j, Err(e) => { for d in e { println!("{:?} {:?}", d.problem, d.place.map(|p| p.source.line_column(p.span.start))); } return }
    };
    match typeset(&job) {
        Err(e) => for d in e { println!("{:?}", d.problem) },
        Ok((p, w)) => { for d in w { println!("W {:?}", d.problem) }
          for pg in &p.pages { println!("== {} items {}", pg.number, pg.items.len());
            for l in &pg.lines { println!("{:6.2} {:6.2} nat {:7.3} meas {:7.3} {:?} {} {:?}", l.x.to_mm(), l.y.to_mm(), l.natural.to_pt(), l.measure.to_pt(), l.ending, l.text, l.adjustments.iter().map(|a| format!("{:?} {:.2}/{}", a.kind, a.amount.to_pt(), a.places)).collect::<Vec<_>>()) } } }
    }
}
