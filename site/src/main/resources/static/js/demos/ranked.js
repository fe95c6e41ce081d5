// Lesson 14: a full table of guests with ranks. Step by step a newcomer finds out who has to leave.

import { html, setText, keyed } from '../board/dom.js';
import { frame, choices, button } from './frame.js';
import { table, plan } from './ranked-model.js';

const WORDS = { sits: '● sits', stands: '○ gets up, on paper', victim: '✕ in the way', leaving: '… is finishing',
  gone: '✕ has left' };

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  const wish = { rank: 10, size: 1, shielded: '' };
  let guests = table();
  let steps = plan(guests, wish);
  let at = 0;
  const list = html('ol', { class: 'ranked', 'aria-label': 'The guests, the most important first' });
  const next = button('Next step', advance);
  const shield = html('input', { type: 'checkbox', onchange: () => {
    wish.shielded = shield.checked ? 'd' : '';
    begin();
  } });
  stage.append(
    html('div', { class: 'demo-tools' },
      choices('Its rank', 'ranked-rank', [['10', '10'], ['6', '6'], ['1', '1']], '10',
        (value) => { wish.rank = Number(value); begin(); }),
      choices('It asks for', 'ranked-size', [['1', '1 seat'], ['2', '2'], ['3', '3']], '1',
        (value) => { wish.size = Number(value); begin(); }),
      html('label', { class: 'check' }, shield, ' a budget protects d')),
    html('div', { class: 'plate hall' }, list),
    html('div', { class: 'demo-tools' }, next, button('Start again', begin)));

  function begin() {
    guests = table();
    steps = plan(guests, wish);
    at = 0;
    clear();
    show();
  }

  function advance() {
    const { sentence, act } = steps[at++];
    act();
    tell(sentence);
    show();
  }

  function show() {
    keyed(list, guests, (guest) => guest.name, makeGuest, (item, guest) => {
      item.className = `guest is-${guest.state}`;
      setText(item.querySelector('.guest-name'), `${guest.name} · rank ${guest.rank}`
        + (guest.name === wish.shielded ? ' ⛨ protected' : ''));
      setText(item.querySelector('.guest-state'), WORDS[guest.state]);
    });
    next.disabled = at === steps.length;
    const staying = guests.filter((guest) => guest.state === 'sits').map((guest) => guest.name);
    stand(`A newcomer of rank ${wish.rank} asks for ${wish.size} ${wish.size === 1 ? 'seat' : 'seats'}. `
      + `${staying.length ? staying.join(', ') : 'Nobody'} ${staying.length > 1 ? 'sit' : 'sits'} now.`);
  }

  show();
}

function makeGuest() {
  return html('li', {}, html('strong', { class: 'guest-name' }), html('span', { class: 'guest-state' }));
}
