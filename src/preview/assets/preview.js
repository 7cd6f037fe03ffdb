// The page of the preview: asks the server for what has changed and puts it in place. It lays out nothing.
import * as chooser from "./chooser.js";
import { Desk } from "./desk.js";
import { $, look, refused, write } from "./look.js";
import * as pointer from "./pointer.js";
import * as problems from "./problems.js";
import { label, say } from "./words.js";

const main = new Desk($("desk"), $("counts"), chooser.chosen, { told, moved: showPlace, found: go, gone });
const beside = () => ({ layout: chooser.beside() });
const second = new Desk($("second"), $("counts2"), beside, { told, found: go, gone }, true);
const live = () => [main, second].filter((desk) => !desk.element.hidden);
const refresh = () => Promise.all(live().map((desk) => desk.refresh()));
const address = () => main.query(false);

function told(desk) {
  problems.showProblems(live());
  if (desk !== main) return;
  const { state } = main;
  const errors = state.problems.filter((problem) => problem.severity === "error").length;
  document.title = `${state.current ? "" : "⚠ "}${state.title ?? state.file ?? ""}`;
  const word = state.refused ? "norender" : state.pages.length ? "outdated" : "nopages";
  write("outdated", state.current ? "" : say(word, { errors }));
  $("pdf").href = `issue.pdf?${address()}&download=true`;
  $("pdf").download = (state.file ?? "issue").replace(/\.toml$/, "") + ".pdf";
  $("pdf").inert = $("print-pdf").disabled = !state.pages.length;
  chooser.fillHints(state.layout);
  showPlace();
}

function gone() {
  write("outdated", say("gone"));
}

function showPlace() {
  const count = main.state.pages.length;
  write("place", count ? `${main.current + 1} / ${count}` : "");
  write("scale", main.scale ? `${Math.round(main.scale * 100)} %` : "");
}

function go(page) {
  look.current = Math.max(0, Math.min(page, main.state.pages.length - 1));
  live().forEach((desk) => desk.go());
  if (pointer.pointed()) pointer.pointAt(main.frameOf(look.current));
  showPlace();
}

/** To the next row that has pages, or the one before. */
function turn(by) {
  const rows = main.rows.filter((row) => main.pagesOf(row).length);
  const row = rows[rows.indexOf(main.rowOf(main.current)) + by];
  if (row) go(main.pageOf(row));
}

/** The PDF, into the browser's dialog for printing; where a browser does not show PDFs itself, in a tab. */
async function print() {
  if (!main.state.pages.length) return;
  const pdf = `issue.pdf?${address()}`;
  if (await refused(await fetch(pdf))) return;
  const inTab = () => window.open(pdf, "_blank", "noopener");
  if (navigator.pdfViewerEnabled === false) return void inTab();
  // A new frame each time: another address in the old one would be a step in the browser's history.
  const printer = Object.assign(document.createElement("iframe"), { id: "printer", title: "PDF", tabIndex: -1, src: pdf });
  printer.setAttribute("aria-hidden", "true");
  printer.addEventListener("load", () => {
    try {
      printer.contentWindow.print();
      printer.dataset.printed = pdf;
    } catch {
      inTab();
    }
  }, { once: true });
  $("printer").replaceWith(printer);
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

/** Stands the pages otherwise; the one that is looked at is so afterwards. */
async function rearrange() {
  look.current = Math.max(main.current, 0);
  $("scheme").hidden = look.view !== "sheets";
  await refresh();
  if (pointer.pointed()) pointer.pointAt(main.frameOf(main.current));
}

choices("views", "view", rearrange);
choices("plates", "plate", refresh);
const setZoom = choices("zooms", "zoom", () => {
  live().forEach((desk) => desk.size());
  showPlace();
});
const zoomBy = (factor) => { if (main.scale) setZoom(Math.min(Math.max(main.scale * factor, 0.1), 16)); };

for (const scheme of ["saddle-a3", "cut-stack-a3", "duplex-long", "duplex-short"]) {
  $("scheme").append(Object.assign(document.createElement("option"), { value: scheme, textContent: say(scheme) }));
}
$("scheme").addEventListener("change", () => {
  look.scheme = $("scheme").value;
  rearrange();
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
  measure: toggleMeasuring, point: togglePointing, choose: toggleChooser, "print-pdf": print,
  back: () => turn(-1), forward: () => turn(1), smaller: () => zoomBy(0.8), larger: () => zoomBy(1.25),
};
for (const [id, act] of Object.entries(clicks)) $(id).addEventListener("click", act);

const keys = { "=": clicks.larger, Home: () => go(0), End: () => go(Infinity), Escape: putAway };
// A key does what its button does, and the button says which key it is.
for (const button of document.querySelectorAll("button[data-key]")) keys[button.dataset.key] = () => button.click();
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
problems.begin();
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
