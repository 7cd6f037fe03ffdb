//! What Word files have beside paragraphs: styles, counted numbers, tables, text boxes, tracked changes.

use std::io::{Cursor, Write};
use std::path::Path;

use hongtou::diagnostic::Source;
use hongtou::import::{Imported, Rule, import_bytes};
use hongtou::issue::Issue;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const STYLES: &str = r#"<w:styles xmlns:w="w">
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="L"><w:name w:val="list"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="L2"><w:name w:val="list two"/><w:basedOn w:val="L"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"#;

const NUMBERING: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#;

/// A bulletin with a body, and further parts.
fn imported(body: &str, parts: &[(&str, &str)]) -> Imported {
    let head = ["工作动态", "第12期", "县委办公室", "2021年3月29日"].map(paragraph).concat();
    let title = r#"<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>题目</w:t></w:r></w:p>"#;
    whole(&format!("{head}{title}{body}"), parts)
}

/// A file with a body, and further parts.
fn whole(body: &str, parts: &[(&str, &str)]) -> Imported {
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let own = [
        ("word/document.xml", document.as_str()),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
    ];
    for (name, text) in own.iter().chain(parts) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    import_bytes(Path::new("a.docx"), &bytes, None).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn styled(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", run(text))
}

/// The body of the only article, as it is read from the file.
fn body(imported: &Imported) -> String {
    let issue = issue(imported);
    assert_eq!(issue.articles.len(), 1, "{}", imported.toml);
    issue.articles[0].body.value.trim().to_owned()
}

fn issue(imported: &Imported) -> Issue {
    Issue::parse(&Source::new("a.toml", imported.toml.clone()))
        .unwrap_or_else(|problems| panic!("{problems:?}\n{}", imported.toml))
}

fn found(imported: &Imported, rule: Rule) -> Vec<(&str, &str)> {
    let entries = imported.report.entries.iter().filter(|entry| entry.rule == rule);
    entries.map(|entry| (entry.found.as_str(), entry.written.as_str())).collect()
}

#[test]
fn an_entry_of_a_contents_list_may_have_a_line_break() {
    let entry = "<w:p><w:r><w:t>1.青石镇抓好</w:t><w:br/><w:t>秋粮收购</w:t></w:r></w:p>";
    let title = "<w:p><w:r><w:t>县水利局做好</w:t><w:br/><w:t>防汛工作</w:t></w:r></w:p>";
    let head = ["工作动态", "第12期", "县委办公室", "2021年3月29日", "目录"].map(paragraph).concat();
    let rest = [
        paragraph("2.县水利局做好防汛工作"),
        paragraph("青石镇抓好秋粮收购"),
        paragraph("全镇收购秋粮12吨。"),
    ];
    let imported =
        whole(&format!("{head}{entry}{}{title}{}", rest.concat(), paragraph("县水利局排查隐患点。")), &[]);
    let issue = issue(&imported);
    let titles: Vec<&str> = issue.articles.iter().map(|article| article.title.value.as_str()).collect();
    assert_eq!(titles, ["青石镇抓好秋粮收购", "县水利局做好\n防汛工作"], "{}", imported.toml);
}

#[test]
fn numbers_that_word_counts_are_written_out() {
    let text = styled("L", "抓早")
        + &styled("L2", "抓小")
        + &styled("L2", "抓细")
        + &styled("L", "抓实")
        + &styled("L2", "抓牢")
        + &paragraph("我县抓好落实。");
    let imported = imported(&text, &[]);
    assert_eq!(
        body(&imported),
        "一、抓早\n\n（一）抓小\n\n（二）抓细\n\n二、抓实\n\n（一）抓牢\n\n我县抓好落实。"
    );
    assert_eq!(found(&imported, Rule::Numbered).len(), 5);
}

#[test]
fn bold_runs_are_lead_ins_and_bold_paragraphs_are_none() {
    let bold = |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>");
    let not = "<w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t>再抓落实。</w:t></w:r>";
    let strong = "<w:r><w:rPr><w:rStyle w:val=\"S\"/></w:rPr><w:t>二是实。</w:t></w:r>";
    let text =
        format!("<w:p>{}{}{not}{strong}</w:p><w:p>{}</w:p>", bold("一是"), bold("早。"), bold("全段加粗。"));
    assert_eq!(body(&imported(&text, &[])), "**一是早。**再抓落实。**二是实。**\n\n全段加粗。");
}

#[test]
fn tracked_changes_are_accepted_and_listed() {
    let text = format!(
        "<w:p>{}<w:ins>{}</w:ins><w:del><w:r><w:delText>旧的</w:delText></w:r></w:del>\
         <w:moveFrom>{}</w:moveFrom>{}</w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>{}",
        run("我县"),
        run("新的"),
        run("搬走的"),
        run("措施。"),
        run("前一半，"),
        paragraph("后一半。"),
    );
    let imported = imported(&text, &[]);
    assert_eq!(body(&imported), "我县新的措施。\n\n前一半，后一半。");
    assert_eq!(found(&imported, Rule::Inserted), [("新的", "新的")]);
    assert_eq!(found(&imported, Rule::Deleted), [("旧的", ""), ("搬走的", ""), ("", "")]);
}

#[test]
fn tables_are_rows_of_text_in_the_body_and_parts_in_the_foot() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let row =
        |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|text| cell(text)).collect::<String>());
    let table = |rows: &[&[&str]]| {
        format!("<w:tbl>{}</w:tbl>", rows.iter().map(|cells| row(cells)).collect::<String>())
    };
    let text = paragraph("各镇情况如下。")
        + &table(&[&["镇", "户数"], &["青石", "320"]])
        + &paragraph("各地要抓好落实。")
        + &table(&[&["报：", "县委。"], &["审核：王小明", "责任编辑：李华"]]);
    let imported = imported(&text, &[]);
    assert_eq!(body(&imported), "各镇情况如下。\n\n镇\u{3000}户数\n\n青石\u{3000}320\n\n各地要抓好落实。");
    assert_eq!(found(&imported, Rule::TableRow).len(), 2);
    let issue = issue(&imported);
    assert_eq!(issue.distribution.report.unwrap().value, "县委。");
    assert_eq!(issue.colophon.editor.unwrap().value, "李华");
}

#[test]
fn text_boxes_headers_and_notes_are_not_lost() {
    let text = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{}</w:txbxContent></mc:Choice>\
         <mc:Fallback><w:txbxContent>{}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>",
        paragraph("框中文字。"),
        paragraph("框中文字。"),
        run("正文。"),
    );
    let part = |text: &str| format!("<w:x xmlns:w=\"w\">{}</w:x>", paragraph(text));
    let (header, footer, note) = (part("（总第 245 期）"), part("— 1 —"), part("脚注内容。"));
    let parts =
        [("word/header1.xml", header.as_str()), ("word/footer1.xml", &footer), ("word/footnotes.xml", &note)];
    let imported = imported(&text, &parts);
    assert_eq!(body(&imported), "框中文字。\n\n正文。");
    assert_eq!(issue(&imported).masthead.total.unwrap().value, 245);
    let unplaced: Vec<String> =
        imported.parts.unplaced.iter().map(|(place, text)| format!("{place}: {text}")).collect();
    assert_eq!(unplaced, ["note 1: 脚注内容。"]);
    assert_eq!(found(&imported, Rule::Furniture), [("— 1 —", "")]);
    for line in unplaced {
        assert!(imported.toml.contains(&format!("# {line}\n")), "{}", imported.toml);
    }
}

#[test]
fn hidden_text_symbols_fields_and_pictures_are_listed() {
    let text = format!(
        "<w:p>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>\
         <w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r><w:r><w:sym w:font=\"宋体\" w:char=\"2605\"/></w:r>\
         <w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:drawing><a:blip/></w:drawing></w:r>{}</w:p>",
        run("我县"),
        run("好。"),
    );
    let imported = imported(&text, &[]);
    assert_eq!(body(&imported), "我县★好。");
    assert_eq!(found(&imported, Rule::Hidden), [("隐藏", "")]);
    assert_eq!(found(&imported, Rule::Symbol), [("Wingdings F0FE", "")]);
    assert_eq!(found(&imported, Rule::Picture), [("", "")]);
}

#[test]
fn the_ends_of_pages_that_word_knew_are_kept() {
    let text = "<w:p><w:r><w:t>我县抓好</w:t><w:lastRenderedPageBreak/><w:t>落实。</w:t></w:r></w:p>"
        .to_owned()
        + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>又一段。</w:t></w:r></w:p>";
    let imported = imported(&text, &[]);
    assert_eq!(body(&imported), "我县抓好落实。\n\n又一段。");
    let ends: Vec<&str> = imported.toml.lines().filter(|line| line.starts_with("# page")).collect();
    assert_eq!(
        ends,
        ["# page 1 of the print ends after: …我县抓好", "# page 2 of the print ends after: …我县抓好落实。"]
    );
}

#[test]
fn articles_begin_at_titles_in_a_style() {
    let text = paragraph("第一篇正文。") + &styled("T", "第二篇题目") + &paragraph("第二篇正文。");
    let issue = issue(&imported(&text, &[]));
    let titles: Vec<&str> = issue.articles.iter().map(|article| article.title.value.as_str()).collect();
    assert_eq!(titles, ["题目", "第二篇题目"]);
}

/// A table of rows of cells, each of one paragraph.
fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// A paragraph in the middle, of a size in half points.
fn centred(text: &str, size: u32) -> String {
    format!(
        "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:sz w:val=\"{size}\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn text_box(text: &str) -> String {
    format!(
        "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{text}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
}

#[test]
fn a_masthead_may_be_a_table_and_the_foot_as_well() {
    let text = table(&[
        &["内部资料", "注意保存"],
        &["临江信息"],
        &["第12期", "（总第245期）"],
        &["县委办公室", "2021年3月29日"],
    ]) + &centred("春耕备耕准备就绪", 44)
        + &paragraph("我县抓好落实。")
        + &table(&[
            &["报", "市委办公室。"],
            &["发：各乡镇。"],
            &["审核：王明", "编辑：李华", "（共印80份）"],
        ]);
    let imported = whole(&text, &[]);
    let issue = issue(&imported);
    let masthead = &issue.masthead;
    assert_eq!((masthead.title.value.as_str(), masthead.issuer.value.as_str()), ("临江信息", "县委办公室"));
    assert_eq!((masthead.number.value, masthead.total.as_ref().unwrap().value), (12, 245));
    assert_eq!(masthead.note.as_ref().unwrap().value, "内部资料　注意保存");
    assert_eq!(issue.distribution.report.as_ref().unwrap().value, "市委办公室。", "{}", imported.toml);
    assert_eq!(issue.distribution.copies.as_ref().unwrap().value, 80);
    assert_eq!(issue.colophon.editor.as_ref().unwrap().value, "李华");
    assert!(imported.parts.unplaced.is_empty(), "{}", imported.toml);
}

#[test]
fn a_masthead_may_stand_in_text_boxes() {
    let text = text_box(&centred("工作简报", 120))
        + &text_box(&(paragraph("2021年第12期") + &paragraph("县委办公室　　2021年3月29日")))
        + &centred("春耕备耕准备就绪", 44)
        + &paragraph("我县抓好落实。");
    let issue = issue(&whole(&text, &[]));
    assert_eq!(issue.masthead.title.value, "工作简报");
    assert_eq!((issue.masthead.number.value, issue.masthead.date.value.day), (12, 29));
    assert_eq!(issue.articles[0].title.value, "春耕备耕准备就绪");
}

#[test]
fn titles_in_the_middle_and_larger_than_the_text_begin_articles() {
    let text = paragraph("第一篇正文很长，有许多字。")
        + &centred("第二篇题目", 44)
        + &centred("第二行", 44)
        + &paragraph("第二篇正文也很长，有许多字。")
        + &centred("一个小标题", 32)
        + &paragraph("第二篇的正文还没有写完，又是一段。");
    let imported =
        imported(&text.replace("<w:r><w:t>", "<w:r><w:rPr><w:sz w:val=\"32\"/></w:rPr><w:t>"), &[]);
    let issue = issue(&imported);
    let titles: Vec<&str> = issue.articles.iter().map(|article| article.title.value.as_str()).collect();
    assert_eq!(titles, ["题目", "第二篇题目\n第二行"], "{}", imported.toml);
    // Of the size of the text: it may be either.
    assert_eq!(found(&imported, Rule::MayBeTitle), [("一个小标题", "一个小标题")]);
    assert!(
        imported.toml.contains("may be the title of a further article: 一个小标题\n"),
        "{}",
        imported.toml
    );
}

#[test]
fn what_stands_on_every_page_is_no_text() {
    let part = |text: &str| format!("<w:x xmlns:w=\"w\">{}</w:x>", paragraph(text));
    let (header, footer, other) = (part("工作动态"), part("— 1 —"), part("第1页 共4页"));
    let parts =
        [("word/header1.xml", header.as_str()), ("word/footer1.xml", &footer), ("word/footer2.xml", &other)];
    let imported = imported(&paragraph("正文。"), &parts);
    assert_eq!(found(&imported, Rule::Furniture).len(), 3);
    assert!(imported.parts.unplaced.is_empty());
}

#[test]
fn pages_are_certain_where_the_file_tells_of_all() {
    let text = paragraph("我县抓好落实。")
        + "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"
        + &paragraph("又一段。");
    let pages = |pages: &str| {
        let app = format!("<Properties><Pages>{pages}</Pages></Properties>");
        let imported = imported(&text, &[("docProps/app.xml", app.as_str())]);
        imported.parts.articles[0].page_ends.iter().map(hongtou::issue::PrintPage::number).collect::<Vec<_>>()
    };
    assert_eq!(
        (pages("2"), pages("3"), pages("x")),
        (vec!["1".to_owned()], vec!["1?".to_owned()], vec!["1?".to_owned()])
    );
}

/// Word Online names its parts document2.xml, styles2.xml; what is what, the package says.
#[test]
fn the_main_part_is_the_one_that_the_package_names() {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let head = ["工作动态", "第12期", "县委办公室", "2021年3月29日"].map(paragraph).concat();
    let body = format!("{head}{}{}", styled("T", "题目"), styled("L", "抓早"));
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let relation = |id: usize, kind: &str, target: &str| {
        format!("<Relationship Id=\"r{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |list: &[(&str, &str)]| {
        let list: Vec<String> =
            list.iter().enumerate().map(|(id, (kind, target))| relation(id, kind, target)).collect();
        format!("<Relationships>{}</Relationships>", list.concat())
    };
    let package = relations(&[("officeDocument", "word/document2.xml")]);
    let of_document = relations(&[
        ("styles", "styles2.xml"),
        ("numbering", "/word/numbering2.xml"),
        ("header", "../word/top.xml"),
    ]);
    let types =
        format!("<Types><Override PartName=\"/word/document2.xml\" ContentType=\"{CONTENT}\"/></Types>");
    let top = format!("<w:hdr xmlns:w=\"w\">{}</w:hdr>", paragraph("页眉上的一行字"));
    let parts: [(&str, &str); 5] = [
        ("word/document2.xml", &document),
        ("word/styles2.xml", STYLES),
        ("word/numbering2.xml", NUMBERING),
        ("word/_rels/document2.xml.rels", &of_document),
        ("word/top.xml", &top),
    ];
    for naming in [("_rels/.rels", package.as_str()), ("[Content_Types].xml", types.as_str())] {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts.iter().chain([&naming]) {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        let imported = import_bytes(Path::new("a.docx"), &bytes, None).unwrap();
        let issue = issue(&imported);
        assert_eq!(issue.articles[0].title.value, "题目", "{}", naming.0);
        assert_eq!(issue.articles[0].body.value.trim(), "一、抓早", "{}", naming.0);
        assert!(imported.toml.contains("页眉上的一行字"), "{}", imported.toml);
    }
}

/// A PDF with ASCII alone is text on its face.
#[test]
fn a_pdf_or_rtf_file_is_refused_under_any_name() {
    for (bytes, is) in [("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n", "PDF"), ("{\\rtf1\\ansi Text}", "RTF")]
    {
        for name in ["a.md", "a.txt", "a.docx", "a.doc"] {
            let problems = import_bytes(Path::new(name), bytes.as_bytes(), None).unwrap_err();
            let said =
                hongtou::diagnostic::words(&problems[0].problem, hongtou::diagnostic::Language::English);
            assert!(said.message.contains(&format!("{name} is a {is} file")), "{}", said.message);
        }
    }
}
