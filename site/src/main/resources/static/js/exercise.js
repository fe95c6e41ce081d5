// The exercise page: an editor that never loses a letter, a run that reports as it goes.

import { createEditor } from "./exercise/editor.js";
import { Drafts } from "./exercise/drafts.js";
import { makeTabs } from "./exercise/tabs.js";
import { runChecks } from "./exercise/run.js";
import { compareButton } from "./exercise/comparison.js";
import { Helper } from "./exercise/helper.js";
import { ladders } from "./exercise/hints.js";
import { colorNeeds, showComplaints } from "./exercise/verdict.js";

const desk = document.querySelector(".desk");
const address = desk.dataset.address;
const form = document.querySelector(".bench");
const runButton = document.getElementById("run");
const state = document.querySelector(".run-state");
const drafts = new Drafts(desk.dataset.exercise, address, document.querySelector(".saved"));
const editors = new Map();
const helper = new Helper(address, texts, complain);

for (const body of document.querySelectorAll(".file-body")) openFile(body);
const showFile = fileTabs();
const showPanel = makeTabs(document.querySelector(".panels"), [...document.querySelectorAll(".panel")]);
ladders(document.getElementById("hints"));
tools();
colorNeeds(document);
showComplaints(editors, document.querySelector(".summary"), jump);
if (location.hash === "#hints") showPanel("hints");

let running = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});

function openFile(body) {
  const path = body.dataset.file;
  const area = body.querySelector("textarea");
  const kept = drafts.open(path, area.value, Number(body.dataset.revision));
  const editor = createEditor(body, area, kept.text, {
    label: `Your ${path}`,
    nonce: document.body.dataset.nonce,
    onChange: (text) => {
      drafts.typed(path, text);
      helper.typed();
    },
    onRun: run,
    suggest: (at) => helper.suggest(path, at),
  });
  editors.set(path, editor);
  drafts.share(path, (text) => editor.follow(text));
  if (kept.other) offerOther(body, editor, kept.other);
}

function offerOther(body, editor, other) {
  const bar = document.createElement("p");
  bar.className = "conflict";
  bar.innerHTML = "<span>Another window saved a different text of this file. Yours is shown.</span>"
    + "<button type=\"button\" class=\"button small\">Show the other</button>"
    + "<button type=\"button\" class=\"button small\">Keep mine</button>";
  const [take, keep] = bar.querySelectorAll("button");
  take.addEventListener("click", () => {
    const mine = editor.text();
    editor.replace(other);
    other = mine;
    take.textContent = "Swap back";
  });
  keep.addEventListener("click", () => bar.remove());
  body.prepend(bar);
}

function fileTabs() {
  const list = document.querySelector(".files");
  const bodies = [...document.querySelectorAll(".file-body")];
  if (bodies.length < 2) return () => {};
  const buttons = [...list.children].map((span) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "file";
    button.dataset.file = button.textContent = span.dataset.file;
    button.setAttribute("role", "tab");
    span.replaceWith(button);
    return button;
  });
  const show = (path) => {
    for (const body of bodies) body.hidden = body.dataset.file !== path;
    for (const button of buttons) {
      const chosen = button.dataset.file === path;
      button.setAttribute("aria-selected", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
    }
  };
  list.addEventListener("click", (event) => {
    if (event.target.dataset.file) show(event.target.dataset.file);
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = buttons.indexOf(document.activeElement);
    const next = buttons[(at + step + buttons.length) % buttons.length];
    show(next.dataset.file);
    next.focus();
  });
  show(bodies[0].dataset.file);
  return show;
}

function tools() {
  document.querySelector(".bench-tools").hidden = false;
  document.querySelector(".keys").hidden = false;
  compareButton(document.getElementById("compare"), address, editors, state);
  document.getElementById("tidy").addEventListener("click", () => {
    for (const editor of editors.values()) editor.tidy();
  });
  document.getElementById("reset").addEventListener("click", () => {
    if (!confirm("Put the starter back? What you typed is replaced; Ctrl+Z brings it back "
      + "until you leave the page.")) return;
    for (const body of document.querySelectorAll(".file-body")) {
      editors.get(body.dataset.file).replace(body.dataset.starter);
    }
  });
}

function texts() {
  return Object.fromEntries([...editors].map(([path, editor]) => [path, editor.text()]));
}

function complain(diagnostics) {
  for (const [path, editor] of editors) {
    editor.complain(diagnostics.filter((one) => one.file === path));
  }
}

function jump(file, line, column) {
  showFile(file);
  editors.get(file)?.goTo(line, column);
}

async function run() {
  if (running) return;
  running = true;
  runButton.setAttribute("aria-disabled", "true");
  showPanel("checks");
  const files = texts();
  drafts.flush();
  helper.rest();
  try {
    const solved = await runChecks(`${address}/runs`, files, {
      state, summary: document.querySelector(".summary"),
      tasks: [...document.querySelectorAll("#checks .task")],
      complain, jump,
    });
    if (solved) await celebrate();
  } finally {
    running = false;
    runButton.removeAttribute("aria-disabled");
  }
}

async function celebrate() {
  desk.dataset.solved = "true";
  document.querySelector(".lit-word").hidden = false;
  document.getElementById("compare").hidden = false;
  const answer = await fetch(`${address}/solutions`, { headers: { Accept: "text/html" } });
  if (answer.ok) document.querySelector(".solutions").innerHTML = await answer.text();
}
