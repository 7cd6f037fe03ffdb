// What the page says, in English and in Chinese. What is wrong with a file is said by the program, in either.
const words = {
  toolbar: ["Preview", "预览"], view: ["View", "视图"], continuous: ["Continuous", "连续"],
  single: ["Single", "单页"], facing: ["Facing", "对开"], sheets: ["Press sheets", "印张"],
  page: ["Page", "页"], back: ["Previous page", "上一页"], forward: ["Next page", "下一页"],
  zoom: ["Zoom", "缩放"], width: ["Width", "页宽"], whole: ["Page", "整页"], actual: ["Actual", "实际大小"],
  plates: ["Plates", "分版"], all: ["All", "全部"], black: ["Black", "黑版"], red: ["Red", "红版"],
  smaller: ["Smaller", "缩小"], larger: ["Larger", "放大"], scheme: ["Imposition", "拼版方式"],
  "saddle-a3": ["A3, saddle stitch", "A3 骑马订"], "cut-stack-a3": ["A3, two copies, cut", "A3 双份裁切"],
  "duplex-long": ["Two-sided, long edge", "双面（长边翻转）"], "duplex-short": ["Two-sided, short edge", "双面（短边翻转）"],
  overlays: ["Show", "显示"], area: ["Type area", "版心"], cells: ["Grid", "网格"], baselines: ["Baselines", "基线"],
  boxes: ["Boxes", "字框"], lines: ["Squeeze", "挤压拉伸"], breaks: ["Breaks", "避头尾"], clear: ["Seals", "印章位"],
  tools: ["Tools", "工具"], measure: ["Measure", "量尺"], point: ["Point by keyboard", "键盘定位"], layout: ["Layout", "版式"],
  pdf: ["Download PDF", "下载 PDF"], print: ["Print", "打印"],
  size: ["Size", "字号"], linecount: ["Lines a page", "每面行数"], measurewidth: ["Measure, mm", "版心宽（毫米）"],
  punctuation: ["Marks", "标点"], lineend: ["Line-end mark", "行末标点"], breaker: ["Line ends", "断行"],
  squeeze: ["May be squeezed", "可挤压"], "word-space": ["word space", "西文词距"], interpunct: ["interpunct", "间隔号"],
  bracket: ["brackets", "括号引号"], pause: ["，、；：", "点号 ，、；："], autospace: ["Han–Western space", "汉西间距"],
  stop: ["。？！", "点号 。？！"],
  beside: ["Beside", "并排"], filename: ["File", "文件名"], write: ["Write layout", "写成版式"],
  reset: ["Reset", "还原"], asis: ["as in the layout", "按版式"], own: ["as in the issue", "按文件"],
  nothing: ["nothing", "无"],
  "full-width": ["full width", "全角"], kaiming: ["kaiming", "开明"], "half-width": ["half width", "半角"],
  full: ["full", "全角"], half: ["half", "半角"], fit: ["as fits", "视余地"], hang: ["hanging", "悬挂"],
  "first-fit": ["first fit", "逐行"], optimal: ["whole paragraph", "整段择优"],
  problems: ["What is wrong", "问题"], pages: ["Pages", "页面"], pages2: ["Pages in the other layout", "另一版式的页面"],
  outdated: ["Out of date: the pages are those before the errors that are listed ({errors}).", "已过时：页面是出现所列错误（{errors} 处）之前的。"],
  notset: ["{layout}: not set", "{layout}：未能排出"],
  errors: ["Errors: {count}", "错误 {count} 处"], warnings: ["Warnings: {count}", "提示 {count} 处"],
  nopages: ["No pages yet: see the errors that are listed ({errors}).", "尚无页面：请看所列错误（{errors} 处）。"],
  norender: ["Out of date: the chosen layout is not there any more.", "已过时：所选的版式已不存在。"],
  refused: ["Not done (answer {status}).", "未能完成（应答 {status}）。"],
  pitch: ["{pitch} mm from line to line", "行距 {pitch} 毫米"],
  gone: ["Out of date: the preview has ended.", "已过时：预览已结束。"],
  counts: ["{layout}: {pages} pages, {lines} lines", "{layout}：{pages} 页，{lines} 行"],
  spot: ["Line {line}, column {column}: {text}", "第 {line} 行第 {column} 列：{text}"],
  spotin: ["{file}, line {line}, column {column}: {text}", "{file} 第 {line} 行第 {column} 列：{text}"],
  nothinghere: ["Nothing stands here.", "此处没有文字。"],
  nospot: ["The layout supplied this; it is not in the file.", "这由版式生成，文件中没有。"],
  insecond: ["In the other layout: {message}", "另一版式：{message}"],
  position: ["{x} mm from the left, {y} mm from the top", "距左 {x} 毫米，距上 {y} 毫米"],
  printed: ["To print, use the Print button: it prints the PDF.", "请用“打印”按钮打印：打印的是 PDF。"],
  distance: ["{length} mm ({x} across, {y} down)", "{length} 毫米（横 {x}，纵 {y}）"],
  written: ["Written: {name}", "已写入：{name}"], pagealt: ["Page {number}", "第 {number} 页"],
};

/** What buttons do, for who points at one: by their values or ids. */
const tips = {
  continuous: ["All pages below each other", "各页上下连续"], single: ["One page at a time", "一次一页"],
  facing: ["Pages as they face each other in print", "按装订后对开的样子排列"],
  sheets: ["Sheets as the press prints them, with their marks", "按上机印刷的印张排列，带裁切线等标记"],
  back: ["Previous page", "上一页"], forward: ["Next page", "下一页"],
  width: ["As wide as the window", "与窗口同宽"], page: ["The whole page", "显示整页"],
  actual: ["As large as on paper", "与纸面等大"], smaller: ["Smaller", "缩小"], larger: ["Larger", "放大"],
  all: ["With all inks", "各色齐全"], black: ["What the black plate prints", "只看黑版"],
  red: ["What the red plate prints", "只看红版"],
  area: ["The type area", "版心边框"], cells: ["The grid of lines and characters", "行与字的网格"],
  baselines: ["The baselines of lines", "各行基线"], boxes: ["The box of each character", "每个字的字框"],
  lines: ["Lines that are squeezed (red) or stretched (blue)", "挤压（红）或拉伸（蓝）的行"],
  breaks: ["Line ends that a rule has moved", "因避头尾等规则移动的行末"],
  clear: ["Places kept clear for seals", "留给印章的位置"],
  measure: ["Measure from one point to another with the mouse", "用鼠标量两点之间的距离"],
  point: ["Point at the page with the arrow keys", "用方向键在页面上定位"],
  choose: ["Try another layout, or other values", "试用别的版式或数值"],
  pdf: ["Download the PDF, as render writes it", "下载 PDF，与 render 所写的相同"],
  "print-pdf": ["Print the PDF", "打印 PDF"],
  "write-layout": ["Write the tried values into a new layout file beside the issue", "把试用的数值写成新的版式文件"],
  restore: ["Back to the layout's own values", "恢复版式原来的数值"],
  findings: ["Show or hide what was found", "展开或收起问题"],
  place: ["Open this place in the editor", "在编辑器中打开此处"],
  placeonly: ["Say where this is", "显示所在位置"],
};

/** What keys are called on the keyboard. */
const keyNames = { ArrowLeft: "←", ArrowRight: "→", "-": "−" };

export const language = navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";

export function say(key, values = {}) {
  const text = (words[key] ?? [key, key])[language === "zh" ? 1 : 0];
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** What a button does, and by which key. */
export function tip(name, key) {
  const text = tips[name][language === "zh" ? 1 : 0];
  if (!key) return text;
  const shown = keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return language === "zh" ? `${text}（${shown}）` : `${text} (${shown})`;
}

export function label(root) {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  for (const part of root.querySelectorAll("[data-word]")) part.textContent = say(part.dataset.word);
  for (const part of root.querySelectorAll("[data-label]")) part.setAttribute("aria-label", say(part.dataset.label));
  for (const part of root.querySelectorAll("button, a")) {
    part.title = tip(part.value || part.id, part.dataset.key ?? part.dataset.shortcut);
  }
}
