// The bars between the parts of the lab: dragged, or moved with arrow keys; where they stand is kept.

import { html } from '../board/dom.js';

const STEP = 2;
const KEY = 'lab-split';
const BARS = [
  { name: 'reading', property: '--reading', label: 'Width of the lesson', vertical: true,
    from: 18, to: 60, usual: 32, after: '#reading' },
  { name: 'work', property: '--work', label: 'Height of board and editor', vertical: false,
    from: 15, to: 85, usual: 70, after: '#work' },
];

/** Puts the bars between the parts. */
export function splitters(root) {
  const grid = root.querySelector('.lab-grid');
  const kept = read();
  for (const bar of BARS) {
    const handle = html('div', { class: `splitter splitter-${bar.name}`, role: 'separator',
      tabindex: 0, 'aria-label': bar.label, 'aria-orientation': bar.vertical ? 'vertical' : 'horizontal',
      'aria-valuemin': bar.from, 'aria-valuemax': bar.to, 'aria-controls': bar.after.slice(1) });
    let percent = bar.usual;

    const move = (to) => {
      percent = Math.min(bar.to, Math.max(bar.from, to));
      grid.style.setProperty(bar.property, `${percent}%`);
      handle.setAttribute('aria-valuenow', Math.round(percent));
    };
    const keep = () => {
      kept[bar.name] = percent;
      localStorage.setItem(KEY, JSON.stringify(kept));
    };

    handle.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      handle.focus();
    });
    handle.addEventListener('pointermove', (event) => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      const box = grid.getBoundingClientRect();
      move(bar.vertical ? (event.clientX - box.left) / box.width * 100
        : (event.clientY - box.top) / box.height * 100);
    });
    handle.addEventListener('pointerup', keep);
    handle.addEventListener('dblclick', () => { move(bar.usual); keep(); });
    handle.addEventListener('keydown', (event) => {
      const back = bar.vertical ? 'ArrowLeft' : 'ArrowUp';
      const on = bar.vertical ? 'ArrowRight' : 'ArrowDown';
      const to = { [back]: percent - STEP, [on]: percent + STEP, Home: bar.from, End: bar.to,
        Enter: bar.usual }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      move(to);
      keep();
    });
    move(typeof kept[bar.name] === 'number' ? kept[bar.name] : bar.usual);
    grid.querySelector(bar.after).after(handle);
  }
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}
