// Lesson 22: a Pod comes to a node, runs and goes, step by step; the kubelet may be stopped at any time.

import { html, setText, keyed } from '../board/dom.js';
import { frame, button } from './frame.js';
import { node, next, happens, comesBack } from './xray-model.js';

const WORDS = { new: '○ not started', running: '● runs', stopping: '… is asked to end', ended: '✓ has ended' };
const ROLES = { init: 'init container', sidecar: 'sidecar', app: 'app' };

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  let world = node();
  const lamp = html('p', { class: 'xray-kubelet' });
  const room = html('p', { class: 'xray-room' });
  const bar = html('ol', { class: 'xray', 'aria-label': 'The containers of the Pod, in the order of their start' });
  const step = button('Next step', advance);
  const plug = button('', turn);
  const remove = button('Delete the Pod', () => {
    world.wish = 'gone';
    tell('Somebody deletes the Pod. The object is marked, and stays.');
    show();
  });
  stage.append(
    html('div', { class: 'plate xray-plate' }, lamp, room, bar),
    html('div', { class: 'demo-tools' }, step, plug, remove, button('Start again', begin)));

  function begin() {
    world = node();
    clear();
    show();
  }

  function upcoming() {
    return next(world) ?? happens(world);
  }

  function advance() {
    const [sentence, act] = upcoming();
    act();
    tell(sentence);
    show();
  }

  function turn() {
    if (world.kubelet) {
      world.kubelet = false;
      tell('The kubelet is stopped. Containers are no children of it: they go on.');
    } else {
      tell(comesBack(world));
    }
    show();
  }

  function show() {
    setText(lamp, world.kubelet ? '● The kubelet runs' : '✕ The kubelet is stopped');
    lamp.classList.toggle('is-off', !world.kubelet);
    setText(room, !world.object ? 'The API knows no such Pod.'
      : world.room === 'ready' ? `Pod shop · room ${world.address}${marked()}` : `Pod shop · no room${marked()}`);
    bar.classList.toggle('has-room', world.room === 'ready');
    keyed(bar, world.containers, (one) => one.name, makeContainer, (item, one) => {
      item.className = `tenant is-${one.does}`;
      setText(item.querySelector('.tenant-name'), one.name);
      setText(item.querySelector('.tenant-role'), ROLES[one.role]);
      setText(item.querySelector('.tenant-state'), WORDS[one.does]);
    });
    setText(plug, world.kubelet ? 'Stop the kubelet' : 'Start the kubelet');
    step.disabled = !upcoming();
    remove.disabled = world.wish === 'gone';
    const running = world.containers.filter((one) => one.does === 'running').length;
    stand(`The kubelet ${world.kubelet ? 'runs' : 'is stopped'}; ${running} of ${world.containers.length} containers run. `
      + (upcoming() ? '' : world.object ? 'Nothing is to be done.' : 'All of it is over.'));
  }

  function marked() {
    return world.wish === 'gone' ? ' · marked as deleted' : '';
  }

  show();
}

function makeContainer() {
  return html('li', {}, html('strong', { class: 'tenant-name' }), html('span', { class: 'tenant-role' }),
    html('span', { class: 'tenant-state' }));
}
