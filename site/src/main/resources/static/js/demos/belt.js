// Lesson 21: a Job's work belt, where the reader lets Pods succeed and fail, and a load that an
// autoscaler follows minute by minute.

import { html, svg, setText, keyed } from '../board/dom.js';
import { frame, choices, button } from './frame.js';
import { belt, succeed, fail, wait, clearAway, parcels, curve, account } from './belt-model.js';

const STATES = { works: '● at work', done: '✓ succeeded', failed: '✕ failed' };
const PARCELS = { counted: '✓ counted', works: '● being done', waits: '… waits' };
const HIGH = 12;

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  const job = workBelt(tell, stand);
  const load = loadCurve(tell, stand);
  const show = (view) => {
    clear();
    job.root.hidden = view !== 'belt';
    load.root.hidden = view !== 'curve';
    (view === 'belt' ? job : load).begin();
  };
  stage.append(html('div', { class: 'demo-tools' }, choices('Show', 'belt-view',
    [['belt', 'the work belt'], ['curve', 'the load']], 'belt', show)), job.root, load.root);
  show('belt');
}

function workBelt(tell, stand) {
  let shop = belt();
  const row = html('ol', { class: 'belt', 'aria-label': 'The six parcels' });
  const crew = html('ul', { class: 'crew', 'aria-label': 'The Pods that are there' });
  const act = (deed) => {
    tell(deed(shop));
    draw();
  };
  const waiting = button('The wait is over', () => act(wait));
  const root = html('div', {},
    html('div', { class: 'plate belt-plate' }, html('p', { class: 'belt-title' }, 'Parcels'), row,
      html('p', { class: 'belt-title' }, 'Pods'), crew),
    html('div', { class: 'demo-tools' }, button('A Pod succeeds', () => act(succeed)),
      button('A Pod fails', () => act(fail)), waiting,
      button('Clear away', () => act(clearAway)), button('Start again', begin)));

  function begin() {
    shop = belt();
    draw();
  }

  function draw() {
    keyed(row, parcels(shop).map((state, index) => ({ index, state })), (one) => one.index,
      () => html('li', {}), (item, one) => {
        item.className = `parcel is-${one.state}`;
        setText(item, PARCELS[one.state]);
      });
    keyed(crew, shop.pods, (pod) => pod.id, () => html('li', {}), (item, pod) => {
      item.className = `crew-pod is-${pod.state}`;
      setText(item, `Pod ${pod.id} ${STATES[pod.state]}`);
    });
    waiting.disabled = !shop.wait;
    stand(`${shop.counted} of 6 counted, ${shop.failures} failed, ${shop.born} Pods made in all.`
      + (shop.wait ? ` Nobody new begins for ${shop.wait} seconds.` : ''));
  }

  return { root, begin };
}

function loadCurve(tell, stand) {
  let patient = true;
  let minutes = curve(patient);
  let at = 0;
  const picture = svg('svg', { viewBox: '0 0 560 200', class: 'load-curve', role: 'img',
    'aria-label': 'Pods, and what the autoscaler would like, minute by minute' });
  const next = button('Next minute', () => {
    tell(account(minutes[at++]));
    draw();
  });
  const root = html('div', {},
    html('div', { class: 'demo-tools' }, choices('When the load falls', 'belt-patience',
      [['yes', 'it waits five minutes'], ['no', 'it shrinks at once']], 'yes', (value) => {
        patient = value === 'yes';
        begin();
      })),
    html('div', { class: 'plate belt-plate' }, picture, html('p', { class: 'load-legend' },
      'Bar: the Pods there are. Line: the Pods it would like. Dots: the load.')),
    html('div', { class: 'demo-tools' }, next, button('Start again', begin)));

  function begin() {
    minutes = curve(patient);
    at = 0;
    draw();
  }

  function draw() {
    const y = (pods) => 170 - pods / HIGH * 150;
    const parts = minutes.slice(0, at).flatMap(({ load, wish, size }, minute) => {
      const x = 10 + minute * 39;
      return [svg('rect', { class: 'load-pods', x, y: y(size), width: 30, height: 170 - y(size) }),
        svg('text', { class: 'load-number', x: x + 15, y: y(size) - 5 }, String(size)),
        svg('line', { class: 'load-wish', x1: x - 2, x2: x + 32, y1: y(wish), y2: y(wish) }),
        svg('circle', { class: 'load-load', cx: x + 15, cy: y(load / 50), r: 4 }),
        svg('text', { class: 'load-minute', x: x + 15, y: 188 }, String(minute))];
    });
    picture.replaceChildren(svg('line', { class: 'load-ground', x1: 0, x2: 560, y1: 170, y2: 170 }),
      ...parts);
    next.disabled = at === minutes.length;
    const last = minutes[at - 1];
    stand(last ? account(last) : 'Two Pods carry a load of 100; each is to carry 50. Press Next minute.');
  }

  return { root, begin };
}
