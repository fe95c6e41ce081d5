// The board: one live cluster, drawn. Wires the stream, the drawing, the controls, the panel and the
// text twin together. Used by the board page and by the demo of lesson 2.

import { html, svg, setText, prefersStillness } from './dom.js';
import { layoutFor } from './layout.js';
import { drawing } from './draw.js';
import { flights } from './flights.js';
import { playback } from './playback.js';
import { clock } from './clock.js';
import { controls, legend } from './controls.js';
import { panel } from './panel.js';
import { twin } from './twin.js';
import { FAMILIES, dotShape } from './verbs.js';
import { isQuiet } from './words.js';
import { openStream, send } from './stream.js';

const ENTRIES_KEPT = 600;
const TICK = 250;

/** Mounts a board for lab `name` into `root`; `idle` is the picture before the first click. */
export function mountBoard(root, { name, idle, startWord = 'Start the cluster', speed = 1 }) {
  const time = clock();
  const model = { state: idle.state, entries: [], titles: new Map(), now: 0 };
  const picture = svg('svg', { class: 'board-picture', role: 'group',
    'aria-label': 'The cluster as a drawing. Choose a box to see its state.' });
  const draw = drawing(picture, pick);
  const air = flights(draw);
  const side = panel(name, act, pick);
  const words = twin(isQuiet);
  const show = playback(draw, air, time, { seen, landed });
  const bar = controls(act);
  const toast = html('p', { class: 'toast', role: 'status' });
  const start = html('button', { type: 'button', class: 'start', onclick: begin }, startWord);
  const stage = html('div', { class: 'stage' }, picture, start, toast);
  root.classList.add('board');
  root.append(bar.root, html('div', { class: 'board-main' },
    html('div', {}, stage, legend(FAMILIES, dotShape, svg)), side.root), words.root);
  let stream = null;
  let chosen = 'user';
  let arrangedFor = '';

  function arrange() {
    const { state } = model;
    const width = stage.clientWidth || 1000;
    const names = state.nodes.map((node) => node.name);
    const controllers = state.components.map((c) => c.id).filter((id) => id.startsWith('kcm.'));
    const key = [width < 680, ...names, ...controllers].join();
    if (key === arrangedFor) return;
    arrangedFor = key;
    air.clear();
    draw.arrange(layoutFor(width, controllers, names), state.components);
    draw.choose(chosen);
  }

  function refresh() {
    model.now = time.now();
    arrange();
    draw.update(model.state, model.now);
    side.update(model);
  }

  function pick(id) {
    chosen = id;
    draw.choose(id);
    side.open(id, model);
    side.focus();
  }

  function begin() {
    start.hidden = true;
    setText(toast, 'Starting …');
    stream = openStream(name, { onWhole: whole, onBatch: batch, onGone: gone, onConnection });
  }

  function whole(message) {
    setText(toast, '');
    show.clear();
    words.clear();
    model.entries = message.past.filter((entry) => !isQuiet(entry));
    words.fill(message.past);
    model.state = message.state;
    follow(message.clock);
    model.titles = new Map(message.state.components.map((c) => [c.id, c.title]));
    show.take(message);
    if (speed !== 1 && message.fresh) act({ do: 'speed', factor: speed }, { silent: true });
  }

  function batch(message) {
    follow(message.clock);
    if (message.clock.stepped) show.hold(false);
    show.take(message);
  }

  function follow(said) {
    time.follow(said);
    bar.follow(said);
    bar.tick(time);
    words.stand(model.state, said);
    show.hold(said.paused && !said.stepped && !prefersStillness());
  }

  function seen(entry) {
    if (!isQuiet(entry)) model.entries.push(entry);
    if (model.entries.length > ENTRIES_KEPT) model.entries.splice(0, 100);
    words.tell(entry);
  }

  function landed(message) {
    model.state = message.state;
    refresh();
    words.stand(model.state, message.clock);
    root.dispatchEvent(new CustomEvent('board:state', { detail: model }));
  }

  function gone(message) {
    setText(toast, message);
    start.hidden = false;
    setText(start, 'Start again');
    show.clear();
  }

  function onConnection(alive) {
    setText(toast, alive ? '' : 'The connection is lost. Trying again …');
  }

  async function act(command, { silent = false } = {}) {
    if (!stream) begin();
    const answer = await send(name, command);
    if (!silent && (!answer.ok || answer.message)) say(answer.message, !answer.ok);
    return answer;
  }

  let fading = 0;
  function say(message, bad) {
    setText(toast, message);
    toast.classList.toggle('bad', bad);
    clearTimeout(fading);
    fading = setTimeout(() => setText(toast, ''), bad ? 9000 : 3500);
  }

  bar.follow({ paused: true, speed: 1 });
  setText(start, startWord);
  side.open(chosen, model);
  refresh();
  words.stand(model.state, { paused: true });
  new ResizeObserver(() => {
    arrange();
    draw.update(model.state, time.now());
  }).observe(stage);
  setInterval(() => {
    if (!stream || time.paused || document.hidden) return;
    model.now = time.now();
    draw.tick(model.state, model.now);
    bar.tick(time);
  }, TICK);
  return { act, begin, pick, model };
}
