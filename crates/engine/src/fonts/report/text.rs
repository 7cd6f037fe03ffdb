//! The report as a text for a terminal, in English or Chinese.

use std::fmt::Write;

use super::coverage::{Count, Coverage};
use super::kinds::{AttemptReport, FaceReport, Report, RoleReport, reasons};
use hongtou_base::diagnostic::Language;

/// What the report says, in one language; `{}` stands for what a sentence is about.
struct Words {
    language: Language,
    faces: &'static str,
    folders: &'static str,
    bundled_only: &'static str,
    no_face: &'static str,
    covers: &'static str,
    unnamed: &'static str,
    embedding: &'static str,
    only_whole: &'static str,
    installed: &'static str,
    fallback: &'static str,
    hanzi_only: &'static str,
    raised: &'static str,
    none: &'static str,
    all: &'static str,
    /// Of the outcomes that are no face; others say why themselves.
    why: &'static [(&'static str, &'static str)],
}

const ENGLISH: Words = Words {
    language: Language::English,
    faces: "faces",
    folders: "folders with fonts, the first choice first",
    bundled_only: "only bundled fonts are used; installed faces are left aside",
    no_face: "(no face was found)",
    covers: "covers {}",
    unnamed: "(without a name)",
    embedding: "embedding: {}",
    only_whole: ", but only whole",
    installed: "{} (installed face)",
    fallback: ", for what the faces above lack",
    hanzi_only: ", hanzi alone",
    raised: ", raised by {}/1000 em",
    none: "none",
    all: "all {}",
    why: &[],
};

const CHINESE: Words = Words {
    language: Language::Chinese,
    faces: "字库",
    folders: "字体文件夹，在先者优先",
    bundled_only: "只用自带字体，不用本机安装的",
    no_face: "（没有可用的字库）",
    covers: "收字：{}",
    unnamed: "（无名称）",
    embedding: "嵌入许可：{}",
    only_whole: "，只许整个嵌入",
    installed: "{}（本机安装的字体）",
    fallback: "，补以上字库所缺的字",
    hanzi_only: "，只补汉字",
    raised: "，抬高 {}/1000 字",
    none: "无",
    all: "全部 {}",
    why: &[("not-installed", "本机没有安装"), ("left-aside", "只用自带字体"), ("not-found", "没有这个文件")],
};

pub(super) fn text(report: &Report, language: Language) -> String {
    let words = match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    };
    let mut lines = Lines { text: String::new(), words };
    for role in &report.roles {
        lines.role(role);
    }
    if !report.faces.is_empty() {
        lines.add(0, words.faces);
        for (number, face) in report.faces.iter().enumerate() {
            lines.face(number, face);
        }
        lines.add(0, "");
    }
    lines.add(0, words.folders);
    for folder in &report.folders {
        lines.add(1, &folder.display().to_string());
    }
    if report.bundled_only {
        lines.add(0, words.bundled_only);
    }
    lines.text
}

struct Lines {
    text: String,
    words: &'static Words,
}

impl Lines {
    fn add(&mut self, depth: usize, line: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.text, "{}{line}", "  ".repeat(if line.is_empty() { 0 } else { depth }));
    }

    fn role(&mut self, role: &RoleReport) {
        let lacking = if role.usable { String::new() } else { format!("  {}", self.words.no_face) };
        self.add(0, &format!("{}{lacking}", role.name));
        for (number, attempt) in role.tried.iter().enumerate() {
            self.add(1, &format!("{}. {}", number + 1, self.words.tried(attempt)));
        }
        if role.usable {
            self.add(1, &filled(self.words.covers, self.words.coverage(&role.coverage)));
        }
        self.add(0, "");
    }

    fn face(&mut self, number: usize, face: &FaceReport) {
        let words = self.words;
        self.add(1, &format!("[{number}] {}", face.family.as_deref().unwrap_or(words.unnamed)));
        let index = if face.index == 0 { String::new() } else { format!("#{}", face.index) };
        self.add(2, &format!("{}{index}", face.path.display()));
        if let Some(version) = &face.version {
            self.add(2, version);
        }
        let part = if face.subsetting { "" } else { words.only_whole };
        self.add(2, &format!("{}{part}", filled(words.embedding, face.embedding)));
        self.add(2, &filled(words.covers, words.coverage(&face.coverage)));
    }
}

impl Words {
    fn tried(&self, attempt: &AttemptReport) -> String {
        let place = match attempt.kind {
            "installed" => filled(self.installed, &attempt.wanted),
            _ => attempt.wanted.clone(),
        };
        let Some(face) = attempt.face else { return format!("{place}: {}", self.why(attempt)) };
        let mut line = format!("{place} → [{face}]");
        if attempt.outcome != "first-choice" {
            line += self.fallback;
        }
        if attempt.hanzi_only {
            line += self.hanzi_only;
        }
        if attempt.raise != 0 {
            line += &filled(self.raised, attempt.raise);
        }
        line
    }

    fn why(&self, attempt: &AttemptReport) -> String {
        let own = self.why.iter().find(|(outcome, _)| *outcome == attempt.outcome);
        match own {
            Some((_, why)) => (*why).to_owned(),
            None if attempt.problems.is_empty() => attempt.why.clone(),
            None => reasons(&attempt.problems, self.language),
        }
    }

    fn coverage(&self, coverage: &Coverage) -> String {
        let parts = [
            ("GB 2312", coverage.gb2312),
            ("GBK", coverage.gbk),
            ("CJK", coverage.unified),
            ("Ext A", coverage.extension_a),
            ("Ext B", coverage.extension_b),
        ];
        parts.map(|(name, count)| format!("{name} {}", self.counted(count))).join(" · ")
    }

    fn counted(&self, Count { has, of }: Count) -> String {
        match has {
            0 => self.none.to_owned(),
            _ if has == of => filled(self.all, of),
            _ => format!("{has}/{of}"),
        }
    }
}

fn filled(sentence: &str, about: impl ToString) -> String {
    sentence.replace("{}", &about.to_string())
}
