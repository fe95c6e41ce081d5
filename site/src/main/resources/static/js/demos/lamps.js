// Lesson 1: a shop window, a wish card, and a loop whose dot comes round.

import { html, svg, setText, setAttribute } from '../board/dom.js';
import { controls } from '../board/controls.js';
import { frame, slider, choices, button, onNarrow } from './frame.js';
import { localTime } from './local-time.js';
import { PLACES, STATIONS, world, lit, breakLamp, wishFor, arrive } from './lamps-model.js';

const ROUND = 3600;
const WIDE = { size: [730, 290], ring: { x: 132, y: 145, r: 84 },
  pane: { x: 286, y: 57, w: 424, h: 176 } };
const NARROW = { size: [360, 480], ring: { x: 180, y: 132, r: 84 },
  pane: { x: 8, y: 290, w: 344, h: 176 } };
const NARROW_BELOW = 560;

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  let shop = world();
  let part = 0;
  let still = 0;
  const time = localTime({ turn, step, changed: draw });
  const bar = controls((command) => time.act(command, reset));
  let picture = drawWindow(WIDE, crack);
  const plate = html('div', { class: 'plate' }, picture.root);
  const wish = slider('Wish', { min: 0, max: PLACES, value: 3 }, (value) => say(wishFor(shop, value)));
  const drop = html('input', { type: 'checkbox', onchange: () => { shop.drop = drop.checked; } });
  const dropRow = html('label', { class: 'check' }, drop, ' Lose the next message');
  const mode = choices('The loop', 'lamps-mode',
    [['levels', 'compares levels'], ['events', 'reacts to events only']], 'levels', (value) => {
      shop.mode = value;
      shop.messages = [];
      say(value === 'levels' ? 'The loop now counts the lamps each time it comes round.'
        : 'The loop now acts on messages only and never counts.');
    });
  stage.append(bar.root, plate,
    html('div', { class: 'demo-tools' }, wish.root,
      button('Break a lamp', () => crack(shop.lamps.indexOf('on'))), mode, dropRow));

  function turn(milliseconds) {
    const before = Math.floor(part * STATIONS.length);
    part += milliseconds / ROUND;
    const after = Math.floor(part * STATIONS.length);
    for (let i = before + 1; i <= after; i++) reach(i % STATIONS.length);
    part %= 1;
  }

  function step() {
    const next = (Math.floor(part * STATIONS.length + 1e-6) + 1) % STATIONS.length;
    part = next / STATIONS.length;
    reach(next);
  }

  /** A round in which nothing happens is told once, not for ever. */
  function reach(i) {
    const gapBefore = shop.gap;
    const words = arrive(shop, STATIONS[i]);
    const quiet = STATIONS[i] === 'act' && !gapBefore;
    still = quiet ? still + 1 : STATIONS[i] === 'act' ? 0 : still;
    if (still < 2 || time.paused) tell(words);
  }

  function crack(i) {
    if (i >= 0) say(breakLamp(shop, i));
  }

  function say(words) {
    if (!words) return;
    still = 0;
    drop.checked = shop.drop;
    tell(words);
    draw();
  }

  function reset() {
    shop = world();
    part = 0;
    clear();
    wish.follow(shop.wish);
    drop.checked = false;
    mode.querySelector('[value=levels]').checked = true;
  }

  function draw() {
    bar.follow(time);
    bar.tick(time);
    picture.update(shop, part);
    drop.disabled = shop.mode === 'levels';
    dropRow.classList.toggle('off', drop.disabled);
    stand(`The card says ${shop.wish}; ${lit(shop)} ${lit(shop) === 1 ? 'lamp is' : 'lamps are'} lit.`
      + (shop.messages.length ? ` ${shop.messages.length} messages wait.` : ''));
  }

  onNarrow(plate, NARROW_BELOW, (narrow) => {
    picture = drawWindow(narrow ? NARROW : WIDE, crack);
    plate.replaceChildren(picture.root);
    draw();
  });
  draw();
}

function drawWindow({ size, ring, pane }, crack) {
  const dot = svg('g', { class: 'loop-dot' }, svg('circle', { r: 11 }), svg('path',
    { d: 'M -4 -4 L 4 0 L -4 4 Z', class: 'ink' }));
  const wished = svg('text', { x: ring.x, y: ring.y - 8, class: 'number' });
  const seen = svg('text', { x: ring.x, y: ring.y + 28, class: 'number soft' });
  const mail = svg('text', { x: ring.x, y: ring.y + 130, class: 'says' });
  const lamps = Array.from({ length: PLACES }, (_, i) => lamp(pane, i, () => crack(i)));
  const root = svg('svg', { viewBox: `0 0 ${size[0]} ${size[1]}`, class: 'demo-picture lamps-picture', role: 'group',
    'aria-label': 'A shop window with lamps, and the loop that looks after it' },
  svg('g', { 'aria-hidden': 'true' },
    svg('circle', { cx: ring.x, cy: ring.y, r: ring.r, class: 'track' }),
    ...STATIONS.map((word, i) => station(ring, word, i)), wished, seen, mail, dot,
    svg('rect', { x: pane.x, y: pane.y, width: pane.w, height: pane.h, rx: 4, class: 'pane' }),
    svg('path', { d: `M ${pane.x} ${pane.y + 26} h ${pane.w}`, class: 'rail' }),
    svg('text', { x: pane.x + pane.w / 2, y: pane.y - 16, class: 'says' }, 'the shop window')),
  ...lamps.map((one) => one.root));
  return {
    root,
    update(shop, part) {
      const angle = (part - 0.25) * 2 * Math.PI;
      setAttribute(dot, 'transform', `translate(${(ring.x + ring.r * Math.cos(angle)).toFixed(1)} `
        + `${(ring.y + ring.r * Math.sin(angle)).toFixed(1)}) rotate(${(part * 360).toFixed(0)})`);
      setText(wished, 'wish ' + shop.wish);
      setText(seen, shop.mode === 'levels' ? 'seen ' + shop.seen : 'not counting');
      setText(mail, shop.mode === 'levels' ? '' : shop.messages.length + ' messages wait');
      lamps.forEach((one, i) => one.update(shop.lamps[i]));
    },
  };
}

function station(ring, word, i) {
  const angle = (i / STATIONS.length - 0.25) * 2 * Math.PI;
  const x = ring.x + ring.r * Math.cos(angle);
  const y = ring.y + ring.r * Math.sin(angle);
  return svg('g', {}, svg('circle', { cx: x, cy: y, r: 5, class: 'station' }),
    svg('text', { x: ring.x + (ring.r + 34) * Math.cos(angle),
      y: ring.y + (ring.r + 22) * Math.sin(angle) + 4, class: 'says' }, word));
}

function lamp(pane, i, onBreak) {
  const x = pane.x + 44 + i * ((pane.w - 88) / (PLACES - 1));
  const y = pane.y + 84;
  const word = svg('text', { x, y: y + 60, class: 'says' });
  const root = svg('g', { class: 'lamp', role: 'button', tabindex: 0, onclick: onBreak,
    onkeydown: (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      onBreak();
    } },
  svg('rect', { x: x - 32, y: pane.y + 28, width: 64, height: pane.h - 36, class: 'hit' }),
  svg('circle', { cx: x, cy: y, r: 30, class: 'halo' }),
  svg('path', { d: `M ${x} ${pane.y + 26} V ${y - 20}`, class: 'cord' }),
  svg('path', { class: 'bulb', d: `M ${x - 8} ${y - 20} h 16 v 7 c 14 8 13 31 -8 31 `
    + `c -21 0 -22 -23 -8 -31 Z` }),
  svg('path', { class: 'crack', d: `M ${x - 12} ${y - 4} l 8 5 l -3 6 l 9 2 l -2 7` }), word);
  return {
    root,
    update(state) {
      setAttribute(root, 'class', 'lamp is-' + state);
      setAttribute(root, 'aria-label', `Lamp ${i + 1}, ${state}${state === 'on' ? '. Break it' : ''}`);
      setAttribute(root, 'aria-disabled', state === 'on' ? null : 'true');
      setText(word, state);
    },
  };
}
