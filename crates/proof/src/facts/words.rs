//! Wrong characters that are common in official documents.

mod table;

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::marks::{at, before};
use crate::passage::Passage;
use crate::pattern::pattern;
use crate::sink::Sink;

use table::{WORDS, Word};

static SEARCH: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words = WORDS.iter().map(|word| word.wrong);
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).expect("the words are few")
});

pub fn check(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let text = &passage.plain;
    for found in SEARCH.find_iter(text) {
        let word = &WORDS[found.pattern().as_usize()];
        let (left, right) = (before(text, found.start()), at(text, found.end()));
        let innocent = |neighbour: Option<char>, list: &str| neighbour.is_some_and(|c| list.contains(c));
        if !innocent(left, word.not_after) && !innocent(right, word.not_before) {
            report(passage, word, found.range(), sink);
        }
    }
    by_context(passage, sink);
}

fn report(passage: &Passage<'_>, word: &Word, range: std::ops::Range<usize>, sink: &mut Sink<'_>) {
    sink.fix(passage, "wrong-word", range, &[word.wrong, word.right], word.right);
}

/// Words that are right or wrong by what stands around them.
fn by_context(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let text = &passage.plain;
    // 过度 is too much, 过渡 is from one to another.
    let gentle = pattern!(
        r"(?:平稳|顺利|有序|逐步|平滑|衔接|无缝)(过度)|(过度)(?:期|阶段|时期|性|到|至|方案|办法|措施|机制|衔接)"
    );
    for found in gentle.captures_iter(text) {
        let word = found.get(1).or(found.get(2)).unwrap();
        sink.report(passage, "word-in-context", word.range(), &["过度", "过渡"]);
    }
    let harsh = pattern!(
        r"(过渡)(?:开发|开采|砍伐|捕捞|包装|劳累|疲劳|依赖|消费|医疗|竞争|反应|紧张|追求|留痕|放牧)"
    );
    for found in harsh.captures_iter(text) {
        sink.report(passage, "word-in-context", found.get(1).unwrap().range(), &["过渡", "过度"]);
    }
    // 截止 ends, 截至 is as of; 截止到 is both.
    for found in pattern!(r"(截止)(?:\d{4}年|\d{1,2}月|目前|今年|去年|上月|本月)").captures_iter(text)
    {
        // 报名于3月截止 ends a clause; 报名截止3月 names a time limit.
        let limit = pattern!(
            r"(报名|申报|投标|受理|提交|申请|征集|登记|缴费|公示|意见|预约|办理|订阅|期|时间|日期|期限)$"
        )
        .is_match(&text[..found.get(1).unwrap().start()]);
        if !limit {
            sink.report(passage, "word-in-context", found.get(1).unwrap().range(), &["截止", "截至"]);
        }
    }
    // Problems are reported, chemicals react.
    for found in pattern!(r"(?:群众|职工|企业|村民|居民|干部|代表)(?:强烈|普遍|集中|来信|来访)?(反应)(?:的|强烈的)?(?:问题|情况|意见|诉求|困难)").captures_iter(text) {
        sink.report(passage, "word-in-context", found.get(1).unwrap().range(), &["反应", "反映"]);
    }
    // 部属 are offices below, 部署 is what is planned.
    for found in
        pattern!(r"(?:安排|作出|作了|全面|周密|具体|认真|工作)(部属)(?:。|，|；|、|到位|落实|会|如下|和|的)")
            .captures_iter(text)
    {
        sink.report(passage, "word-in-context", found.get(1).unwrap().range(), &["部属", "部署"]);
    }
    for found in pattern!(
        r"(必需)(?:坚持|严格|按照|做到|认真|加强|抓好|抓紧|立即|切实|确保|在|要做|要把|要有|要在|由|把|对)"
    )
    .captures_iter(text)
    {
        sink.report(passage, "word-in-context", found.get(1).unwrap().range(), &["必需", "必须"]);
    }
    for found in pattern!(r"(以经)(?:完成|开始|结束|达到|全部|取得|建成|基本|到位|成为|形成|启动|开工)")
        .captures_iter(text)
    {
        sink.report(passage, "word-in-context", found.get(1).unwrap().range(), &["以经", "已经"]);
    }
    for found in pattern!(r"(在次)(?:强调|要求|召开|组织|重申|提醒|部署|深入|荣获)").captures_iter(text)
    {
        sink.report(passage, "word-in-context", found.get(1).unwrap().range(), &["在次", "再次"]);
    }
    for found in
        pattern!(r"(既将)(?:召开|到来|来临|开始|完成|举行|启动|开工|结束|投入|建成)").captures_iter(text)
    {
        sink.report(passage, "word-in-context", found.get(1).unwrap().range(), &["既将", "即将"]);
    }
    for found in pattern!(r"(既使)([^。；！？]*)").captures_iter(text) {
        // 既使…又使… is a pair of its own.
        if !pattern!("[又还更且]|也[使让为给令]").is_match(&found[2]) {
            sink.report(passage, "word-in-context", found.get(1).unwrap().range(), &["既使", "即使"]);
        }
    }
    for found in
        pattern!(r"(渡过)(?:汛期|春节|假期|节日|冬季|晚年|一生|国庆|元旦|中秋|端午)").captures_iter(text)
    {
        sink.report(passage, "word-in-context", found.get(1).unwrap().range(), &["渡过", "度过"]);
    }
}
