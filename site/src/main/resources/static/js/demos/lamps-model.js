// A shop window and the loop that looks after it. Small enough to live in the page: nothing here
// needs a cluster.

export const PLACES = 6;
export const STATIONS = ['look', 'compare', 'act'];

/** The world of the lamps. A lamp is 'on', 'off' or 'broken'. */
export function world() {
  return { wish: 3, lamps: Array.from({ length: PLACES }, (_, i) => (i < 3 ? 'on' : 'off')),
    mode: 'levels', drop: false, messages: [], seen: 3, gap: 0 };
}

/** How many lamps give light. */
export function lit(world) {
  return world.lamps.filter((lamp) => lamp === 'on').length;
}

/** A lamp breaks; a message about it is on its way, unless it gets lost. */
export function breakLamp(world, i) {
  if (world.lamps[i] !== 'on') return null;
  world.lamps[i] = 'broken';
  return message(world, { what: 'broke', by: 1 }, `Lamp ${i + 1} breaks. ${lit(world)} are lit.`);
}

/** The wish changes, which is a message too. */
export function wishFor(world, wish) {
  const by = wish - world.wish;
  world.wish = wish;
  if (!by) return null;
  return message(world, { what: 'wish', by }, `The card now says ${wish}.`);
}

function message(world, event, words) {
  if (world.mode === 'levels') return words;
  if (world.drop) {
    world.drop = false;
    return words + ' The message about it is lost.';
  }
  world.messages.push(event);
  return words + ' A message about it waits for the loop.';
}

/** What the loop does when its dot reaches a station; answers a sentence. */
export function arrive(world, station) {
  if (station === 'look') return look(world);
  if (station === 'compare') return compare(world);
  return act(world);
}

function look(world) {
  if (world.mode === 'levels') {
    world.seen = lit(world);
    return `Look: ${world.seen} lit.`;
  }
  return `Look: ${world.messages.length} messages.`;
}

function compare(world) {
  if (world.mode === 'levels') {
    world.gap = world.wish - world.seen;
    return `Compare: wished ${world.wish}, seen ${world.seen}, gap ${world.gap}.`;
  }
  world.gap = world.messages.reduce((sum, event) => sum + event.by, 0);
  world.messages = [];
  return world.gap ? `The messages ask for ${signed(world.gap)}.` : 'No message, so nothing to do.';
}

function act(world) {
  const gap = world.gap;
  world.gap = 0;
  if (!gap) return 'Act: nothing to do.';
  const changed = change(world, gap);
  if (!changed) return 'Act: no place is left in the window.';
  return gap > 0 ? `Act: ${lamps(changed)} lit. Now ${lit(world)}.`
    : `Act: ${lamps(changed)} put out. Now ${lit(world)}.`;
}

/** Lights free places (a broken lamp is replaced) or puts lamps out, from the right. */
function change(world, gap) {
  let left = Math.abs(gap);
  const order = [...world.lamps.keys()];
  if (gap < 0) order.reverse();
  for (const i of order) {
    if (!left) break;
    if ((world.lamps[i] === 'on') === gap > 0) continue;
    if (gap < 0 && world.lamps[i] === 'broken') continue;
    world.lamps[i] = gap > 0 ? 'on' : 'off';
    left--;
  }
  return Math.abs(gap) - left;
}

function lamps(count) {
  return count === 1 ? '1 lamp' : count + ' lamps';
}

function signed(gap) {
  return gap > 0 ? `${gap} more` : `${-gap} fewer`;
}
