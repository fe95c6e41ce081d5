// The keyboard map: single keys that go somewhere, and the list of them that `?` shows.
// They can be switched off, for whoever dictates or presses keys by accident (WCAG 2.1.4).

import { openSearch } from "./search.js";
import { sheet } from "./sheet.js";

const off = "keys-off";

const everywhere = [
  { keys: ["/"], words: "Search the course", act: openSearch, also: "Ctrl K" },
  { keys: ["?"], words: "This list of keys", act: openKeys },
  { keys: ["c"], words: "Contents", act: () => go("/#contents") },
  { keys: ["o"], words: "Your labs", act: () => go("/labs") },
  { keys: ["b"], words: "The board", act: () => go("/board") },
  { keys: ["g"], words: "Glossary", act: () => go("/glossary") },
  { keys: ["t"], words: "Other colors", act: () => document.querySelector(".theme-button").click() },
];
const reading = [
  { keys: ["n"], words: "Next lesson", act: () => document.querySelector("a[rel='next']")?.click() },
  { keys: ["p"], words: "Previous lesson", act: () => document.querySelector("a[rel='prev']")?.click() },
  { keys: ["1", "9"], range: true, words: "A part of this lesson",
    act: (key) => document.querySelectorAll(".rail a")[Number(key) - 1]?.click() },
  { keys: ["l"], words: "Copy a link to the paragraph at the top",
    act: () => document.dispatchEvent(new CustomEvent("copy-link")) },
];
const solving = [
  { shown: "Ctrl Enter", words: "Run the checks, while you type" },
  { shown: "Esc, then Tab", words: "Leave the editor" },
];

const scrubbing = [
  { shown: "← →", words: "One event back, or on" },
  { shown: "Page Up, Page Down", words: "A hundred events" },
  { shown: "n, p", words: "The next telling event, or the one before" },
  { shown: "d", words: "A mark here, to compare with another moment" },
  { shown: "End", words: "Back to now" },
];

const groups = [["Everywhere", everywhere]];
if (document.querySelector("[data-lesson]")) groups.push(["In a lesson", reading]);
if (document.getElementById("ribbon")) groups.push(["On the ribbon of a lab", scrubbing]);
if (document.body.classList.contains("exercise")) groups.push(["At an exercise", solving]);

addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "k" && !event.altKey && !event.shiftKey) {
    event.preventDefault();
    openSearch();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat) return;
  if (localStorage.getItem(off) || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const found = groups.flatMap(([, keys]) => keys).find((one) => one.keys && fits(one, event.key));
  if (!found) return;
  event.preventDefault();
  found.act(event.key);
});

function fits({ keys, range }, key) {
  return range ? key.length === 1 && key >= keys[0] && key <= keys[1] : keys.includes(key);
}

function isTyping(target) {
  return target.closest("input:not([type='radio'], [type='checkbox'], [type='range']), textarea, select, [contenteditable]")
    !== null;
}

function go(path) {
  location.assign(path);
}

/** Shows the keys of this page. */
export function openKeys() {
  const dialog = sheet("keys", fill);
  dialog.querySelector("input").checked = !localStorage.getItem(off);
  if (!dialog.open) dialog.showModal();
}

function fill(dialog) {
  dialog.setAttribute("aria-labelledby", "keys-title");
  dialog.innerHTML = `
    <form method="dialog" class="sheet-head">
      <h2 id="keys-title">Keys</h2>
      <button class="button small">Close</button>
    </form>
    <div class="keys-groups"></div>
    <p class="keys-switch"><label><input type="checkbox"> Keys without Ctrl go somewhere</label></p>`;
  for (const [name, keys] of groups) dialog.querySelector(".keys-groups").append(...group(name, keys));
  dialog.querySelector("input").addEventListener("change", (event) => {
    if (event.target.checked) localStorage.removeItem(off);
    else localStorage.setItem(off, "true");
  });
}

function group(name, keys) {
  const heading = document.createElement("h3");
  heading.textContent = name;
  const list = document.createElement("dl");
  for (const one of keys) {
    const term = document.createElement("dt");
    const shown = one.shown ? [one.shown] : [...(one.range ? [one.keys.join("–")] : one.keys), one.also];
    shown.filter(Boolean).forEach((key, number) => {
      if (number > 0) term.append(" or ");
      const cap = document.createElement("kbd");
      cap.textContent = key;
      term.append(cap);
    });
    const meaning = document.createElement("dd");
    meaning.textContent = one.words;
    list.append(term, meaning);
  }
  return [heading, list];
}

for (const [name, open] of [["search", openSearch], ["keys", openKeys]]) {
  const button = document.querySelector(`[data-opens='${name}']`);
  button.hidden = false;
  button.addEventListener("click", open);
}
