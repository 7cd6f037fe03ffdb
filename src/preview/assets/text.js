// The text of a page, laid over its drawing without being seen: it is selected, copied and searched.
//
// A block of the document is one block here, and its lines end by themselves, so that what is copied or searched
// runs on over the ends of lines. Letters of the browser's own faces are spaced until a run is as wide as on paper.

/** It is laid out at one size, in pixels a millimetre, and scaled: browsers set no letters below some size. */
export const UNITS_PER_MM = 10;
/** Where the middle of a Han character is above its baseline, in em. */
const MIDDLE = 0.38;
/** How far apart, in em, two runs on a line are when a blank is between them. */
const APART = 0.75;

const units = (millimetres) => millimetres * UNITS_PER_MM;

function part(name, className, ...children) {
  const element = Object.assign(document.createElement(name), { className });
  element.append(...children);
  return element;
}

/** The elements of blocks that the server gave. */
export function layer(blocks) {
  const text = part("div", "text", ...blocks.map(block));
  text.lang = "zh-Hans";
  return text;
}

function block({ level, lines }) {
  const runs = lines.flat();
  const size = units(Math.max(...runs.map((run) => run.size)));
  const pitch = lines.length > 1 ? units(Math.abs(lines[1][0].y - lines[0][0].y)) : size * 1.6;
  const left = units(Math.min(...runs.map((run) => run.x)));
  const right = units(Math.max(...runs.map((run) => run.x + run.width)));
  const top = units(lines[0][0].y) - lines[0][0].size * UNITS_PER_MM * MIDDLE - pitch / 2;
  const element = part("p", "", ...lines.flatMap((runs, index) => {
    const line = part("span", "line", ...beside(runs, left, top + (index + 0.5) * pitch));
    return index ? [document.createElement("wbr"), line] : [line];
  }));
  Object.assign(element.style, {
    left: `${left}px`, top: `${top}px`, width: `${right - left}px`, lineHeight: `${pitch}px`,
    // Each block is in the flow, so that it is copied as a paragraph, and the next is none the lower.
    height: `${lines.length * pitch}px`, marginBottom: `${-lines.length * pitch}px`,
  });
  if (level) {
    element.setAttribute("role", "heading");
    element.setAttribute("aria-level", Math.min(level, 6));
  }
  return element;
}

/** The runs of a line; `middle` is where the middle of the line is without further ado. */
function beside(runs, left, middle) {
  let pen = left;
  return runs.flatMap((run) => {
    const [start, size] = [units(run.x), units(run.size)];
    const shift = units(run.y) - size * MIDDLE - middle;
    const style = `font-size:${size}px;top:${shift}px;`;
    const far = pen > left && start - pen > size * APART;
    const blank = far ? [spaced(" ", start - pen, style)] : [];
    const element = spaced(run.text, units(run.width), far ? style : `${style}margin-left:${start - pen}px`);
    pen = start + units(run.width);
    return [...blank, element];
  });
}

function spaced(text, width, style) {
  const run = part("span", "run", text);
  run.style.cssText = style;
  run.width = width;
  return run;
}

/** The last letter of a run, taken out of it. */
function unspaced(run) {
  const letters = [...run.textContent];
  const last = part("span", "last", letters.pop());
  run.textContent = letters.join("");
  return last;
}

/** Spaces the letters of runs, which are on the screen, to their widths. */
export function fit(layer) {
  const runs = [...layer.querySelectorAll(".run")];
  // All are measured before any is changed, so that the browser lays out once.
  const found = runs.map((run) => run.getClientRects().length && run.offsetWidth);
  runs.forEach((run, index) => {
    if (!found[index]) return;
    const gaps = [...run.textContent].length - 1;
    const more = run.width - found[index];
    if (!gaps) return void (run.style.marginRight = `${more}px`);
    run.style.letterSpacing = `${more / gaps}px`;
    // What is after the last letter is not part of the run; where it is much, it is not selected either.
    if (more / gaps > found[index] / (gaps + 1) / 4) run.append(unspaced(run));
    else run.style.marginRight = `${-more / gaps}px`;
  });
  return found.every(Boolean);
}
