// The page of the preview: asks the server for what has changed and puts it in place. It lays out nothing.
import * as chooser from "./chooser.js";
import { Desk } from "./desk.js";
import { $, look } from "./look.js";
import * as pointer from "./pointer.js";
import { showProblems } from "./problems.js";
import { label, say } from "./words.js";

const main = new Desk($("desk"), $("counts"), chooser.chosen, { told, moved: showPlace, gone });
const second = new Desk($("second"), $("counts2"), () => ({ layout: chooser.beside() }), { told, gone });
const live = () => [main, second].filter((desk) => !desk.element.hidden);
const refresh = () => Promise.all(live().map((desk) => desk.refresh()));
const address = () => main.query(false);

function told(desk) {
  showProblems(live());
  if (desk !== main) return;
  const { state } = main;
  document.title = `${state.current ? "" : "⚠ "}${state.title ?? state.file}`;
  $("outdated").hidden = state.current;
  $("outdated").textContent = state.current ? "" : say(state.pages.length ? "outdated" : "nopages");
  $("pdf").href = `issue.pdf?${address()}&download=true`;
  $("pdf").download = state.file.replace(/\.toml$/, "") + ".pdf";
  chooser.fillHints(state.layout);
  look.current = Math.max(main.current, 0);
  showPlace();
}

function gone() {
  $("outdated").hidden = false;
  $("outdated").textContent = say("gone");
}

function showPlace() {
  const count = main.state.pages.length;
  $("place").textContent = count ? `${look.current + 1} / ${count}` : "";
  $("scale").textContent = main.scale ? `${Math.round(main.scale * 100)} %` : "";
}

function go(page) {
  look.current = Math.max(0, Math.min(page, main.state.pages.length - 1));
  live().forEach((desk) => desk.go());
  if (pointer.pointed()) pointer.pointAt(main.frameOf(look.current));
  showPlace();
}

/** To the next row, or the one before. */
function turn(by) {
  const row = main.rows[main.rows.indexOf(main.rowOf(look.current)) + by];
  if (row && main.pagesOf(row).length) go(main.pageOf(row));
}

/** The PDF, into the browser's dialog for printing; where a browser gives no hold of it, in a tab of its own. */
function print() {
  const printer = $("printer");
  const pdf = `issue.pdf?${address()}`;
  const show = () => {
    try {
      printer.contentWindow.focus();
      printer.contentWindow.print();
      printer.dataset.printed = pdf;
    } catch {
      window.open(pdf, "_blank", "noopener");
    }
  };
  printer.addEventListener("load", show, { once: true });
  // Another address each time, so that it is loaded each time.
  printer.src = `${pdf}&time=${Date.now()}`;
}

/** Buttons of which one is pressed; gives what presses one. */
function choices(id, key, after) {
  const buttons = [...$(id).querySelectorAll("button[value]")];
  const show = () => buttons.forEach((button) => button.setAttribute("aria-pressed", button.value === look[key]));
  const press = (value) => {
    look[key] = value;
    show();
    after();
  };
  buttons.forEach((button) => button.addEventListener("click", () => press(button.value)));
  show();
  return press;
}

const setView = choices("views", "view", async () => {
  $("scheme").hidden = look.view !== "sheets";
  await refresh();
  go(look.current);
});
const setPlate = choices("plates", "plate", refresh);
const setZoom = choices("zooms", "zoom", () => go(look.current));
const zoomBy = (factor) => setZoom(Math.min(Math.max(main.scale * factor, 0.1), 16));

for (const scheme of ["saddle-a3", "cut-stack-a3", "duplex-long", "duplex-short"]) {
  $("scheme").append(Object.assign(document.createElement("option"), { value: scheme, textContent: say(scheme) }));
}
$("scheme").addEventListener("change", () => {
  look.scheme = $("scheme").value;
  refresh();
});

function toggleOverlay(kind) {
  const on = !look.overlays.delete(kind) && Boolean(look.overlays.add(kind));
  $("overlays").querySelector(`[value=${kind}]`).setAttribute("aria-pressed", on);
  live().forEach((desk) => desk.show());
}

for (const button of $("overlays").querySelectorAll("button")) {
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => toggleOverlay(button.value));
}

const togglePointing = () => pointer.pointAt(pointer.pointed() ? null : main.frameOf(look.current));
const toggleMeasuring = () => pointer.setMeasuring(!look.measuring);
const toggleChooser = () => chooser.open(!chooser.isOpen());

function putAway() {
  pointer.setMeasuring(false);
  pointer.pointAt(null);
  if (chooser.isOpen()) chooser.open(false);
}

const clicks = {
  measure: toggleMeasuring, point: togglePointing, choose: toggleChooser, print,
  back: () => turn(-1), forward: () => turn(1), smaller: () => zoomBy(0.8), larger: () => zoomBy(1.25),
};
for (const [id, act] of Object.entries(clicks)) $(id).addEventListener("click", act);

const keys = {
  1: () => setView("continuous"), 2: () => setView("single"), 3: () => setView("facing"), 4: () => setView("sheets"),
  w: () => setZoom("width"), p: () => setZoom("page"), a: () => setZoom("actual"),
  "+": clicks.larger, "=": clicks.larger, "-": clicks.smaller,
  t: () => toggleOverlay("area"), g: () => toggleOverlay("cells"), b: () => toggleOverlay("baselines"),
  x: () => toggleOverlay("boxes"), s: () => toggleOverlay("lines"), e: () => toggleOverlay("breaks"),
  c: () => toggleOverlay("clear"), m: toggleMeasuring, k: togglePointing, l: toggleChooser,
  7: () => setPlate("all"), 8: () => setPlate("black"), 9: () => setPlate("red"),
  ArrowLeft: clicks.back, ArrowRight: clicks.forward, Home: () => go(0), End: () => go(Infinity), Escape: putAway,
};
document.addEventListener("keydown", (event) => {
  const typed = event.target.matches?.("input:not([type=checkbox]), select") && event.key !== "Escape";
  const printing = (event.ctrlKey || event.metaKey) && event.key === "p";
  if (printing) print();
  else if (typed || event.ctrlKey || event.metaKey || event.altKey) return;
  else if (!pointer.takeKey(event)) {
    if (!keys[event.key]) return;
    keys[event.key]();
  }
  event.preventDefault();
});

label(document);
pointer.begin();
chooser.begin({
  changed: () => main.refresh(),
  second: () => {
    $("second").hidden = $("counts2").hidden = !chooser.beside();
    refresh();
  },
  address,
});
const events = new EventSource("events");
events.addEventListener("message", refresh);
events.addEventListener("error", gone);
