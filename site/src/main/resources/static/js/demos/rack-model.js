// Ten nodes in two zones and whoever watches over them: the drawing of lesson 17, with the controller's own rules.

export const GRACE = 50;
export const PATIENCE = 300;
const PAUSE = 10;
const TICK = 5;
const ZONES = ['east', 'west'];

/** All nodes are well. */
export function rack() {
  const nodes = ZONES.flatMap((zone) => [1, 2, 3, 4, 5].map((number) => (
    { name: `${zone}-${number}`, zone, cut: false, silent: 0, unknown: false, taintedAt: -1, empty: false })));
  return { second: 0, nodes, lastGivenUp: { east: -PAUSE, west: -PAUSE } };
}

/** Cuts exactly the nodes that `which` names: none, one, most of a zone, the zone or all. */
export function cut(state, which) {
  const isCut = {
    none: () => false,
    one: (node) => node.name === 'east-1',
    most: (node) => node.zone === 'east' && node.name !== 'east-5',
    zone: (node) => node.zone === 'east',
    all: () => true,
  }[which];
  state.nodes.forEach((node) => { node.cut = isCut(node); });
}

/** Lets seconds pass; answers what happened, a sentence each. */
export function advance(state, seconds) {
  const said = [];
  for (let passed = 0; passed < seconds; passed += TICK) {
    state.second += TICK;
    said.push(...tick(state));
  }
  return said;
}

function tick(state) {
  const said = [];
  const at = `${state.second} s: `;
  const names = (some) => some.map((node) => node.name).join(', ');
  for (const node of state.nodes) {
    node.silent = node.cut ? node.silent + TICK : 0;
    if (!node.cut) node.unknown = false;
  }
  const lost = state.nodes.filter((node) => !node.unknown && node.silent >= GRACE);
  lost.forEach((node) => { node.unknown = true; });
  if (lost.length) said.push(`${at}silent for ${GRACE} s: ${names(lost)}. Unknown, and no traffic to the Pods.`);
  const isDeaf = state.nodes.every((node) => node.unknown);
  const forgiven = state.nodes.filter((node) => node.taintedAt >= 0 && (isDeaf || !node.unknown));
  forgiven.forEach((node) => { node.taintedAt = -1; });
  if (forgiven.length) {
    said.push(`${at}the taint is taken from ${names(forgiven)}: ${isDeaf ? 'nobody is heard, so the fault may be ours' : 'heard again'}.`);
  }
  if (!isDeaf) ZONES.forEach((zone) => giveUp(state, zone).forEach((node) => said.push(`${at}${node.name} is tainted. Its Pods have ${PATIENCE} s.`)));
  const over = state.nodes.filter((node) => node.taintedAt >= 0 && !node.empty && state.second - node.taintedAt >= PATIENCE);
  over.forEach((node) => { node.empty = true; });
  if (over.length) said.push(`${at}the Pods of ${names(over)} are deleted, and made anew elsewhere.`);
  state.nodes.filter((node) => !node.unknown).forEach((node) => { node.empty = false; });
  return said;
}

function giveUp(state, zone) {
  const its = state.nodes.filter((node) => node.zone === zone);
  const dark = its.filter((node) => node.unknown);
  const isStopped = dark.length > 2 && dark.length < its.length && dark.length * 100 >= its.length * 55;
  const next = dark.find((node) => node.taintedAt < 0);
  if (!next || isStopped || state.second - state.lastGivenUp[zone] < PAUSE) return [];
  next.taintedAt = state.second;
  state.lastGivenUp[zone] = state.second;
  return [next];
}

/** Why the watch keeper does what it does just now. */
export function verdict(state) {
  const dark = state.nodes.filter((node) => node.unknown);
  if (!dark.length) return 'No node is suspected.';
  if (dark.length === state.nodes.length) return 'No node is heard at all: it is likelier that we are deaf. Nobody is given up.';
  const most = dark.filter((node) => node.zone === 'east').length;
  if (most > 2 && most < 5) return `${most} of the 5 nodes in east are dark, 55 % or more. No further one is given up.`;
  if (most === 5) return 'All of east is dark, but west is heard: that house is lost. One node in ten seconds is given up.';
  return 'A few nodes are dark. They are given up, one in ten seconds.';
}
