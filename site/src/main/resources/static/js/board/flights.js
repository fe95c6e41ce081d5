// Dots that fly along the lines: one animation loop for all, asleep while nothing flies.

import { svg, setAttribute } from './dom.js';
import { dotShape } from './verbs.js';
import { clip } from './draw.js';

const MOST_IN_AIR = 48;
const SAMPLES = 28;
const WORDS = { w: 130, h: 26 };

/** Flights over the drawing's sky. */
export function flights(drawing) {
  const air = new Set();
  let frozen = false;
  let frame = 0;
  let last = 0;

  /**
   * Lets a dot fly along `legs` ({ line, back }); `arrived` is called at the end.
   * Returns false when the air is too full, so that the caller can count what was not drawn.
   */
  function launch({ legs, family, label, milliseconds, delay = 0, arrived = () => {} }) {
    const points = pointsOf(legs, drawing);
    if (points.length < 2 || air.size >= MOST_IN_AIR) {
      arrived();
      return false;
    }
    const dot = dotShape(family);
    const words = label && family.id !== 'notice'
      ? svg('text', { class: 'flight-label', y: -15 }, clip(label, 34)) : null;
    if (words) dot.append(words);
    dot.setAttribute('visibility', 'hidden');
    drawing.sky.append(dot);
    air.add({ dot, words, points, age: -delay, milliseconds, arrived });
    wake();
    return true;
  }

  function wake() {
    if (frame || frozen) return;
    last = performance.now();
    frame = requestAnimationFrame(turn);
  }

  function turn(now) {
    frame = 0;
    const passed = Math.min(100, now - last);
    last = now;
    const said = [];
    for (const flight of air) {
      flight.age += passed;
      if (flight.age < 0) continue;
      const part = flight.age / flight.milliseconds;
      if (part >= 1) {
        air.delete(flight);
        flight.dot.remove();
        flight.arrived();
        continue;
      }
      const { x, y } = at(flight.points, ease(part));
      flight.dot.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      flight.dot.setAttribute('visibility', 'visible');
      if (flight.words) sayOrHush(flight.words, x, y, said);
    }
    if (air.size) frame = requestAnimationFrame(turn);
  }

  function freeze(value) {
    frozen = value;
    if (frozen && frame) {
      cancelAnimationFrame(frame);
      frame = 0;
    } else if (!frozen && air.size) wake();
  }

  function clear() {
    for (const flight of air) flight.dot.remove();
    air.clear();
  }

  return { launch, freeze, clear, inAir: () => air.size };
}

/** Words that would cover those of an earlier dot stay silent until there is room. */
function sayOrHush(words, x, y, said) {
  const covers = said.some((other) =>
    Math.abs(other.x - x) < WORDS.w && Math.abs(other.y - y) < WORDS.h);
  setAttribute(words, 'visibility', covers ? 'hidden' : 'inherit');
  if (!covers) said.push({ x, y });
}

function pointsOf(legs, drawing) {
  const points = [];
  for (const { line, back } of legs) {
    const path = drawing.line(line);
    if (!path) return [];
    const length = path.getTotalLength();
    for (let i = 0; i <= SAMPLES; i++) {
      const part = back ? 1 - i / SAMPLES : i / SAMPLES;
      const { x, y } = path.getPointAtLength(length * part);
      points.push({ x, y });
    }
  }
  let far = 0;
  points.forEach((point, i) => {
    if (i) far += Math.hypot(point.x - points[i - 1].x, point.y - points[i - 1].y);
    point.far = far;
  });
  return points;
}

function at(points, part) {
  const far = points.at(-1).far * part;
  let i = 1;
  while (i < points.length - 1 && points[i].far < far) i++;
  const a = points[i - 1];
  const b = points[i];
  const within = b.far > a.far ? (far - a.far) / (b.far - a.far) : 1;
  return { x: a.x + (b.x - a.x) * within, y: a.y + (b.y - a.y) * within };
}

function ease(part) {
  return part < 0.5 ? 2 * part * part : 1 - (2 - 2 * part) ** 2 / 2;
}
