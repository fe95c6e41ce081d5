// A sheet: a dialog that lies over the page, made when it is first opened and kept from then on.

/** The sheet of that id. `fill` gets a new one, to put its contents in; a click beside it closes it. */
export function sheet(id, fill) {
  const kept = document.getElementById(id);
  if (kept) return kept;
  const dialog = document.createElement("dialog");
  dialog.id = id;
  dialog.className = "sheet";
  fill(dialog);
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  return dialog;
}
