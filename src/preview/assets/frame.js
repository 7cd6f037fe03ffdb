// One page, or one side of a sheet, on the screen: drawn by the server, put in place here.
import { json, look, text } from "./look.js";
import { UNITS_PER_MM, fit, layer } from "./text.js";
import { say } from "./words.js";

const OVERLAYS = ["area", "cells", "baselines", "boxes", "lines", "breaks", "clear"];

/** Each has its own tree, so that the outlines of one issue's glyphs are never those of another's. */
const pageStyle = new CSSStyleSheet();
pageStyle.replaceSync(`
  :host { contain: strict; }
  div, div > svg { position: absolute; inset: 0; width: 100%; height: 100%; }
  #ruler, #over { pointer-events: none; }
  #over.lines g.lines rect { pointer-events: auto; }
  #over g { display: none; fill: none; stroke-width: .15; }
  ${OVERLAYS.map((kind) => `#over.${kind} g.${kind}`).join(",")} { display: inline; }
  .area { stroke: #008a3e; stroke-width: .3 !important; } .cells { stroke: #4aa8d8; } .baselines { stroke: #d03bb0; }
  .boxes { stroke: #8a6d00; stroke-width: .08 !important; } .clear { stroke: #c1121f; fill: #c1121f22 !important; }
  .squeezed { fill: #d1495b; stroke: none; } .stretched { fill: #2e86ab; stroke: none; }
  .prohibited { fill: #d1495b; } .even { fill: #2e86ab; } .forced { fill: #8a6d00; }
  #over g.lines { mix-blend-mode: multiply; }
  #ruler line { stroke: #c1121f; stroke-width: .4; } #ruler .cross { stroke: #0057b8; stroke-width: .3; }
`);

function tree(element, ids) {
  const root = element.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [pageStyle];
  const parts = ids.map((id) => Object.assign(document.createElement("div"), { id }));
  root.append(...parts);
  return parts;
}

/** A place for a page. */
export class Frame {
  constructor(desk) {
    Object.assign(this, { desk, index: 0, shown: "", overlaid: "", visible: false, upsideDown: false });
    this.element = document.createElement("div");
    this.element.className = "page";
    this.element.setAttribute("role", "group");
    [this.art, this.over, this.ruler] = tree(this.element, ["art", "over", "ruler"]);
    // The text is not in the page's own tree: browsers select and search across pages in the document's alone.
    this.art.after(document.createElement("slot"));
    this.text = null;
    this.element.frame = this.element.piece = this;
  }

  get page() { return this.desk.state.pages[this.index]; }

  address(what) { return `${what}/${this.index}/${this.page.hash}?${this.desk.query()}`; }

  /** Loads what is not on the screen yet; what is there stays until the new has come. */
  async show() {
    const { page } = this;
    if (!page) return;
    this.element.setAttribute("aria-label", say("pagealt", page));
    this.over.className = [...look.overlays].join(" ");
    this.spaceText();
    await Promise.all([this.showArt(page), this.showOverlay(page)]);
  }

  /** Loads the text, of pages out of sight as well: what is searched for may be on any. */
  async showText() {
    const { page } = this;
    if (!page || this.said === page.hash) return;
    const blocks = await json(this.address("text"));
    if (blocks === null || this.page?.hash !== page.hash) return;
    this.said = this.element.dataset.text = page.hash;
    this.text = layer(blocks);
    this.text.spaced = false;
    this.element.replaceChildren(this.text);
    this.scaleText();
    this.spaceText();
  }

  /** Lays the text over the drawing, whatever the zoom. */
  scaleText() {
    if (!this.text || !this.page) return;
    const { width, height } = this.page;
    Object.assign(this.text.style, {
      width: `${width * UNITS_PER_MM}px`, height: `${height * UNITS_PER_MM}px`,
      scale: parseFloat(this.element.style.width) / (width * UNITS_PER_MM),
    });
  }

  /** Far from what is looked at nobody sees where letters are. */
  spaceText() {
    if (this.text && this.visible && !this.text.spaced) this.text.spaced = fit(this.text);
  }

  async showArt(page) {
    const wanted = `${page.hash} ${look.plate}`;
    if (this.shown === wanted) return;
    const drawing = await text(`${this.address("page")}&plate=${look.plate}`);
    // Something newer may have come meanwhile, or the same by another call, or the page have gone out of sight.
    if (drawing === null || this.shown === wanted || !this.visible || this.page?.hash !== page.hash || wanted !== `${page.hash} ${look.plate}`) return;
    this.art.innerHTML = drawing;
    // The page is read out from its text.
    this.art.firstChild.setAttribute("aria-hidden", "true");
    this.shown = wanted;
    this.element.dataset.hash = page.hash;
    this.element.dataset.swaps = Number(this.element.dataset.swaps ?? 0) + 1;
  }

  async showOverlay(page) {
    if (!look.overlays.size || this.overlaid === page.hash) return;
    const drawing = await text(this.address("overlay"));
    if (drawing === null || !this.visible || this.page?.hash !== page.hash) return;
    this.over.innerHTML = drawing;
    this.overlaid = page.hash;
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
    const turned = (part) => (this.upsideDown ? 1 - part : part);
    return {
      x: turned((event.clientX - box.left) / box.width) * this.page.width,
      y: turned((event.clientY - box.top) / box.height) * this.page.height,
    };
  }
}

/** The paper of one side of a sheet, with its marks; pages are put on it. */
export class Sheet {
  constructor(desk, index) {
    Object.assign(this, { desk, index, shown: "", visible: false });
    this.element = document.createElement("div");
    this.element.className = "sheet";
    [this.art] = tree(this.element, ["art"]);
    this.element.shadowRoot.append(document.createElement("slot"));
    this.element.piece = this;
  }

  get side() { return this.desk.state.sheets[this.index]; }

  async show() {
    const { side } = this;
    const wanted = `${side?.hash} ${look.plate}`;
    if (!side || this.shown === wanted) return;
    const drawing = await text(`marks/${this.index}/${side.hash}?${this.desk.query()}&plate=${look.plate}`);
    if (drawing === null || !this.visible || this.side?.hash !== side.hash || wanted !== `${side.hash} ${look.plate}`) return;
    this.art.innerHTML = drawing;
    // Printers read the marks; who listens to the pages need not.
    this.art.firstChild.setAttribute("aria-hidden", "true");
    this.shown = wanted;
    this.element.dataset.hash = side.hash;
  }

  leave() {
    this.visible = false;
    this.art.replaceChildren();
    this.shown = "";
  }
}
