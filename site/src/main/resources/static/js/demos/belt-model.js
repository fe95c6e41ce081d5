// The two drawings of lesson 21: a Job's work belt, and an autoscaler that follows a load.

const WAITS = [10, 20, 40, 80, 160, 320, 360];
const PARCELS = 6;
const AT_A_TIME = 3;

/** Six parcels, three Pods at work, nothing counted. */
export function belt() {
  return { counted: 0, failures: 0, inARow: 0, wait: 0, born: AT_A_TIME, cleared: 0,
    pods: [1, 2, 3].map((number) => ({ id: number, state: 'works' })) };
}

const working = (shop) => shop.pods.filter((pod) => pod.state === 'works');

/** As many Pods as are missing and may be, unless a wait is not over. */
function staff(shop) {
  if (shop.wait) return 0;
  const missing = Math.min(AT_A_TIME, PARCELS - shop.counted) - working(shop).length;
  for (let i = 0; i < missing; i++) shop.pods.push({ id: ++shop.born, state: 'works' });
  return Math.max(0, missing);
}

const more = (number) => (number ? ` ${number} more begin${number === 1 ? 's' : ''}.` : '');

/** The oldest Pod succeeds: noted, let go, counted. */
export function succeed(shop) {
  const pod = working(shop)[0];
  if (!pod) return 'Nobody is at work.';
  pod.state = 'done';
  shop.counted++;
  shop.inARow = 0;
  shop.wait = 0;
  const started = staff(shop);
  return `Pod ${pod.id} has succeeded. Its uid is noted, it is let go, and counted: ${shop.counted} of ${PARCELS}.`
    + (shop.counted === PARCELS ? ' The Job is complete.' : more(started));
}

/** The oldest Pod fails, and the belt waits. */
export function fail(shop) {
  const pod = working(shop)[0];
  if (!pod) return 'Nobody is at work.';
  pod.state = 'failed';
  shop.failures++;
  shop.wait = WAITS[Math.min(shop.inARow, WAITS.length - 1)];
  shop.inARow++;
  return `Pod ${pod.id} has failed: failure ${shop.failures}. Nobody new begins for ${shop.wait} seconds.`;
}

/** The wait is over. */
export function wait(shop) {
  if (!shop.wait) return 'There is nothing to wait for.';
  const seconds = shop.wait;
  shop.wait = 0;
  return `${seconds} seconds are over.` + more(staff(shop));
}

/** Somebody deletes the Pods that have ended. */
export function clearAway(shop) {
  const gone = shop.pods.length - working(shop).length;
  shop.pods = working(shop);
  shop.cleared += gone;
  return gone ? `${gone} Pods that had ended are deleted. ${shop.counted} stay counted.`
    : 'No Pod has ended yet.';
}

/** How the parcels of the Job stand. */
export function parcels(shop) {
  const busy = working(shop).length;
  return Array.from({ length: PARCELS }, (_, i) => (i < shop.counted ? 'counted'
    : i < shop.counted + busy ? 'works' : 'waits'));
}

const GOAL = 50;
const WINDOW = 5;

/** Fourteen minutes: load, what is wished for, and how many Pods there are. */
export function curve(patient) {
  const wishes = [];
  const minutes = [];
  let size = 2;
  for (let minute = 0; minute < 14; minute++) {
    const load = minute >= 3 && minute < 6 ? 600 : 100;
    const ratio = load / size / GOAL;
    const wish = Math.abs(ratio - 1) <= 0.1 ? size : Math.ceil(size * ratio);
    wishes.push(wish);
    const before = size;
    if (wish > size) size = Math.min(wish, Math.max(2 * size, 4));
    else size = Math.min(size, patient ? Math.max(...wishes.slice(-WINDOW)) : wish);
    minutes.push({ minute, load, wish, size, before });
  }
  return minutes;
}

/** What happened in a minute, in words. */
export function account({ minute, load, wish, size, before }) {
  const deed = size > before ? `the size grows from ${before} to ${size}`
    : size < before ? `the size falls from ${before} to ${size}`
      : wish < size ? `the size stays ${size}: the window remembers more` : `the size stays ${size}`;
  return `Minute ${minute}: the load is ${load}, the wish ${wish}, and ${deed}.`;
}
