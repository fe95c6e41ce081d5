// Explains a word of the glossary beside the text, on hover and on focus; Escape puts it away.

const known = new Map();
let note = null;
let closing = 0;

/** Makes every term below an element explain itself. */
export function explainTerms(root) {
  for (const link of root.querySelectorAll("a.term[data-term]")) {
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "touch") open(link);
    });
    link.addEventListener("focus", () => open(link));
    link.addEventListener("pointerleave", closeSoon);
    link.addEventListener("blur", closeSoon);
  }
  addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
}

async function open(link) {
  clearTimeout(closing);
  const term = await look(link.dataset.term);
  if (!term || !(link.matches(":hover") || link === document.activeElement)) return;
  close();
  note = document.createElement("div");
  note.className = "note";
  note.id = "term-note";
  note.setAttribute("role", "tooltip");
  note.innerHTML = `<p class="note-term"></p><p class="meaning"></p>`;
  note.querySelector(".note-term").textContent = term.term;
  note.querySelector(".meaning").innerHTML = term.html;
  if (term.notToBeConfusedWith) {
    const not = document.createElement("p");
    not.className = "not";
    not.innerHTML = `Not to be confused with ${term.notToBeConfusedWith}`;
    note.append(not);
  }
  note.addEventListener("pointerenter", () => clearTimeout(closing));
  note.addEventListener("pointerleave", closeSoon);
  document.body.append(note);
  link.setAttribute("aria-describedby", note.id);
  place(link);
}

function place(link) {
  const at = link.getClientRects()[0];
  const room = document.documentElement.clientWidth - note.offsetWidth - 16;
  const below = at.bottom + note.offsetHeight + 16 < window.innerHeight;
  note.style.left = `${Math.max(16, Math.min(at.left, room)) + scrollX}px`;
  note.style.top = `${(below ? at.bottom + 6 : at.top - note.offsetHeight - 6) + scrollY}px`;
}

function closeSoon() {
  clearTimeout(closing);
  closing = setTimeout(close, 180);
}

function close() {
  if (!note) return;
  document.querySelector("[aria-describedby='term-note']")?.removeAttribute("aria-describedby");
  note.remove();
  note = null;
}

async function look(slug) {
  if (!known.has(slug)) {
    const answer = await fetch(`/glossary/${slug}`, { headers: { Accept: "application/json" } })
      .catch(() => null);
    if (!answer?.ok) return null;
    known.set(slug, await answer.json());
  }
  return known.get(slug);
}
