// How the pages are looked at: what all parts of the page share.
import { say } from "./words.js";

export const PIXELS_PER_MM = 96 / 25.4;
export const $ = (id) => document.getElementById(id);

export const look = {
  view: "continuous", scheme: "saddle-a3", zoom: "page", plate: "all", overlays: new Set(), current: 0,
  measuring: false,
};

/** The text of an answer; nothing if there is none. */
export async function text(address) {
  const response = await fetch(address);
  return response.ok ? response.text() : null;
}

/** The value that an answer holds; nothing if there is none. */
export async function json(address) {
  const response = await fetch(address);
  return response.ok ? response.json() : null;
}

export function post(address, value) {
  return fetch(address, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value),
  });
}

/** Writes where something else is written; what is the same is not read out again. */
export function write(id, words) {
  if ($(id).textContent !== words) $(id).textContent = words;
}

/** Says something in the line below the pages; a screen reader reads it out. */
export function tell(words) {
  write("spot", words);
}

/** Says why something was not done; whether it was not. */
export async function refused(response) {
  if (response.ok) return false;
  const problems = await response.json().catch(() => []);
  tell(problems.map((problem) => problem.message).join(" ") || say("refused", { status: response.status }));
  return true;
}
