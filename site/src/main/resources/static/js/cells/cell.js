// One cell: its code, its buttons, and what came of it.

/**
 * Makes a cell of `root`, which shows code in a `pre` already, or is empty.
 * @param {{id: string, name: string, shell: object, run: (cell: object) => void}} options
 */
export function makeCell(root, { id, name, shell, run }) {
  const written = root.querySelector("pre:not(.output)");
  const original = written ? written.textContent.replace(/\n$/, "") : "";
  const expected = root.querySelector("pre.output");
  let text = sessionStorage.getItem(`cell/${id}`) ?? original;
  let editor = null;

  const bar = element("div", "cell-bar no-print");
  const runButton = button("Run", "Run this cell (Ctrl+Enter in the editor)");
  const stopButton = button("Stop", "Stop what runs");
  const editButton = button("Edit", "Edit this cell");
  const backButton = button("As printed", "Put the printed code back");
  const state = element("span", "cell-state");
  state.setAttribute("role", "status");
  bar.append(runButton, stopButton, editButton, backButton, state);
  const place = element("div", "cell-editor");
  const result = element("div", "cell-result");
  result.setAttribute("aria-live", "polite");
  result.setAttribute("role", "group");
  result.setAttribute("aria-label", `Result of ${name}`);
  result.hidden = true;
  runButton.classList.add("primary");
  runButton.setAttribute("aria-label", `Run ${name}`);
  editButton.setAttribute("aria-label", `Edit ${name}`);
  stopButton.hidden = true;
  (written ?? root.appendChild(place)).after(...(written ? [place, bar, result] : [bar, result]));
  if (text !== original) showText();
  backButton.hidden = text === original || !original;

  const cell = {
    id, name, root,
    code: () => editor?.text() ?? text,
    async edit(withFocus = true) {
      if (!editor) {
        const { openEditor } = await import("./editor.js");
        if (editor) return;
        if (written) written.hidden = true;
        editor = openEditor(place, text, { label: `Code of ${name}`, shell, onRun: () => run(cell),
          onLeave: () => editButton.hidden ? runButton.focus() : editButton.focus(),
          onChange: changed });
        editButton.hidden = true;
      }
      if (withFocus) editor.focus();
    },
    begin() {
      result.replaceChildren();
      result.hidden = false;
      if (expected) expected.hidden = true;
      stopButton.hidden = false;
      runButton.disabled = true;
      root.classList.add("is-running");
      state.textContent = "Running …";
      editor?.complain([]);
    },
    print(chunk) {
      let printed = result.querySelector(".cell-printed");
      if (!printed) result.append(printed = element("pre", "cell-printed"));
      printed.textContent += chunk;
    },
    confined(warning) {
      root.dataset.isolation = warning;
      if (warning) bar.title = `Here the sandbox leaves open: ${warning}`;
    },
    end(value, troubles) {
      over(troubles.length === 0 ? "Done." : troubles[0].kind === "stopped" ? "Stopped." : "");
      if (value) cell.print(`==> ${value}\n`);
      for (const trouble of troubles) result.append(shown(trouble));
      if (!result.firstChild) result.append(note("It ran, and printed nothing."));
      editor?.complain(troubles);
    },
    fail(message) {
      over("");
      result.hidden = false;
      result.append(element("p", "cell-trouble", message));
      return false;
    },
    say(message) {
      state.textContent = message;
    },
    note(message) {
      result.hidden = false;
      result.append(note(message));
    },
  };

  function over(words) {
    stopButton.hidden = true;
    runButton.disabled = false;
    root.classList.remove("is-running");
    state.textContent = words;
  }

  function changed(next) {
    text = next;
    if (next === original) sessionStorage.removeItem(`cell/${id}`);
    else sessionStorage.setItem(`cell/${id}`, next);
    backButton.hidden = next === original || !original;
  }

  function showText() {
    if (written) (written.querySelector("code") ?? written).textContent = text;
  }

  function shown({ kind, message, from, trail }) {
    const box = element("div", "cell-trouble");
    const where = from >= 0 ? ` at line ${cell.code().slice(0, from).split("\n").length}` : "";
    const what = { compile: `Does not compile${where}`, unfinished: "Not complete",
      thrown: "Thrown", stopped: "Stopped" }[kind] ?? kind;
    box.append(element("strong", "", what));
    if (message !== "Stopped.") box.append(element("pre", "", message));
    if (trail.length > 0) {
      const list = element("ul", "");
      for (const step of trail) {
        list.append(element("li", "", `${step.cell === id ? "line" : `cell ${step.cell}, line`} ${
          step.line}${step.method ? ` in ${step.method}` : ""}`));
      }
      box.append(list);
    }
    return box;
  }

  runButton.addEventListener("click", () => run(cell));
  stopButton.addEventListener("click", () => { shell.stop(); state.textContent = "Stopping …"; });
  editButton.addEventListener("click", () => cell.edit());
  backButton.addEventListener("click", () => {
    if (editor) editor.replace(original);
    changed(original);
    showText();
    runButton.focus();
  });
  written?.addEventListener("dblclick", () => cell.edit());
  return cell;
}

function note(message) {
  return element("p", "cell-note", message);
}

function button(words, title) {
  const made = element("button", "button small", words);
  made.type = "button";
  made.title = title;
  return made;
}

function element(tag, name, words = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (words) made.textContent = words;
  return made;
}
