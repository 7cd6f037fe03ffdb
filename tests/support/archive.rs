//! Archives for tests and measurements: issues that differ in text, length and faults, from a seed value.
//!
//! Places, offices and people are invented; the same seed value gives the same files on every machine.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use fastrand::Rng;

/// What an archive is like.
#[derive(Debug, Clone)]
pub struct Archive {
    /// What everything is drawn from.
    pub seed: u64,
    /// How many issues there are.
    pub issues: usize,
    /// How many issues a year has.
    pub a_year: usize,
    /// Hanzi in the articles of an issue, at least and at most.
    pub length: (usize, usize),
    /// Of a thousand issues, how many have a fault.
    pub faulty: u32,
}

impl Default for Archive {
    fn default() -> Archive {
        // The length of examples/issue-245.toml: 1,823 hanzi, of which 501 are different.
        Archive { seed: 1, issues: 100, a_year: 50, length: (1_500, 1_900), faulty: 0 }
    }
}

/// What may be wrong with an issue of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A required key is missing.
    NoIssuer,
    /// A day that does not exist.
    NoSuchDay,
    /// A lead-in without its second half.
    OpenBold,
    /// A character that no bundled face has.
    NoGlyph,
    /// A file that ends in the middle of a text.
    Torn,
}

const FAULTS: [Fault; 5] = [Fault::NoIssuer, Fault::NoSuchDay, Fault::OpenBold, Fault::NoGlyph, Fault::Torn];

const TITLE: &str = "临江工作简报";
const ISSUER: &str = "临江县人民政府办公室";
const FIRST_YEAR: usize = 2001;

const PLACES: &[&str] = &[
    "清河镇",
    "石桥乡",
    "云溪镇",
    "白鹭湖镇",
    "枫林乡",
    "双塘镇",
    "柳岸街道",
    "竹园乡",
    "龙泉镇",
    "杏花村",
    "铁炉坪",
    "沙洲镇",
    "望湖街道",
    "金鸡岭",
    "梅岭乡",
    "稻香镇",
    "渔浦镇",
    "凤仪街道",
    "樟树垭",
    "北渡镇",
];

const OFFICES: &[&str] = &[
    "县农业农村局",
    "县水务局",
    "县教育局",
    "县卫生健康局",
    "县交通运输局",
    "县住房和城乡建设局",
    "县自然资源局",
    "县市场监督管理局",
    "县民政局",
    "县文化和旅游局",
    "县应急管理局",
    "县财政局",
    "县林业局",
    "县统计局",
    "县退役军人事务局",
    "县人力资源和社会保障局",
    "县生态环境局",
    "县审计局",
];

const SUBJECTS: &[&str] = &[
    "春耕备耕",
    "防汛抗旱",
    "农村公路养护",
    "中小学午餐供应",
    "老旧小区改造",
    "乡村医生培训",
    "森林防火巡查",
    "饮用水源保护",
    "食品安全抽检",
    "图书馆夜间开放",
    "留守老人探访",
    "河道清淤",
    "垃圾分类",
    "非遗展演",
    "职业技能竞赛",
    "政务窗口延时服务",
    "冷链仓储建设",
    "果蔬产销对接",
    "危桥加固",
    "校园体育场地共享",
    "家庭医生签约",
    "撂荒地复耕",
    "燃气管网排查",
    "秸秆综合利用",
    "小水库除险",
    "消费维权站布设",
    "粮食收购",
    "退役军人就业推介",
    "夏粮测产",
    "档案数字化",
];

/// Clauses; `#` is a number, `@` a place, `&` an office, `%` a share.
const CLAUSES: &[&str] = &[
    "组织干部逐村核对台账，共登记#户、#人",
    "完成沟渠疏浚#公里，修复涵闸#座",
    "在@设立流动服务点，累计接待群众#人次",
    "抽调技术骨干#名，分#个小组驻点指导",
    "发放明白纸#份，张贴海报#张",
    "选派种植能手示范嫁接、修剪和疏果，带动周边#户农户增收",
    "新建钢架大棚#亩，育苗成活率达到%",
    "排查隐患#处，现场整改#处，其余列入清单限期销号",
    "与&联合开展夜间巡逻，劝返违规垂钓者#人",
    "利用晨会、广播和短视频宣讲惠民政策，覆盖率达%",
    "购置冷藏车#辆，鲜奶、鸡蛋当日送达校园食堂",
    "检测水样#份，合格率为%",
    "加固堤坝#米，储备编织袋#只、砂石料#立方米",
    "举办竞赛#场，评出焊接、砌筑、茶艺等工种能手#名",
    "开通绿色通道，残疾人、孕妇和高龄老人随到随办",
    "压缩审批环节，平均用时由#天减至2天",
    "拆除破损棚屋，腾出空地栽植香樟、紫薇#株",
    "更换老化电缆#米，安装感应路灯#盏",
    "追回拖欠工资#万元，涉及建筑工人#名",
    "邀请剧团巡演花鼓戏、皮影和舞狮，观众逾#人次",
    "整理历史卷宗#册，扫描图纸#幅",
    "为独居长者配备烟雾报警器#个、手环#只",
    "引导合作社统一采购化肥、薄膜和柴油，节约开支#万元",
    "建立联席会商机制，每周通报进度，每月评比排名",
    "落实专项资金#万元，拨付率%",
    "开展应急疏散演练，师生在#秒内全部撤离教学楼",
    "回访患者#人，调整用药方案#例",
    "清运积存垃圾#吨，取缔露天焚烧点#个",
    "推广“一户一码”，扫码即可查询补贴、缴费和诊疗信息",
    "聘请乡贤、教师、律师担任调解员，化解邻里纠纷#起",
    "试种优质稻、甜玉米和黑木耳，亩均增收#元",
    "对接商超、批发市场和电商平台，签订订单#份",
    "严查短斤少两、哄抬物价行为，立案#件",
    "搭建直播间#间，帮助果农销售脐橙、蜜柚#吨",
    "修缮祠堂、古桥、碑刻等文物#处",
    "测报虫情#次，喷施生物药剂#亩次",
    "疏通堵塞雨水井#个，清除淤泥#方",
    "重新核定享受救助对象，新增#户，退出#户",
    "聚焦薄弱环节补齐短板，健全激励约束和容错纠错办法",
    "坚持问计于民，召开屋场会#次，采纳建议#条",
    "严格执行值班值守制度，确保汛情、火情第一时间处置",
    "摸清劳动力底数，推送岗位#个，达成意向#人",
    "翻修篮球场、羽毛球场，周末免费向市民敞开",
    "启用智能售药柜，缓解偏远山区购药难",
    "编印方言版防骗手册，帮助群众识破假冒客服、虚拟投资等圈套",
    "划定禁采禁捕水域，投放鲢鱼、鳙鱼鱼苗#万尾",
    "培育蚕桑、蜜蜂、菌菇产业，吸纳脱贫家庭就业#人",
    "聘用护林员#名，配发灭火弹、对讲机、望远镜",
];

const OPENINGS: &[&str] = &[
    "今年以来，&把%SUBJECT%作为民生实事来抓，",
    "针对前期调研发现的短板，&围绕%SUBJECT%制定方案，",
    "连日来，@抢抓晴好天气，全力推进%SUBJECT%，",
    "按照县委、县政府部署，&会同@压实责任，扎实做好%SUBJECT%，",
    "为破解%SUBJECT%中的难题，@先行先试，",
];

const LEAD_INS: &[&str] = &[
    "摸清底数",
    "建章立制",
    "强化督导",
    "凝聚合力",
    "注重实效",
    "靠前服务",
    "拓宽渠道",
    "严守底线",
    "典型引路",
    "数字赋能",
    "创新方式",
    "细化举措",
];

const HEADINGS: &[&str] = &[
    "提高站位，压实工作责任",
    "突出重点，破解瓶颈难题",
    "多方联动，形成齐抓共管格局",
    "因地制宜，培育特色产业",
    "以人为本，优化便民服务",
    "举一反三，巩固整改成果",
    "立足长远，完善管护机制",
    "强化保障，夯实基层基础",
];

const ENDINGS: &[&str] = &[
    "下一步，&将继续跟踪问效，让群众得到更多实惠。",
    "目前，各项任务有序推进，预计#月底前全面完成。",
    "群众满意度测评为%，比上年同期提高#个百分点。",
];

impl Archive {
    /// The name of an issue's file, by the issue's place in the archive.
    pub fn name(&self, index: usize) -> String {
        let (year, number) = self.year_and_number(index);
        format!("{year}/{year}-{number:03}.toml")
    }

    fn year_and_number(&self, index: usize) -> (usize, usize) {
        (FIRST_YEAR + index / self.a_year.max(1), index % self.a_year.max(1) + 1)
    }

    /// The text of an issue. Each has its own stream of numbers, so it does not depend on the others.
    pub fn issue(&self, index: usize) -> String {
        let mut rng = Rng::with_seed(self.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ index as u64);
        let fault = self.fault(index);
        let mut text = self.head(index, fault);
        let length = rng.usize(self.length.0..=self.length.1.max(self.length.0));
        let articles = if length > 600 && rng.u32(0..4) == 0 { 2 } else { 1 };
        for _ in 0..articles {
            article(&mut text, &mut rng, length / articles);
        }
        match fault {
            Some(Fault::OpenBold) => text = text.replacen("body = \"\"\"\n", "body = \"\"\"\n**未完", 1),
            Some(Fault::NoGlyph) => text = text.replacen("取得新成效", "取得新成效\u{13000}", 1),
            Some(Fault::Torn) => {
                let half = text.len() / 2;
                let end = (half..).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
                text.truncate(end);
                return text;
            }
            _ => {}
        }
        tail(&mut text, &mut rng);
        text
    }

    /// What is wrong with an issue.
    pub fn fault(&self, index: usize) -> Option<Fault> {
        let mut rng = Rng::with_seed(!self.seed ^ (index as u64).wrapping_mul(0xD6E8_FEB8_6659_FD93));
        (rng.u32(0..1_000) < self.faulty).then(|| FAULTS[rng.usize(..FAULTS.len())])
    }

    fn head(&self, index: usize, fault: Option<Fault>) -> String {
        let (year, number) = self.year_and_number(index);
        // The days of a year in order, whatever the number of issues.
        let day = (number - 1) * 336 / self.a_year.max(1);
        let (month, day) = (day / 28 + 1, day % 28 + 1);
        let day = if fault == Some(Fault::NoSuchDay) { 32 } else { day };
        let mut text = String::new();
        let _ = writeln!(text, "layout = \"bulletin\"\n\n[masthead]\ntitle = \"{TITLE}\"\nnumber = {number}");
        let _ = writeln!(text, "total = {}", index + 1);
        if fault != Some(Fault::NoIssuer) {
            let _ = writeln!(text, "issuer = \"{ISSUER}\"");
        }
        let _ = writeln!(text, "date = {year}-{month:02}-{day:02}");
        text
    }

    /// Writes the archive into a folder: a folder a year.
    ///
    /// # Errors
    /// What the file system says.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        for index in 0..self.issues {
            let path = folder.join(self.name(index));
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::write(path, self.issue(index))?;
        }
        Ok(())
    }
}

fn article(text: &mut String, rng: &mut Rng, hanzi: usize) {
    let subject = pick(rng, SUBJECTS);
    let office = pick(rng, OFFICES);
    let place = pick(rng, PLACES);
    let _ =
        write!(text, "\n[[article]]\ntitle = \"{office}在{place}推进{subject}取得新成效\"\nbody = \"\"\"\n");
    let start = text.len();
    // Three bytes a character; marks and digits are few beside the hanzi.
    let written = |text: &String| (text.len() - start) / 3;
    let opening = pick(rng, OPENINGS).replace("%SUBJECT%", subject);
    text.push_str(&filled(rng, &opening));
    sentence(text, rng);
    text.push_str("\n\n");
    let mut heading = 0;
    while written(text) < hanzi {
        if heading < NUMERALS.len() && rng.u32(0..2) == 0 {
            let _ = write!(text, "{}、{}\n\n", NUMERALS[heading], pick(rng, HEADINGS));
            heading += 1;
        }
        for _ in 0..rng.usize(1..=3) {
            if rng.bool() {
                let _ = write!(text, "**{}。**", pick(rng, LEAD_INS));
            }
            for _ in 0..rng.usize(1..=3) {
                sentence(text, rng);
            }
        }
        text.push_str("\n\n");
    }
    let ending = pick(rng, ENDINGS);
    text.push_str(&filled(rng, ending));
    let _ = writeln!(text, "\n\"\"\"\nsource = \"{office}供稿\"");
}

const NUMERALS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];

fn sentence(text: &mut String, rng: &mut Rng) {
    let clauses = rng.usize(2..=4);
    for index in 0..clauses {
        let clause = pick(rng, CLAUSES);
        text.push_str(&filled(rng, clause));
        text.push_str(match index + 1 == clauses {
            true => "。",
            false if rng.u32(0..3) == 0 => "；",
            false => "，",
        });
    }
}

fn tail(text: &mut String, rng: &mut Rng) {
    let list = |rng: &mut Rng, from: &[&str], count: usize| {
        (0..count).map(|_| pick(rng, from).to_owned()).collect::<Vec<_>>().join("、")
    };
    let (to, towns) = (list(rng, OFFICES, 4), list(rng, PLACES, 5));
    let copies = 60 + 20 * rng.u32(0..30);
    let _ = write!(
        text,
        "\n[distribution]\nreport = \"县委、县政府领导同志。\"\nissue = \"{towns}，{to}。\"\n\
         copies = {copies}\n\n[colophon]\nreviewer = \"综合科\"\neditor = \"信息科\"\n"
    );
}

fn pick<'a>(rng: &mut Rng, from: &[&'a str]) -> &'a str {
    from[rng.usize(..from.len())]
}

fn filled(rng: &mut Rng, clause: &str) -> String {
    let mut text = String::new();
    for character in clause.chars() {
        match character {
            '#' => {
                let most = if rng.bool() { 90 } else { 4_000 };
                let number = rng.u32(3..most);
                let _ = write!(text, "{number}");
            }
            '%' => {
                let (whole, part) = (rng.u32(70..100), rng.u32(1..100));
                let _ = write!(text, "{whole}.{part:02}%");
            }
            '@' => text.push_str(pick(rng, PLACES)),
            '&' => text.push_str(pick(rng, OFFICES)),
            other => text.push(other),
        }
    }
    text
}
