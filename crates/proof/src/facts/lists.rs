//! “N项” against what is listed.

use crate::marks::{before, number};
use crate::passage::Passage;
use crate::pattern::pattern;
use crate::sink::Sink;
use crate::structure::{ItemRun, runs_of_items};

/// “五个一批”（发展一批…、改善一批…）: the list stands in brackets behind the name.
pub fn check(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let text = &passage.plain;
    let pattern = pattern!(
        r"“([一二两三四五六七八九十]|十[一二三四五六七八九])(个|项|大)(\p{Han}{1,4})”\p{Han}{0,4}（(?:即|分别是|分别为|包括)?([^（）]{4,200})）"
    );
    for found in pattern.captures_iter(text) {
        let (Some(said), list) = (number(&found[1]), &found[4]) else { continue };
        let name = &found[3];
        let repeated = list.matches(name).count();
        let counted = if repeated >= 2 {
            repeated
        } else if list.contains(['。', '；', '：']) {
            continue;
        } else {
            let listed = list.split("等").next().unwrap_or(list);
            let items = listed.split(['、', '，']).count() + joined(listed);
            // 等 leaves room for more than is named.
            if list.contains('等') && items < said as usize {
                continue;
            }
            items
        };
        if counted != said as usize {
            let shown = format!("{}{}{name}", &found[1], &found[2]);
            let range = found.get(1).unwrap().start()..found.get(3).unwrap().end();
            sink.report(passage, "listed-count", range, &[&shown, &counted.to_string()]);
        }
    }
}

/// 三项工作：学习、调研、落实; 两个镇，分别是青石镇、白鹭镇. Nothing but 、 parts the items, and they are alike, so that no 、 is one of an item's own.
pub fn check_plain(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let text = &passage.plain;
    let pattern = pattern!(
        r"([一二两三四五六七八九十]|十[一二三四五六七八九]|\d{1,2})(个|项|条|点|方面|大|类|种|名|家|所)(\p{Han}{0,8})”?(?:：|，分别[是为])(\p{Han}+(?:、\p{Han}+)+)(?:。|；|$)"
    );
    for found in pattern.captures_iter(text) {
        let (Some(whole), Some(said), list) = (found.get(0), number(&found[1]), &found[4]) else { continue };
        // 第三项, 每个, 前两个 and 二十三项 count otherwise; 等 leaves room for more.
        let counts = before(text, whole.start()).is_some_and(|c| {
            "第每各前后首余多几数百千万零一二三四五六七八九十年月".contains(c)
                || c.is_ascii_digit()
                || c == '.'
        });
        // 议题：一、人事；二、财务 counts its items itself.
        let numbered = numbered_items(&text[found.get(4).map_or(0, |list| list.start())..]);
        if counts || list.contains('等') || numbered > 0 {
            let shown = format!("{}{}{}", &found[1], &found[2], &found[3]);
            if !counts && numbered > 1 && numbered != said as usize {
                let range = whole.start()..whole.start() + shown.len();
                sink.report(passage, "listed-count", range, &[&shown, &numbered.to_string()]);
            }
            continue;
        }
        let items: Vec<&str> = list.split('、').collect();
        let (last, others) = items.split_last().map_or(("", &items[..]), |(last, others)| (*last, others));
        let joins = |item: &str| item.matches(['和', '及', '与', '或']).count();
        let lengths = || items.iter().filter(|item| joins(item) == 0).map(|item| item.chars().count());
        let alike =
            lengths().max().unwrap_or(0) <= lengths().min().unwrap_or(0) + 1 && lengths().max() <= Some(8);
        let certain = alike && joins(last) <= 1 && others.iter().all(|item| joins(item) == 0);
        let counted = items.len() + joins(last);
        // 教育专班和医疗专班 are two if each is like the others; 教育和医疗专班 may be one.
        let plain = others.iter().map(|item| item.chars().count()).max();
        let two = last.split(['和', '及', '与', '或']).all(|item| Some(item.chars().count()) == plain);
        if certain && said as usize != counted && (two || said as usize != items.len()) {
            let shown = format!("{}{}{}", &found[1], &found[2], &found[3]);
            let range = whole.start()..whole.start() + shown.len();
            sink.report(passage, "listed-count", range, &[&shown, &counted.to_string()]);
        }
    }
}

/// The number of items 一、…；二、…；三、… at the start of a text; 0 if it does not begin with 一、.
fn numbered_items(text: &str) -> usize {
    let sentence = text.split('。').next().unwrap_or(text);
    let is_due = |(index, item): &(usize, &str)| {
        let ordinal = item.split('、').next().and_then(number);
        ordinal == u32::try_from(index + 1).ok() && item.contains('、')
    };
    let items = sentence.split('；').count();
    let counted = sentence.split('；').enumerate().take_while(is_due).count();
    // 一、二、三产业 begins with numerals too, and a list that is not all numbered is not counted.
    let enumerated = pattern!(r"^一、[二三四五六七八九十]、").is_match(sentence);
    match counted {
        0 => 0,
        _ if enumerated => 0,
        1 => 1,
        _ if counted < items => 1,
        _ => counted,
    }
}

/// 甲、乙和丙 has one item more than commas tell.
fn joined(list: &str) -> usize {
    let last = list.rsplit(['、', '，']).next().unwrap_or(list);
    let parts: Vec<&str> = last.split(['和', '及']).filter(|part| part.chars().count() >= 2).collect();
    usize::from(list.contains('、') && parts.len() == 2 && !last.contains("以及"))
}

/// 三项工作：一是…；二是…；三是…, and 一是…；二是…；三是…。以上三项工作….
pub fn check_items(body: &[Passage<'_>], sink: &mut Sink<'_>) {
    let before = pattern!(
        r"([一二两三四五六七八九十]|\d{1,2})(个|项|条|点|方面|大|篇|种|场|件|类|招)(\p{Han}{0,8})”?[：:](一)(?:是|要)"
    );
    let after = pattern!(
        r"(?:^|[。；！？])((?:以上|上述)([二两三四五六七八九十]|\d{1,2})(?:个|项|条|点|方面)\p{Han}{0,2})"
    );
    let mut runs = None;
    for (index, passage) in body.iter().enumerate() {
        for found in before.captures_iter(&passage.plain) {
            let (Some(first), Some(start)) = (found.get(4), found.get(1)) else { continue };
            let runs = runs.get_or_insert_with(|| runs_of_items(body));
            let counted =
                runs.iter().find(|run| run.first == (index, first.start())).map_or(1, |run| run.count);
            if number(&found[1]).is_some_and(|said| said as usize != counted) {
                let shown = format!("{}{}{}", &found[1], &found[2], &found[3]);
                let range = start.start()..start.start() + shown.len();
                sink.report(passage, "listed-count", range, &[&shown, &counted.to_string()]);
            }
        }
        for found in after.captures_iter(&passage.plain) {
            let Some(shown) = found.get(1) else { continue };
            let runs = runs.get_or_insert_with(|| runs_of_items(body));
            // The one list that ends before it, in this paragraph or the one above.
            let ended = |run: &&ItemRun| run.last < (index, shown.start()) && run.last.0 + 1 >= index;
            let mut ended = runs.iter().filter(ended);
            let (Some(run), None) = (ended.next(), ended.next()) else { continue };
            if number(&found[2]).is_some_and(|said| said as usize != run.count) {
                let facts = [shown.as_str(), &run.count.to_string()];
                sink.report(passage, "listed-count", shown.range(), &facts);
            }
        }
    }
}
