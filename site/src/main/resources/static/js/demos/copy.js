// Lesson 12: a store, a copy of it at the end of a wire, and the queue between news and work.

import { html, setText, keyed } from '../board/dom.js';
import { frame, slider, button } from './frame.js';
import { world as fresh, write, compact, plug, pass } from './copy-model.js';

const NAMES = ['a', 'b', 'c', 'd'];

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure, { lines: 8 });
  let world = fresh();
  const store = pane('At the server');
  const copy = pane('In the copy');
  const queue = html('ol', { class: 'copy-queue', 'aria-label': 'Names that wait, the next one first' });
  const worker = html('p', { class: 'copy-worker' });
  const cable = button('Pull the plug', () => say(plug(world)));
  const delay = slider('Delay of the wire', { min: 0, max: 3, value: world.delay,
    words: (ticks) => (ticks === 1 ? '1 tick' : `${ticks} ticks`) }, (ticks) => { world.delay = ticks; });
  stage.append(html('div', { class: 'plate copy-plate' },
    html('div', { class: 'copy-panes' }, store.root, copy.root),
    html('p', { class: 'copy-title' }, 'Queue of the controller'), queue, worker),
  html('div', { class: 'demo-tools' }, button('Next tick', () => say(...tick())), cable,
    button('Compact', () => say(compact(world))), button('Start again', begin), delay.root),
  html('div', { class: 'demo-tools' },
    ...NAMES.map((name) => button(`Write ${name}`, () => say(write(world, name)))),
    button('Delete c', () => say(write(world, 'c', true) || 'There is no c.'))));

  function tick() {
    const said = pass(world);
    return said.length ? said : ['A tick passes, and nothing happens.'];
  }

  function begin() {
    world = { ...fresh(), delay: world.delay };
    clear();
    show();
  }

  function say(...sentences) {
    sentences.forEach(tell);
    show();
  }

  function show() {
    store.update(world.store, `revision ${world.revision}`, () => '');
    copy.update(world.copy, `has seen revision ${world.seen}`, (name) => world.copy[name] === world.store[name]
      ? '' : name in world.store ? 'old' : 'gone there');
    keyed(queue, world.waiting, (name) => name, (name) => html('li', {}, name), () => {});
    setText(worker, world.inWork ? `In work: ${world.inWork}${world.again ? ', wanted again' : ''}`
      : 'The worker is free.');
    setText(cable, world.connected ? 'Pull the plug' : 'Plug in');
    copy.root.classList.toggle('cut', !world.connected);
    const late = NAMES.filter((name) => world.copy[name] !== world.store[name]);
    stand(`${late.length ? `The copy is behind for ${late.join(', ')}` : 'The copy is true'}; `
      + `${world.waiting.length} waiting; lists so far: ${world.lists}; looks: ${world.looks}.`);
  }

  show();
}

/** A list of objects with a title and a note under it. */
function pane(title) {
  const list = html('ul', {});
  const note = html('p', { class: 'copy-note' });
  return { root: html('section', { class: 'copy-pane', 'aria-label': title }, html('h4', {}, title), list, note),
    update(objects, words, mark) {
      keyed(list, NAMES.filter((name) => name in objects), (name) => name,
        () => html('li', {}, html('span', {}), html('span', { class: 'copy-mark' })), (item, name) => {
          setText(item.firstElementChild, `${name}, version ${objects[name]}`);
          setText(item.lastElementChild, mark(name));
          item.className = mark(name) ? 'late' : '';
        });
      setText(note, words);
    } };
}
