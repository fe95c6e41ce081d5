// The lab page: wires lesson, terminal, editor, board and cells to one cluster.

import { idlePicture } from '../board/stream.js';
import { mountBoard } from '../board/board.js';
import { html, setText } from '../board/dom.js';
import { terminal } from './terminal.js';
import { yamlEditor } from './editor.js';
import { editSheet } from './edit-sheet.js';
import { splitters } from './splitters.js';
import { tabs } from './tabs.js';
import { runnable } from './runnable.js';
import { mountPast } from '../past/past.js';

const root = document.querySelector('[data-lab]');
const id = root.dataset.lab;
const says = root.querySelector('.lab-says');
const nonce = document.body.dataset.nonce;

const idle = await idlePicture();
const board = mountBoard(root.querySelector('[data-board]'), { name: id, idle });
const editor = yamlEditor(document.getElementById('editor'), { id, nonce });
const term = terminal(document.getElementById('terminal'), {
  id,
  draft: editor.text,
  edit: editSheet(nonce),
  say: (text) => setText(says, text),
  onRun() {
    machine.now();
    return machine.past.last();
  },
});
let machine = null;
const views = tabs(root, { onShow: show });
const boardPlace = root.querySelector('[data-board]');
machine = mountPast({
  name: id,
  strip: document.getElementById('ribbon'),
  panel: document.getElementById('past'),
  titles: () => board.model.titles,
  onMoment: look,
  onNewCluster: () => term.beginAnew(),
});
let told = 0;
boardPlace.addEventListener('board:state', ({ detail }) => {
  machine.news();
  const newest = detail.entries.at(-1)?.sequence ?? 0;
  if (newest !== told) editor.doubt();
  told = newest;
});
let isPast = false;

/** The whole page goes to a moment: the part that shows it comes into sight, the terminal hides what was
    printed later. */
function look(event, isNow) {
  term.showUntil(isNow ? null : event);
  root.classList.toggle('is-past', !isNow);
  const leaves = !isNow && !isPast;
  isPast = !isNow;
  if (leaves) views.choose('past');
}
splitters(root);
runnable(root.querySelector('.lab-reading'), (line) => {
  views.reveal('terminal');
  return term.run(line, { tell: true });
});
for (const choice of root.querySelectorAll('.lesson-choice select')) {
  choice.addEventListener('change', () => choice.form.requestSubmit());
}
board.begin();

root.querySelector('[data-reset]').addEventListener('click', async (event) => {
  const button = event.currentTarget;
  button.disabled = true;
  setText(says, 'Starting a new cluster …');
  const began = performance.now();
  const answer = await board.act({ do: 'reset' }, { silent: true });
  button.disabled = false;
  setText(says, answer.ok
    ? `A new cluster stands here, after ${Math.round(performance.now() - began)} ms.`
    : answer.message);
});

let cells = null;
async function show(view) {
  if (view === 'past') machine?.refresh();
  if (view !== 'cells' || cells) return;
  cells = import('../cells.js').then(({ mount }) => mount(document.getElementById('cells'), { lab: id }));
  cells.catch(() => {
    document.getElementById('cells').replaceChildren(html('p', { role: 'alert' },
      'The cells could not be loaded. Load the page again.'));
  });
}
