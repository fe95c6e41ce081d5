// Two set-ups of one shop and the database that both need: the drawing of lesson 23.

/** Seconds between two questions, and how many noes in a row count. */
export const PERIOD = 10;
export const NOES = { startup: 6, readiness: 3, liveness: 3 };
const BOOT = 30;
const WAITS = [0, 10, 20, 40, 80, 160, 300];

/** A database that is up, and two shops that start. */
export function world() {
  return { now: 0, database: true, shops: [shop('itself'), shop('database')] };
}

function shop(asks) {
  return run({ asks, restarts: 0, lost: 0, waits: 0, hangs: false });
}

/** A run of the program begins: nothing was asked of it yet. */
function run(one) {
  return Object.assign(one, { state: 'starting', age: 0, ready: false, hangs: false, waits: 0,
    noes: { startup: 0, readiness: 0, liveness: 0 },
    said: { startup: '', readiness: '', liveness: '' } });
}

/** Which questions are asked of a shop now. */
export function asked(one) {
  if (one.state === 'waiting') return [];
  return one.state === 'starting' ? ['startup'] : ['readiness', 'liveness'];
}

function answers(world, one, kind) {
  if (one.hangs) return false;
  if (kind === 'startup') return one.age >= BOOT;
  return world.database || (kind === 'liveness' && one.asks === 'itself');
}

/** Ten seconds go by, and all that is due is asked. Answers what happened, as sentences with shops. */
export function round(world) {
  world.now += PERIOD;
  const news = [];
  for (const one of world.shops) {
    one.age += PERIOD;
    if (one.state === 'waiting') waitOn(one, news);
    else asked(one).forEach((kind) => hear(one, kind, answers(world, one, kind), news));
    if (!serves(world, one)) one.lost += PERIOD;
  }
  return news;
}

/** Whether visitors get what they came for. */
export function serves(world, one) {
  return one.ready && world.database && !one.hangs;
}

function waitOn(one, news) {
  one.waits -= PERIOD;
  if (one.waits > 0) return;
  run(one);
  news.push([one, 'its wait is over: the program starts again']);
}

function hear(one, kind, yes, news) {
  if (one.state === 'waiting' || (one.state === 'starting' && kind !== 'startup')) return;
  one.said[kind] = yes ? 'yes' : 'no';
  one.noes[kind] = yes ? 0 : one.noes[kind] + 1;
  if (yes && kind === 'startup') {
    one.state = 'running';
    news.push([one, 'it says that it has started; from now on the two others are asked']);
  } else if (kind === 'readiness') {
    const ready = yes || (one.ready && one.noes.readiness < NOES.readiness);
    if (ready !== one.ready) news.push([one, ready ? 'it is ready: visitors come' : 'the third no to readiness: nobody is sent to it, and nothing else happens']);
    one.ready = ready;
  } else if (!yes && one.noes[kind] >= NOES[kind]) kill(one, kind, news);
}

function kill(one, kind, news) {
  const wait = WAITS[Math.min(one.restarts, WAITS.length - 1)];
  one.restarts++;
  run(one);
  if (wait > 0) Object.assign(one, { state: 'waiting', waits: wait });
  news.push([one, `the last no to ${kind}: the program is killed, and `
    + (wait > 0 ? `waits ${wait} seconds for its next start` : 'starts again at once')]);
}
