// Shows in the editor what has changed since the last run that passed.

/** Makes a button of the bench turn the comparison on and off. */
export function compareButton(button, address, editors, state) {
  button.addEventListener("click", async () => {
    const starts = button.getAttribute("aria-pressed") !== "true";
    const passed = starts ? await lastPassed(address) : null;
    if (starts && !passed) {
      state.textContent = "The server does not answer; try again in a moment.";
      return;
    }
    let places = 0;
    for (const [path, editor] of editors) {
      places += editor.compare(starts ? passed[path] ?? "" : null);
    }
    button.setAttribute("aria-pressed", String(starts));
    state.textContent = starts ? said(places) : "";
  });
}

async function lastPassed(address) {
  const answer = await fetch(`${address}/passed`, { headers: { Accept: "application/json" } })
    .catch(() => null);
  return answer?.ok ? (await answer.json()).files : null;
}

function said(places) {
  if (places === 0) return "This is what passed last.";
  return places === 1 ? "One place differs from what passed last."
    : `${places} places differ from what passed last.`;
}
