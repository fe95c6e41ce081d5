// The gates that a new Pod passes on its way to the store, one after the other. Small enough to live
// in the page: nothing here needs a cluster.

const QUOTA = 3;
const LIMIT = '256Mi';
const PATIENCE = '300 s each';

/** The gates in their order; each looks at the Pod, may change it, and says what it did. */
export const GATES = [
  { name: 'Who are you?', part: 'before', pass: () => passed('ann, by her certificate') },
  { name: 'May you?', part: 'before', pass: () => passed('ann may create Pods here') },
  { name: 'Default sizes', part: 'changes', pass: (world) => fill(world, 'limit', LIMIT, 'limit for memory') },
  { name: 'Patience', part: 'changes', pass: (world) => fill(world, 'patience', PATIENCE, 'toleration of lost nodes') },
  { name: 'A webhook', part: 'changes', pass: webhook },
  { name: 'House rules', part: 'checks', pass: (world) => (world.pod.pinned
    ? passed('there is a limit, and the image names its version')
    : refused('the image names no version')) },
  { name: 'Quota', part: 'checks', pass: quota },
  { name: 'etcd', part: 'after', pass: store },
];

export function world() {
  return { sent: 0, stored: 0, seats: 0, most: QUOTA, webhookWorks: true, failClosed: true, dryRun: false,
    pod: null, before: null, at: 0, verdicts: [] };
}

/** A new Pod stands at the first gate. */
export function send(world, kind) {
  world.sent++;
  world.pod = { name: `web-${world.sent}`, pinned: kind !== 'untagged', image: kind === 'untagged' ? 'web' : 'web:1',
    limit: 'none', patience: kind === 'hasty' ? '20 s each' : 'none' };
  world.before = { ...world.pod };
  world.at = 0;
  world.verdicts = [];
  return `${world.pod.name} comes${world.dryRun ? ' as a rehearsal, with --dry-run' : ''}.`;
}

/** True while a Pod stands before a gate. */
export function isOnItsWay(world) {
  return Boolean(world.pod) && world.at < GATES.length;
}

/** The Pod meets the next gate; tells what the gate did. */
export function step(world) {
  const gate = GATES[world.at];
  const verdict = gate.pass(world);
  world.verdicts.push(verdict);
  world.at = verdict.kind === 'refused' ? GATES.length : world.at + 1;
  return `${gate.name}: ${verdict.says}.`;
}

function fill(world, field, value, words) {
  if (world.pod[field] !== 'none') return passed(`the author gave a ${words}, and it stays`);
  world.pod[field] = value;
  return { kind: 'changed', says: `added a ${words}: ${value}` };
}

function webhook(world) {
  if (world.webhookWorks) return passed('it answered that it minds nothing');
  return world.failClosed ? refused('it did not answer in time, and its failure policy is Fail')
    : passed('it did not answer in time, and its failure policy is Ignore');
}

function quota(world) {
  if (world.seats >= world.most) return refused(`${world.seats} of ${world.most} seats are taken`);
  if (world.dryRun) return passed('there is a seat; a rehearsal does not take it');
  world.seats++;
  return passed(`seat ${world.seats} of ${world.most} is taken`);
}

function store(world) {
  if (world.dryRun) return passed('nothing is stored; the client sees what would have been');
  world.stored++;
  return passed(`${world.pod.name} is stored`);
}

function passed(says) {
  return { kind: 'passed', says };
}

function refused(says) {
  return { kind: 'refused', says: `refused: ${says}` };
}
