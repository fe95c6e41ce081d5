// The lab page: wires lesson, terminal, editor, board and cells to one cluster.

import { idlePicture } from '../board/stream.js';
import { mountBoard } from '../board/board.js';
import { html, setText } from '../board/dom.js';
import { terminal } from './terminal.js';
import { yamlDraft } from './draft.js';
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
const draft = yamlDraft(id);
let editor = null;
const term = terminal(document.getElementById('terminal'), {
  id,
  draft: draft.text,
  edit: async (text) => (await import('./edit-sheet.js')).editSheet(nonce)(text),
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
  if (newest !== told) editor?.doubt();
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

/** What weighs much is fetched when its part is first looked at. */
function show(view) {
  if (view === 'past') machine?.refresh();
  if (view === 'editor') later('editor', 'The editor', async (place) => {
    editor = (await import('./editor.js')).yamlEditor(place, { id, nonce, draft });
  });
  if (view === 'cells') later('cells', 'The cells', async (place) => {
    (await import('../cells.js')).mount(place, { lab: id });
  });
}

function later(part, name, mount) {
  const place = document.getElementById(part);
  if (place.dataset.begun) return;
  place.dataset.begun = 'true';
  mount(place).catch(() => {
    place.replaceChildren(html('p', { role: 'alert' },
      `${name} could not be loaded. Load the page again.`));
  });
}
