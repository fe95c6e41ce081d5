// One node: its heartbeat, its countdown when it falls silent, its capacity and its Pods.

import { svg, setText, setAttribute, keyed, prefersStillness } from './dom.js';
import { kubeletBox } from './layout.js';
import { pressable, clip } from './draw.js';

const RING = 11;
const AROUND = 2 * Math.PI * RING;
const HEART = 'M 0 4.6 C -6 0.6 -5 -4.6 -2.2 -4.6 C -0.9 -4.6 0 -3.4 0 -2.6 '
  + 'C 0 -3.4 0.9 -4.6 2.2 -4.6 C 5 -4.6 6 0.6 0 4.6 Z';

/** The drawing of node `name` at `place`. */
export function nodeDrawing(name, place, layout, pick) {
  const kubelet = kubeletBox(place);
  const right = place.x + place.w;
  const bar = { x: place.x + 46, y: place.y + place.h - 17, w: place.w - 60 };
  const heart = svg('path', { d: HEART, class: 'heart' });
  const root = pressable('node/' + name, 'node ' + name, place, pick, [], [
    svg('text', { x: place.x + 14, y: place.y + 24, class: 'title left' }, name),
    svg('text', { x: right - 40, y: place.y + 24, class: 'says right status' }),
    svg('g', { class: 'pulse', transform: `translate(${right - 22} ${place.y + 20})` },
      svg('circle', { r: RING, class: 'track' }),
      svg('circle', { r: RING, class: 'ring', transform: 'rotate(-90)',
        'stroke-dasharray': AROUND }),
      heart),
    svg('rect', { x: kubelet.x, y: kubelet.y, width: kubelet.w, height: kubelet.h, rx: 3,
      class: 'kubelet' }),
    svg('text', { x: kubelet.x + kubelet.w / 2, y: kubelet.y + kubelet.h / 2 + 4, class: 'says' },
      'kubelet'),
    svg('g', { class: 'pods' }),
    svg('text', { x: place.x + 13, y: bar.y + 7, class: 'says left' }, 'CPU'),
    svg('rect', { x: bar.x, y: bar.y, width: bar.w, height: 6, rx: 3, class: 'track' }),
    svg('rect', { x: bar.x, y: bar.y, width: 0, height: 6, rx: 3, class: 'requests' })]);
  root.classList.add('node');
  const find = (selector) => root.querySelector(selector);

  function update(node, state, now) {
    root.classList.toggle('failed', node.failed);
    root.classList.toggle('silent', node.ready !== 'True' && node.ready !== '');
    const part = Math.min(1, node.cpu.requests / Math.max(1, node.cpu.capacity));
    setAttribute(find('.requests'), 'width', (bar.w * part).toFixed(1));
    const pods = state.pods.filter((pod) => pod.node === name);
    drawPods(find('.pods'), pods, place, kubelet, pick);
    const ready = { True: 'ready', False: 'not ready', Unknown: 'not heard from' }[node.ready]
      ?? 'not started';
    setAttribute(find('.hit'), 'aria-label', `node ${name}, ${ready}, ${pods.length} Pods`);
    tick(node, state, now);
  }

  /** The countdown: first until the node counts as lost, then until its Pods are evicted. */
  function tick(node, state, now) {
    const countdown = countdownOf(node, state, now);
    setText(find('.status'), countdown.words);
    setAttribute(find('.ring'), 'stroke-dashoffset', (AROUND * (1 - countdown.part)).toFixed(1));
    find('.pulse').classList.toggle('counting', countdown.part > 0);
  }

  function beat() {
    if (prefersStillness()) return;
    heart.animate([{ transform: 'scale(1)' }, { transform: 'scale(1.6)' }, { transform: 'scale(1)' }],
      { duration: 420, easing: 'ease-out' });
  }

  return { root, update, tick, beat };
}

/** How far a silent node is: the filled part of its ring, and the same in words. */
export function countdownOf(node, state, now) {
  if (node.ready === 'True') {
    const silent = Math.max(0, now - node.lastHeartbeat) / 1000;
    if (silent < state.heartbeatSeconds * 1.5) return { part: 0, words: 'Ready' };
    const left = Math.max(0, state.graceSeconds - silent);
    return { part: Math.min(1, silent / state.graceSeconds),
      words: left > 0 ? `silent, lost in ${Math.ceil(left)} s` : `silent for ${Math.floor(silent)} s` };
  }
  if (node.taintedSince) {
    const gone = Math.max(0, now - node.taintedSince) / 1000;
    const left = Math.max(0, state.tolerationSeconds - gone);
    return { part: Math.min(1, gone / state.tolerationSeconds),
      words: left > 0 ? `lost, evicts in ${Math.ceil(left)} s` : 'lost, Pods evicted' };
  }
  if (!node.ready) return { part: 0, words: 'not started' };
  return { part: 1, words: node.ready === 'False' ? 'not ready' : 'lost' };
}

function drawPods(group, pods, place, kubelet, pick) {
  const area = { x: kubelet.x + kubelet.w + 12, y: place.y + 38,
    w: place.w - kubelet.w - 36, h: place.h - 64 };
  const size = podSize(area, pods.length);
  const across = Math.max(1, Math.floor((area.w + 6) / (size.w + 6)));
  const most = across * Math.max(1, Math.floor((area.h + 6) / (size.h + 6)));
  keyed(group, pods.slice(0, most), (pod) => pod.uid,
    (pod) => svg('g', { class: 'pod', onclick: (event) => {
      event.stopPropagation();
      pick('pod/' + pod.namespace + '/' + pod.name);
    } }, svg('rect', { rx: 4, x: 0, y: 0 }), svg('text', { class: 'mark' }),
    svg('text', { class: 'tail' })),
    (token, pod) => {
      const i = pods.indexOf(pod);
      const look = podLook(pod);
      setAttribute(token, 'class', 'pod is-' + look.id);
      setAttribute(token, 'transform', `translate(${area.x + (i % across) * (size.w + 6)} `
        + `${area.y + Math.floor(i / across) * (size.h + 6)})`);
      const [rect, mark, tail] = token.children;
      setAttribute(rect, 'width', size.w);
      setAttribute(rect, 'height', size.h);
      setAttribute(mark, 'x', size.w / 2);
      setAttribute(mark, 'y', size.h / 2 + (size.named ? -1 : 4));
      setText(mark, size.h < 14 ? '' : look.mark);
      setAttribute(tail, 'x', size.w / 2);
      setAttribute(tail, 'y', size.h - 7);
      setText(tail, size.named ? clip(pod.name.split('-').at(-1), 7) : '');
    });
}

function podSize(area, count) {
  for (const size of [{ w: 58, h: 46, named: true }, { w: 30, h: 26 }, { w: 18, h: 16 },
    { w: 10, h: 10 }]) {
    const fits = Math.floor((area.w + 6) / (size.w + 6)) * Math.floor((area.h + 6) / (size.h + 6));
    if (fits >= count) return size;
  }
  return { w: 10, h: 10 };
}

/** The look of a Pod: a mark and a word as well as a colour. */
export function podLook(pod) {
  if (pod.deleting) return { id: 'ending', mark: '↓', word: 'ending' };
  if (pod.phase === 'Failed') return { id: 'failed', mark: '✕', word: 'failed' };
  if (pod.phase === 'Succeeded') return { id: 'done', mark: '■', word: 'succeeded' };
  if (pod.phase === 'Running' && pod.ready) return { id: 'ready', mark: '✓', word: 'ready' };
  if (pod.phase === 'Running') return { id: 'running', mark: '◐', word: 'running, not ready' };
  return { id: 'pending', mark: '…', word: pod.node ? 'starting' : 'without a node' };
}
