//! What series of paragraphs are.

use crate::structure::*;

/// The roles as letters: T text, H heading, R with its heading, I item, D division, A article.
fn roles(paragraphs: &[&str]) -> Vec<String> {
    let given: Vec<Given<'_>> = paragraphs.iter().map(|text| Given { text, said: None }).collect();
    shown(&given)
}

fn shown(given: &[Given<'_>]) -> Vec<String> {
    let shown = |(role, given): (Role, &Given<'_>)| match role {
        Role::Text => "T".to_owned(),
        Role::Heading { level } => format!("H{level}"),
        Role::RunIn { end, .. } => format!("R {}", &given.text[..end]),
        Role::Item { level } => format!("I{level}"),
        Role::Division(number) => format!("D{}", number.rank),
        Role::Article(number) => format!("A{}", number.number),
    };
    outline(given).into_iter().zip(given).map(shown).collect()
}

#[test]
fn items_that_end_with_semicolons_are_no_headings_nor_is_the_last_one() {
    let list = [
        "县级人民政府履行下列职责：",
        "（一）建立资金投入机制；",
        "（二）组织编制规划；",
        "（三）法律、法规规定的其他职责。",
    ];
    assert_eq!(roles(&list), ["T", "I2", "I2", "I2"]);
    // One of them lacks its semicolon.
    let list = ["一、建立机制；", "二、组织编制规划", "三、落实责任；", "四、其他职责。"];
    assert_eq!(roles(&list), ["I1", "I1", "I1", "I1"]);
}

#[test]
fn headings_that_end_with_a_full_stop_have_their_paragraphs_below() {
    let text = [
        "一、总体要求",
        "（一）指导思想。",
        "以高质量发展为主题。",
        "（二）基本原则。",
        "——坚持统筹。",
        "（三）主要目标。",
        "到2030年建成。",
    ];
    assert_eq!(roles(&text), ["H1", "H2", "T", "H2", "T", "H2", "T"]);
    // Sentences alone are text, and so is the last of a series whose other headings have no stop.
    assert_eq!(roles(&["一、各地要加强领导。", "二、各地要落实责任。"]), ["I1", "I1"]);
    let text = ["一、明确责任", "各地要落实。", "二、本通知自印发之日起施行。", "特此通知。"];
    assert_eq!(roles(&text), ["H1", "T", "R 二、", "T"]);
}

#[test]
fn a_series_of_labels_is_set_alike() {
    let holidays = [
        "现将放假安排通知如下：",
        "一、春节：2月15日（农历除夕、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日上班。",
        "二、清明节：4月4日（周六）至6日（周一）放假，共3天，倡导文明祭扫。",
    ];
    assert_eq!(roles(&holidays), ["T", "R 一、春节：", "R 二、清明节："]);
    let meeting = ["一、会议时间：4月8日上午9时", "二、会议地点：县政府三楼会议室", "三、参会人员：各乡镇长"];
    assert_eq!(roles(&meeting), ["R 一、会议时间：", "R 二、会议地点：", "R 三、参会人员："]);
}

#[test]
fn a_long_first_sentence_is_not_set_whole() {
    let long = "（二）坚持以人民为中心的发展思想，把群众满意不满意作为检验工作成效的第一标准，统筹推进各项工作。要落实到位。";
    assert_eq!(
        roles(&["（一）抓落实。各地要落实。", long, "（三）抓督查。各地要督查。"]),
        ["R （一）抓落实。", "R （二）", "R （三）抓督查。"]
    );
    // Where most are long none is a heading.
    assert_eq!(roles(&[&long.replace("二", "一"), long]), ["I2", "I2"]);
}

#[test]
fn a_few_short_sentences_make_no_headings_of_a_series() {
    let decision = [
        "会议决定：",
        "一、废止《暂行规定》等6件文件（目录见附件）。",
        "二、对《管理办法》作如下修改：",
        "（一）将第六条中的“国土局”修改为“自然资源局”。",
        "（二）删去第十四条。",
        "三、本决定自公布之日起施行。此前已经受理的事项，按原规定办结。",
    ];
    assert_eq!(roles(&decision), ["T", "I1", "I1", "I2", "I2", "I1"]);
    let reply = [
        "现批复如下：",
        "一、同意设立清溪县白石工业集中区。规划面积3.28平方公里。",
        "二、集中区主导产业为农产品加工和竹木制品制造。不得引进高耗能项目。",
        "三、你县要加强对集中区建设的领导，完善基础设施，明确管理机构，有关机构编制事项按程序另行报批。市有关部门要加强指导。",
    ];
    assert_eq!(roles(&reply), ["T", "I1", "I1", "I1"]);
}

#[test]
fn a_sentence_that_announces_is_no_heading_and_a_label_alone_is_one_among_labels() {
    let letter = [
        "函商如下：",
        "一、范围为校门外200米以内区域。",
        "二、请贵局派员参加检查，重点检查下列内容：",
        "（一）证照是否齐全；",
        "（二）商品是否合格。",
        "三、请于4月8日前反馈名单。联系人：陈某。",
    ];
    assert_eq!(roles(&letter), ["T", "I1", "I1", "I2", "I2", "I1"]);
    let traffic = [
        "现通告如下：",
        "一、管制时间：4月4日至6日。",
        "二、管制路段：凤凰山公墓路。",
        "三、绕行路线：",
        "（一）经滨河路绕行；",
        "（二）经工业大道绕行。",
        "四、请服从指挥。违反本通告的，依法处罚。",
    ];
    let labels = ["R 一、管制时间：", "R 二、管制路段：", "H1", "I2", "I2", "R 四、"];
    assert_eq!(roles(&traffic)[1..], labels);
}

#[test]
fn in_a_regulation_numbers_are_items() {
    let text = [
        "第一章　总则",
        "第一条　为了规范管理，制定本办法。",
        "第二条　有下列情形之一的：",
        "（一）未按规定养护的",
        "1.桥梁",
        "2.隧道",
        "（二）擅自挖掘的",
    ];
    assert_eq!(roles(&text), ["D2", "A1", "A2", "I2", "I3", "I3", "I2"]);
}

#[test]
fn a_lone_sentence_about_an_article_is_text() {
    assert_eq!(roles(&["第三条 关于处罚的内容另行通知。"]), ["T"]);
}

#[test]
fn a_list_below_an_item_is_one_too() {
    let text = [
        "要求如下：",
        "（一）建立台账：",
        "1.桥梁台账",
        "2.隧道台账",
        "（二）落实责任；",
        "（三）加强督查。",
    ];
    assert_eq!(roles(&text)[1..], ["I2", "I3", "I3", "I2", "I2"]);
}

#[test]
fn a_list_that_a_colon_announces_is_no_series_of_headings() {
    assert_eq!(roles(&["成员单位如下：", "（一）县教育局", "（二）县财政局"]), ["T", "I2", "I2"]);
    // Sections that a colon announces have text below.
    let text = ["现就有关事项通知如下：", "一、加强领导", "各地要重视。", "二、落实责任", "各地要落实。"];
    assert_eq!(roles(&text), ["T", "H1", "T", "H1", "T"]);
    let text = ["现就有关事项通知如下：", "一、加强领导。各地要重视。", "二、落实责任。各地要落实。"];
    assert_eq!(roles(&text), ["T", "R 一、加强领导。", "R 二、落实责任。"]);
}

#[test]
fn five_levels_begin_again_below_each_heading() {
    let text = [
        "一、工作任务",
        "（一）实施项目",
        "1.道路",
        "（1）县道",
        "①路面",
        "全部硬化。",
        "②路基",
        "全部加固。",
        "（2）乡道",
        "逐年改造。",
        "（二）保障资金",
        "统筹安排。",
    ];
    assert_eq!(roles(&text), ["H1", "H2", "H3", "H4", "H5", "T", "H5", "T", "H4", "T", "H2", "T"]);
}

#[test]
fn decimal_sections_are_headings_where_there_are_several() {
    let text = [
        "1 总则",
        "1.1 编制目的",
        "为了规范应急处置。",
        "1.2 适用范围",
        "适用于本县。",
        "2 组织体系",
        "2.1 领导机构",
        "2.1.1 指挥长",
        "由县长担任。",
    ];
    assert_eq!(roles(&text), ["H1", "H2", "T", "H2", "T", "H1", "H2", "H3", "T"]);
    assert_eq!(roles(&["1.2 万人参加了活动。", "3 人以上结伴。"]), ["T", "T"]);
}

#[test]
fn the_issue_overrules() {
    let given = |text, said| Given { text, said };
    let heading = |level, end| Some(Said::Heading { level, end });
    let text = [
        given("一、这是正文", Some(Said::Text)),
        given("基本情况", heading(2, None)),
        given("一、春节：放假。", heading(1, Some("一、春节：".len()))),
    ];
    assert_eq!(shown(&text), ["T", "H2", "R 一、春节："]);
}

#[test]
fn marks_of_headings_need_a_blank() {
    assert_eq!(mark("## 情况"), Some((Said::Heading { level: 2, end: None }, 3)));
    assert_eq!(mark("\\一、"), Some((Said::Text, 1)));
    for text in ["#1机组", "#", "# ", "###### 六", "情况"] {
        assert_eq!(mark(text), None, "{text}");
    }
}
