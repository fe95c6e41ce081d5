// The film strip of revisions: one frame for each change, the burned ones at the left end, a pointer
// at the revision that is being read, and a needle for each watcher.

import { svg, setText, setAttribute, keyed } from '../board/dom.js';
import { clip } from '../board/draw.js';

const FRAME = { w: 76, h: 96, gap: 6 };
const LANE = 46;
const TOP = 34;

/** A strip that fills the width of its parent. */
export function filmStrip(label, { needles = false } = {}) {
  const frames = svg('g', {});
  const pins = svg('g', {});
  const pointer = svg('g', { class: 'pointer' }, svg('path', { d: 'M -7 -16 H 7 L 0 -4 Z' }),
    svg('rect', { x: -FRAME.w / 2 - 3, y: -3, width: FRAME.w + 6, height: FRAME.h + 6, rx: 5 }),
    svg('text', { y: -22 }));
  const roll = svg('g', { class: 'roll' }, frames, needles ? null : pointer, pins);
  const root = svg('svg', { class: 'demo-picture strip', role: 'img', 'aria-label': label }, roll);
  let width = 700;

  function update(view, at) {
    const lanes = view.needles.length;
    const height = TOP + FRAME.h + 12 + (needles ? Math.max(2, lanes) * LANE + 6 : 0);
    setAttribute(root, 'viewBox', `0 0 ${width} ${height}`);
    setAttribute(root, 'height', height);
    const all = [{ revision: 1, key: 'empty', value: 'store', start: true }, ...view.frames];
    const last = all.length - 1;
    const focus = needles ? last : all.findIndex((frame) => frame.revision === at);
    const fit = Math.max(1, Math.floor((width - 16) / (FRAME.w + FRAME.gap)));
    const first = Math.max(0, Math.min(last - fit + 1, (focus < 0 ? last : focus) - fit + 2));
    setAttribute(roll, 'transform',
      `translate(${8 + FRAME.w / 2 - first * (FRAME.w + FRAME.gap)} 0)`);
    keyed(frames, all, (frame) => frame.revision, makeFrame, (node, frame) => {
      const burned = frame.revision < view.compacted;
      setAttribute(node, 'transform', `translate(${place(frame.revision)} ${TOP})`);
      setAttribute(node, 'class', 'frame' + (burned ? ' burned' : '') + (frame.gone ? ' gone' : '')
        + (frame.start ? ' first' : '') + (!needles && frame.revision > at ? ' later' : ''));
      setText(node.querySelector('.value'), burned ? 'burned' : words(frame));
    });
    setAttribute(pointer, 'transform', `translate(${place(at)} ${TOP})`);
    setText(pointer.querySelector('text'), 'read at ' + at);
    pointer.classList.toggle('refused', Boolean(view.refusal));
    drawPins(pins, view);
  }

  return { root, update, resize(newWidth) { width = Math.max(280, Math.round(newWidth)); } };
}

function place(revision) {
  return (revision - 1) * (FRAME.w + FRAME.gap);
}

function words(frame) {
  return frame.gone ? 'gone' : clip(frame.value, 9);
}

function makeFrame(frame) {
  const left = -FRAME.w / 2;
  const holes = [];
  for (let x = left + 8; x < FRAME.w / 2 - 6; x += 12) {
    holes.push(`M ${x} 6 h 5 M ${x} ${FRAME.h - 6} h 5`);
  }
  return svg('g', {},
    svg('rect', { x: left, y: 0, width: FRAME.w, height: FRAME.h, rx: 3, class: 'film' }),
    svg('path', { d: holes.join(' '), class: 'holes' }),
    svg('rect', { x: left + 6, y: 13, width: FRAME.w - 12, height: FRAME.h - 26, rx: 2,
      class: 'view' }),
    svg('path', { d: `M ${left} 0 l 12 9 l -6 10 l 16 12 l -11 14 l 20 16 l -14 15 l 12 20 H ${left} Z`,
      class: 'char' }),
    svg('text', { y: 31, class: 'rev' }, String(frame.revision)),
    svg('text', { y: 53, class: 'key' }, clip(frame.key, 9)),
    svg('text', { y: 71, class: 'value' }));
}

function drawPins(pins, view) {
  keyed(pins, view.needles, (needle) => needle.number, (needle) => svg('g', {},
    svg('path', { class: 'stem' }), svg('circle', { r: 12 }),
    svg('text', { class: 'number', y: 4.5 }, String(needle.number)),
    svg('text', { class: 'says', x: 20, y: 4 })),
  (pin, needle) => {
    const lane = view.needles.indexOf(needle);
    const y = TOP + FRAME.h + 24 + lane * LANE;
    const dead = needle.state !== 'ACTIVE';
    setAttribute(pin, 'class', 'pin' + (dead ? ' dead' : '') + ' is-' + needle.pace.toLowerCase());
    setAttribute(pin, 'transform', `translate(${place(needle.at) + (lane - 1) * 13} ${y})`);
    setAttribute(pin.querySelector('.stem'), 'd',
      `M 0 -12 V ${-24 - lane * LANE - 6} m -6 8 l 6 -9 l 6 9`);
    setText(pin.querySelector('.says'), dead ? { COMPACTED: '410 Gone', TOO_SLOW: 'cut off' }[
      needle.state] ?? 'gone' : needle.waiting.length ? needle.waiting.length + ' waiting' : '');
  });
}
