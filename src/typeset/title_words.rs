//! Words and phrases of official Chinese, by which a title is parted: tables to read and to add to.

/// Single words that a line does not begin with: particles and what belongs to the word before.
pub const NOT_FIRST: &str = "的地得了着过等和与及或暨之们性化者率级式型上下中内外里前后时市县区镇乡村省州局厅委办";

/// Single words that a line does not end with: what belongs to the word after.
pub const NOT_LAST: &str = "和与及或暨在对以为把被将向从由按同各第该本某再更最不未";

/// Words that a phrase begins with: a line begins well with them.
pub const WELL_FIRST: [&str; 78] = [
    "关于", "推动", "推进", "促进", "加强", "加快", "深化", "深入", "强化", "优化", "开展", "召开", "举办", "印发",
    "转发", "发布", "贯彻", "落实", "做好", "抓好", "抓实", "全面", "全力", "切实", "扎实", "努力", "着力", "积极",
    "及早", "认真", "进一步", "助力", "赋能", "打造", "建设", "建立", "构建", "实施", "实现", "坚持", "持续", "奋力",
    "守牢", "筑牢", "织密", "跑出", "提升", "提高", "完善", "健全", "规范", "统筹", "聚焦", "聚力", "创新", "探索",
    "组织", "部署", "研究", "确保", "保障", "改善", "取得", "荣获", "公布", "通报", "表彰", "调整", "下达", "设立",
    "引领", "带动", "激发", "释放", "严守", "严格", "多措并举", "同乡村振兴",
];

/// Words that a phrase ends with: a line ends well with them.
pub const WELL_LAST: [&str; 6] = ["关于", "年度", "期间", "工作会议", "会议", "发展模式"];

/// Marks after which a line ends well.
pub const WELL_LAST_MARKS: &str = "，：；。！？、”’》）";

/// Marks before which a line ends well.
pub const WELL_FIRST_MARKS: &str = "《";

/// Phrases that are not parted though they are more than one word.
pub const PHRASES: [&str; 75] = [
    "重点工作", "重点任务", "产业园区", "高标准农田", "脱贫攻坚成果", "政务服务中心", "数字政府", "春耕备耕",
    "国有建设用地", "建设用地使用权", "基本医疗保险", "医疗保险", "养老保险", "社会保险", "冬春季", "元旦春节",
    "中央八项规定精神", "八项规定精神", "基层治理", "治理现代化", "义务教育", "薄弱环节", "乡村振兴", "脱贫攻坚",
    "有效衔接", "人居环境", "营商环境", "民营经济", "集体经济", "数字经济", "高质量发展", "安全生产", "生态环境",
    "公共服务", "公共卫生", "政务服务", "综合服务中心", "服务中心", "经济技术开发区", "自然资源", "卫生健康",
    "人力资源", "社会保障", "市场监督", "市场监管", "住房公积金", "历史文化街区", "历史文化", "交通安全", "食品安全",
    "粮食安全", "网络安全", "防汛救灾", "抗旱救灾", "森林防火", "秋粮生产", "粮食生产", "疾病防控", "传染病防控",
    "城乡居民", "城镇居民", "城市生活垃圾", "生活垃圾", "规范性文件", "专项督查", "专项整治", "专项行动", "三年行动", "先进集体",
    "先进个人", "桥梁隐患治理", "隐患治理", "现场会", "跨区域环境联防联控", "联防联控",
];
