// The page of the preview: asks the server for what has changed and puts it in place. It lays out nothing.
import { label, language, say } from "./words.js";

const PIXELS_PER_MM = 96 / 25.4;
const $ = (id) => document.getElementById(id);

/** What both desks share. */
const look = { view: "continuous", zoom: "width", plate: "all", overlays: new Set(), current: 0, measuring: false };

/** A page has its own tree, so that the outlines of one issue's glyphs are never those of another's. */
const pageStyle = new CSSStyleSheet();
pageStyle.replaceSync(`
  :host { contain: strict; }
  div, div > svg { position: absolute; inset: 0; width: 100%; height: 100%; }
  #over, #ruler { pointer-events: none; }
  #over g { display: none; fill: none; stroke-width: .15; }
  ${["area", "cells", "baselines", "boxes", "lines", "breaks", "clear"]
    .map((kind) => `#over.${kind} g.${kind}`).join(",")} { display: inline; }
  .area { stroke: #008a3e; stroke-width: .3 !important; } .cells { stroke: #4aa8d8; } .baselines { stroke: #d03bb0; }
  .boxes { stroke: #8a6d00; stroke-width: .08 !important; } .clear { stroke: #c1121f; fill: #c1121f22 !important; }
  .squeezed { fill: #d1495b; stroke: none; } .stretched { fill: #2e86ab; stroke: none; }
  .prohibited { fill: #d1495b; } .even { fill: #2e86ab; } .forced { fill: #8a6d00; }
  #over g.lines { mix-blend-mode: multiply; }
  #ruler line { stroke: #c1121f; stroke-width: .4; }
`);

/** One page on the screen. */
class Frame {
  constructor(desk, index) {
    Object.assign(this, { desk, index, shown: "", overlaid: "", visible: false });
    this.element = document.createElement("div");
    this.element.className = "page";
    this.element.setAttribute("role", "group");
    const tree = this.element.attachShadow({ mode: "open" });
    tree.adoptedStyleSheets = [pageStyle];
    [this.art, this.over, this.ruler] = ["art", "over", "ruler"].map((id) => {
      const part = document.createElement("div");
      part.id = id;
      tree.append(part);
      return part;
    });
    this.element.frame = this;
  }

  get page() { return this.desk.state.pages[this.index]; }

  address(what) { return `${what}/${this.index}/${this.page.hash}?${this.desk.query()}`; }

  /** Loads what is not on the screen yet; what is there stays until the new has come. */
  async show() {
    const { page } = this;
    if (!page) return;
    this.element.setAttribute("aria-label", say("pagealt", page));
    this.over.className = [...look.overlays].join(" ");
    await Promise.all([this.showArt(page), this.showOverlay(page)]);
  }

  async showArt(page) {
    const wanted = `${page.hash} ${look.plate}`;
    if (this.shown === wanted) return;
    const drawing = await text(`${this.address("page")}&plate=${look.plate}`);
    // Something newer may have come meanwhile.
    if (drawing === null || this.page?.hash !== page.hash || wanted !== `${page.hash} ${look.plate}`) return;
    this.art.innerHTML = drawing;
    this.art.firstChild.setAttribute("aria-label", this.words());
    this.shown = wanted;
    this.element.dataset.hash = page.hash;
    this.element.dataset.swaps = Number(this.element.dataset.swaps ?? 0) + 1;
  }

  async showOverlay(page) {
    if (!look.overlays.size || this.overlaid === page.hash) return;
    const drawing = await text(this.address("overlay"));
    if (drawing === null || this.page?.hash !== page.hash) return;
    this.over.innerHTML = drawing;
    this.overlaid = page.hash;
  }

  /** What the page says, for who does not see it. */
  words() {
    return [...this.art.querySelectorAll("g[aria-label]")].map((run) => run.getAttribute("aria-label")).join("");
  }

  /** Far from what is looked at: its memory is given back. */
  leave() {
    this.visible = false;
    this.art.replaceChildren();
    this.over.replaceChildren();
    this.shown = this.overlaid = "";
  }

  /** Where on the page, in millimetres, an event is. */
  point(event) {
    const box = this.element.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * this.page.width,
      y: ((event.clientY - box.top) / box.height) * this.page.height,
    };
  }
}

/** An issue in one choice of layout. */
class Desk {
  constructor(element, counts, choice) {
    Object.assign(this, { element, counts, choice, state: { pages: [] }, frames: [], plan: "" });
    this.watcher = new IntersectionObserver((entries) => entries.forEach((entry) => {
      const { frame } = entry.target;
      if (!entry.isIntersecting) return frame.leave();
      frame.visible = true;
      frame.show();
    }), { root: element, rootMargin: "100%" });
    new ResizeObserver(() => this.size()).observe(element);
    element.addEventListener("scroll", () => this.notePlace(), { passive: true });
  }

  query() {
    const values = { ...this.choice(), lang: language };
    if (look.view === "sheets") values.sheets = "true";
    return new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString();
  }

  /** Asks what is so now; asked again meanwhile, it asks once more, not twice. */
  async refresh() {
    if (this.busy) { this.again = true; return; }
    this.busy = true;
    try {
      do {
        this.again = false;
        const response = await fetch(`state?${this.query()}`);
        if (response.ok) await this.take(await response.json());
      } while (this.again);
    } catch { gone(true); } finally { this.busy = false; }
  }

  async take(state) {
    this.state = state;
    this.arrange();
    await Promise.all(this.frames.filter((frame) => frame.visible).map((frame) => frame.show()));
    this.tell();
    requestAnimationFrame(() => setTimeout(() => {
      this.element.dataset.painted = performance.timeOrigin + performance.now();
      this.element.dataset.revision = state.revision;
    }));
  }

  /** The pages that stand beside each other. */
  groups() {
    const all = this.state.pages.map((_, index) => index);
    if (look.view === "sheets" && this.state.sheets) return this.state.sheets;
    if (look.view !== "facing") return all.map((index) => [index]);
    // The first page is a right one.
    const pairs = all.length ? [[null, 0]] : [];
    for (let left = 1; left < all.length; left += 2) pairs.push(all.slice(left, left + 2));
    return pairs;
  }

  /** Builds rows anew only where pages come, go or stand otherwise. */
  arrange() {
    const groups = this.groups();
    const count = this.state.pages.length;
    const plan = JSON.stringify([look.view, groups]);
    while (this.frames.length > count) {
      const frame = this.frames.pop();
      this.watcher.unobserve(frame.element);
      frame.element.remove();
    }
    while (this.frames.length < count) {
      const frame = new Frame(this, this.frames.length);
      this.frames.push(frame);
      this.watcher.observe(frame.element);
    }
    if (plan !== this.plan) {
      this.plan = plan;
      const place = [this.element.scrollLeft, this.element.scrollTop];
      this.rows = groups.map((group) => this.row(group));
      this.element.replaceChildren(...this.rows);
      [this.element.scrollLeft, this.element.scrollTop] = place;
    }
    look.current = Math.min(look.current, Math.max(count - 1, 0));
    this.size();
  }

  row(group) {
    const row = document.createElement("div");
    row.className = "row";
    row.group = group;
    if (group.slots) {
      const sheet = document.createElement("div");
      sheet.className = "sheet";
      sheet.append(...group.slots.filter((slot) => slot.page !== null).map((slot) => this.frames[slot.page].element));
      row.append(sheet);
    } else {
      row.append(...group.map((index) => (index === null ? blank() : this.frames[index].element)));
    }
    return row;
  }

  pagesOf(row) {
    return row.group.slots ? row.group.slots.map((slot) => slot.page) : row.group;
  }

  /** Puts sizes on what stands; in single view, hides all but one row. */
  size() {
    for (const row of this.rows ?? []) {
      row.hidden = look.view === "single" && !this.pagesOf(row).includes(look.current);
      const sheet = row.group.slots ? row.group : null;
      const first = this.state.pages[this.pagesOf(row).find((index) => index !== null) ?? 0];
      if (!first) continue;
      const across = sheet ? sheet.width : first.width * row.group.length;
      const scale = PIXELS_PER_MM * this.factor(across * PIXELS_PER_MM, (sheet ?? first).height * PIXELS_PER_MM);
      const put = (element, page) => Object.assign(element.style, {
        width: `${page.width * scale}px`, height: `${page.height * scale}px`, left: "", top: "",
      });
      if (sheet) put(row.firstChild, sheet);
      for (const element of row.querySelectorAll(".page, .blank")) {
        put(element, element.frame ? element.frame.page : first);
      }
      for (const slot of sheet ? sheet.slots.filter((slot) => slot.page !== null) : []) {
        const { style } = this.frames[slot.page].element;
        [style.left, style.top] = [`${slot.x * scale}px`, `${slot.y * scale}px`];
      }
    }
  }

  factor(width, height) {
    const [across, down] = [(this.element.clientWidth - 26) / width, (this.element.clientHeight - 26) / height];
    return { width: across, page: Math.min(across, down), actual: 1 }[look.zoom];
  }

  /** Which page is looked at while scrolling. */
  notePlace() {
    if (look.view === "single" || this !== desks[0]) return;
    const middle = this.element.getBoundingClientRect().top + this.element.clientHeight / 2;
    const row = (this.rows ?? []).find((row) => row.getBoundingClientRect().bottom >= middle);
    if (!row || this.pagesOf(row).includes(look.current)) return;
    look.current = this.pagesOf(row).find((index) => index !== null) ?? 0;
    showPlace();
  }

  go(index) {
    look.current = Math.max(0, Math.min(index, this.state.pages.length - 1));
    this.size();
    const row = this.rows?.find((row) => this.pagesOf(row).includes(look.current));
    row?.scrollIntoView({ block: "start" });
    showPlace();
  }

  tell() {
    const { state } = this;
    this.element.classList.toggle("outdated", !state.current);
    this.counts.textContent = state.layout
      ? say("counts", { layout: state.layout.name, pages: state.pages.length, lines: state.lines }) : "";
    if (this === desks[0]) tellAll(state);
    else if (!state.current) this.counts.textContent = state.problems[0]?.message ?? "";
  }
}

function blank() {
  const element = document.createElement("div");
  element.className = "blank";
  return element;
}

async function text(address) {
  const response = await fetch(address);
  return response.ok ? response.text() : null;
}

function post(address, value) {
  return fetch(address, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value),
  });
}

function tellAll(state) {
  document.title = `${state.current ? "" : "⚠ "}${state.title ?? state.file}`;
  const banner = $("outdated");
  banner.hidden = state.current;
  banner.textContent = state.current ? "" : say(state.pages.length ? "outdated" : "nopages");
  $("problems").hidden = !state.problems.length;
  $("problems").replaceChildren(...state.problems.map((problem) => report(problem, state)));
  const query = desks[0].query();
  $("pdf").href = `issue.pdf?${query}&download=true`;
  $("print").href = `issue.pdf?${query}`;
  showPlace();
  fillHints(state.layout);
}

/** A diagnostic: what, where, how to mend it. */
function report(problem, state) {
  const article = document.createElement("article");
  article.className = problem.severity;
  const line = (text) => Object.assign(document.createElement("p"), { textContent: text });
  article.append(line(problem.message));
  if (problem.line) {
    const place = document.createElement("button");
    place.className = "place";
    place.textContent = `${problem.file}:${problem.line}:${problem.column}`;
    const ours = problem.file === state.source;
    place.addEventListener("click", () => goTo(ours, { ...problem, text: problem.message }, state.editor));
    article.append(place);
  }
  if (problem.hint) article.append(line(problem.hint));
  return article;
}

/** Says a place of the issue's file, and opens it if there is an editor. */
async function goTo(ours, spot, editor) {
  $("spot").textContent = say("spot", spot);
  if (ours && editor) refused(await post(`open?lang=${language}`, { line: spot.line, column: spot.column }));
}

async function refused(response) {
  if (response.ok) return false;
  const problems = await response.json();
  $("spot").textContent = problems.map((problem) => problem.message).join(" ");
  return true;
}

function showPlace() {
  const count = desks[0].state.pages.length;
  $("place").textContent = count ? `${look.current + 1} / ${count}` : "";
}

function gone(is) {
  if (is) { $("outdated").hidden = false; $("outdated").textContent = say("gone"); }
}

// A choice of layout.

const chooser = $("chooser");
const chosen = () => Object.fromEntries(new FormData(chooser));
const desks = [
  new Desk($("desk"), $("counts"), chosen),
  new Desk($("second"), $("counts2"), () => ({ layout: $("beside").value })),
];
const live = () => desks.filter((desk) => !desk.element.hidden);
const refresh = () => Promise.all(live().map((desk) => desk.refresh()));

function fillHints(layout) {
  if (!layout) return;
  const number = (value) => Number(value.toFixed(3)).toString();
  chooser.elements.size.placeholder = `${number(layout.size ?? 0)}pt`;
  chooser.elements.lines.placeholder = layout.lines;
  chooser.elements.measure.placeholder = number(layout.measure);
}

function options(select, names, first) {
  const kept = select.value;
  const option = (value, word) => Object.assign(document.createElement("option"), { value, textContent: word });
  select.replaceChildren(option("", say(first)), ...names.map((name) => option(name, say(name))));
  select.value = names.includes(kept) ? kept : "";
}

async function fillChooser() {
  const names = await (await fetch("layouts")).json();
  options(chooser.elements.layout, names, "own");
  options($("beside"), names, "nothing");
}

options(chooser.elements.punctuation, ["full-width", "kaiming", "half-width"], "asis");
options(chooser.elements.line_end, ["full", "half", "fit", "hang"], "asis");
options(chooser.elements.breaker, ["first-fit", "optimal"], "asis");
let waiting;
chooser.addEventListener("input", (event) => {
  if (["beside", "filename"].includes(event.target.id)) return;
  clearTimeout(waiting);
  // Whoever types a number is not done with its first digit.
  waiting = setTimeout(() => desks[0].refresh(), event.target.tagName === "INPUT" ? 200 : 0);
});
chooser.addEventListener("submit", (event) => event.preventDefault());
$("beside").addEventListener("change", () => {
  $("second").hidden = $("counts2").hidden = !$("beside").value;
  refresh();
});
$("reset").addEventListener("click", () => { chooser.reset(); $("second").hidden = true; refresh(); });
$("write").addEventListener("click", async () => {
  const response = await post(`layout-file?${desks[0].query()}`, { name: $("filename").value });
  if (await refused(response)) return;
  $("spot").textContent = say("written", await response.json());
  fillChooser();
});

// Looking.

function choices(id, key, after) {
  const buttons = [...$(id).querySelectorAll("button")];
  const press = (value) => {
    look[key] = value;
    buttons.forEach((button) => button.setAttribute("aria-pressed", button.value === value));
    after();
  };
  buttons.forEach((button) => button.addEventListener("click", () => press(button.value)));
  buttons.forEach((button) => button.setAttribute("aria-pressed", button.value === look[key]));
  return press;
}

const setView = choices("views", "view", () => refresh().then(() => desks.forEach((desk) => desk.go(look.current))));
const setZoom = choices("zooms", "zoom", () => live().forEach((desk) => { desk.size(); desk.go(look.current); }));
const setPlate = choices("plates", "plate", refresh);

function toggleOverlay(kind) {
  const on = !look.overlays.delete(kind) && Boolean(look.overlays.add(kind));
  $("overlays").querySelector(`[value=${kind}]`).setAttribute("aria-pressed", on);
  live().flatMap((desk) => desk.frames).filter((frame) => frame.visible).forEach((frame) => frame.show());
}

for (const button of $("overlays").querySelectorAll("button")) {
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => toggleOverlay(button.value));
}

function setMeasuring(on) {
  look.measuring = on;
  $("measure").setAttribute("aria-pressed", on);
  document.body.classList.toggle("measuring", on);
  if (!on) desks.flatMap((desk) => desk.frames).forEach((frame) => frame.ruler.replaceChildren());
}

function setChooser(on) {
  chooser.hidden = !on;
  $("choose").setAttribute("aria-expanded", on);
  if (on) { fillChooser(); chooser.elements.layout.focus(); } else { $("choose").focus(); }
}

$("measure").addEventListener("click", () => setMeasuring(!look.measuring));
$("choose").addEventListener("click", () => setChooser(chooser.hidden));
const turn = (by) => desks[0].go(look.current + by * (look.view === "facing" && look.current ? 2 : 1));
$("back").addEventListener("click", () => turn(-1));
$("forward").addEventListener("click", () => turn(1));

// Pointing.

let ruler;
document.addEventListener("pointerdown", (event) => {
  const frame = event.target.frame;
  if (!frame || !look.measuring) return;
  ruler = { frame, from: frame.point(event) };
  event.target.setPointerCapture(event.pointerId);
});
document.addEventListener("pointermove", (event) => {
  if (!ruler) return;
  const { frame, from } = ruler;
  const to = frame.point(event);
  const { width, height } = frame.page;
  frame.ruler.innerHTML = `<svg viewBox="0 0 ${width} ${height}"><line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}"/></svg>`;
  const [x, y] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
  const show = (value) => value.toFixed(2);
  $("spot").textContent = say("distance", { length: show(Math.hypot(x, y)), x: show(x), y: show(y) });
});
document.addEventListener("pointerup", () => { ruler = undefined; });
document.addEventListener("click", async (event) => {
  const frame = event.target.frame;
  if (!frame || look.measuring) return;
  const response = await post(frame.address("source"), frame.point(event));
  const spot = response.ok ? await response.json() : null;
  if (spot) goTo(true, spot, frame.desk.state.editor);
  else $("spot").textContent = say("nospot");
});

const keys = {
  1: () => setView("continuous"), 2: () => setView("single"), 3: () => setView("facing"), 4: () => setView("sheets"),
  w: () => setZoom("width"), p: () => setZoom("page"), a: () => setZoom("actual"),
  t: () => toggleOverlay("area"), g: () => toggleOverlay("cells"), b: () => toggleOverlay("baselines"),
  x: () => toggleOverlay("boxes"), s: () => toggleOverlay("lines"), e: () => toggleOverlay("breaks"),
  c: () => toggleOverlay("clear"), m: () => setMeasuring(!look.measuring), l: () => setChooser(chooser.hidden),
  ArrowLeft: () => turn(-1), ArrowRight: () => turn(1),
  Home: () => desks[0].go(0), End: () => desks[0].go(Infinity),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") { setMeasuring(false); if (!chooser.hidden) setChooser(false); return; }
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});

label(document);
const events = new EventSource("events");
events.addEventListener("message", refresh);
events.addEventListener("error", () => gone(true));
