// What is wrong with the files, each with its place, which opens in the editor.
import { $, post, refused, tell, write } from "./look.js";
import { say, tip } from "./words.js";

const isError = ({ problem }) => problem.severity === "error";

/** Says it of all desks; what they have in common, once. */
export function showProblems(desks) {
  const seen = new Set();
  const all = desks.flatMap((desk) => [...desk.state.problems, ...desk.findings].map((problem) => ({ desk, problem })));
  const once = all.filter(({ problem }) => {
    const key = JSON.stringify([problem.message, problem.file, problem.line, problem.column]);
    return !seen.has(key) && seen.add(key);
  });
  $("problems").hidden = !once.length;
  const [errors, warnings] = [true, false].map((wanted) => once.filter((found) => isError(found) === wanted));
  const counted = (word, { length }) => (length ? [say(word, { count: length })] : []);
  write("findings", [...counted("errors", errors), ...counted("warnings", warnings)].join(" · "));
  $("list").replaceChildren(...[...errors, ...warnings].map(({ desk, problem }) => report(problem, desk, desk !== desks[0])));
}

/** What was found is counted in any case; it is listed unless somebody would rather see pages. */
export function begin() {
  $("findings").addEventListener("click", () => {
    $("list").hidden = !$("list").hidden;
    $("findings").setAttribute("aria-expanded", !$("list").hidden);
  });
}

function report(problem, desk, ofSecond) {
  const article = document.createElement("article");
  article.className = problem.severity;
  const line = (text) => Object.assign(document.createElement("p"), { textContent: text });
  article.append(line(ofSecond ? say("insecond", problem) : problem.message));
  if (problem.line) {
    const place = document.createElement("button");
    place.className = "place";
    place.title = tip(desk.state.editor ? "place" : "placeonly", problem.file);
    const name = problem.file.split(/[\\/]/).at(-1);
    place.textContent = `${name}:${problem.line}:${problem.column}`;
    place.addEventListener("click", () => goTo({ ...problem, text: problem.message }, desk));
    article.append(place);
  }
  if (problem.hint) article.append(line(problem.hint));
  return article;
}

/** Says a place of a file, the if none is named, and opens it if there is an editor. */
export async function goTo(spot, desk) {
  const elsewhere = spot.file && spot.file !== desk.state.source;
  tell(say(elsewhere ? "spotin" : "spot", spot));
  if (!desk.state.editor) return;
  const { file, line, column } = spot;
  await refused(await post(`open?${desk.query()}`, { file, line, column }));
}
