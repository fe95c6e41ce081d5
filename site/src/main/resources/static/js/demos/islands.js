// Lesson 5: members as islands. Cut bridges, write on either side, and see who may decide.

import { html, svg, setText, setAttribute, keyed } from '../board/dom.js';
import { frame, choices, button, onNarrow } from './frame.js';
import { ring, majority, spare, side, decides, turnBridge, write, name } from './islands-model.js';

const WIDE = { width: 640, height: 380, x: 230, y: 128 };
const NARROW = { width: 380, height: 400, x: 124, y: 138 };
const LAND = 46;

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  let sea = ring(3);
  let chart = WIDE;
  const bridges = svg('g', {});
  const islands = svg('g', {});
  const picture = svg('svg', { class: 'demo-picture islands',
    role: 'group', 'aria-label': 'Islands in a ring of bridges; each can be pressed' }, bridges, islands);
  const tools = html('div', { class: 'demo-tools' },
    choices('Islands', 'island-count', [['3', '3'], ['4', '4'], ['5', '5']], '3', (count) => begin(Number(count))),
    button('Mend all bridges', () => {
      for (let i = 0; i < sea.cut.length; i++) if (sea.cut[i]) say(turnBridge(sea, i));
    }));
  stage.append(html('div', { class: 'plate' }, picture), tools);
  onNarrow(stage, 480, (narrow) => {
    chart = narrow ? NARROW : WIDE;
    show();
  });

  function begin(count) {
    clear();
    sea = ring(count);
    tell(`${count} islands. A majority is ${majority(sea)}, so ${spare(sea) || 'none'} may be lost.`);
    show();
  }

  function say(sentences) {
    sentences.forEach(tell);
    show();
  }

  function show() {
    const numbers = sea.islands.map((_, i) => i);
    setAttribute(picture, 'viewBox', `0 0 ${chart.width} ${chart.height}`);
    keyed(bridges, numbers, (i) => `${sea.islands.length}-${i}`,
      (i) => pressable('bridge', () => say(turnBridge(sea, i)), svg('line', { class: 'hit' }),
        svg('line', { class: 'planks' }), svg('path', { class: 'gap', d: 'M -9 -9 L 9 9 M 9 -9 L -9 9' })),
      drawBridge);
    keyed(islands, numbers, (i) => `${sea.islands.length}-${i}`,
      (i) => pressable('island', () => say(write(sea, i)), svg('ellipse', { rx: LAND * 1.35, ry: LAND }),
        svg('path', { class: 'flag', d: 'M -34 -16 V -48 H -10 L -16 -40 L -10 -32 H -34' }),
        svg('text', { class: 'number', y: 2 }), svg('text', { class: 'says', y: 24 })),
      drawIsland);
    const able = numbers.filter((i) => decides(sea, i));
    stand(`${sea.islands.length} islands; a majority is ${majority(sea)}. Committed up to entry ${sea.committed}. `
      + (able.length ? `${able.map((i) => name(sea, i)).join(', ')} may write; ${name(sea, sea.leader)} leads.`
        : 'Nobody may write.'));
  }

  function drawBridge(node, i) {
    const next = (i + 1) % sea.islands.length;
    const [from, to] = [place(chart, sea, i), place(chart, sea, next)];
    for (const line of node.querySelectorAll('line')) {
      setAttribute(line, 'x1', from.x); setAttribute(line, 'y1', from.y);
      setAttribute(line, 'x2', to.x); setAttribute(line, 'y2', to.y);
    }
    setAttribute(node.querySelector('.gap'), 'transform', `translate(${(from.x + to.x) / 2} ${(from.y + to.y) / 2})`);
    setAttribute(node, 'class', 'bridge' + (sea.cut[i] ? ' cut' : ''));
    setAttribute(node, 'aria-label', `Bridge between ${name(sea, i)} and ${name(sea, next)}: `
      + (sea.cut[i] ? 'cut. Press to mend' : 'stands. Press to cut'));
  }

  function drawIsland(node, i) {
    const at = place(chart, sea, i);
    const able = decides(sea, i);
    setAttribute(node, 'transform', `translate(${at.x} ${at.y})`);
    setAttribute(node, 'class', 'island' + (able ? '' : ' silent') + (i === sea.leader ? ' leads' : ''));
    setText(node.querySelector('.number'), name(sea, i));
    setText(node.querySelector('.says'), `log ${sea.islands[i].log}${sea.islands[i].log < sea.committed ? ', late' : ''}`);
    setAttribute(node, 'aria-label', `Island ${name(sea, i)}${i === sea.leader ? ', leader' : ''}, log up to entry `
      + `${sea.islands[i].log}, on a side of ${side(sea, i).length}. Press to write here`);
  }

  begin(3);
}

/** Where an island lies on the ellipse, the first at the top. */
function place(chart, sea, i) {
  const angle = (i / sea.islands.length) * 2 * Math.PI - Math.PI / 2;
  return { x: Math.round(chart.width / 2 + chart.x * Math.cos(angle)),
    y: Math.round(chart.height / 2 + 4 + chart.y * Math.sin(angle)) };
}

function pressable(kind, press, ...inside) {
  return svg('g', { class: kind, role: 'button', tabindex: 0, onclick: press,
    onkeydown: (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      press();
    } }, ...inside);
}
