// JShell cells: the snippets of a lesson become runnable, and a lab gets a sheet to type on.

import { makeCell } from "./cells/cell.js";
import { shellOf } from "./cells/shell.js";

/** Makes every `.cell` below `root` runnable; a lab's sheet begins with an empty one. */
export function mount(root, { lab, lesson }) {
  const place = lab ? { kind: "lab", page: lab } : { kind: "lesson", page: lesson };
  const shell = shellOf(place);
  const cells = [];
  const run = (cell) => shell.run(cell, cells);

  for (const each of root.querySelectorAll(".cell[data-cell]")) {
    const id = each.dataset.cell;
    const name = `cell ${id.slice(id.lastIndexOf("-") + 1)}`;
    cells.push(makeCell(each, { id, name, shell, run }));
  }
  if (lab) sheet(root, place, { shell, cells, run });
  if (cells.length > 0) warmWhenNear(cells.map((cell) => cell.root), shell);
}

/** A lab's cells are the learner's own: as many as they add, kept by this browser. */
function sheet(root, { page }, { shell, cells, run }) {
  const key = `sheet/${page}`;
  const list = root.appendChild(document.createElement("div"));
  const tools = root.appendChild(document.createElement("div"));
  tools.className = "cell-bar no-print";
  const count = () => Number(sessionStorage.getItem(key) ?? 1);
  const add = () => {
    const number = cells.length + 1;
    const one = list.appendChild(document.createElement("div"));
    one.className = "cell";
    one.dataset.cell = String(number);
    const cell = makeCell(one, { id: `${page}-${number}`, name: `cell ${number}`, shell, run });
    cells.push(cell);
    return cell;
  };
  for (let made = 0; made < count(); made++) add().edit(false);
  tools.append(
    tool("Add a cell", () => {
      const cell = add();
      sessionStorage.setItem(key, String(cells.length));
      cell.edit();
    }),
    tool("Begin anew", async () => {
      await shell.reset();
      cells.at(-1)?.say("The shell begins anew: nothing is declared.");
    }));
}

function tool(words, onClick) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button small";
  made.textContent = words;
  made.addEventListener("click", onClick);
  return made;
}

/** A process is started when a reader comes near the first cell, and not for who never does. */
function warmWhenNear(roots, shell) {
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    shell.warm();
  }, { rootMargin: "100% 0px" });
  roots.forEach((one) => seen.observe(one));
}
