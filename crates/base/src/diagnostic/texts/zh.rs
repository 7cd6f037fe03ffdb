//! The words in Chinese.

mod ink;
mod writing;

use std::path::PathBuf;

use super::words::{Words, character_name, example, megabytes, quoted, say, shown};
use crate::diagnostic::{
    MeasureFault, Problem, ProfileFault, Refusal, Statement, ValueKind, WordFault, WorkbookFault,
};
use crate::nearest::nearest;

pub(super) fn words(problem: &Problem) -> Words {
    match problem {
        Problem::Proofread(found) => Words {
            message: format!("{} [{}]", found.says[1], found.rule),
            label: String::new(),
            hint: Some(found.hint[1].clone()).filter(|hint| !hint.is_empty()),
        },
        Problem::CannotRead { path, reason } => {
            say(format!("无法读取 {}：{reason}", path.display()), "", "请检查文件名和读取权限")
        }
        Problem::CannotWrite { path, fault } => writing::cannot_write(path, fault),
        Problem::OutputIsInput { path, input } => writing::output_is_input(path, input),
        Problem::OutputTwice { path, other } => writing::output_twice(path, other),
        Problem::WouldReplace { path, kind } => writing::would_replace(path, *kind),
        Problem::CannotServe { port, reason } => say(
            if *port == 0 {
                format!("无法提供预览：{reason}")
            } else {
                format!("端口 {port} 无法使用：{reason}")
            },
            "",
            "请用 --port 换一个端口；不写则自动选用空闲端口",
        ),
        Problem::BadEditor { command } => say(
            format!("{command:?} 不是命令"),
            "",
            "请写程序名和参数，引号要成对，例如 --editor 'code -g {file}:{line}'",
        ),
        Problem::NoEditor { program, reason } => {
            say(format!("无法启动编辑器 {program}：{reason}"), "", "请检查 --editor 给出的命令")
        }
        Problem::NoGlyph { character, role, missing, empty, others } => say(
            format!(
                "字体角色 {role} 和其他角色的字体里都没有这个字：{}{}{}",
                character_name(*character),
                if *others > 0 { format!("（共 {} 处）", others + 1) } else { String::new() },
                if empty.is_empty() {
                    String::new()
                } else {
                    format!("；{} 中有它的编码，但字形是空的", empty.join("、"))
                }
            ),
            "这个字",
            if missing.is_empty() {
                "请在版式的字体角色里写上有这个字的字体，或换一个字".to_owned()
            } else {
                format!(
                    "该角色的字体 {} 打不开：请把 fonts/ 中的文件放在程序旁边，或用 --font-dir 或 $HONGTOU_FONTS 指明",
                    missing.join("、")
                )
            },
        ),
        Problem::NoFace { role, tried } => say(
            format!("找不到字体角色 {role} 的字体（已找：{}）", tried.join("、")),
            "",
            "请把 fonts/ 中的文件放在程序旁边，或用 --font-dir 或 $HONGTOU_FONTS 指明所在文件夹",
        ),
        Problem::BadFont { path, reason } => say(
            format!("{} 不是可用的字体：{reason}", path.display()),
            "",
            "请更换该文件，或从版式的角色中去掉",
        ),
        Problem::FileTooLarge { path, size, limit } => say(
            match size {
                Some(size) => {
                    format!("{} 有 {}，超过 {} 的上限", path.display(), megabytes(*size), megabytes(*limit))
                }
                None => format!("{} 超过 {} 的上限", path.display(), megabytes(*limit)),
            },
            "",
            "请确认文件是否正确，或分成几个文件",
        ),
        Problem::OtherEncoding { encoding } => say(
            format!("文件编码是 {}，不是 UTF-8", encoding.name()),
            "",
            "已照此读取；请在编辑器中另存为 UTF-8，或用 `hongtou check --fix` 转存",
        ),
        Problem::NotUtf8 { byte, offset } => say(
            format!("文件编码不是 UTF-8、GBK 或 UTF-16：第 {offset} 字节处为 {byte:02X}"),
            "这个字节",
            "请用原来的程序打开，查看有无损坏的字符，再另存为 UTF-8",
        ),
        Problem::Syntax { reason } => say(
            format!("不合 TOML 语法：{reason}"),
            "",
            "键写作 `key = \"文字\"`，等号和引号用半角；长文写在 \"\"\" 与 \"\"\" 之间",
        ),
        Problem::FullWidthMark { found, wanted, meant } => say(
            format!("此处是全角的 {found}，TOML 要用半角的 {wanted}"),
            format!("写作 {wanted}"),
            match meant {
                Some(meant) => format!("请写作 {}", shown(meant)),
                None => "键和文字之外的符号一律用半角；引号之内不限".to_owned(),
            },
        ),
        Problem::ColonForEquals { meant } => say(
            "键与值之间应当用等号，此处是冒号",
            "写作 =",
            match meant {
                Some(meant) => format!("请写作 {}", shown(meant)),
                None => "请在键与值之间写 =".to_owned(),
            },
        ),
        Problem::QuoteInText { key, column, meant } => say(
            match key.as_str() {
                "" => format!("从第 {column} 列开始的文字到这个半角引号就结束了，后面还有内容"),
                key => format!(
                    "{} 的文字从第 {column} 列开始，到这个半角引号就结束了，后面还有内容",
                    quoted(key)
                ),
            },
            "文字在此结束",
            match meant {
                Some(meant) => {
                    format!("请写作 {}；文字里的引号用 “ ”，确需半角引号时写 \\\"", shown(meant))
                }
                None => "文字里的引号请用 “ ”，确需半角引号时写 \\\"".to_owned(),
            },
        ),
        Problem::TextNotClosed { before, meant } => say(
            "从这里开始的文字没有收尾的引号",
            "文字从这里开始",
            match (before, meant) {
                (_, Some(meant)) => {
                    format!("请写作 {}；多行文字写在 \"\"\" 与 \"\"\" 之间", shown(meant))
                }
                (Some((line, text)), None) => {
                    format!("请在第 {line} 行 {} 之前单独写一行 \"\"\"", quoted(text))
                }
                (None, None) => "请用开头那样的引号收尾".to_owned(),
            },
        ),
        Problem::SeveralLines => say(
            "这段文字有几行，开头却只有一个引号",
            "文字从这里开始",
            "多行文字请写在 \"\"\" 与 \"\"\" 之间",
        ),
        Problem::Unquoted { meant } => say(
            "文字没有加引号",
            "没有引号",
            match meant {
                Some(meant) => format!("请写作 {}", shown(meant)),
                None => "请放在半角引号之间：\"…\"".to_owned(),
            },
        ),
        Problem::DateNotWritten { written, meant } => {
            say(format!("日期不能写作 {}", quoted(written)), "这个日期", format!("请写作 {meant}，不加引号"))
        }
        Problem::BadEscape => say(
            "此处的反斜杠不是 TOML 的转义",
            "单个反斜杠",
            "请写两个反斜杠，或把文字放在 ''' 与 ''' 之间，其中反斜杠就是它自己",
        ),
        Problem::UnclosedText => say(
            "文字没有收尾的引号",
            "此前缺引号",
            "请用开头那样的引号收尾；多行文字写在 \"\"\" 与 \"\"\" 之间",
        ),
        Problem::DuplicateKey { key } => {
            say(format!("键 {} 重复", quoted(key)), "第二次出现", "请去掉其中一个")
        }
        Problem::UnknownKey { key, nearest, home, known } => say(
            format!("没有 {} 这个键", quoted(key)),
            if nearest.is_some() { "未知的键" } else { "此处没有这个键" },
            match (home.as_deref(), nearest) {
                (_, Some(name)) => format!("是不是 `{name}`？"),
                (Some(""), None) => "请移到文件开头，放在第一个 [表] 之前".to_owned(),
                (Some(home), None) => format!("请移到 [{home}] 之下"),
                (None, None) => format!("此处可用的键：{}", known.join("、")),
            },
        ),
        Problem::MissingKey { table, key, wanted } => {
            let whose = if table.is_empty() { "文件".to_owned() } else { format!("{} ", quoted(table)) };
            say(
                format!("{whose}缺少 {}", quoted(key)),
                if table.is_empty() { "" } else { "缺在此处" },
                format!("请加上 `{}`", example(table, key, *wanted)),
            )
        }
        Problem::WrongType { key, wanted, found, meant } => say(
            format!("{} 应为{}，不是{}", quoted(key), any_of(wanted), found_kind(wanted, *found)),
            found_kind(wanted, *found),
            match meant {
                Some(meant) => format!("请写作 {}", shown(meant)),
                None => how_to_write(wanted).to_owned(),
            },
        ),
        Problem::WholeDocumentNumber { code, number } => say(
            "`masthead.number` 只写发文顺序号，不写机关代字和年份",
            "整个发文字号",
            format!(
                "请写作 {} 和 {} 两行",
                shown(&format!("code = \"{code}\"")),
                shown(&format!("number = {number}"))
            ),
        ),
        Problem::OutOfRange { key, found, least, most } => say(
            format!("{} 超出范围：{found}", quoted(key)),
            "",
            format!("数值应{}", bounds(least.as_deref(), most.as_deref())),
        ),
        Problem::EmptyText { key } => {
            say(format!("{} 是空的", quoted(key)), "没有文字", "请写上文字；不需要的键可以整行去掉")
        }
        Problem::WrongCount { key, found, least, most } => {
            let [least, most] = [least, most].map(|bound| bound.map(|number| number.to_string()));
            say(
                format!("{} 有 {found} 项", quoted(key)),
                "",
                format!("项数应{}", bounds(least.as_deref(), most.as_deref())),
            )
        }
        Problem::NotOneOf { key, found, allowed, nearest } => say(
            format!("{} 不能是 {}", quoted(key), quoted(found)),
            "",
            match nearest {
                Some(word) => format!("是不是 \"{word}\"？可用的有：{}", allowed.join("、")),
                None => format!("可用的有：{}", allowed.join("、")),
            },
        ),
        Problem::ToFillIn => say("此处待填", "待填", "换成正式内容"),
        Problem::NoSuchDate { written } => {
            say(format!("没有 {} 这一天", quoted(written)), "此日期不存在", "请按历法写年-月-日：2026-01-31")
        }
        Problem::YearOutOfRange { year, least, most } => {
            say(format!("年份 {year} 不合理"), "此年份", format!("请写 {least} 至 {most} 之间的年份"))
        }
        Problem::ForbiddenCharacter { character } => say(
            format!("字符 {} 无法排印", character_name(*character)),
            "此字符",
            "请删去；这类字符常在从其他程序复制文字时带入",
        ),
        Problem::LineEnd { key } => {
            say(format!("{} 只能是一行，却有换行", quoted(key)), "在此换行", "请写成一行，放在 \" 与 \" 之间")
        }
        Problem::PeopleWithoutNames { label } => say(
            format!("名单{}应在 `names` 和 `text` 中写一个，现在一个也没写，或两个都写了", quoted(label)),
            "此名单",
            "分栏排列姓名用 names = [\"…\", \"…\"]，连排文字用 text = \"…\"",
        ),
        Problem::UnclosedBold => {
            say("本段中的 `**` 没有收尾", "在此开始", "请在加粗结束处写上 `**`，或去掉这一个")
        }
        Problem::BadMeasure { text, fault } => bad_measure(text, fault),
        Problem::NegativeMeasure { text } => {
            say(format!("{}小于零", quoted(text)), "", "请写零或大于零的尺寸")
        }
        Problem::ZeroMeasure => say("这里的尺寸是零", "", "请写大于零的尺寸"),
        Problem::NoRoomInLine => {
            say("照这个样式，版心的一行放不下一个字", "", "请减小字号或缩进，或加大版心")
        }
        Problem::NoTypeArea { direction } => say(
            format!("页边太大，{}上留不出版心", if *direction == "width" { "宽度" } else { "高度" }),
            "剩下不到 10 毫米",
            "请加大纸张或减小页边",
        ),
        Problem::UnknownName { kind, name, known } => {
            let kind = match *kind {
                "colour" => "颜色",
                "role" => "字体角色",
                "style" => "样式",
                "row" => "行",
                "list" => "列表",
                "edge" => "边",
                "element" => "要素",
                "layout" => "版式",
                "rule" => "校对规则",
                other => other,
            };
            say(
                format!("没有名为{}的{kind}", quoted(name)),
                "",
                match nearest(name, known.iter().map(String::as_str)) {
                    Some(near) => format!("是不是 `{near}`？"),
                    None => format!("现有：{}", known.join("、")),
                },
            )
        }
        Problem::FaceWithoutPlace => say(
            "字体要写 family 或 file 之一，不能都写或都不写",
            "",
            "已安装的字体写 family = \"…\"，字体文件写 file = \"….ttf\"",
        ),
        Problem::MissingStyle { name } => {
            say(format!("版式缺少样式 `{name}`"), "", format!("请加上 [styles.{name}]"))
        }
        Problem::StyleWithout { properties } => say(
            format!("样式没有写 {}", properties.join(" 和 ")),
            "",
            format!(
                "请写 {}，或用 like = \"…\" 指向已写明的样式",
                properties.iter().map(|name| format!("{name} = \"…\"")).collect::<Vec<_>>().join("、")
            ),
        ),
        Problem::SizeOutOfRange { smallest, largest } => say(
            "这样的字号排不了",
            "",
            format!("字号应在 {} 到 {} pt 之间", smallest.to_pt(), largest.to_pt()),
        ),
        Problem::CircularLike { chain } => {
            say(format!("样式的 like 成了圈：{}", chain.join(" → ")), "", "请去掉其中一个 like")
        }
        Problem::TooManyAlike { most } => say(
            format!("样式的 like 一层套一层，超过了 {most} 层"),
            "",
            "请让 like 直接指向所要沿用的样式，减少层数",
        ),
        Problem::CircularExtends { chain } => {
            say(format!("版式的 extends 成了圈：{}", chain.join(" → ")), "", "请去掉其中一个 extends")
        }
        Problem::TooManyExtends { most } => say(
            format!("版式的 extends 一层套一层，超过了 {most} 层"),
            "",
            "请把其中几个版式合并为一个，或直接从靠近自带版式的一层扩展",
        ),
        Problem::BadTemplate { text } => say(
            format!("{}里的花括号不成对", quoted(text)),
            "",
            "字段写作 {masthead.number}；花括号本身写作 {{ 或 }}",
        ),
        Problem::EmptyRow => {
            say("这一行什么也没有", "", "请写 left、centre、right 之一，或 paragraph，或 rule")
        }
        Problem::RowNotHere { part } => say(
            format!("这样的行不能放在 {part} 里"),
            "",
            "线和并列名称放在 masthead、imprint；正文、列表和署名放在 article、closing、attachment",
        ),
        Problem::LinesNotHere => say(
            "只有单独居中的文字才能排成几行",
            "",
            "请删去 lines，或把这一行放在 masthead 或 imprint 里，只写 centre",
        ),
        Problem::SignatureWithoutWidth => {
            say("印章没有宽度", "", "请写 width = \"42mm\"，或 kind = \"plain\"")
        }
        Problem::MeasureWithoutSubject => say(
            "没有写量什么",
            "",
            "请写 from = \"page.top\" 和 to = \"type-area.top\"，或 of = \"body.size\"",
        ),
        Problem::MeasureWithoutValue => say("没有写应为多少", "", "请写 is、least 或 most"),
        Problem::BadEdge { text } => say(
            format!("{}不是要素的边", quoted(text)),
            "",
            "请写要素、点、边的名称，如 masthead.name.ink-top",
        ),
        Problem::LayoutNeeds { layout, name } => say(
            format!("版式 {layout} 需要 `{name}`，文件里没有"),
            "",
            match name.rsplit_once('.') {
                Some((table, key)) => format!("请在 {table} 里写 {key}"),
                None => format!("请写 {name}"),
            },
        ),
        Problem::UndeclaredField { layout, name, known } => say(
            format!("版式 {layout} 没有字段{}", quoted(name)),
            "",
            match nearest(name, known.iter().map(String::as_str)) {
                Some(near) => format!("是不是 `{near}`？"),
                None if known.is_empty() => "请去掉它，或换用有它的版式".to_owned(),
                None => format!("现有：{}", known.join("、")),
            },
        ),
        Problem::NotSet { layout, name } => {
            say(format!("版式 {layout} 不排 `{name}`，页面上没有它"), "", "请去掉它，或换用排它的版式")
        }
        Problem::BadLayout { reason } => {
            say(format!("读不了版式：{reason}"), "", "可用的键见 `hongtou schema --layout`")
        }
        Problem::UnknownField { layout, name, known } => say(
            format!("版式 {layout} 用了期刊里没有的字段{}", quoted(name)),
            "",
            match nearest(name, known.iter().map(String::as_str)) {
                Some(near) => format!("是不是 `{near}`？"),
                None => format!("现有：{}", known.join("、")),
            },
        ),
        Problem::RowsTooTall { part } => say(
            format!("{}比版心还高", if *part == "masthead" { "报头" } else { "报尾" }),
            "",
            "请缩短文字，或在版式里减小字号和间距",
        ),
        Problem::RunningHeadTooTall => {
            say("天头放不下书眉", "", "请缩短书眉的文字，或在版式里减小它的字号和 bottom 的值")
        }
        Problem::RowsOverlap { row, other, page } => ink::overlap(row, other, *page),
        Problem::InkOffPage { element, text, page, side, by } => {
            ink::off_page(element, text, *page, (*side, *by))
        }
        Problem::InkOutsideTypeArea { element, text, page, side, by } => {
            ink::outside(element, text, *page, (*side, *by))
        }
        Problem::NoRoomForSignature => {
            say("一排署名和印章连同正文两行，一面放不下", "", "请在版式里减小印章，或增加每面行数")
        }
        Problem::NoTextOnFirstPage => say(
            "首页没有显示正文（GB/T 9704 7.3.3）",
            "正文从这里开始，排到了后面的页",
            "请缩短标题，减少版头并列的机关，或按 7.3.2 将主送机关移至版记",
        ),
        Problem::EmptyLines { page, lines, most } => say(
            format!("第 {page} 页末尾空了 {lines} 行，超过版式允许的 {most} 行"),
            "这里的内容在上一页排不下",
            "请把前面的段落增减几个字，使行数改变",
        ),
        Problem::TooManyOrgans { count, most, size } => say(
            format!(
                "版头并列 {count} 个机关，首页排不下正文（GB/T 9704 7.3.3）：字号减到样式规定的最小 {} pt，只排得下 \
                 {most} 个",
                size.to_pt()
            ),
            "",
            "请在 organs 下写 lead_organ_only = true，单独用主办机关名称（《党政机关公文处理工作条例》第九条第（五）项），\
             或缩短标题、减少主送机关",
        ),
        Problem::RowTooWide { text } => {
            say(format!("{}在一行里并排放不下", quoted(text)), "", "请缩短文字，或在版式里分成几行")
        }
        Problem::TextTooLong(long) => say(
            format!(
                "{}{}有 {} 个字，一行只排得下 {} 个字：{}",
                if long.is_name { "名称" } else { "文字" },
                quoted(&long.text),
                long.text.chars().count(),
                long.most,
                match long.percent {
                    100 => format!("样式规定字号不小于 {} pt", long.size.to_pt()),
                    percent => format!("样式规定字号不小于 {} pt，长体不窄于 {percent}%", long.size.to_pt()),
                }
            ),
            "",
            if long.is_name && long.lines > 1 {
                "请用机关的规范化简称（GB/T 9704 7.2.4），或在自己的版式里减小最小字号（min_size）或允许排得更窄\
                （condense）；名称不能在词语中间转行"
            } else if long.is_name {
                "请用机关的规范化简称（GB/T 9704 7.2.4），或在自己的版式里让名称排成两行（行内写 lines = 2）、减小最小字号\
                （min_size）或允许排得更窄（condense）"
            } else {
                "请缩短文字，或在自己的版式里减小样式的最小字号（min_size）或允许排得更窄（condense）"
            },
        ),
        Problem::TooManyPages { limit } => say(format!("超过了 {limit} 页"), "", "请分成几期"),
        Problem::ForcedBreak => {
            say("有比一行还长的单词或数字，只好拆开", "在此拆开", "请在可以拆开的地方写空格或零宽空格")
        }
        Problem::ReliefBreak => {
            say("一行里没有别的断法，只好把连用的标点拆到两行", "在此拆开", "请改写这一句，或把栏放宽")
        }
        Problem::NoEmbedding { path, name, refusal } => say(
            format!(
                "字体 {name}（{}）的授权{}",
                path.display(),
                match refusal {
                    Refusal::Embedding => "不许嵌入 PDF（fsType 2）",
                    Refusal::Outlines => "只许嵌入点阵，不许嵌入轮廓（fsType 200）",
                    Refusal::Subsets =>
                        "只许整个嵌入，不许嵌入所用的部分（fsType 100），而本程序不整个嵌入字体",
                }
            ),
            "",
            "请在版式的字体角色里换一种字体，或换用授权许可嵌入的版本",
        ),
        Problem::CollectionWithoutFile => say(
            "`index` 和 `face` 用于指明文件中的某个字体，而这里是按 `family` 找字体",
            "",
            "请把 `family` 改为 `file`，或把字体名写作 `family`",
        ),
        Problem::EmbeddingNotStated { path } => say(
            format!("{} 没有 OS/2 表，未说明是否许可嵌入 PDF；现已嵌入", path.display()),
            "",
            "对外分发 PDF 前，请查看该字体的授权",
        ),
        Problem::VariableFace { path, style, weight, from, to } => say(
            format!(
                "{} 是可变字体，现按字重 {weight}{}排",
                path.display(),
                style.as_ref().map(|style| format!("（{style}）")).unwrap_or_default()
            ),
            "",
            format!("请在版式中该字体处写明 `weight = {weight}`，或写 {from} 至 {to} 之间的其他字重"),
        ),
        Problem::WeightNotUsed { path, weight, own } => say(
            format!("版式要求字重 {weight}，而 {} 不是可变字体，只有字重 {own}", path.display()),
            "",
            "请删去 `weight`，或写明这一字重的字体文件",
        ),
        Problem::FirstOfCollection { path, faces } => say(
            format!("{} 中有几个字体，无从判断哪个是简体中文的，现用第一个", path.display()),
            "",
            format!("请在版式中该字体处用 `index` 或 `face` 指明，其中有：{}", faces.join("、")),
        ),
        Problem::ForeignGlyph { face, glyph } => say(
            format!("页面用了第 {face} 个字体的第 {glyph} 个字形，而字体里没有它"),
            "",
            "写页面要用排页面时的字体；如果正是如此，请报告这个问题",
        ),
        Problem::NoPages => say("没有可写的页", "", "请指定存在的页"),
        Problem::PageSize { page, width, height } => say(
            format!("第 {page} 页为 {:.1} × {:.1} 毫米", width.to_mm(), height.to_mm()),
            "",
            "PDF 的页面应在 1.1 到 5080 毫米之间，请改版式的纸张尺寸",
        ),
        Problem::PictureSize { dpi, width, height } => say(
            format!("{:.1} × {:.1} 毫米的页面不能做成 {dpi} dpi 的图", width.to_mm(), height.to_mm()),
            "",
            "--dpi 应在 10 到 2400 之间，且一页不超过两亿像素",
        ),
        Problem::PdfWriter { reason } => {
            say(format!("PDF 没有做成：{reason}"), "", "请连同期刊文件报告这个问题")
        }
        Problem::BadProfile { path, fault } => say(
            format!("{} 不是 CMYK 印刷条件的特性文件：{}", path.display(), profile_fault(fault)),
            "",
            "请向印刷厂索取其机器和纸张的 ICC 特性文件；不指定则用 FOGRA39",
        ),
        Problem::Unstated { what } => say(
            format!("文件没有写明{}，而 PDF/X、PDF/A 或 PDF/UA 要求写明", statement(*what)),
            "",
            match what {
                Statement::Title => "请在版式的 [document] 里写一个不为空的 `title`，或用 --profile plain",
                Statement::Date => "请给期刊写上日期，或用 --profile plain",
                Statement::Language => "请在版式的 [text] 里写上 `language`，或用 --profile plain",
            },
        ),
        Problem::SpotOfTwoColours { ink } => say(
            format!("专色 {} 对应两种不同的四色配比", quoted(ink)),
            "",
            "请让版式中用这一专色的颜色 `cmyk` 相同，或改用两个专色名",
        ),
        Problem::ReservedInk { ink } => say(
            format!("专色不能叫 {}：这个名称在 PDF 中另有含义", quoted(ink)),
            "",
            "请在版式的颜色里写油墨罐上的名称，或去掉 `spot` 改用四色油墨",
        ),
        Problem::NoSuchPage { page, pages } => {
            say(format!("没有第 {page} 页：全文共 {pages} 页"), "", "请用 --pages 指定存在的页")
        }
        Problem::SeveralPagesToOneStream { pages } => {
            say(format!("{pages} 页图片不能写到同一个输出流"), "", "请用 --pages 选定一页，或用 -o 写到文件")
        }
        Problem::NoCopies => {
            say("没有说明印多少份", "", "请在 [distribution] 下写 copies = …，或用 --copies 指定")
        }
        Problem::SlipsWithoutRecipients => say(
            "要出领取单，却没有写收文单位",
            "",
            "请在 [[distribution.allotment]] 或用 --allotment 的表格写明，或去掉 --slips",
        ),
        Problem::CopiesDiffer { printed, ordered } => say(
            format!("要印 {ordered} 份，而版面上写的是 {printed} 份"),
            "版面上的印数",
            "请改正期刊文件里的 copies，或不用 --copies",
        ),
        Problem::NumbersRunOut { first, copies, digits } => say(
            format!("从 {first} 号起的 {copies} 份，{digits} 位份号不够用"),
            "",
            "请用 --first-number 从较小的号开始，或少印几份",
        ),
        Problem::NoPlaceForNumber { layout } => say(
            format!("版式 {layout} 没有安排份号的位置"),
            "",
            "请在版头中加一行 \"{masthead.copy_number}\"，所用字体须有数字",
        ),
        Problem::SeveralPlacesForNumber { layout, places } => say(
            format!("版式 {} 有 {places} 处印份号", quoted(layout)),
            "",
            "请在版式中只留一处 {masthead.copy_number}；逐份编号只能有一处",
        ),
        Problem::DuplicateRecipient { name, first_line } => say(
            format!("{} 出现了两次", quoted(name)),
            "第二次出现",
            format!("第 {first_line} 行已有：请合并份数，或加以区别"),
        ),
        Problem::AllotmentExceeds { allotted, copies } => say(
            format!("共分发 {allotted} 份，而只印 {copies} 份"),
            "到这里已不够分",
            format!("请减少 {} 份，或增加印数", allotted.saturating_sub(u64::from(*copies))),
        ),
        Problem::UnclosedCell => say(
            "这一格开头的引号没有在格末收尾",
            "引号在此开始",
            "请在格末补上引号，或去掉这一个；格内要用半角引号时写两个：\"\"",
        ),
        Problem::TableColumns { found } => say(
            format!("这一行有 {found} 列"),
            "这一行",
            "请写“单位,份数”两列，或在首行用“收文单位”“份数”标明各列",
        ),
        Problem::BadCopies { text, most } if text.is_empty() => {
            say("这一行没有写份数", "这里", format!("请写 1 至 {most} 的整数；不发的单位写 0"))
        }
        Problem::BadCopies { text, most } => {
            say(format!("{} 不是份数", quoted(text)), "不是份数", format!("请写 1 至 {most} 的整数"))
        }
        Problem::WrongSum { written, sum } => {
            say(format!("合计写作 {}，各行相加为 {sum}", quoted(written)), "这个合计", "请改正合计或各行")
        }
        Problem::TakenForTotal { name, sum } => say(
            format!("最后一行 {} 等于以上各行之和，作合计处理", quoted(name)),
            "不作收文单位",
            format!("如果确是收文单位，请在下面加一行“合计”，写 {}", sum.saturating_mul(2)),
        ),
        Problem::NoCopiesFor { name } => {
            say(format!("{} 的份数是 0，不列入分发", quoted(name)), "份数是 0", "请删去这一行，或改正份数")
        }
        Problem::BadWorkbook { path, fault } => match fault {
            WorkbookFault::OldForm => say(
                format!("{} 是旧格式的工作簿，或设有密码", path.display()),
                "",
                "请另存为 .xlsx 或 CSV，不设密码",
            ),
            WorkbookFault::TooLarge => say(
                format!("{} 的单元格太多，不像分发清单", path.display()),
                "",
                "请把清单单独复制到一个工作簿",
            ),
            // The reason is in the reader's own words, in English.
            WorkbookFault::Damaged { .. } => say(
                format!("{} 不是工作簿，或已损坏", path.display()),
                "",
                "请用 Excel 或 WPS 打开，另存为 .xlsx 或 CSV",
            ),
        },
        Problem::NoRecipients { path } => {
            say(format!("{} 里没有收文单位", path.display()), "", "每个单位写一行：单位,份数")
        }
        Problem::UnknownEncoding { path } => {
            say(format!("{} 既不是 UTF-8 也不是 GB 18030", path.display()), "", "请另存为 CSV UTF-8")
        }
        Problem::UnknownKind { path } => say(
            format!("{} 不是可以导入的文件", path.display()),
            "",
            "请指定以 .docx、.md 或 .txt 结尾的文件",
        ),
        Problem::OtherKind { path, is } => say(
            format!("{} 其实是 {is} 文件，与文件名不符", path.display()),
            "",
            "请用能打开它的程序打开，另存为 .docx 或文本",
        ),
        Problem::NotText { path } => say(
            format!("{} 不是文本：既不是 UTF-8，也不是 GB 18030 或带标记的 UTF-16", path.display()),
            "",
            "请用原来的程序打开，另存为 UTF-8 文本",
        ),
        Problem::BadWord { path, fault } => {
            let (what, hint) = word_fault(fault);
            say(format!("无法导入 {}：{what}", path.display()), "", hint)
        }
        Problem::NothingToImport { path } => {
            say(format!("{} 中没有文字", path.display()), "", "请看它是不是文字的图片；图片要先做文字识别")
        }
        Problem::TooManyLines { path, lines, most } => say(
            format!("{} 有 {lines} 行（段），超过 {most} 行（段）的上限", path.display()),
            "",
            "请确认文件是否正确，或分成几个文件",
        ),
        Problem::ImportLacks { path, keys } => say(
            format!("已写出 {}，但其中没有 {}", path.display(), keys.join("、")),
            "",
            "请在文件中注明未找到的地方补写",
        ),
        Problem::WouldOverwrite { path } => {
            say(format!("{} 已经存在", path.display()), "", "请用 -o 另取名称，或用 --force 覆盖")
        }
        Problem::SeveralToOneFile { path, files } => {
            say(format!("{files} 个文件要写到同一个 {}", path.display()), "", "请用 -o 指定一个存在的文件夹")
        }
        Problem::NoIssues { paths } => say(
            format!("{} 中没有简报文件", list_of(paths)),
            "",
            "请写简报文件、存放简报的文件夹，或 issues/*.toml 这样的通配式",
        ),
        Problem::LinkLoop { path, back_to } => say(
            format!("链接 {} 指回 {}，未再进入", path.display(), back_to.display()),
            "",
            "请删去该链接，或直接写要处理的文件夹",
        ),
        Problem::BadNamePattern { part, known } => say(
            format!("文件名式样中的 {} 无法识别", quoted(part)),
            "",
            match nearest(part.trim_matches(['{', '}']), known.iter().map(String::as_str)) {
                Some(near) => format!("是不是 {{{near}}}？"),
                None => {
                    format!("字段写作 {{number}}，补足三位写作 {{number:03}}；可用字段：{}", known.join("、"))
                }
            },
        ),
        Problem::SameOutput { output, issues } => say(
            format!("{} 会写成同一个文件 {output}", list_of(issues)),
            "",
            "请去掉其中之一，或用 --name 加以区分，例如 --name \"{folder}/{stem}\"",
        ),
        Problem::BatchRunning { folder } => say(
            format!("另一个批处理正在写入 {}", folder.display()),
            "",
            "请等它结束，或用 -o 换一个文件夹，或用 --shard 各做一部分",
        ),
        Problem::ChangedMeanwhile { path } => {
            say(format!("{} 在批处理期间被修改", path.display()), "", "请再运行一次；已完成的不会重做")
        }
        Problem::NoThreads { reason } => {
            say(format!("无法建立线程：{reason}"), "", "请用 --jobs 减少同时处理的期数")
        }
        Problem::BadReport { path } => say(
            format!("{} 不是批处理报告", path.display()),
            "",
            "请写由本版程序 --report FILE.json 生成的报告",
        ),
        Problem::VolumeLacks { path, lacking } => say(
            format!("未装订 {}：其中 {lacking} 期未能排出", path.display()),
            "",
            "请改正后再运行一次；已完成的不会重做",
        ),
        Problem::NumberTwice { title, year, number, other } => say(
            format!("{title}：{year} 年第 {number} 期与 {} 重号", other.display()),
            "后一个",
            "请改正其中一个期号",
        ),
        Problem::NumbersMissing { title, year, first, last } => say(
            match first == last {
                true => format!("{title}：{year} 年第 {first} 期缺失或无法读取"),
                false => format!("{title}：{year} 年第 {first} 至 {last} 期缺失或无法读取"),
            },
            "此前有缺",
            "请补上所缺各期，或改正期号",
        ),
        Problem::NumberNotRestarted { title, year, number } => say(
            format!("{title}：{year} 年从第 {number} 期编起，接着上一年"),
            "不是 1",
            "新的一年从第 1 期编起，只有总期号连续",
        ),
        Problem::DateBack { title, number, other } => say(
            format!("{title}：第 {number} 期的日期早于期号在前的 {}", other.display()),
            "早于上一期",
            "请改正日期或期号",
        ),
        Problem::TotalWrong { title, found, due } => say(
            format!("{title}：总期号为 {found}，应为 {due}"),
            "未接续",
            "请改正总期号；总期号跨年连续编排",
        ),
        Problem::OutsideFolders { path } => say(
            format!("{} 不在允许读取的文件夹内", path.display()),
            "在此写明",
            "请把它放到本文件所在的文件夹里，或在整个项目的文件夹里放一个空的 hongtou.toml，\
             或用 --allow-dir 允许读取它所在的文件夹",
        ),
        Problem::NotNamedToml { path } => say(
            format!("{} 有错误，而文件名不是 TOML 文件的名称", path.display()),
            "",
            "请确认文件是否正确；文件名以 .toml 结尾时才显示具体错误",
        ),
        Problem::LayoutNotToml { name } => say(
            format!("`{name}` 不是版式文件的名称"),
            "此文件",
            "版式文件的扩展名为 .toml；内置版式见 `hongtou layouts`",
        ),
        Problem::UnknownLayout { name, nearest, known } => say(
            format!("没有 {} 这个版式", quoted(name)),
            "未知的版式",
            match nearest {
                Some(name) => format!("是不是 `{name}`？"),
                None => format!("现有版式：{}；也可以写 .toml 文件的路径", known.join("、")),
            },
        ),
    }
}

/// Paths as a message names them; of many, the first ones.
fn list_of(paths: &[PathBuf]) -> String {
    const SHOWN: usize = 5;
    let names: Vec<String> = paths.iter().take(SHOWN).map(|path| path.display().to_string()).collect();
    let rest = if paths.len() > SHOWN { format!(" 等 {} 个", paths.len()) } else { String::new() };
    names.join("、") + &rest
}

/// That there are more diagnostics than are shown.
pub(super) fn more(count: usize) -> String {
    format!("还有 {count} 处；请先改正以上各处，或用 `hongtou check --format json` 查看全部")
}

/// Word 文件错在哪里，怎样改正。
fn word_fault(fault: &WordFault) -> (String, &'static str) {
    const SAVE: &str = "请用 Word、WPS 或 LibreOffice 打开，重新存为 .docx";
    const SOURCE: &str = "请查明文件来源，不要用其他程序打开";
    match fault {
        WordFault::OldOrEncrypted => ("是旧版 Word 文件，或已加密".to_owned(), SAVE),
        WordFault::Truncated => ("不是 .docx，或文件不完整".to_owned(), "请从原处重新复制"),
        WordFault::NoDocument => ("没有 word/document.xml 部分".to_owned(), SAVE),
        WordFault::Damaged { part, reason } => (format!("{part} 已损坏（{reason}）"), SAVE),
        WordFault::TooManyParts { parts, most } => {
            (format!("有 {parts} 个部分，超过 {most} 个的上限"), SOURCE)
        }
        WordFault::TooLong { part, limit } => {
            (format!("{part} 超过 {} 的上限", megabytes(*limit)), "请分成几个文件")
        }
        WordFault::Bomb { part, times } => {
            (format!("{part} 解压后是原来的 {times} 倍，正常文件不会如此"), SOURCE)
        }
        WordFault::UnsafeName { name } => (format!("部分名称 {} 指向文件之外", quoted(name)), SOURCE),
        WordFault::Doctype { part } => (format!("{part} 定义了文档类型，Word 从不这样写"), SOURCE),
        WordFault::Entity { part, entity } => (format!("{part} 中有未知实体 {}", quoted(entity)), SAVE),
    }
}

fn bad_measure(text: &str, fault: &MeasureFault) -> Words {
    const EXAMPLES: &str = "例如 \"156mm\"、\"16pt\"、\"2em\"、\"1line\"、\"三号\"";
    let text = quoted(text);
    match fault {
        MeasureFault::Unread => say(format!("{text}不是尺寸"), "此处要写带单位的数", EXAMPLES),
        MeasureFault::NoUnit => say(format!("{text}没有单位"), "此处要写带单位的数", EXAMPLES),
        MeasureFault::TooLong { longest } => say(
            format!("{text}太长：版式中的长度最大为 {} 米", longest.to_mm() / 1000.0),
            "",
            "请改用较短的长度",
        ),
        MeasureFault::TooMany { most } => {
            say(format!("{text}太大：以 em 或 line 为单位的数最大为 {most}"), "", "请改用较小的数")
        }
        MeasureFault::NotFixed => say(
            format!("{text}不能用在这里：em 和 line 要依字号或版心网格而定"),
            "此处要写以 mm、cm 或 pt 为单位的长度",
            "例如 \"156mm\"、\"16pt\"、\"三号\"",
        ),
        MeasureFault::NotEm => say(
            format!("{text}不能用在这里：此处要写字号的几分之几"),
            "此处要写以 em 为单位的数",
            "例如 \"0.25em\"",
        ),
    }
}

fn profile_fault(fault: &ProfileFault) -> String {
    match fault {
        ProfileFault::NotIcc => "不是 ICC 特性文件".to_owned(),
        ProfileFault::Length { said, found } => {
            format!("自称有 {said} 字节，实有 {found} 字节，可能不完整")
        }
        ProfileFault::Version { major } => format!("版本为 {major}，PDF 只收 4 及以下"),
        ProfileFault::NotOutput => "描述的是屏幕、扫描仪或设备链接，不是印刷".to_owned(),
        ProfileFault::NotCmyk => "颜色不是青、品红、黄、黑".to_owned(),
        ProfileFault::NoTables => "缺少油墨到颜色或颜色到油墨的对照表".to_owned(),
        ProfileFault::Unreadable { reason } => format!("表格无法读取（{reason}）"),
    }
}

fn statement(what: Statement) -> &'static str {
    match what {
        Statement::Title => "标题",
        Statement::Date => "日期",
        Statement::Language => "语言",
    }
}

fn kind(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Text => "文字",
        ValueKind::Whole => "整数",
        ValueKind::Number => "数",
        ValueKind::Truth => "true 或 false",
        ValueKind::Date => "日期",
        ValueKind::Time => "时间",
        ValueKind::List => "列表",
        ValueKind::Tables => "表的列表",
        ValueKind::Table => "表",
    }
}

/// 所写的是什么：TOML 把 `1e9` 当作可带小数的数，要与整数区分开。
fn found_kind(wanted: &[ValueKind], found: ValueKind) -> &'static str {
    match found {
        ValueKind::Number if wanted.contains(&ValueKind::Whole) => "带小数点或指数的数",
        other => kind(other),
    }
}

fn any_of(kinds: &[ValueKind]) -> String {
    kinds.iter().map(|&each| kind(each)).collect::<Vec<_>>().join("或")
}

fn how_to_write(kinds: &[ValueKind]) -> &'static str {
    match kinds.first() {
        Some(ValueKind::Text) => "请放在半角引号之间：\"…\"",
        Some(ValueKind::Whole) => "请写半角数字，不加引号：12",
        Some(ValueKind::Number) => "请写半角数字，不加引号：1.5",
        Some(ValueKind::Truth) => "请写 true 或 false，不加引号",
        Some(ValueKind::Date | ValueKind::Time) => "请写年-月-日，不加引号：2026-01-31",
        Some(ValueKind::List) => "请放在方括号之间：[…]",
        Some(ValueKind::Tables) => "请把名称写在双方括号中 [[…]]，各键写在其下",
        Some(ValueKind::Table) | None => "请把名称写在方括号中 […]，各键写在其下",
    }
}

fn bounds(least: Option<&str>, most: Option<&str>) -> String {
    match (least, most) {
        (Some(least), Some(most)) => format!("在 {least} 至 {most} 之间"),
        (Some(least), None) => format!("不小于 {least}"),
        (None, Some(most)) => format!("不大于 {most}"),
        (None, None) => "小一些".to_owned(),
    }
}
