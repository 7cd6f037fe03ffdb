// An issue in one choice of layout, its pages laid out on the screen. The pages themselves come finished.
import { Frame, Sheet } from "./frame.js";
import { PIXELS_PER_MM, json, look } from "./look.js";
import { language, say } from "./words.js";

export class Desk {
  /**
   * `choice` gives what is chosen; `hooks`: `told` after each state, `moved` when another page is looked at or its
   * scale has changed, `found` with a page that was hidden and holds what is searched for, `gone`.
   * With `alone`, pages of another choice are not taken for those of one that cannot be set.
   */
  constructor(element, counts, choice, hooks, alone = false) {
    Object.assign(this, { element, counts, choice, hooks, alone, state: { pages: [], problems: [] } });
    Object.assign(this, { findings: [], frames: [], sheets: [], rows: [], plan: "" });
    this.watcher = new IntersectionObserver((entries) => entries.forEach((entry) => {
      const { piece } = entry.target;
      if (!entry.isIntersecting) return piece.leave();
      piece.visible = true;
      piece.show();
    }), { root: element, rootMargin: "100%" });
    new ResizeObserver(() => this.size()).observe(element);
    element.addEventListener("scroll", () => this.notePlace(), { passive: true });
  }

  /** What is asked for, as an address has it; `sheets` if the pages are put on them. */
  query(sheets = look.view === "sheets") {
    const values = { ...this.choice(), lang: language, sheets: sheets && look.scheme, alone: this.alone };
    return new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString();
  }

  /** Asks what is so now; asked again meanwhile, it asks once more, not twice. */
  refresh() {
    this.again = true;
    this.busy ??= this.ask().finally(() => {
      this.busy = null;
      if (this.again) this.refresh();
    });
    return this.busy;
  }

  async ask() {
    try {
      while (this.again) {
        this.again = false;
        const { layout } = this.choice();
        const response = await fetch(`state?${this.query()}`);
        if (response.ok) await this.take({ ...(await response.json()), asked: layout });
        else await this.take(this.without(layout));
      }
    } catch {
      this.again = false;
      this.hooks.gone();
    }
  }

  /** The state where a layout is not there any more: its last pages, but never those of another beside the first. */
  without(layout) {
    const last = this.alone && this.state.asked !== layout ? { pages: [], asked: layout } : this.state;
    return { ...last, current: false, problems: [], refused: true };
  }

  async take(state) {
    this.state = state;
    this.arrange();
    await this.show();
    this.element.classList.toggle("outdated", !state.current);
    this.counts.textContent = this.count(state);
    if (!state.current) this.findings = [];
    this.hooks.told(this);
    this.loadFindings();
    this.loadTexts();
    requestAnimationFrame(() => setTimeout(() => {
      this.element.dataset.painted = performance.timeOrigin + performance.now();
      this.element.dataset.revision = state.revision;
    }));
  }

  count({ layout, pages, lines, asked }) {
    if (layout) return say("counts", { layout: layout.name, pages: pages.length, lines });
    return asked ? say("notset", { layout: asked }) : "";
  }

  /** Asks what a proofreader would mark; of two layouts beside each other it is the same text. */
  async loadFindings() {
    const { revision, current } = this.state;
    if (this.alone || !current) return;
    const findings = await json(`findings?${this.query()}`).catch(() => null);
    if (findings === null || this.state.revision !== revision || !this.state.current) return;
    this.findings = findings;
    this.element.dataset.proofread = revision;
    this.hooks.told(this);
  }

  /** Loads texts page by page, those that are seen first; what has changed meanwhile is loaded then. */
  async loadTexts() {
    const round = (this.round = {});
    const frames = [...this.frames].sort((one, other) => other.visible - one.visible);
    for (const frame of frames) {
      if (this.round !== round) return;
      // Who ended, or what is no more, is noticed where the state is asked for.
      await frame.showText().catch(() => null);
    }
    this.element.dataset.texts = this.state.revision;
  }

  /** Brings what is near the screen up to date. */
  show() {
    return Promise.all([...this.frames, ...this.sheets].filter((piece) => piece.visible).map((piece) => piece.show()));
  }

  /** The page that is looked at; the last one where this layout has fewer. */
  get current() { return Math.min(look.current, this.state.pages.length - 1); }

  get imposed() { return look.view === "sheets" && this.state.sheets?.length > 0; }

  /** Of each frame, the page that stands in it. */
  stands() {
    if (this.imposed) return this.state.sheets.flatMap((side) => side.slots.map((slot) => slot.page));
    return this.state.pages.map((_, index) => index);
  }

  /** Of each row, the frames that stand beside each other. */
  groups(count) {
    let next = 0;
    if (this.imposed) return this.state.sheets.map((side) => side.slots.map(() => next++));
    const all = Array.from({ length: count }, (_, index) => index);
    if (look.view !== "facing") return all.map((index) => [index]);
    // The first page is a right one.
    const pairs = all.length ? [[null, 0]] : [];
    for (let left = 1; left < count; left += 2) pairs.push([left, left + 1 < count ? left + 1 : null]);
    return pairs;
  }

  /** Builds rows anew only where pages come, go or stand otherwise. */
  arrange() {
    const stands = this.stands();
    const groups = this.groups(stands.length);
    this.fit(this.frames, stands.length, () => new Frame(this));
    this.fit(this.sheets, this.imposed ? groups.length : 0, (index) => new Sheet(this, index));
    this.frames.forEach((frame, index) => { frame.index = stands[index]; });
    const manner = JSON.stringify([look.view, this.imposed && look.scheme]);
    const plan = manner + JSON.stringify(groups);
    if (plan !== this.plan) {
      this.plan = plan;
      const place = [this.element.scrollLeft, this.element.scrollTop];
      this.rows = groups.map((group, index) => this.row(group, this.sheets[index]));
      this.element.replaceChildren(...this.rows);
      this.rows.forEach((row) => this.sizeRow(row));
      [this.element.scrollLeft, this.element.scrollTop] = place;
    }
    this.size();
    // Standing otherwise, pages are elsewhere: the one that is looked at is brought back.
    if (this.manner && manner !== this.manner) this.go();
    this.manner = manner;
  }

  fit(pieces, count, make) {
    while (pieces.length > count) {
      const { element } = pieces.pop();
      this.watcher.unobserve(element);
      element.remove();
    }
    while (pieces.length < count) {
      const piece = make(pieces.length);
      pieces.push(piece);
      this.watcher.observe(piece.element);
    }
  }

  row(group, sheet) {
    const row = Object.assign(document.createElement("div"), { className: "row", group, sheet });
    row.addEventListener("beforematch", () => this.hooks.found(this.pageOf(row)));
    const elements = group.map((frame) => (frame === null ? blank() : this.frames[frame].element));
    if (sheet) {
      sheet.element.replaceChildren(...elements);
      row.append(sheet.element);
    } else {
      row.append(...elements);
    }
    return row;
  }

  pagesOf(row) {
    return row.group.filter((frame) => frame !== null).map((frame) => this.frames[frame].index);
  }

  /** The page by which a row is known: of a sheet's side, the one that is read first. */
  pageOf(row) { return Math.min(...this.pagesOf(row)); }

  /** How much larger than on paper the page that is looked at is. */
  get scale() { return (this.rowOf(this.current) ?? this.rows[0])?.scale; }

  /** The row that holds a page. */
  rowOf(page) { return this.rows.find((row) => this.pagesOf(row).includes(page)); }

  /** The frame that a page stands in, the first one if it stands in several. */
  frameOf(page) { return this.frames.find((frame) => frame.index === page); }

  /** Puts sizes on what stands; in single view, hides all but one row. What was looked at stays where it was. */
  size() {
    const { scrollTop: top, scrollLeft: left, scrollWidth: width } = this.element;
    const anchor = this.rows.find((row) => !row.hidden && row.offsetTop + row.offsetHeight > top);
    // In the row, its part; before it, between rows, whose distance does not grow, the distance.
    const into = anchor ? top - anchor.offsetTop : 0;
    const part = into > 0 && anchor.offsetHeight ? into / anchor.offsetHeight : 0;
    this.rows.forEach((row) => this.sizeRow(row));
    if (anchor) this.element.scrollTop = anchor.offsetTop + (part ? part * anchor.offsetHeight : into);
    if (left > 0) this.element.scrollLeft = left * this.element.scrollWidth / width;
    this.hooks.moved?.();
  }

  sizeRow(row) {
    // What is searched for is found on pages that are not shown, too.
    row.hidden = look.view === "single" && !this.pagesOf(row).includes(this.current) && "until-found";
    const side = row.sheet?.side;
    const first = this.state.pages[this.pagesOf(row)[0] ?? 0];
    if (!first) return;
    const across = side ? side.width : first.width * row.group.length;
    const scale = PIXELS_PER_MM * this.factor(across * PIXELS_PER_MM, (side ?? first).height * PIXELS_PER_MM);
    const put = (element, page, place) => Object.assign(element.style, {
      width: `${page.width * scale}px`, height: `${page.height * scale}px`,
      left: place ? `${place.x * scale}px` : "", top: place ? `${place.y * scale}px` : "",
      rotate: place?.upside_down ? "180deg" : "",
    });
    if (side) put(row.sheet.element, side);
    for (const element of row.querySelectorAll(".blank")) put(element, first);
    row.group.forEach((number, index) => {
      if (number === null) return;
      const frame = this.frames[number];
      const slot = side?.slots[index];
      frame.upsideDown = Boolean(slot?.upside_down);
      put(frame.element, frame.page, slot);
      frame.scaleText();
    });
    row.scale = scale / PIXELS_PER_MM;
  }

  /** How much larger than on paper. */
  factor(width, height) {
    const [across, down] = [(this.element.clientWidth - 26) / width, (this.element.clientHeight - 26) / height];
    return { width: across, page: Math.min(across, down), actual: 1 }[look.zoom] ?? look.zoom;
  }

  /** Which page is looked at while scrolling. */
  notePlace() {
    if (look.view === "single" || !this.hooks.moved) return;
    // The one at the top, of which more than the edge is seen; before one without pages, the last one that has some.
    const top = this.rows.findIndex((row) => row.offsetTop + row.offsetHeight > this.element.scrollTop + 40);
    const row = this.rows.slice(0, top + 1).findLast((row) => this.pagesOf(row).length);
    if (!row || this.pagesOf(row).includes(look.current)) return;
    look.current = this.pageOf(row);
    this.hooks.moved();
  }

  /** Brings the page that is looked at to the top. */
  go() {
    this.size();
    this.rowOf(this.current)?.scrollIntoView({ block: "start" });
  }
}

function blank() {
  const element = document.createElement("div");
  element.className = "blank";
  return element;
}
