// Lesson 26: Pods move in and out of a node's street, and the message of their leaving may get lost.

import { html, setText } from '../board/dom.js';
import { frame, choices, button } from './frame.js';
import { HOUSES, street as fresh, isHouse, count, moveIn, moveOut, restart, sweep } from './street-model.js';

const HOUR = 40;
const AT_FIRST = 20;
const SIGNS = { free: '', lives: '●', leaked: '✕' };

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  let street = fresh();
  let isHeard = true;
  const facts = html('p', { class: 'street-facts' });
  const cells = street.houses.map((_, number) => html('span', { title: '10.244.3.' + number }));
  const grid = html('div', { class: 'street', 'aria-hidden': 'true' }, ...cells);
  const out = button('A Pod moves out', leave);
  const hour = button(`An hour: ${HOUR} restarts`, pass);
  const gc = button('Run GC', collect);
  stage.append(
    html('div', { class: 'demo-tools' },
      choices('The message DEL', 'street-del', [['heard', 'arrives'], ['lost', 'gets lost']], 'heard',
        (value) => { isHeard = value === 'heard'; })),
    html('div', { class: 'plate street-plate' }, facts, grid,
      html('p', { class: 'street-key' }, '● a Pod lives here · ✕ given, and nobody is there · ▪ no house · a frame: whose turn it is')),
    html('div', { class: 'demo-tools' }, button('A Pod moves in', enter), out, hour, gc,
      button('Start again', begin)));

  function begin() {
    street = fresh();
    clear();
    show();
  }

  function enter() {
    const number = moveIn(street);
    say(number ? `A Pod moves in, at .${number}.` : 'A Pod wants to move in, and no address is free.');
  }

  function leave() {
    const number = moveOut(street, isHeard);
    say(isHeard
      ? `The Pod at .${number} is gone. Its house is free, and rests until its turn comes.`
      : `The Pod at .${number} is gone, and nobody told the clerk. Its house has leaked.`);
  }

  function pass() {
    while (street.living.length < AT_FIRST && moveIn(street)) ;
    const refused = restart(street, HOUR, isHeard);
    say(`An hour goes by, with ${HOUR} restarts.` + (refused ? ` ${refused} Pods found no address.` : ''));
  }

  function collect() {
    say(`GC finds ${sweep(street)} houses in which nobody lives, and frees them.`);
  }

  function say(sentence) {
    tell(sentence);
    show();
  }

  function show() {
    street.houses.forEach((house, number) => {
      const state = isHouse(number) ? house : 'none';
      const turn = number === street.turn ? ' is-turn' : '';
      cells[number].className = `house is-${state}${turn}`;
      setText(cells[number], isHouse(number) ? SIGNS[house] : '▪');
    });
    const [living, leaked] = [count(street, 'lives'), count(street, 'leaked')];
    out.disabled = !living;
    gc.disabled = !leaked;
    setText(facts, `10.244.3.0/24 · ${living} live here · ${leaked} leaked · ${HOUSES - living - leaked} free`);
    stand(`${living} Pods live here, ${leaked} houses have leaked, ${HOUSES - living - leaked} are free. `
      + `The turn is at .${street.turn}.`);
  }

  show();
}
