// Turns a row of sections into tabs; without scripts they simply follow each other.

/** Shows one panel at a time; returns a function that shows the panel with an id. */
export function makeTabs(container, panels) {
  const row = document.createElement("div");
  row.className = "tabs";
  row.setAttribute("role", "tablist");
  row.setAttribute("aria-label", "Checks, hints, solution");
  const buttons = panels.map((panel) => {
    const heading = panel.querySelector("h2");
    const button = document.createElement("button");
    button.type = "button";
    button.id = `tab-${panel.id}`;
    button.textContent = heading.textContent;
    button.setAttribute("role", "tab");
    button.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", button.id);
    button.addEventListener("click", () => show(panel.id));
    return button;
  });
  row.append(...buttons);
  container.prepend(row);
  container.classList.add("has-tabs");

  row.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + buttons.length) % buttons.length;
    show(panels[next].id);
    buttons[next].focus();
  });

  function show(id) {
    panels.forEach((panel, i) => {
      const chosen = panel.id === id;
      panel.hidden = !chosen;
      buttons[i].setAttribute("aria-selected", String(chosen));
      buttons[i].tabIndex = chosen ? 0 : -1;
    });
  }
  show(panels[0].id);
  return show;
}
