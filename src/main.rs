use hongtou::pipeline::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let job = open(std::path::Path::new(&a[1]), &Options { layout: a.get(3).cloned(), font_dirs: vec![], bundled_fonts: true }).unwrap();
    let (p, _w) = typeset(&job).unwrap();
    std::fs::write(&a[2], hongtou::pdf::write(&p, &job.fonts).unwrap()).unwrap();
}
