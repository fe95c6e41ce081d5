// What a verdict does to the page around it: sentences turn green, complaints lead to their line.

/** Colors every sentence of the statement by its check; says the state to a screen reader too. */
export function colorNeeds(root) {
  for (const need of root.querySelectorAll(".need[data-check]")) {
    const check = root.querySelector(`#checks .task:not([hidden]) .check[data-check="${need.dataset.check}"]`);
    const state = check?.classList.contains("passed") ? "passed"
      : check?.classList.contains("failed") ? "failed" : "open";
    need.dataset.state = state;
    let said = need.querySelector(".said");
    if (!said) {
      said = document.createElement("span");
      said.className = "said visually-hidden";
      need.append(said);
    }
    said.textContent = { passed: " (passed)", failed: " (not yet)", open: "" }[state];
  }
}

/** Marks the compiler's complaints of the kept verdict in the editors. */
export function showComplaints(editors, summary, jump) {
  const found = [...summary.querySelectorAll(".complaints a")].map((link) => ({
    file: link.dataset.file, line: Number(link.dataset.line), column: Number(link.dataset.column),
    message: link.parentElement.querySelector("pre").textContent,
  }));
  if (found.length > 0 && !summary.querySelector(".stale")) {
    for (const [path, editor] of editors) editor.complain(found.filter((one) => one.file === path));
  }
  linkComplaints(summary, jump);
}

/** Lets each complaint lead to its place in the editor. */
export function linkComplaints(summary, jump) {
  for (const link of summary.querySelectorAll(".complaints a")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      jump(link.dataset.file, Number(link.dataset.line), Number(link.dataset.column));
    });
  }
}
