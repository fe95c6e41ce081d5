// One run: sends the files, and shows each event of the answer as it comes.

import { colorNeeds, linkComplaints } from "./verdict.js";

/** Runs the checks; resolves to whether everything passed. */
export async function runChecks(address, files, page) {
  page.state.textContent = "Waiting for the grader …";
  page.complain([]);
  const away = "The server does not answer. Your code is kept in this browser; run it again when the server is back.";
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ files }),
  }).catch(() => null);
  if (!answer) {
    fail(page, away);
    return false;
  }
  if (!answer.ok) {
    const trouble = await answer.json().catch(() => ({}));
    fail(page, `${trouble.message ?? `The server answered ${answer.status}.`} ${trouble.remedy ?? ""}`);
    return false;
  }
  let verdict = null;
  for await (const event of lines(answer.body)) {
    if (event.event === "failed") verdict = "none";
    verdict = take(event, page) ?? verdict;
  }
  if (verdict === null) {
    fail(page, "The server went away in the middle of the run. Your code is kept; run it again.");
  }
  return verdict === "passed";
}

function take(event, page) {
  switch (event.event) {
    case "queued":
      page.state.textContent = "Waiting for a free place …";
      break;
    case "plan":
      plan(event.checks, page);
      break;
    case "compiled":
      page.complain(event.diagnostics);
      page.state.textContent = event.diagnostics.length === 0 ? "Compiled. Checking …" : "";
      break;
    case "check":
      check(event, page);
      break;
    case "done":
      page.state.textContent = event.sentence;
      page.summary.innerHTML = event.html;
      linkComplaints(page.summary, page.jump);
      openFirst(page);
      if (event.verdict === "not_runnable") hideTasks(page);
      return event.verdict;
    case "failed":
      fail(page, event.message);
      break;
  }
  return undefined;
}

function plan(checks, page) {
  page.state.textContent = "Compiling …";
  page.summary.replaceChildren();
  for (const task of page.tasks) {
    const mine = checks.filter((one) => String(one.task) === task.dataset.task);
    task.hidden = mine.length === 0;
    task.querySelector(".checks").innerHTML = mine.map((one) => one.html).join("");
  }
  colorNeeds(document);
}

function check(event, page) {
  const task = page.tasks.find((one) => one.dataset.task === String(event.task));
  const shown = [...task.querySelectorAll(".check.waiting")]
    .find((one) => one.dataset.check === event.name);
  if (!shown) return;
  shown.outerHTML = event.html;
  colorNeeds(document);
  const all = page.tasks.flatMap((one) => [...one.querySelectorAll(".check")]);
  const done = all.filter((one) => !one.classList.contains("waiting"));
  page.state.textContent = `Checking … ${done.length} of ${all.length}`;
  const failed = task.querySelectorAll(".check.failed details");
  failed.forEach((details) => { details.open = false; });
}

function openFirst(page) {
  const first = page.tasks.flatMap((task) => [...task.querySelectorAll(".check.failed details")])[0];
  if (first) first.open = true;
}

function hideTasks(page) {
  for (const task of page.tasks) task.hidden = true;
  colorNeeds(document);
}

function fail(page, message) {
  page.state.textContent = "";
  const box = document.createElement("div");
  box.className = "verdict not_runnable";
  const words = document.createElement("p");
  words.className = "verdict-sentence";
  words.textContent = message;
  box.append(words);
  page.summary.replaceChildren(box);
}

async function* lines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read().catch(() => ({ done: true }));
    if (done) break;
    const parts = (rest + value).split("\n");
    rest = parts.pop();
    for (const line of parts) if (line) yield JSON.parse(line);
  }
}
