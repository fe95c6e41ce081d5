// Lesson 15: a tray with as many places as the wish, on a real cluster. A cache that is late shows
// why a controller must remember what it has just done.

import { html, setText, keyed, prefersStillness } from '../board/dom.js';
import { controls } from '../board/controls.js';
import { clock } from '../board/clock.js';
import { openStream, send } from '../board/stream.js';
import { podLook } from '../board/node-box.js';
import { sentence } from '../board/words.js';
import { frame, slider, choices, button } from './frame.js';
import { WEB, orphan } from '../board/manifests.js';

const LAB = 'tray';

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  const time = clock();
  let stream = null;
  let state = null;
  let orphans = 0;
  let most = 0;
  const bar = controls(act);
  const wish = slider('Wish', { min: 0, max: 6, value: 3 }, (replicas) => {
    most = 0;
    act({ do: 'scale', namespace: 'default', name: 'web', replicas });
  });
  const delay = slider('Cache delay', { min: 0, max: 5, value: 0, words: (v) => v + ' s' },
    (seconds) => act({ do: 'delay', seconds }));
  const mind = choices('The controller', 'tray-mind',
    [['careful', 'remembers what it did'], ['naive', 'trusts its cache']], 'careful',
    (value) => act({ do: 'controller', naive: value === 'naive' }));
  const tray = html('ol', { class: 'tray', 'aria-label': 'The tray' });
  const beside = html('ul', { class: 'beside', 'aria-label': 'Beside the tray' });
  const count = html('p', { class: 'tray-count' });
  stage.append(bar.root, html('div', { class: 'plate tray-plate' }, count, tray,
    html('p', { class: 'beside-title' }, 'Beside the tray: running, and nobody counts them'), beside),
  html('div', { class: 'demo-tools' }, wish.root,
    button('Drop an orphan', () => act({ do: 'apply', yaml: orphan(++orphans) })), delay.root, mind));

  async function act(command) {
    if (!stream) await begin();
    if (command.do === 'reset') {
      clear();
      most = 0;
    }
    const answer = await send(LAB, command);
    if (!answer.ok) tell(answer.message);
    return answer;
  }

  /** The first click starts a cluster and wishes for three. */
  function begin() {
    return new Promise((started) => {
      stream = openStream(LAB, {
        onWhole: async (message) => {
          show(message);
          if (!message.state.replicaSets.length) await send(LAB, { do: 'apply', yaml: WEB });
          started();
        },
        onBatch: (message) => {
          message.entries.filter(isNews).forEach((entry) => tell(sentence(entry, titles())));
          show(message);
        },
        onGone: (words) => {
          stream = null;
          tell(words);
        },
        onConnection: (alive) => { if (!alive) tell('The connection is lost. Trying again …'); },
      });
    });
  }

  function titles() {
    return new Map((state?.components ?? []).map((component) => [component.id, component.title]));
  }

  function show(message) {
    state = message.state;
    time.follow(message.clock);
    bar.follow(message.clock);
    bar.tick(time);
    const set = state.replicaSets.find((one) => one.name === 'web');
    const wished = set?.wished ?? 0;
    const web = state.pods.filter((pod) => pod.namespace === 'default');
    const mine = web.filter((pod) => pod.owner === 'ReplicaSet web');
    const counted = mine.filter((pod) => !pod.deleting);
    most = Math.max(most, counted.length);
    if (document.activeElement !== wish.input) wish.follow(wished);
    if (document.activeElement !== delay.input) delay.follow(state.watchDelaySeconds);
    mind.querySelector(`[value=${state.naive ? 'naive' : 'careful'}]`).checked = true;
    slide(() => {
      drawTray(tray, wished, mine, act);
      drawBeside(beside, web.filter((pod) => !mine.includes(pod)), act);
    }, figure);
    const over = most > wished ? ` At most there were ${most}: too many.` : '';
    setText(count, `Wish ${wished}, on the tray ${counted.length}.${over}`);
    stand(`The wish is ${wished}; ${counted.length} Pods lie on the tray, `
      + `${counted.filter((pod) => pod.ready).length} are ready.${over}`);
  }

  setInterval(() => bar.tick(time), 500);
  time.follow({ now: 0, start: 0, paused: true, speed: 1 });
  bar.follow(time);
  drawTray(tray, 3, [], act);
  setText(count, 'Wish 3. Press Run to start a cluster.');
  stand('No cluster runs yet. Press Run to start one with a wish of three.');
}

/** What changed a wish or a Pod; reports and notes would drown it. */
function isNews(entry) {
  return (entry.actor === 'kcm.replicaset' || entry.actor === 'user') && entry.revision > 0
    && /^(pods|replicasets)\/[^/]+\/[^/]+$/.test(entry.object);
}

function drawTray(tray, wished, pods, act) {
  const places = Math.max(wished, pods.length);
  const free = Array.from({ length: places - pods.length },
    (_, i) => ({ uid: 'free-' + (pods.length + i), free: true }));
  keyed(tray, [...pods, ...free], (place) => place.uid,
    (place) => (place.free ? html('li', { class: 'place' }, 'free') : card(place, act)),
    (item, place) => {
      if (place.free) return;
      follow(item, place);
      item.classList.toggle('over', pods.indexOf(place) >= wished && !place.deleting);
    });
}

function drawBeside(list, pods, act) {
  keyed(list, pods, (pod) => pod.uid, (pod) => card(pod, act), follow);
}

function card(pod, act) {
  const key = { namespace: pod.namespace, name: pod.name };
  return html('li', { class: 'pod-card' }, html('span', { class: 'pod-name' },
    pod.name.split('-').at(-1)), html('code', {}), html('span', { class: 'pod-state' }),
  html('button', { type: 'button', class: 'link relabel', onclick: (event) =>
    act({ do: 'relabel', ...key, key: 'app', value: event.currentTarget.dataset.to }) },
  html('span', {}), about(pod)),
  html('button', { type: 'button', class: 'link', onclick: () => act({ do: 'delete', ...key }) },
    'delete', about(pod)));
}

function about(pod) {
  return html('span', { class: 'visually-hidden' }, ' Pod ' + pod.name);
}

function follow(item, pod) {
  const look = podLook(pod);
  const app = pod.labels.app ?? '';
  const relabel = item.querySelector('.relabel');
  item.className = 'pod-card is-' + look.id;
  setText(item.querySelector('code'), 'app=' + app);
  setText(item.querySelector('.pod-state'), `${look.mark} ${look.word}`);
  relabel.dataset.to = app === 'web' ? 'debug' : 'web';
  setText(relabel.firstElementChild, 'label app=' + relabel.dataset.to);
}

/** Lets cards glide from where they were to where they are now. */
function slide(change, root) {
  const before = new Map([...root.querySelectorAll('.pod-card')]
    .map((card) => [card.dataset.key, card.getBoundingClientRect()]));
  change();
  if (prefersStillness()) return;
  for (const item of root.querySelectorAll('.pod-card')) {
    const old = before.get(item.dataset.key);
    const now = item.getBoundingClientRect();
    if (!old) {
      item.animate([{ opacity: 0, transform: 'translateY(-14px)' }, { opacity: 1, transform: 'none' }],
        { duration: 320, easing: 'ease-out' });
    } else if (old.left !== now.left || old.top !== now.top) {
      item.animate([{ transform: `translate(${old.left - now.left}px, ${old.top - now.top}px)` },
        { transform: 'none' }], { duration: 380, easing: 'ease' });
    }
  }
}
