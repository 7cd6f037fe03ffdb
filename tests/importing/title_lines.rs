//! Titles of several lines: where their authors ended a line, and where a program did.

use std::path::Path;

use hongtou::import::import_bytes;

#[test]
fn line_ends_of_a_title_are_kept_where_its_author_chose_them() {
    let document = |title: &str| {
        let text = format!(
            "临江县水利局文件\n\n临水发〔2026〕31号\n\n{title}\n\n各乡镇水利站：\n\n现就有关事项通知如下。\n\n临江县水利局\n\n2026年6月3日\n"
        );
        import_bytes(Path::new("a.txt"), text.as_bytes(), None).unwrap().parts.articles[0]
            .title
            .clone()
            .unwrap()
    };
    for kept in [
        "临江县水利局关于切实做好2026年\n水库安全度汛工作的通知",
        "临江县水利局关于转发\n《农村供水工程管理办法》的通知",
    ] {
        assert_eq!(document(kept), kept);
    }
    // What a program has wrapped in the middle of a word, a list or before its kind is one line again.
    for torn in [
        "临江县水利局关于切实做好水库安全度汛工\n作的通知",
        "临江县水利局关于切实做好水库安全度汛工作\n的通知",
        "临江县水利局关于切实做好水库安全度汛工作的\n通知",
        "临江县水利局关于开展安全生产大\n督查的通知",
    ] {
        assert_eq!(document(torn), torn.replace('\n', ""));
    }
}
