// Search over the whole course, in the page: the index is built here, once, and works offline.

import { sheet } from "./sheet.js";

const most = 12;
const around = 70;
let ready = null;

/** Opens the search; the index comes with the first opening and stays. */
export async function openSearch() {
  const dialog = sheet("search", fill);
  if (dialog.open) return;
  dialog.showModal();
  dialog.querySelector("input").select();
  try {
    ready ??= load();
    await ready;
    dialog.querySelector("input").dispatchEvent(new Event("input"));
  } catch {
    ready = null;
    say(dialog, "The search could not be loaded. Is the site still running? Close this and try again.");
  }
}

async function load() {
  const engine = import("../vendor/minisearch.js");
  const answer = await fetch("/search.json", { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`search.json: ${answer.status}`);
  const { default: MiniSearch } = await engine;
  const index = new MiniSearch({
    idField: "url", fields: ["section", "title", "text"],
    storeFields: ["url", "title", "section", "text"],
    searchOptions: { boost: { section: 4, title: 2 }, prefix: true, combineWith: "AND",
      fuzzy: (word) => (word.length > 4 ? 0.2 : false),
      boostDocument: (url) => (/#(try|check|predict)$/.test(url) ? 0.4 : 1) },
  });
  index.addAll(await answer.json());
  return index;
}

function fill(dialog) {
  dialog.setAttribute("aria-label", "Search the course");
  dialog.innerHTML = `
    <form method="dialog" class="search-form">
      <label class="visually-hidden" for="search-words">Search the course</label>
      <input id="search-words" type="search" role="combobox" aria-expanded="false" autocomplete="off"
        spellcheck="false" aria-controls="search-found" aria-autocomplete="list"
        placeholder="A word, such as revision">
      <button class="button small" value="close">Close</button>
    </form>
    <p class="search-count" role="status"></p>
    <ul id="search-found" role="listbox" aria-label="Found"></ul>`;
  const input = dialog.querySelector("input");
  input.addEventListener("input", () => show(dialog, input.value));
  input.addEventListener("keydown", (event) => move(dialog, event));
  dialog.querySelector("form").addEventListener("submit", (event) => {
    if (event.submitter?.value === "close" && document.activeElement !== input) return;
    event.preventDefault();
    follow(dialog);
  });
}

async function show(dialog, words) {
  const list = dialog.querySelector("ul");
  const input = dialog.querySelector("input");
  const wanted = words.trim();
  if (wanted === "") {
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    say(dialog, "");
    return;
  }
  const index = await ready;
  if (input.value !== words || !index) return;
  const started = performance.now();
  const found = index.search(wanted);
  list.replaceChildren(...found.slice(0, most).map(option));
  dialog.dataset.milliseconds = (performance.now() - started).toFixed(1);
  input.setAttribute("aria-expanded", String(found.length > 0));
  select(dialog, 0);
  say(dialog, found.length === 0 ? `Nothing holds “${wanted}”. Try fewer or shorter words.`
    : found.length === 1 ? "1 place" : `${found.length} places`);
}

function option(hit, number) {
  const item = document.createElement("li");
  item.id = `search-found-${number}`;
  item.setAttribute("role", "option");
  item.dataset.url = hit.url;
  item.addEventListener("click", (event) => go(item, event.ctrlKey || event.metaKey));
  const head = document.createElement("span");
  head.className = "search-head";
  head.append(marked(hit.section, hit.terms));
  if (hit.title !== hit.section) {
    const where = document.createElement("span");
    where.className = "search-where";
    where.append(marked(hit.title, hit.terms));
    head.append(" ", where);
  }
  const text = document.createElement("span");
  text.className = "search-text";
  text.append(marked(excerpt(hit.text, hit.terms), hit.terms));
  item.append(head, text);
  return item;
}

/** The stretch of a text around the first word that was found. */
function excerpt(text, terms) {
  const places = terms.map((term) => text.toLowerCase().indexOf(term)).filter((at) => at >= 0);
  const at = places.length === 0 ? 0 : Math.min(...places);
  const from = at <= around ? 0 : text.indexOf(" ", at - around) + 1;
  const cut = text.slice(from, from + 3 * around);
  return (from > 0 ? "… " : "") + cut + (from + cut.length < text.length ? " …" : "");
}

function marked(text, terms) {
  const parts = document.createDocumentFragment();
  const pattern = terms.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const found = pattern === "" ? [text] : text.split(new RegExp(`(${pattern})`, "gi"));
  found.forEach((part, number) => {
    if (number % 2 === 0) return parts.append(part);
    const mark = document.createElement("mark");
    mark.textContent = part;
    parts.append(mark);
  });
  return parts;
}

function move(dialog, event) {
  const options = [...dialog.querySelectorAll("[role='option']")];
  const now = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const to = { ArrowDown: now + 1, ArrowUp: now - 1 }[event.key];
  if (to !== undefined && options.length > 0) {
    event.preventDefault();
    select(dialog, (to + options.length) % options.length);
  } else if (event.key === "Enter") {
    event.preventDefault();
    follow(dialog);
  } else if (event.key === "Escape") {
    event.preventDefault();          // in a search field the browser would only empty it
    dialog.close();
  }
}

function select(dialog, number) {
  const input = dialog.querySelector("input");
  input.removeAttribute("aria-activedescendant");
  dialog.querySelectorAll("[role='option']").forEach((one, at) => {
    one.setAttribute("aria-selected", String(at === number));
    if (at !== number) return;
    input.setAttribute("aria-activedescendant", one.id);
    one.scrollIntoView({ block: "nearest" });
  });
}

function follow(dialog) {
  const chosen = dialog.querySelector("[aria-selected='true']");
  if (chosen) go(chosen, false);
}

function go(item, elsewhere) {
  if (elsewhere) {
    open(item.dataset.url, "_blank", "noopener");
    return;
  }
  item.closest("dialog").close();
  location.assign(item.dataset.url);
}

function say(dialog, words) {
  dialog.querySelector(".search-count").textContent = words;
}
