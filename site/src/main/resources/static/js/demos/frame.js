// What all demos share: a stage under the caption, the author's numbered strip folded away below it,
// and a live text twin that tells a screen reader at most one thing a second.

import { html, setText, prefersStillness } from '../board/dom.js';

const BETWEEN_ANNOUNCEMENTS = 1000;
const LINES = 6;

/** Prepares `figure`; answers the stage to draw on and ways to tell in words what happens. */
export function frame(figure, { lines = LINES } = {}) {
  const stage = html('div', { class: 'demo-stage' });
  const now = html('p', { class: 'twin-now' });
  const log = html('ol', { class: 'demo-log' });
  const live = html('p', { class: 'visually-hidden', 'aria-live': 'polite' });
  const words = html('div', { class: 'demo-words' }, now, log, live);
  const strip = figure.querySelector('.demo-twin');
  const folded = html('details', { class: 'demo-strip' },
    html('summary', {}, 'The same as a numbered strip'));
  folded.open = prefersStillness();
  if (strip) {
    strip.before(stage, words, folded);
    folded.append(strip);
  } else figure.append(stage, words);
  figure.classList.add('alive');
  let told = 0;
  let unsaid = [];
  let timer = 0;

  /** Tells in one sentence what just happened. */
  function tell(sentence) {
    told++;
    log.prepend(html('li', { value: told }, sentence));
    while (log.children.length > lines) log.lastElementChild.remove();
    unsaid.push(sentence);
    if (!timer) timer = setTimeout(say, 200);
  }

  function say() {
    timer = 0;
    if (!unsaid.length) return;
    setText(live, unsaid.slice(-2).join(' '));
    unsaid = [];
    timer = setTimeout(say, BETWEEN_ANNOUNCEMENTS);
  }

  function clear() {
    told = 0;
    log.replaceChildren();
  }

  return { stage, tell, clear, stand: (text) => setText(now, text) };
}

/** A labelled slider; `on(value)` hears every change. */
export function slider(label, { min, max, value, step = 1, words = String }, on) {
  const says = html('output', {}, words(value));
  const input = html('input', { type: 'range', min, max, step, value,
    'aria-valuetext': words(value), oninput: () => {
      follow(Number(input.value));
      on(Number(input.value));
    } });
  function follow(now) {
    input.value = now;
    setText(says, words(now));
    input.setAttribute('aria-valuetext', words(now));
  }
  return { root: html('label', { class: 'slider' }, html('span', {}, label), input, says), follow,
    input, value: () => Number(input.value) };
}

/** A row of choices of which one holds; `on(value)` hears the choice. */
export function choices(legend, name, options, chosen, on) {
  return html('fieldset', { class: 'choices' }, html('legend', {}, legend),
    ...options.map(([value, words]) => html('label', {},
      html('input', { type: 'radio', name, value, checked: value === chosen,
        onchange: () => on(value) }), ' ', words)));
}

/** A plain button. */
export function button(words, on, kind = '') {
  return html('button', { type: 'button', class: 'control ' + kind, onclick: on }, words);
}

/** Calls `change(narrow)` now and whenever `element` crosses a width of `pixels`. */
export function onNarrow(element, pixels, change) {
  let narrow = null;
  new ResizeObserver(([entry]) => {
    const now = entry.contentRect.width < pixels;
    if (now === narrow) return;
    narrow = now;
    change(narrow);
  }).observe(element);
}
