// What is wrong with the files, each with its place, which opens in the editor.
import { $, post, refused, tell } from "./look.js";
import { say } from "./words.js";

/** Says it of all desks; what they have in common, once. */
export function showProblems(desks) {
  const seen = new Set();
  const all = desks.flatMap((desk) => desk.state.problems.map((problem) => ({ desk, problem })));
  const once = all.filter(({ problem }) => {
    const key = JSON.stringify([problem.message, problem.file, problem.line, problem.column]);
    return !seen.has(key) && seen.add(key);
  });
  $("problems").hidden = !once.length;
  $("problems").replaceChildren(...once.map(({ desk, problem }) => report(problem, desk, desk !== desks[0])));
}

function report(problem, desk, ofSecond) {
  const article = document.createElement("article");
  article.className = problem.severity;
  const line = (text) => Object.assign(document.createElement("p"), { textContent: text });
  article.append(line(ofSecond ? say("insecond", problem) : problem.message));
  if (problem.line) {
    const place = document.createElement("button");
    place.className = "place";
    place.textContent = `${problem.file}:${problem.line}:${problem.column}`;
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
