// Draws the boxes and lines of the cluster and keeps them true to the state that the server sends.
// It knows nothing of time or of the network: give it a layout and a state.

import { svg, setText, setAttribute, keyed } from './dom.js';
import { linePath, boxFor, sharing, OTHERS } from './layout.js';
import { nodeDrawing } from './node-box.js';

/** A drawing in the SVG element `root`; `onPick(id)` is called for a box that was chosen. */
export function drawing(root, onPick) {
  const back = svg('g', { class: 'back', 'aria-hidden': 'true' });
  const lines = svg('g', { class: 'lines', 'aria-hidden': 'true' });
  const boxes = svg('g', { class: 'boxes' });
  const sky = svg('g', { class: 'sky', 'aria-hidden': 'true' });
  root.append(back, lines, boxes, sky);
  let layout = null;
  let nodes = new Map();
  let chosen = null;

  function arrange(newLayout, components) {
    layout = newLayout;
    root.setAttribute('viewBox', `0 0 ${layout.size[0]} ${layout.size[1]}`);
    root.classList.toggle('tall', layout.tall);
    drawBack(back, layout);
    boxes.replaceChildren();
    nodes = new Map();
    for (const component of components) {
      const place = layout.boxes.get(component.id);
      if (place) boxes.append(componentBox(component, place, layout, pick));
    }
    boxes.append(othersBox(components, layout.boxes.get(OTHERS), pick));
    for (const [id, place] of layout.boxes) {
      if (!id.startsWith('node/')) continue;
      const node = nodeDrawing(id.slice(5), place, layout, pick);
      nodes.set(id, node);
      boxes.append(node.root);
    }
    keyed(lines, [...layout.boxes.keys()].filter((id) => id !== 'apiserver'), (id) => id,
      (id) => svg('path', { class: 'line', 'data-line': id }),
      (path, id) => setAttribute(path, 'd', linePath(layout, id)));
    choose(chosen);
  }

  function pick(id) {
    onPick(id);
  }

  function choose(id) {
    chosen = id;
    for (const box of boxes.querySelectorAll('[data-box]')) {
      const yes = box.getAttribute('data-box') === (layout && id ? boxFor(layout, id) : id);
      box.classList.toggle('chosen', yes);
      setAttribute(box.querySelector('.hit'), 'aria-pressed', yes ? 'true' : 'false');
    }
  }

  function update(state, now) {
    for (const component of state.components) {
      const box = boxes.querySelector(`[data-box="${CSS.escape(component.id)}"]`);
      if (box) updateComponent(box, component, state);
      const line = lines.querySelector(`[data-line="${CSS.escape(component.id)}"]`);
      if (line) line.classList.toggle('cut', component.unplugged);
    }
    updateOthers(boxes, lines, state.components);
    for (const node of state.nodes) {
      nodes.get('node/' + node.name)?.update(node, state, now);
      lines.querySelector(`[data-line="${CSS.escape('node/' + node.name)}"]`)
        ?.classList.toggle('cut', node.failed);
    }
    drawWaiting(back, layout, state, pick);
    drawWishes(back, layout, state);
  }

  return {
    sky, arrange, choose, update,
    layout: () => layout,
    line: (id) => lines.querySelector(`[data-line="${CSS.escape(boxFor(layout, id))}"]`),
    box: (id) => boxes.querySelector(`[data-box="${CSS.escape(boxFor(layout, id))}"]`),
    tick: (state, now) => state.nodes.forEach((n) => nodes.get('node/' + n.name)?.tick(n, state, now)),
    beat: (name) => nodes.get('node/' + name)?.beat(),
  };
}

function drawBack(back, { plan }) {
  const plane = plan.plane;
  const manager = plan.manager;
  back.replaceChildren(
    svg('rect', { ...frame(plane), rx: 5, class: 'plane' }),
    svg('text', { x: plane.x + 12, y: plane.y + 20, class: 'region' }, 'control plane'),
    svg('rect', { ...frame(manager), rx: 4, class: 'manager' }),
    svg('text', { x: manager.x + manager.w / 2, y: manager.y + 18, class: 'region middle' },
      'controller manager'),
    svg('g', { class: 'waiting' }),
    svg('g', { class: 'wishes' }));
}

export function frame({ x, y, w, h }) {
  return { x, y, width: w, height: h };
}

/**
 * A box that can be chosen by mouse, touch and keyboard. The button is a bare rectangle, so that its
 * name is the label and nothing else; `back` lies under it, `front` is drawn on top.
 */
export function pressable(id, label, place, pick, back, front) {
  const hit = svg('rect', {
    ...frame(place), rx: 4, class: 'hit', role: 'button', tabindex: 0, 'aria-label': label,
    'aria-pressed': 'false',
    onclick: () => pick(id),
    onkeydown: (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      pick(id);
    },
  });
  return svg('g', { class: 'box', 'data-box': id },
    svg('rect', { ...frame(place), rx: 4, class: 'shell' }),
    svg('rect', { ...frame(place), rx: 4, class: 'glow' }), ...back, hit,
    svg('g', { class: 'front', 'aria-hidden': 'true' }, ...front));
}

function componentBox(component, place, layout, pick) {
  const middle = place.x + place.w / 2;
  const big = component.id === 'apiserver' || component.id === 'etcd';
  const words = big ? [component.title] : [component.title.split(' ')[0]];
  const tight = big && layout.tall;
  const top = place.y + (big ? (tight ? 26 : 32) : place.h / 2);
  const box = pressable(component.id, component.title, place, pick, [], [
    ...words.map((word) => svg('text',
      { x: middle, y: top + (big ? 0 : 5), class: big ? 'title' : 'name' }, word)),
    svg('text', { x: middle, y: place.y + (big ? (tight ? 45 : 56) : place.h - 9), class: 'says' }),
    svg('g', { class: 'badge', transform: `translate(${place.x + place.w - 4} ${place.y + 2})` },
      svg('rect', { x: -44, y: -11, width: 48, height: 20, rx: 10 }),
      svg('text', { x: -20, y: 3.5 }, 'yours')),
    svg('path', { class: 'plug', d: plug(place.x + 14, place.y + 13) }),
    component.id === 'etcd' ? film(place, layout) : null]);
  box.classList.add('is-' + component.id.replaceAll('.', '-'));
  return box;
}

/** The box of all controllers that have none of their own; the panel lists them. */
function othersBox(components, place, pick) {
  const count = hidden(components).length;
  const middle = place.x + place.w / 2;
  return pressable(OTHERS, `${count} more controllers`, place, pick, [], [
    svg('text', { x: middle, y: place.y + place.h / 2 + 5, class: 'name' }, `+ ${count} more`),
    svg('text', { x: middle, y: place.y + place.h - 9, class: 'says' })]);
}

function hidden(components) {
  const ids = sharing(components.map((c) => c.id).filter((id) => id.startsWith('kcm.')));
  return components.filter((component) => ids.includes(component.id));
}

function updateOthers(boxes, lines, components) {
  const box = boxes.querySelector(`[data-box="${OTHERS}"]`);
  if (!box) return;
  const all = hidden(components);
  const out = all.filter((component) => component.unplugged).length;
  const failed = all.filter((component) => component.culprit).length;
  const says = [out > 0 ? `${out} unplugged` : '', failed > 0 ? `${failed} failed` : '']
    .filter(Boolean).join(', ');
  box.classList.toggle('unplugged', out > 0);
  setText(box.querySelector('.says'), says);
  setAttribute(box.querySelector('.hit'), 'aria-label',
    `${all.length} more controllers${says ? ', ' + says : ''}`);
  lines.querySelector(`[data-line="${OTHERS}"]`)?.classList.toggle('cut', out === all.length);
}

/** A pulled plug: shown with the word "unplugged", never alone. */
function plug(x, y) {
  return `M ${x - 6} ${y} h 4 m 8 0 h 4 m -12 -4 v 8 m 4 -6 h 4 v 4 h -4`;
}

function film(place, layout) {
  const frames = layout.tall ? 4 : 6;
  const width = (place.w - 20) / frames;
  const y = place.y + (layout.tall ? 54 : 72);
  const height = place.h - (layout.tall ? 62 : 84);
  const strip = svg('g', { class: 'film' });
  for (let i = 0; i < frames; i++) {
    const x = place.x + 10 + i * width;
    strip.append(svg('rect', { x: x + 1.5, y, width: width - 3, height, rx: 4 }),
      svg('text', { x: x + width / 2, y: y + height / 2 + 4 }));
  }
  return strip;
}

function updateComponent(box, component, state) {
  box.classList.toggle('unplugged', component.unplugged);
  box.classList.toggle('yours', component.by === 'yours');
  let says = component.unplugged ? 'unplugged' : component.culprit ? 'a part failed' : '';
  if (component.id === 'etcd' && !component.unplugged) {
    says = 'revision ' + state.revision + (says ? ', ' + says : '');
  }
  if (component.id === 'apiserver' && !says) says = 'the only door to etcd';
  setText(box.querySelector('.says'), says);
  const by = component.by === 'yours' ? ', running your code' : '';
  setAttribute(box.querySelector('.hit'), 'aria-label', component.title + (says ? ', ' + says : '') + by);
  if (component.id === 'etcd') {
    const numbers = [...box.querySelectorAll('.film text')];
    numbers.forEach((text, i) => {
      const revision = state.revision - (numbers.length - 1 - i);
      setText(text, revision > 0 ? String(revision) : '');
    });
  }
}

function drawWaiting(back, layout, state, pick) {
  const group = back.querySelector('.waiting');
  const place = layout.plan.waiting;
  const pods = state.pods.filter((pod) => !pod.node);
  if (!group.firstChild) {
    group.append(svg('rect', { ...frame(place), rx: 3 }),
      svg('text', { x: place.x + place.w / 2, y: place.y + 22, class: 'says' }, 'without a'),
      svg('text', { x: place.x + place.w / 2, y: place.y + 38, class: 'says' }, 'node yet'),
      svg('g', { class: 'tokens' }),
      svg('text', { x: place.x + place.w / 2, y: place.y + place.h - 10, class: 'says count' }));
  }
  const across = Math.max(1, Math.floor((place.w - 12) / 20));
  const rows = Math.max(1, Math.floor((place.h - 72) / 18));
  keyed(group.querySelector('.tokens'), pods.slice(0, across * rows), (pod) => pod.uid,
    (pod) => svg('rect', { width: 16, height: 14, rx: 4, class: 'token',
      onclick: () => pick('pod/' + pod.namespace + '/' + pod.name) }),
    (token) => token);
  [...group.querySelectorAll('.token')].forEach((token, i) => {
    setAttribute(token, 'x', place.x + 8 + (i % across) * 20);
    setAttribute(token, 'y', place.y + 48 + Math.floor(i / across) * 18);
  });
  setText(group.querySelector('.count'), pods.length ? pods.length + ' waiting' : 'none');
}

function drawWishes(back, layout, state) {
  const place = layout.plan.wishes;
  const step = layout.tall ? 42 : 50;
  const most = Math.floor(place.h / step);
  keyed(back.querySelector('.wishes'), state.replicaSets.slice(0, most),
    (set) => set.namespace + '/' + set.name,
    () => svg('g', {}, svg('rect', { rx: 3, width: place.w, height: step - 8 }),
      svg('text', { x: place.w / 2, y: step / 2 - 8, class: 'name' }),
      svg('text', { x: place.w / 2, y: step / 2 + 9, class: 'says' })),
    (card, set) => {
      const i = state.replicaSets.indexOf(set);
      setAttribute(card, 'transform', `translate(${place.x} ${place.y + i * step})`);
      card.classList.toggle('short', set.ready < set.wished);
      setText(card.querySelector('.name'), clip(set.name, layout.tall ? 10 : 14));
      setText(card.querySelector('.says'),
        layout.tall ? `${set.ready} of ${set.wished}` : `${set.ready} of ${set.wished} ready`);
    });
}

/** Shortens a name to `most` characters. */
export function clip(name, most) {
  return name.length <= most ? name : name.slice(0, most - 1) + '…';
}
