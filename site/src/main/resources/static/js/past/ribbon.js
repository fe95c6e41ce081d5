// The revision ribbon: all events of a cluster on one canvas, and a slider that does the same for the
// keyboard and for a screen reader. The upper band is the whole past; the lower one shows the events
// around the chosen one, each as a mark of its own. Both are drawn from typed arrays, and the upper
// band only when it has changed, so that a frame costs a fraction of a millisecond.

import { html, setText, setAttribute } from '../board/dom.js';
import { FAMILIES } from '../board/verbs.js';
import { NO_FAMILY, RANK } from './chronicle.js';

const BAND = 34;
const LENS = 26;
const HEIGHT = BAND + LENS;
const PITCH = 9;
const PAGE = 100;

/** A ribbon over `past`; `onScrub(event)` is told the chosen event, or null for now. */
export function ribbon(past, { onScrub, onMark, describe }) {
  const canvas = html('canvas', { class: 'ribbon-canvas', 'aria-hidden': 'true' });
  const slider = html('div', { class: 'ribbon-slider', role: 'slider', tabindex: 0,
    'aria-label': 'Event of the past', 'aria-orientation': 'horizontal', 'aria-describedby': 'ribbon-keys',
    'aria-valuemin': 0, 'aria-valuemax': 0, 'aria-valuenow': 0 },
  canvas);
  const brush = canvas.getContext('2d');
  const band = document.createElement('canvas');
  let width = 0;
  let scale = 1;
  let ink = null;
  let bandIsOld = true;
  let chosen = null;
  let mark = null;
  let asked = false;
  let drag = null;

  function at() {
    return chosen ?? past.last();
  }

  function choose(event) {
    const last = past.last();
    chosen = event === null || event >= last ? null : Math.max(past.first(), Math.round(event));
    tell();
    draw();
  }

  /** Draws at the next frame, once, however often it is asked. */
  function draw() {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      paint();
      onScrub(chosen);
    });
  }

  function step(by) {
    choose(at() + by);
  }

  function x(event) {
    const span = Math.max(1, past.last() - past.first());
    return 1 + ((event - past.first()) / span) * (width - 2);
  }

  function eventAt(px) {
    const span = Math.max(1, past.last() - past.first());
    return past.first() + Math.round(((px - 1) / (width - 2)) * span);
  }

  function paint() {
    if (!width) return;
    ink ??= colors(slider);
    if (bandIsOld) paintBand();
    brush.setTransform(1, 0, 0, 1, 0, 0);
    brush.clearRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(band, 0, 0);
    brush.setTransform(scale, 0, 0, scale, 0, 0);
    paintLens();
    if (mark !== null) paintFlag(x(mark), ink.mark);
    paintCursor(x(at()));
  }

  /** The whole past: a column of pixels for some events, as high as there are many, and in the color of the
      most telling of them. */
  function paintBand() {
    bandIsOld = false;
    band.width = canvas.width;
    band.height = Math.round(BAND * scale);
    const pen = band.getContext('2d');
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.fillStyle = ink.rule;
    pen.fillRect(0, BAND - 1, width, 1);
    const { count } = past.known;
    const { rank, family, time } = past.columns;
    const start = time[0];
    const span = Math.max(1, time[Math.max(0, count - 1)] - start);
    for (let px = 0; px < width; px++) {
      const from = Math.floor((px / width) * count);
      const to = Math.max(from + 1, Math.floor(((px + 1) / width) * count));
      if (from >= count) break;
      let best = from;
      for (let event = from; event < to && event < count; event++) {
        if (rank[event] > rank[best]) best = event;
      }
      const height = [7, 14, 24, BAND - 3][rank[best]];
      pen.fillStyle = colorOf(rank[best], family[best]);
      pen.fillRect(px, BAND - height, 1, height - 1);
    }
    pen.fillStyle = ink.soft;
    pen.globalAlpha = 0.55;
    for (let px = 0, before = 0; px < width; px++) {
      const minute = Math.floor((time[Math.min(count - 1, Math.floor((px / width) * count))] - start) / 60_000);
      if (minute > before && span > 60_000) pen.fillRect(px, 0, 1, 4);
      before = minute;
    }
    pen.globalAlpha = 1;
  }

  function colorOf(rank, family) {
    if (rank === RANK.quiet) return ink.quiet;
    if (rank === RANK.trouble) return ink.fail;
    return family === NO_FAMILY ? ink.soft : ink.families[family];
  }

  /** The events around the chosen one. Their height says how telling they are, as well as their color. */
  function paintLens() {
    const { count, first } = past.known;
    const { rank, family, reached } = past.columns;
    const middle = width / 2;
    const center = at() - first;
    const around = Math.ceil(middle / PITCH);
    const top = BAND + 3;
    for (let event = Math.max(0, center - around); event <= center + around && event < count; event++) {
      const left = middle + (event - center) * PITCH - PITCH / 2 + 1;
      const height = [5, 10, 16, LENS - 7][rank[event]];
      brush.fillStyle = colorOf(rank[event], family[event]);
      brush.fillRect(left, top + (LENS - 6 - height), PITCH - 3, height);
      const isRevision = event > 0 && reached[event] > reached[event - 1];
      if (isRevision) brush.fillRect(left, BAND + LENS - 2, PITCH - 3, 2);
    }
    brush.strokeStyle = ink.ink;
    brush.lineWidth = 1.5;
    brush.strokeRect(middle - PITCH / 2 - 0.5, top - 1, PITCH, LENS - 3);
  }

  function paintCursor(px) {
    brush.fillStyle = ink.ink;
    brush.fillRect(px - 1, 0, 2, BAND);
    brush.fillStyle = chosen === null ? ink.lamp : ink.ink;
    brush.beginPath();
    brush.moveTo(px - 6, 0);
    brush.lineTo(px + 6, 0);
    brush.lineTo(px, 8);
    brush.fill();
  }

  function paintFlag(px, color) {
    brush.fillStyle = color;
    brush.fillRect(px - 1, 0, 2, BAND);
    brush.fillRect(px, BAND / 2 - 5, 9, 9);
  }

  function tell() {
    setAttribute(slider, 'aria-valuemin', past.first());
    setAttribute(slider, 'aria-valuemax', Math.max(past.first(), past.last()));
    setAttribute(slider, 'aria-valuenow', Math.max(past.first(), at()));
    setAttribute(slider, 'aria-valuetext', describe(chosen));
  }

  slider.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const acts = {
      ArrowLeft: () => step(-1), ArrowDown: () => step(-1), ArrowRight: () => step(1), ArrowUp: () => step(1),
      PageDown: () => step(-PAGE), PageUp: () => step(PAGE), Home: () => choose(past.first()),
      End: () => choose(null), Escape: () => choose(null),
      n: () => jump(1), p: () => jump(-1), d: () => onMark(),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  /** To the next event that is worth a look, or the one before. */
  function jump(direction) {
    const found = past.telling(at(), direction);
    if (found) choose(found);
    else if (direction > 0) choose(null);
  }

  slider.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const box = canvas.getBoundingClientRect();
    const isFine = event.clientY - box.top > BAND;
    drag = { isFine, left: box.left, from: event.clientX, began: at(), moved: false };
    slider.setPointerCapture(event.pointerId);
    if (!isFine) choose(eventAt(event.clientX - box.left));
  });
  slider.addEventListener('pointermove', (event) => {
    if (!drag) return;
    drag.moved ||= Math.abs(event.clientX - drag.from) > 3;
    if (drag.isFine) choose(drag.began - (event.clientX - drag.from) / PITCH);
    else choose(eventAt(event.clientX - drag.left));
  });
  slider.addEventListener('pointerup', (event) => {
    if (drag?.isFine && !drag.moved) {
      choose(at() + Math.round((event.clientX - drag.left - width / 2) / PITCH));
    }
    drag = null;
  });
  slider.addEventListener('pointercancel', () => { drag = null; });

  new ResizeObserver(([entry]) => {
    width = Math.floor(entry.contentRect.width);
    scale = Math.min(2, devicePixelRatio || 1);
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(HEIGHT * scale);
    bandIsOld = true;
    draw();
  }).observe(slider);
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)']) {
    matchMedia(query).addEventListener('change', () => {
      ink = null;
      bandIsOld = true;
      draw();
    });
  }

  return {
    root: slider, choose, jump,
    /** More has happened; the band is drawn again, but not under a finger. */
    grown() {
      if (drag) return;
      bandIsOld = true;
      tell();
      draw();
    },
    mark(event) {
      mark = event;
      draw();
    },
    get chosen() { return chosen; },
    at,
  };
}

/** The colors of the page, and of the system where it has its own. */
function colors(place) {
  const style = getComputedStyle(place);
  const system = matchMedia('(forced-colors: active)').matches;
  const color = (name, instead) => (system ? instead : resolve(place, style, name));
  return {
    ink: color('--ink', 'CanvasText'), soft: color('--ink-soft', 'GrayText'), rule: color('--rule', 'GrayText'),
    quiet: color('--rule', 'GrayText'), fail: color('--fail', 'Mark'), lamp: color('--lamp', 'Highlight'),
    mark: color('--blue', 'Highlight'),
    families: FAMILIES.map(({ id }) => color(FAMILY_COLORS[id], 'CanvasText')),
  };
}

const FAMILY_COLORS = { create: '--verb-create', change: '--verb-update', bind: '--blue', delete: '--verb-delete',
  read: '--verb-get', notice: '--verb-watch', refused: '--fail' };

/** A canvas knows no light-dark(), so an element says what the color is. */
function resolve(place, style, name) {
  const probe = html('span', { class: 'visually-hidden', hidden: true });
  probe.style.setProperty('color', `var(${name})`);
  place.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}
