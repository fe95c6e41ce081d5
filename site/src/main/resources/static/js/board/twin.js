// The text twin: everything the picture shows, in words, live. A screen reader is told at most one
// thing a second; the numbered strip is there for everybody to read.

import { html, setText, keyed } from './dom.js';
import { sentence, summary, standing } from './words.js';

const STRIP = 9;
const BETWEEN_ANNOUNCEMENTS = 1000;

/** A twin; `root` goes into the page. `quiet(entry)` says what is too small to be told. */
export function twin(quiet) {
  const now = html('p', { class: 'twin-now' });
  const strip = html('ol', { class: 'twin-strip' });
  const live = html('p', { class: 'visually-hidden', 'aria-live': 'polite', 'aria-atomic': 'true' });
  const root = html('section', { class: 'twin', 'aria-label': 'The same in words' },
    html('h3', {}, 'What happens, in words'), now, strip, live);
  let shown = [];
  let unsaid = [];
  let timer = 0;
  let titles = new Map();

  function tell(entry) {
    if (quiet(entry)) return;
    shown = [...shown, entry].slice(-STRIP);
    draw();
    unsaid.push(entry);
    if (!timer) timer = setTimeout(announce, unsaid.length === 1 ? 250 : BETWEEN_ANNOUNCEMENTS);
  }

  /** Fills the strip with what is over, without telling it. */
  function fill(past) {
    shown = past.filter((entry) => !quiet(entry)).slice(-STRIP);
    draw();
  }

  function draw() {
    keyed(strip, [...shown].reverse(), (item) => item.sequence, (item) => html('li',
      { value: item.sequence }, sentence(item, titles)), () => {});
  }

  function announce() {
    timer = 0;
    if (!unsaid.length) return;
    setText(live, summary(unsaid, titles));
    unsaid = [];
    timer = setTimeout(announce, BETWEEN_ANNOUNCEMENTS);
  }

  function stand(state, clock) {
    titles = new Map(state.components.map((component) => [component.id, component.title]));
    setText(now, standing(state, clock));
  }

  function clear() {
    shown = [];
    unsaid = [];
    strip.replaceChildren();
  }

  return { root, tell, fill, stand, clear, say: (text) => setText(live, text) };
}
