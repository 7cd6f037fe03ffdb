// Pointing at a page, with the mouse or, by a cross, with the keyboard: what stands there, how far it is.
import { $, look, post, tell } from "./look.js";
import { goTo } from "./problems.js";
import { say } from "./words.js";

/** Where measuring began, and on which frame; `held` while the mouse is. */
let ruler;
/** Where the keyboard points. */
let cross;

/** Where the mouse was pressed last. */
let pressed = [0, 0];

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** So many pixels a hand moves that means to click. */
const STILL = 4;
const millimetres = (value) => value.toFixed(2);

const frameAt = (event) => event.target.closest?.(".page")?.frame;

/** Whether a click ends a selection of text, or is the second of two that select a word. */
function selects(event) {
  return event.detail > 1 || Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) > STILL;
}

function draw(frame, to) {
  if (!frame.page) return;
  const { width, height } = frame.page;
  const line = (name, x1, y1, x2, y2) => `<line class="${name}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
  const from = ruler?.frame === frame ? ruler.from : null;
  const arms = cross?.frame === frame
    ? line("cross", cross.x - 5, cross.y, cross.x + 5, cross.y) + line("cross", cross.x, cross.y - 5, cross.x, cross.y + 5)
    : "";
  const measured = from ? line("measured", from.x, from.y, to.x, to.y) : "";
  frame.ruler.innerHTML = `<svg aria-hidden="true" viewBox="0 0 ${width} ${height}">${measured}${arms}</svg>`;
}

function tellDistance(from, to) {
  const [x, y] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
  tell(say("distance", { length: millimetres(Math.hypot(x, y)), x: millimetres(x), y: millimetres(y) }));
}

async function source(frame, point) {
  const response = await post(frame.address("source"), point).catch(() => null);
  // Without an answer the page says itself that it is out of date, and so it does when it has just changed.
  if (!response?.ok) return;
  const spot = await response.json();
  if (spot === null) tell(say("nothinghere"));
  else if (spot.line) goTo(spot, frame.desk);
  else tell(say("nospot"));
}

export function setMeasuring(on) {
  look.measuring = on;
  $("measure").setAttribute("aria-pressed", on);
  document.body.classList.toggle("measuring", on);
  if (on) return;
  const { frame } = ruler ?? {};
  ruler = undefined;
  for (const { frame } of document.querySelectorAll(".page")) frame.ruler.replaceChildren();
  if (cross) draw(cross.frame, cross);
  else frame?.ruler.replaceChildren();
}

/** Puts the cross on a page, in its middle; without a page, away. Where it is there already, it stays. */
export function pointAt(frame) {
  if (frame && cross?.frame === frame) return;
  cross?.frame.ruler.replaceChildren();
  ruler = undefined;
  cross = frame?.page ? { frame, x: frame.page.width / 2, y: frame.page.height / 2 } : undefined;
  $("point").setAttribute("aria-pressed", Boolean(cross));
  if (!cross) return;
  frame.desk.element.focus({ preventScroll: true });
  moveCross(0, 0);
}

export const pointed = () => cross?.frame;

function moveCross(dx, dy) {
  const { frame } = cross;
  cross.x = Math.min(Math.max(cross.x + dx, 0), frame.page.width);
  cross.y = Math.min(Math.max(cross.y + dy, 0), frame.page.height);
  draw(frame, cross);
  frame.ruler.querySelector(".cross").scrollIntoView({ block: "nearest", inline: "nearest" });
  if (ruler) tellDistance(ruler.from, cross);
  else tell(say("position", { x: millimetres(cross.x), y: millimetres(cross.y) }));
}

/** Takes a key if the cross is there and the key is meant for it; whether it was. */
export function takeKey(event) {
  if (!cross?.frame.page) return false;
  const step = STEPS[event.key];
  if (step) {
    // Finer than a hair's breadth no inspector's ruler reads.
    const width = (event.shiftKey ? 0.1 : 1) * (cross.frame.upsideDown ? -1 : 1);
    moveCross(step[0] * width, step[1] * width);
    return true;
  }
  if (event.key !== "Enter" || event.target.closest?.("button, a")) return false;
  const { frame, x, y } = cross;
  if (!look.measuring) source(frame, { x, y });
  else if (ruler) ruler = undefined;
  else ruler = { frame, from: { x, y } };
  return true;
}

export function begin() {
  document.addEventListener("pointerdown", (event) => {
    pressed = [event.clientX, event.clientY];
    const frame = frameAt(event);
    if (!frame || !look.measuring || event.button !== 0) return;
    ruler = { frame, from: frame.point(event), held: true };
    frame.element.setPointerCapture(event.pointerId);
  });
  document.addEventListener("pointermove", (event) => {
    if (!ruler?.held || !ruler.frame.page) return;
    const to = ruler.frame.point(event);
    draw(ruler.frame, to);
    tellDistance(ruler.from, to);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    document.addEventListener(end, () => { if (ruler?.held) ruler = undefined; });
  }
  document.addEventListener("click", (event) => {
    const frame = frameAt(event);
    if (!frame || look.measuring || selects(event)) return;
    source(frame, frame.point(event));
  });
}
