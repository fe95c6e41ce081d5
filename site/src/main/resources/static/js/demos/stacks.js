// Lesson 16: an old and a new set between two lines. Step by step one shrinks and the other grows.

import { html, setText } from '../board/dom.js';
import { frame, choices, button } from './frame.js';
import { begin, advance, rests, verdict } from './stacks-model.js';

const SHARES = [['0', '0 %'], ['25', '25 %'], ['50', '50 %']];

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  const wish = { wished: 10, surge: 25, missing: 25, broken: false };
  let state = begin(wish);
  const list = html('ol', { class: 'stacks', 'aria-label': 'The Pods, old ones first' });
  const lines = html('p', { class: 'stacks-lines' });
  const next = button('Next step', step);
  const broken = html('input', { type: 'checkbox', onchange: () => {
    wish.broken = broken.checked;
    again();
  } });
  stage.append(
    html('div', { class: 'demo-tools' },
      choices('Pods wished for', 'stacks-wished', [['3', '3'], ['4', '4'], ['10', '10']], '10',
        (value) => { wish.wished = Number(value); again(); }),
      choices('Too many (surge)', 'stacks-surge', SHARES, '25',
        (value) => { wish.surge = Number(value); again(); }),
      choices('Missing (unavailable)', 'stacks-missing', SHARES, '25',
        (value) => { wish.missing = Number(value); again(); }),
      html('label', { class: 'check' }, broken, ' the new version is broken')),
    html('div', { class: 'plate stacks-plate' }, lines, list),
    html('div', { class: 'demo-tools' }, next, button('Start again', again)));

  function again() {
    state = begin(wish);
    clear();
    show();
  }

  function step() {
    tell(advance(state));
    if (rests(state)) tell(verdict(state));
    show();
  }

  function show() {
    const total = state.old + state.starting + state.ready;
    const cells = Array.from({ length: state.most }, (_, index) => {
      const cell = look(state, index);
      const edge = index + 1 === state.least ? ' at-least' : '';
      return html('li', { class: `stack is-${cell.kind}${edge}` }, html('span', {}, cell.words));
    });
    list.replaceChildren(...cells);
    setText(lines, `Never below ${state.least} at work, never above ${state.most} in all. `
      + `Now ${state.old + state.ready} are at work, and ${total} in all.`);
    next.disabled = rests(state);
    stand(`Old: ${state.old} at work. New: ${state.ready} at work, ${state.starting} starting. `
      + `The lower line is ${state.least}, the upper one ${state.most}.`);
  }

  show();
}

/** The Pods at work come first, so that the lower line can be compared with them. */
function look(state, index) {
  if (index < state.old) return { kind: 'old', words: '● old' };
  if (index < state.old + state.ready) return { kind: 'new', words: '✓ new' };
  if (index < state.old + state.ready + state.starting) {
    return state.broken ? { kind: 'broken', words: '✕ new' } : { kind: 'starting', words: '… new' };
  }
  return { kind: 'free', words: 'free' };
}
