// Lesson 4: watchers as needles on the ribbon. The hub on the server is the engine's own; it keeps
// three events for a needle that lags, then cuts it off.

import { html, setText, keyed } from '../board/dom.js';
import { controls } from '../board/controls.js';
import { frame, choices, button } from './frame.js';
import { localTime } from './local-time.js';
import { filmStrip } from './strip.js';
import { ask, emptyStore } from './memory.js';

const PER_TICK = 1200;
const PACES = [['FAST', 'follows at once'], ['SLOW', 'follows slowly'], ['ASLEEP', 'sleeps']];
const KEYS = ['web', 'db', 'cache'];

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  const strip = filmStrip('The revisions as frames of a film, with a needle for each watcher',
    { needles: true });
  const plate = html('div', { class: 'plate strip-plate' }, strip.root);
  let view = emptyStore();
  let waited = 0;
  let writes = 0;
  let byItself = false;
  let busy = Promise.resolve();
  const time = localTime({ turn, step: tick, changed: follow });
  const bar = controls(async (command) => {
    if (command.do !== 'reset') await begin();
    time.act(command, reset);
  });
  const list = html('ul', { class: 'needle-list' });
  stage.append(bar.root, plate, html('div', { class: 'demo-tools' },
    button('Write', write),
    button('New needle', () => perform(() => ({ do: 'watch', from: 0, pace: 'FAST' }))),
    button('New needle, 2 back', () => perform(() => (
      { do: 'watch', from: Math.max(2, view.revision - 1), pace: 'FAST' }))),
    button('Compact now', () => perform(() => ({ do: 'compact', revision: view.revision }))),
    choices('Writes come', 'needle-writes', [['hand', 'by hand'], ['time', 'as time runs']], 'hand',
      (value) => { byItself = value === 'time'; })), list);
  new ResizeObserver(([entry]) => {
    strip.resize(entry.contentRect.width);
    strip.update(view, view.revision);
  }).observe(plate);

  /** One command after the other, so that the answers come in order. */
  function perform(makeCommand) {
    busy = busy.then(async () => {
      if (!view.needles.length) await seed();
      const before = view;
      const answer = await ask('needles', makeCommand());
      if (answer.failure) return tell(answer.failure);
      view = answer;
      show();
      if (view.says) tell(view.says);
      tellChanges(before, view, tell);
    });
    return busy;
  }

  /** Four writes and two needles: the world in which the lesson begins. */
  async function seed() {
    await ask('needles', { do: 'reset' });
    for (let i = 0; i < 4; i++) await ask('needles', nextWrite());
    await ask('needles', { do: 'watch', from: 0, pace: 'FAST' });
    const answer = await ask('needles', { do: 'watch', from: 0, pace: 'FAST' });
    if (answer.failure) return tell(answer.failure);
    view = answer;
    show();
    tell('Two needles stand at revision 5, the end of the ribbon.');
  }

  function begin() {
    busy = busy.then(() => (view.needles.length ? null : seed()));
    return busy;
  }

  function nextWrite() {
    writes++;
    return { do: 'put', key: KEYS[writes % KEYS.length], value: 'v' + writes };
  }

  function write() {
    return perform(nextWrite);
  }

  function turn(milliseconds) {
    waited += milliseconds;
    if (waited < PER_TICK) return;
    waited = 0;
    tick();
  }

  async function tick() {
    if (byItself) await write();
    await perform(() => ({ do: 'tick' }));
  }

  async function reset() {
    clear();
    writes = 0;
    view = emptyStore();
    await begin();
  }

  function show() {
    strip.update(view, view.revision);
    stand(`The store is at revision ${view.revision}. `
      + (view.needles.map((needle) => needle.words).join(' ') || 'Press Run, Step or Write to begin.'));
    keyed(list, view.needles, (needle) => needle.number, (needle) => row(needle, perform), updateRow);
  }

  function follow() {
    bar.follow(time);
    bar.tick(time);
  }

  follow();
  show();
}

function tellChanges(before, after, tell) {
  for (const needle of after.needles) {
    const old = before.needles.find((one) => one.number === needle.number);
    if (!old) continue;
    if (old.state !== needle.state && needle.state !== 'ACTIVE') tell(needle.words);
    else if (needle.at > old.at && needle.state === 'ACTIVE') {
      tell(`Needle ${needle.number} passes to revision ${needle.at}.`);
    }
  }
}

function row(needle, perform) {
  const pace = html('select', { 'aria-label': `Needle ${needle.number}`, onchange: () => {
    const chosen = pace.value; // An answer that comes before our turn shows the old one again.
    perform(() => ({ do: 'pace', needle: needle.number, pace: chosen }));
  } },
  ...PACES.map(([value, words]) => html('option', { value }, words)));
  return html('li', {}, html('span', { class: 'needle-name' }, `Needle ${needle.number}`), pace,
    html('span', { class: 'buffer' }, html('span', {}, 'buffer'),
      ...[0, 1, 2].map(() => html('span', { class: 'cell-slot' }))),
    html('span', { class: 'needle-state' }),
    button('List again', () => perform(() => ({ do: 'relist', needle: needle.number }))));
}

function updateRow(item, needle) {
  const alive = needle.state === 'ACTIVE';
  const pace = item.querySelector('select');
  pace.value = needle.pace;
  pace.disabled = !alive;
  item.classList.toggle('dead', !alive);
  item.querySelectorAll('.cell-slot').forEach((slot, i) => {
    const revision = needle.waiting[i];
    setText(slot, revision ? String(revision) : '·');
    slot.classList.toggle('full', Boolean(revision));
  });
  setText(item.querySelector('.needle-state'), alive ? `at revision ${needle.at}`
    : needle.state === 'COMPACTED' ? '410 Gone: burned' : 'cut off: too slow');
  item.querySelector('.control').hidden = alive;
}
