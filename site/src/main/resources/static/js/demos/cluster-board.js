// Lesson 2: the whole board in slow motion, and one Pod as a parcel that collects stamps.

import { html, setText } from '../board/dom.js';
import { idlePicture } from '../board/stream.js';
import { mountBoard } from '../board/board.js';
import { isAbout } from '../board/words.js';
import { choices, button } from './frame.js';

const STAMPS = ['accepted', 'scheduled', 'pulled', 'running', 'ready'];
const WAIT = 9_000;
const SLOW = 0.5;

/** Mounts the demo. */
export async function mount(figure) {
  const idle = await idlePicture();
  if (!idle) return;
  const strip = figure.querySelector('.demo-twin');
  const folded = html('details', { class: 'demo-strip' },
    html('summary', {}, 'The same as a numbered strip'));
  const place = html('div', { class: 'demo-stage' });
  const parcel = parcelView();
  strip.before(place, folded);
  folded.append(strip);
  figure.classList.add('alive', 'wide');
  const board = mountBoard(place, { name: 'map', idle, speed: SLOW });
  place.querySelector('.board-main').before(parcel.root);
  let current = null;
  let number = 0;
  const guess = choices('Guess: it gets as far as', 'map-guess',
    [['', 'no guess'], ['refused', 'the door'], ...STAMPS.map((stamp) => [stamp, stamp])], '',
    () => {});
  const hand = button('Hand in a Pod', handIn, 'primary');
  parcel.root.append(html('div', { class: 'demo-tools' }, hand, guess), parcel.verdict);

  async function handIn() {
    const name = 'parcel-' + (++number);
    const chosen = guess.querySelector(':checked').value;
    current = { name, guess: chosen, reached: '', since: null, told: false };
    parcel.show(name, '');
    setText(parcel.verdict, '');
    const answer = await board.act({ do: 'apply', yaml: podYaml(name) }, { silent: true });
    if (!answer.ok) tell(`It is refused at the door: ${answer.message}`, 'refused');
  }

  function tell(words, reached) {
    current.told = true;
    const guessed = current.guess
      ? current.guess === reached ? ' You guessed it.' : ` You guessed: ${current.guess}.` : '';
    setText(parcel.verdict, words + guessed);
  }

  place.addEventListener('board:state', ({ detail: { state, entries, now } }) => {
    if (!current) return;
    const pod = state.pods.find((one) => one.name === current.name);
    if (!pod) return;
    const reached = reachedBy(pod, entries);
    if (reached !== current.reached) {
      current.reached = reached;
      current.since = now;
      parcel.show(current.name, reached);
    }
    watch(state, now);
  });

  setInterval(() => {
    const { state, now } = board.model;
    if (current?.since) watch(state, now);
  }, 500);

  function watch(state, now) {
    if (current.told || current.since === null) return;
    const pulled = state.components.filter((component) => component.unplugged);
    if (current.reached === 'ready') tell(`${current.name} is ready.`, 'ready');
    else if (now - current.since > WAIT) {
      tell(`${current.name} got as far as "${current.reached}" and waits.`
        + (pulled.length ? ` Unplugged: ${pulled.map((c) => c.title).join(', ')}.` : ''),
      current.reached);
    }
  }
}

/** The last stamp that a Pod has. */
function reachedBy(pod, entries) {
  if (pod.ready) return 'ready';
  if (pod.phase === 'Running') return 'running';
  const born = entries.find((entry) => isAbout(entry, 'pods', pod.namespace, pod.name));
  const started = entries.some((entry) => entry.actor === 'runtime/' + pod.node
    && entry.verb === 'start' && entry.sequence > (born?.sequence ?? 0));
  if (started) return 'pulled';
  return pod.node ? 'scheduled' : 'accepted';
}

function parcelView() {
  const title = html('span', { class: 'parcel-name' }, 'no parcel yet');
  const stamps = STAMPS.map((stamp) => html('li', {}, html('span', { class: 'stamp' }, stamp)));
  const verdict = html('p', { class: 'verdict', role: 'status' });
  const root = html('div', { class: 'parcel' },
    html('p', { class: 'parcel-row' }, 'The parcel: ', title), html('ol', { class: 'stamps' }, ...stamps));
  return {
    root, verdict,
    show(name, reached) {
      setText(title, name);
      const last = STAMPS.indexOf(reached);
      stamps.forEach((item, i) => {
        item.classList.toggle('stamped', i <= last);
        setText(item.firstElementChild, (i <= last ? '✓ ' : '') + STAMPS[i]);
      });
    },
  };
}

function podYaml(name) {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: default
  labels:
    app: parcel
spec:
  containers:
  - name: web
    image: nginx:1.29
`;
}
