// Pause, step, speed and reset: always in sight, the same on the board and in every lesson.

import { html, setText, setAttribute } from './dom.js';
import { duration } from './words.js';

export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 100];

/** The control bar; `act(command)` sends one to the cluster. */
export function controls(act) {
  const run = html('button', { type: 'button', class: 'control control-run',
    onclick: () => act({ do: run.dataset.paused === 'true' ? 'resume' : 'pause' }) });
  const step = html('button', { type: 'button', class: 'control',
    onclick: () => act({ do: 'step' }) }, 'Step');
  const reset = html('button', { type: 'button', class: 'control plain',
    onclick: () => act({ do: 'reset' }) }, 'Reset');
  const says = html('output', { class: 'speed-says' });
  const speed = html('input', { type: 'range', min: 0, max: SPEEDS.length - 1, step: 1,
    value: SPEEDS.indexOf(1), 'aria-label': 'Speed',
    oninput: () => {
      show(SPEEDS[speed.value]);
      act({ do: 'speed', factor: SPEEDS[speed.value] });
    } });
  const time = html('span', { class: 'time', title: 'The cluster’s own time since its start' });
  const root = html('div', { class: 'controls', role: 'group', 'aria-label': 'Time' },
    run, step, html('label', { class: 'speed' }, html('span', {}, 'Speed'), speed, says), time,
    html('span', { class: 'grow' }), reset);

  function show(factor) {
    setText(says, `${factor}×`);
    setAttribute(speed, 'aria-valuetext', `${factor} times`);
  }

  function follow(clock) {
    run.dataset.paused = String(clock.paused);
    setText(run, clock.paused ? 'Run' : 'Pause');
    step.disabled = !clock.paused;
    step.title = clock.paused ? 'Let the next thing happen' : 'Pause first, then step';
    if (document.activeElement !== speed) {
      const nearest = SPEEDS.findIndex((factor) => factor >= clock.speed - 1e-9);
      speed.value = nearest < 0 ? SPEEDS.length - 1 : nearest;
      show(clock.speed);
    }
  }

  return { root, follow, tick: (clock) => setText(time, duration(clock.seconds())) };
}

/** The legend of the dots. */
export function legend(families, dotShape, svg) {
  return html('ul', { class: 'legend', 'aria-label': 'What the dots mean' },
    ...families.map((family) => html('li', {},
      svg('svg', { viewBox: '-12 -12 24 24', width: 18, height: 18, 'aria-hidden': 'true' },
        dotShape(family)), html('span', {}, family.word))));
}
