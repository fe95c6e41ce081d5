// Lesson 17: cut one cable, most of a zone, the zone or all, let time pass, and see four different answers.

import { html, setText, keyed } from '../board/dom.js';
import { frame, choices, button } from './frame.js';
import { rack, cut, advance, verdict, GRACE, PATIENCE } from './rack-model.js';

const STEP = 25;
const ZONES = ['east', 'west'];

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  let state = rack();
  let which = 'none';
  const lists = ZONES.map((zone) => html('ol', { class: 'rack', 'aria-label': `The nodes of the zone ${zone}` }));
  const clock = html('p', { class: 'stacks-lines' });
  stage.append(
    html('div', { class: 'demo-tools' },
      choices('Cables cut', 'rack-cut', [['none', 'none'], ['one', 'one'], ['most', 'most of east'],
        ['zone', 'all of east'], ['all', 'all']],
        which, (value) => { which = value; cut(state, which); show(); })),
    html('div', { class: 'plate rack-plate' }, clock,
      ...ZONES.flatMap((zone, at) => [html('p', { class: 'rack-zone' }, `Zone ${zone}`), lists[at]])),
    html('div', { class: 'demo-tools' }, button(`${STEP} seconds later`, pass), button('Start again', again)));

  function pass() {
    advance(state, STEP).forEach(tell);
    show();
  }

  function again() {
    state = rack();
    cut(state, which);
    clear();
    show();
  }

  function show() {
    lists.forEach((list, at) => keyed(list, state.nodes.filter((node) => node.zone === ZONES[at]),
      (node) => node.name, makeNode, (item, node) => {
        const { kind, words, full } = look(state, node);
        item.className = `is-${kind}`;
        setText(item.querySelector('.rack-name'), node.name);
        setText(item.querySelector('.rack-says'), words);
        item.querySelector('.rack-ring').style.setProperty('--full', `${Math.round(full * 100)}%`);
      }));
    setText(clock, `${state.second} s`);
    stand(verdict(state));
  }

  again();
}

function look(state, node) {
  if (node.taintedAt >= 0) {
    const since = state.second - node.taintedAt;
    return node.empty
      ? { kind: 'empty', words: '✕ Pods deleted', full: 1 }
      : { kind: 'tainted', words: `! tainted ${since} s`, full: since / PATIENCE };
  }
  if (node.unknown) return { kind: 'unknown', words: `? silent ${node.silent} s`, full: 1 };
  if (node.silent) return { kind: 'silent', words: `… silent ${node.silent} s`, full: node.silent / GRACE };
  return node.cut ? { kind: 'silent', words: '… was just cut', full: 0 } : { kind: 'well', words: '✓ heard', full: 0 };
}

function makeNode() {
  return html('li', {}, html('span', { class: 'rack-name' }), html('span', { class: 'rack-says' }),
    html('span', { class: 'rack-ring', 'aria-hidden': 'true' }));
}
