//! The report as a text for a terminal.

use std::fmt::Write;

use super::{AttemptReport, Count, Coverage, FaceReport, Report, RoleReport};

pub(super) fn text(report: &Report) -> String {
    let mut lines = Lines::default();
    for role in &report.roles {
        lines.role(role);
    }
    if !report.faces.is_empty() {
        lines.add(0, "faces");
        for (number, face) in report.faces.iter().enumerate() {
            lines.face(number, face);
        }
        lines.add(0, "");
    }
    lines.add(0, "folders with fonts, the first choice first");
    for folder in &report.folders {
        lines.add(1, &folder.display().to_string());
    }
    if report.bundled_only {
        lines.add(0, "only bundled fonts are used; installed faces are left aside");
    }
    lines.0
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn add(&mut self, depth: usize, line: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.0, "{}{line}", "  ".repeat(if line.is_empty() { 0 } else { depth }));
    }

    fn role(&mut self, role: &RoleReport) {
        let lacking = if role.usable { "" } else { "  (no face was found)" };
        self.add(0, &format!("{}{lacking}", role.name));
        for (number, attempt) in role.tried.iter().enumerate() {
            self.add(1, &format!("{}. {}", number + 1, tried(attempt)));
        }
        if role.usable {
            self.add(1, &format!("covers {}", coverage(&role.coverage)));
        }
        self.add(0, "");
    }

    fn face(&mut self, number: usize, face: &FaceReport) {
        let unnamed = || "(without a name)".to_owned();
        self.add(1, &format!("[{number}] {}", face.family.clone().unwrap_or_else(unnamed)));
        let index = if face.index == 0 { String::new() } else { format!("#{}", face.index) };
        self.add(2, &format!("{}{index}", face.path.display()));
        if let Some(version) = &face.version {
            self.add(2, version);
        }
        let part = if face.subsetting { "" } else { ", but only whole" };
        self.add(2, &format!("embedding: {}{part}", face.embedding));
        self.add(2, &format!("covers {}", coverage(&face.coverage)));
    }
}

fn tried(attempt: &AttemptReport) -> String {
    let place = match attempt.kind {
        "installed" => format!("{} (installed face)", attempt.wanted),
        _ => attempt.wanted.clone(),
    };
    let mut line = match (attempt.face, attempt.outcome) {
        (Some(face), "first-choice") => format!("{place} → [{face}]"),
        (Some(face), _) => format!("{place} → [{face}], for what the faces above lack"),
        (None, _) => format!("{place}: {}", attempt.why),
    };
    if attempt.face.is_some() && attempt.hanzi_only {
        line += ", hanzi alone";
    }
    if attempt.face.is_some() && attempt.raise != 0 {
        line += &format!(", raised by {}/1000 em", attempt.raise);
    }
    line
}

fn coverage(coverage: &Coverage) -> String {
    let parts = [
        ("GB 2312", coverage.gb2312),
        ("GBK", coverage.gbk),
        ("CJK", coverage.unified),
        ("Ext A", coverage.extension_a),
        ("Ext B", coverage.extension_b),
    ];
    parts.map(|(name, count)| format!("{name} {}", counted(count))).join(" · ")
}

fn counted(Count { has, of }: Count) -> String {
    match has {
        0 => "none".to_owned(),
        _ if has == of => format!("all {of}"),
        _ => format!("{has}/{of}"),
    }
}
