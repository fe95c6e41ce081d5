// Three Pods behind an edge, and a roll-out that exchanges them: the drawing of lesson 29.

export const NEWS = 2;
export const SLEEP = 5;
const PODS = 3;
const BOOT = 3;
const NEVER = Infinity;
const KEPT = 30;

/** Three old Pods that are ready and listed. Times are seconds. */
export function world() {
  return { now: 0, version: 1, sleeps: false, queue: 0, asked: 0, failed: 0, made: PODS, requests: [],
    pods: Array.from({ length: PODS }, (_, i) => pod(i + 1, 1, -BOOT - NEWS)) };
}

function pod(number, version, born) {
  return { number, version, readyAt: born + BOOT, leavesAt: NEVER, closesAt: NEVER };
}

/** What a Pod is doing: `starting`, `ready`, `leaving` (told to go, still serving) or `closed`. */
export function state(world, pod) {
  if (world.now >= pod.closesAt) return 'closed';
  if (world.now >= pod.leavesAt) return 'leaving';
  return world.now >= pod.readyAt ? 'ready' : 'starting';
}

/** Whether the edge sends to this Pod: it hears what changed a little later. */
export function isListed(world, pod) {
  return world.now >= pod.readyAt + NEWS && world.now < pod.leavesAt + NEWS;
}

/** Begins to exchange all Pods, one after the other. */
export function roll(world) {
  world.version++;
  world.queue = PODS;
}

/** Whether a roll-out is under way. */
export function isRolling(world) {
  return world.queue > 0 || world.pods.some((pod) => pod.version < world.version);
}

/** A second goes by: the roll-out takes its next step, and each listed Pod gets a visitor. */
export function second(world) {
  world.now++;
  const old = world.pods.filter((pod) => pod.version < world.version && pod.leavesAt === NEVER);
  const fresh = world.pods.filter((pod) => pod.version === world.version);
  const allReady = fresh.every((pod) => world.now >= pod.readyAt);
  if (old.length && allReady && fresh.length > PODS - old.length) leave(world, old[0]);
  else if (world.queue > 0 && allReady) {
    world.queue--;
    world.pods.push(pod(++world.made, world.version, world.now));
  }
  const listed = world.pods.filter((pod) => isListed(world, pod));
  const visits = listed.map((pod) => ({ pod: pod.number,
    served: ['ready', 'leaving'].includes(state(world, pod)), id: ++world.asked }));
  world.failed += visits.filter((visit) => !visit.served).length;
  world.requests = [...world.requests, ...visits].slice(-KEPT);
  world.pods = world.pods.filter((pod) => isListed(world, pod) || state(world, pod) !== 'closed');
  return visits;
}

function leave(world, pod) {
  pod.leavesAt = world.now;
  pod.closesAt = world.now + (world.sleeps ? SLEEP : 0);
}
