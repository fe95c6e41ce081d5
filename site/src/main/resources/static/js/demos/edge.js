// Lesson 29: visitors come through an edge while three Pods are exchanged behind it.

import { html, setText, keyed } from '../board/dom.js';
import { frame, choices, button } from './frame.js';
import { NEWS, SLEEP, world as fresh, state, isListed, roll, isRolling, second } from './edge-model.js';

const STATES = { starting: 'starts', ready: 'serves', leaving: 'was told to go, still serves',
  closed: 'is closed' };

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  let world = fresh();
  const facts = html('p', { class: 'edge-facts' });
  const pods = html('ul', { class: 'edge-pods', 'aria-label': 'The Pods behind the edge' });
  const strip = html('ol', { class: 'edge-visits', 'aria-label': 'The last visitors, the latest last' });
  const rollOut = button('Roll out a new version', begin);
  const sleep = choices('Before SIGTERM', 'edge-sleep', [['none', 'nothing'], ['sleep', `sleep ${SLEEP} s`]],
    'none', (value) => { world.sleeps = value === 'sleep'; });
  stage.append(
    html('div', { class: 'demo-tools' }, sleep),
    html('div', { class: 'plate edge-plate' }, facts, pods, strip,
      html('p', { class: 'edge-key' }, '✓ served · ✕ sent to a Pod that is closed')),
    html('div', { class: 'demo-tools' }, rollOut, button('Next second', () => pass(1)),
      button('Ten seconds', () => pass(10)), button('Start again', restart)));

  function begin() {
    roll(world);
    tell('A new version rolls out: each time a new Pod is ready, an old one is told to go.');
    show();
  }

  function pass(seconds) {
    for (let i = 0; i < seconds; i++) {
      const before = world.pods.map((pod) => pod.leavesAt);
      const wrong = second(world).filter((visit) => !visit.served);
      const leaving = world.pods.filter((pod) => pod.leavesAt === world.now && !before.includes(world.now));
      leaving.forEach((pod) => tell(`Second ${world.now}: Pod ${pod.number} is told to go. `
        + (world.sleeps ? `It serves for ${SLEEP} seconds more.` : 'It closes at once.')
        + ` The edge hears of it ${NEWS} seconds later.`));
      wrong.forEach((visit) => tell(`Second ${world.now}: a visitor is sent to Pod ${visit.pod}, `
        + 'which is closed.'));
    }
    show();
  }

  function restart() {
    const { sleeps } = world;
    world = { ...fresh(), sleeps };
    clear();
    show();
  }

  function show() {
    rollOut.disabled = isRolling(world);
    setText(facts, `Second ${world.now} · version ${world.version} · ${world.asked} visitors · `
      + `${world.failed} turned away`);
    keyed(pods, world.pods, (pod) => pod.number, makePod, (item, pod) => {
      const now = state(world, pod);
      item.className = `edge-pod is-${now}`;
      setText(item.querySelector('.edge-pod-name'), `Pod ${pod.number} · version ${pod.version}`);
      setText(item.querySelector('.edge-pod-state'), STATES[now]);
      setText(item.querySelector('.edge-pod-list'), isListed(world, pod)
        ? '→ on the list of the edge'
        : 'not on the list');
    });
    keyed(strip, world.requests, (visit) => visit.id, () => html('li'), (item, visit) => {
      item.className = visit.served ? 'is-served' : 'is-failed';
      setText(item, `${visit.served ? '✓' : '✕'} ${visit.pod}`);
    });
    stand(`${world.asked} visitors came, ${world.failed} were turned away. `
      + (isRolling(world) ? 'A roll-out is under way.' : 'No roll-out is under way.'));
  }

  show();
}

function makePod() {
  return html('li', {}, html('strong', { class: 'edge-pod-name' }), html('span', { class: 'edge-pod-state' }),
    html('span', { class: 'edge-pod-list' }));
}
