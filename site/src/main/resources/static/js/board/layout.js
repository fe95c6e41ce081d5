// Where every box stands. One shape and one place for each thing in all lessons: you on the left,
// the API server in the centre, etcd behind it, the deciding loops on top, the nodes on the right.
// A narrow screen gets the same picture with the nodes below.

const WIDE = {
  size: [1000, 640],
  plane: { x: 148, y: 12, w: 512, h: 616 },
  manager: { x: 266, y: 36, w: 384, h: 114 },
  user: { x: 12, y: 262, w: 120, h: 96 },
  wishes: { x: 12, y: 374, w: 120, h: 254 },
  scheduler: { x: 160, y: 62, w: 98, h: 80 },
  chips: { x: 273, y: 62, w: 88, h: 80, gap: 6 },
  apiserver: { x: 292, y: 262, w: 224, h: 96 },
  etcd: { x: 284, y: 470, w: 240, h: 142 },
  waiting: { x: 160, y: 470, w: 112, h: 142 },
  nodes: { x: 684, y: 12, w: 304, h: 616, gap: 14 },
};

const TALL = {
  size: [400, 1010],
  plane: { x: 96, y: 8, w: 296, h: 440 },
  manager: { x: 102, y: 30, w: 284, h: 104 },
  user: { x: 6, y: 236, w: 82, h: 76 },
  wishes: { x: 6, y: 322, w: 82, h: 126 },
  scheduler: { x: 101, y: 150, w: 66, h: 56 },
  chips: { x: 107, y: 54, w: 65, h: 74, gap: 4 },
  apiserver: { x: 176, y: 236, w: 160, h: 76 },
  etcd: { x: 212, y: 350, w: 172, h: 90 },
  waiting: { x: 116, y: 350, w: 86, h: 90 },
  nodes: { x: 34, y: 462, w: 358, h: 540, gap: 10 },
};

/** The box that stands for every controller without a place of its own. */
export const OTHERS = 'kcm.others';

const SHOWN = ['kcm.deployment', 'kcm.replicaset', 'kcm.nodelifecycle'];

/** The controllers that share the box of the others. */
export function sharing(controllers) {
  return controllers.filter((id) => !SHOWN.includes(id));
}

/** The box at which a component is drawn. */
export function boxFor(layout, id) {
  return layout.boxes.has(id) || !id.startsWith('kcm.') ? id : OTHERS;
}

/** The layout for a container of this many CSS pixels, these controllers and these nodes. */
export function layoutFor(width, controllers, nodeNames) {
  const tall = width < 680;
  const plan = tall ? TALL : WIDE;
  const boxes = new Map();
  for (const id of ['user', 'scheduler', 'apiserver', 'etcd']) boxes.set(id, plan[id]);
  const { x, y, w, h, gap } = plan.chips;
  [...SHOWN.filter((id) => controllers.includes(id)), OTHERS].forEach((id, i) =>
    boxes.set(id, { x: x + i * (w + gap), y, w, h }));
  nodeNames.forEach((name, i) => boxes.set('node/' + name, nodeBox(plan.nodes, nodeNames.length, i)));
  return { tall, size: plan.size, boxes, plan };
}

function nodeBox(area, count, i) {
  const rows = Math.max(count, 3);
  const h = (area.h - (rows - 1) * area.gap) / rows;
  return { x: area.x, y: area.y + i * (h + area.gap), w: area.w, h };
}

/** The small box of the kubelet inside a node, where the node's line ends. */
export function kubeletBox(node) {
  const h = Math.min(56, node.h - 60);
  return { x: node.x + 12, y: node.y + 42 + Math.max(0, (node.h - 42 - h - 24) / 2), w: 72, h };
}

/** The line between the API server and a component, as path data from the component's side. */
export function linePath(layout, id) {
  const api = layout.boxes.get('apiserver');
  const centre = { x: api.x + api.w / 2, y: api.y + api.h / 2 };
  if (id === 'user') {
    const user = layout.boxes.get('user');
    return `M ${user.x + user.w} ${user.y + user.h / 2} L ${api.x} ${centre.y}`;
  }
  if (id === 'etcd') {
    const etcd = layout.boxes.get('etcd');
    const x = Math.min(Math.max(centre.x, etcd.x + 30), etcd.x + etcd.w - 30);
    return `M ${x} ${etcd.y} L ${x} ${api.y + api.h}`;
  }
  if (id.startsWith('node/')) return nodeLine(layout, id, api);
  const box = layout.boxes.get(id);
  const overScheduler = layout.tall && box.y < layout.plan.scheduler.y
    && box.x < layout.plan.scheduler.x + layout.plan.scheduler.w;
  const from = { x: overScheduler ? box.x + box.w + 1 : box.x + box.w / 2, y: box.y + box.h };
  const along = (from.x - layout.plan.plane.x) / layout.plan.plane.w;
  const to = { x: api.x + api.w * (0.12 + 0.76 * along), y: api.y };
  const bend = (to.y - from.y) * 0.55;
  return `M ${from.x} ${from.y} C ${from.x} ${from.y + bend} ${to.x} ${to.y - bend} ${to.x} ${to.y}`;
}

function nodeLine(layout, id, api) {
  const kubelet = kubeletBox(layout.boxes.get(id));
  const y = kubelet.y + kubelet.h / 2;
  if (layout.tall) {
    const gutter = layout.plan.nodes.x - 16;
    const top = layout.plan.nodes.y - 4;
    return `M ${kubelet.x} ${y} H ${gutter + 10} Q ${gutter} ${y} ${gutter} ${y - 10} V ${top + 8} `
      + `Q ${gutter} ${top} ${gutter + 8} ${top} H 98 Q 106 ${top} 106 ${top - 8} V 340 `
      + `Q 106 ${330} 116 330 H ${api.x + 16} Q ${api.x + 26} 330 ${api.x + 26} ${api.y + api.h}`;
  }
  const from = { x: kubelet.x, y };
  const to = { x: api.x + api.w, y: api.y + api.h / 2 + (y - api.y - api.h / 2) * 0.1 };
  const bend = (from.x - to.x) * 0.5;
  return `M ${from.x} ${from.y} C ${from.x - bend} ${from.y} ${to.x + bend} ${to.y} ${to.x} ${to.y}`;
}
