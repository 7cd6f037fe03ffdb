// A choice of layout, and of a few of its values.
import { $, post, refused, tell } from "./look.js";
import { say } from "./words.js";

const form = $("chooser");
const squeeze = $("squeeze");
const SQUEEZED = ["word-space", "interpunct", "bracket", "pause", "autospace", "stop"];

/** What is chosen; what is as in the layout is empty. */
export const chosen = () => Object.fromEntries(new FormData(form));
/** The layout of the second desk. */
export const beside = () => $("beside").value;

function options(select, names, first) {
  const kept = select.value;
  const option = (value, word) => Object.assign(document.createElement("option"), { value, textContent: word });
  select.replaceChildren(option("", say(first)), ...names.map((name) => option(name, say(name))));
  select.value = names.includes(kept) ? kept : "";
}

/** Offers the layouts that there are; one that was chosen and is there no more is chosen no more. */
async function fillLayouts() {
  const names = await (await fetch("layouts")).json();
  const before = chosen().layout + beside();
  options(form.elements.layout, names, "own");
  options($("beside"), names, "nothing");
  if (chosen().layout + beside() !== before) $("beside").dispatchEvent(new Event("change"));
}

/** Shows the layout's own values where nothing is chosen. */
export function fillHints(layout) {
  if (!layout) return;
  const number = (value) => Number(value.toFixed(3)).toString();
  form.elements.size.placeholder = `${number(layout.size ?? 0)}pt`;
  form.elements.lines.placeholder = layout.lines;
  form.elements.lines.title = say("pitch", { pitch: number(layout.pitch) });
  form.elements.layout.title = layout.description;
  form.elements.measure.placeholder = number(layout.measure);
  if (form.elements.line_squeeze.value) return;
  for (const box of squeeze.querySelectorAll("input")) box.checked = layout.line_squeeze.includes(box.value);
}

function squeezeBox(name) {
  const box = Object.assign(document.createElement("input"), { type: "checkbox", value: name });
  // Boxes are not sent; the list is, once one of them was touched.
  box.addEventListener("change", () => {
    const on = [...squeeze.querySelectorAll("input:checked")].map((box) => box.value);
    form.elements.line_squeeze.value = on.join(",") || "nothing";
  });
  const label = document.createElement("label");
  label.append(box, say(name));
  return label;
}

export function open(on) {
  form.hidden = !on;
  $("choose").setAttribute("aria-expanded", on);
  if (on) { fillLayouts(); form.elements.layout.focus(); } else { $("choose").focus(); }
}

export const isOpen = () => !form.hidden;

/** Begins; `changed` is called with another choice, `second` with another layout beside, `address` gives what is tried. */
export function begin({ changed, second, address }) {
  squeeze.append(...SQUEEZED.map(squeezeBox));
  options(form.elements.punctuation, ["full-width", "kaiming", "half-width"], "asis");
  options(form.elements.line_end, ["full", "half", "fit", "hang"], "asis");
  options(form.elements.breaker, ["first-fit", "optimal"], "asis");
  let waiting;
  form.addEventListener("input", (event) => {
    if (["beside", "filename"].includes(event.target.id)) return;
    clearTimeout(waiting);
    // Whoever types a number is not done with its first digit.
    waiting = setTimeout(changed, event.target.matches("input:not([type=checkbox])") ? 200 : 0);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  $("beside").addEventListener("change", second);
  $("restore").addEventListener("click", () => {
    form.reset();
    form.elements.line_squeeze.value = "";
    second();
  });
  $("write-layout").addEventListener("click", async () => {
    const response = await post(`layout-file?${address()}`, { name: $("filename").value });
    if (await refused(response)) return;
    tell(say("written", await response.json()));
    fillLayouts();
  });
}
