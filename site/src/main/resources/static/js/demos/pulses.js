// Lesson 23: two set-ups of one shop side by side, their probes as pulses, and a database that goes down.

import { html, setText, keyed, prefersStillness } from '../board/dom.js';
import { frame, button } from './frame.js';
import { NOES, PERIOD, world as fresh, asked, round, serves } from './pulses-model.js';

const NAMES = { itself: 'Liveness asks the program itself', database: 'Liveness asks the database' };
const QUESTIONS = { startup: 'Startup', readiness: 'Readiness', liveness: 'Liveness' };
const MARKS = { yes: '♥', no: '✕', '': '·' };

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  let world = fresh();
  const facts = html('p', { class: 'pulse-facts' });
  const cards = html('ul', { class: 'pulse-cards', 'aria-label': 'The two set-ups' });
  const database = button('', toggle);
  const hang = button('Both programs hang', () => {
    world.shops.filter((one) => one.state === 'running').forEach((one) => { one.hangs = true; });
    tell('Both programs are stuck: their processes run, and answer nothing any more.');
    show();
  });
  stage.append(
    html('div', { class: 'plate pulse-plate' }, facts, cards,
      html('p', { class: 'pulse-key' }, '♥ yes · ✕ no · dots: noes in a row, filled up to the threshold')),
    html('div', { class: 'demo-tools' }, button(`Next question (${PERIOD} s)`, () => pass(1)),
      button('One minute', () => pass(6)), database, hang, button('Start again', begin)));

  function begin() {
    world = fresh();
    clear();
    show();
  }

  function pass(rounds) {
    for (let i = 0; i < rounds; i++) {
      for (const [one, what] of round(world)) tell(`Second ${world.now}, ${side(one)}: ${what}.`);
    }
    show();
    if (!prefersStillness()) cards.querySelectorAll('.is-asked .pulse-beat').forEach(beat);
  }

  function toggle() {
    world.database = !world.database;
    tell(world.database ? 'The database is back.' : 'The database goes down.');
    show();
  }

  function side(one) {
    return one.asks === 'itself' ? 'first shop' : 'second shop';
  }

  function show() {
    setText(facts, `Second ${world.now} · the database is ${world.database ? 'up' : 'down'}`);
    facts.classList.toggle('is-down', !world.database);
    setText(database, world.database ? 'Database down' : 'Database up');
    hang.disabled = !world.shops.some((one) => one.state === 'running' && !one.hangs);
    keyed(cards, world.shops, (one) => one.asks, makeCard, showCard);
    stand(world.shops.map((one) => `The ${side(one)} ${doing(one)}; restarts: ${one.restarts}; `
      + `without service for ${one.lost} seconds so far.`).join(' '));
  }

  function doing(one) {
    if (one.state === 'waiting') return `waits ${one.waits} s for its next start (CrashLoopBackOff)`;
    if (one.state === 'starting') return 'is starting';
    if (one.hangs) return 'hangs';
    return one.ready ? (world.database ? 'serves' : 'shows errors to its visitors') : 'runs, and gets no visitors';
  }

  function showCard(card, one) {
    card.className = `pulse-card is-${serves(world, one) ? 'well' : one.state}`;
    setText(card.querySelector('.pulse-title'), NAMES[one.asks]);
    setText(card.querySelector('.pulse-state'), `It ${doing(one)}.`);
    keyed(card.querySelector('.pulses'), Object.keys(QUESTIONS), (kind) => kind, makePulse,
      (row, kind) => showPulse(row, one, kind));
    setText(card.querySelector('.pulse-sums'), `${one.restarts} restarts · ${one.lost} s without service`);
  }

  show();
}

function beat(circle) {
  circle.animate([{ transform: 'scale(1.3)' }, { transform: 'none' }], { duration: 350, easing: 'ease-out' });
}

function showPulse(row, one, kind) {
  const isAsked = asked(one).includes(kind);
  const said = one.said[kind];
  row.className = `pulse is-${kind} ${isAsked ? 'is-asked' : 'is-silent'} ${said ? `says-${said}` : ''}`;
  setText(row.querySelector('.pulse-beat'), MARKS[said]);
  setText(row.querySelector('.pulse-name'), QUESTIONS[kind]);
  setText(row.querySelector('.pulse-says'), isAsked ? said || 'not asked yet'
    : kind === 'startup' && said === 'yes' ? 'yes, once and for all' : 'not asked');
  const noes = Math.min(one.noes[kind], NOES[kind]);
  setText(row.querySelector('.pulse-dots'), '●'.repeat(noes) + '○'.repeat(NOES[kind] - noes));
  row.querySelector('.pulse-dots').setAttribute('aria-label', `${noes} of ${NOES[kind]} noes in a row`);
}

function makeCard() {
  return html('li', {}, html('strong', { class: 'pulse-title' }), html('span', { class: 'pulse-state' }),
    html('ul', { class: 'pulses' }), html('span', { class: 'pulse-sums' }));
}

function makePulse() {
  return html('li', {}, html('span', { class: 'pulse-beat', 'aria-hidden': 'true' }),
    html('span', { class: 'pulse-name' }), html('span', { class: 'pulse-says' }),
    html('span', { class: 'pulse-dots', role: 'img' }));
}
