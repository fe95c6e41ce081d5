// Lesson 18: a Service as a plug-board. Pods come, fail and leave, and their wires say what the list says.

import { html, setText, keyed } from '../board/dom.js';
import { frame, button } from './frame.js';
import { board, add, turn, remove, pass, wire, called } from './plugs-model.js';

const MOST = 6;
const WORDS = { none: 'not listed', dark: 'not ready', ready: 'ready, serving',
  leaving: 'serving, terminating' };
const SIGNS = { none: ' ', dark: '○', ready: '●', leaving: '◐' };

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  let state = board();
  const list = html('ol', { class: 'plugs', 'aria-label': 'The Pods and their wires' });
  const title = html('p', { class: 'plugs-service' });
  const more = button('Add a Pod', () => {
    tell(`Pod ${add(state).number} starts. It has no address, so it is not listed.`);
    show();
  });
  stage.append(html('div', { class: 'plate plugs-plate' }, title, list,
    html('p', { class: 'plugs-key' }, '● ready · ○ not ready · ◐ serving and terminating')),
  html('div', { class: 'demo-tools' }, more, button('A while later', () => {
    const said = pass(state);
    said.forEach(tell);
    if (!said.length) tell('Nothing has changed, so nothing is written.');
    show();
  }), button('Start again', () => {
    state = board();
    clear();
    show();
  })));

  function flip(pod) {
    turn(state, pod);
    tell(pod.serving ? `The probe of Pod ${pod.number} passes again.`
      : `The probe of Pod ${pod.number} fails. It stays on the list, and gets nothing new.`);
    show();
  }

  function drop(pod) {
    remove(state, pod);
    tell(`Pod ${pod.number} is being deleted.` + (wire(pod) === 'leaving'
      ? ' It still serves, and is not ready any more.' : ''));
    show();
  }

  function show() {
    more.disabled = state.pods.length >= MOST;
    setText(title, `Service shop · its slice was written ${state.writes} `
      + (state.writes === 1 ? 'time' : 'times'));
    const targets = called(state);
    keyed(list, state.pods, (pod) => pod.number, (pod) => makeRow(pod, flip, drop), (row, pod) => {
      const look = wire(pod);
      row.className = `plug is-${look}` + (targets.includes(pod) ? ' is-called' : '');
      setText(row.querySelector('.plug-says'), `${SIGNS[look]} ${WORDS[look]}`
        + (look === 'dark' && pod.leaving ? ', terminating' : ''));
      setText(row.querySelector('.plug-name'), `Pod ${pod.number}`);
      setText(row.querySelector('.plug-gets'), targets.includes(pod) ? 'gets new connections' : '');
      const [probe, end] = row.querySelectorAll('button');
      setText(probe, pod.serving ? 'Fail its probe' : 'Pass its probe');
      probe.setAttribute('aria-label', `${probe.textContent}: Pod ${pod.number}`);
      probe.disabled = !pod.address;
      end.setAttribute('aria-label', `Delete Pod ${pod.number}`);
      end.disabled = pod.leaving;
    });
    const names = (targets.length > 1 ? 'the Pods ' : 'Pod ') + targets.map((pod) => pod.number).join(', ');
    if (!targets.length) stand('Nobody serves: new connections are refused.');
    else if (targets[0].leaving) stand(`Nobody is ready. New connections go to whoever leaves and still serves: ${names}.`);
    else stand(`New connections go to ${names}.`);
  }

  show();
}

function makeRow(pod, flip, drop) {
  return html('li', {},
    html('span', { class: 'plug-wire', 'aria-hidden': 'true' }),
    html('span', { class: 'plug-pod' }, html('strong', { class: 'plug-name' }),
      html('span', { class: 'plug-says' }), html('span', { class: 'plug-gets' })),
    html('span', { class: 'plug-tools' }, button('', () => flip(pod)), button('Delete', () => drop(pod))));
}
