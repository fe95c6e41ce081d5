// Turns what the server sends into a calm show: calls that happen within a millisecond leave one
// after the other, the state follows when they have landed, and a long queue hurries.

import { familyOf, family } from './verbs.js';
import { objectWords, parse } from './words.js';
import { prefersStillness } from './dom.js';

const NOTICES_UP_TO = 5;

/** Shows batches on `drawing` through `flights`; `seen(entry)` and `landed(batch)` tell the page. */
export function playback(drawing, flights, clock, { seen, landed }) {
  let queue = [];
  let timer = 0;
  let held = false;

  function take(batch) {
    batch.entries.forEach((entry) => queue.push({ entry, state: batch.state }));
    queue.push({ batch });
    next();
  }

  function next() {
    if (timer || held) return;
    while (queue.length) {
      const item = queue.shift();
      const wait = item.batch ? finish(item.batch) : show(item.entry, item.state);
      if (wait > 0) {
        timer = setTimeout(() => {
          timer = 0;
          next();
        }, wait);
        return;
      }
    }
  }

  function finish(batch) {
    landed(batch);
    return 0;
  }

  /** Shows one entry; answers how long the next one has to wait, in milliseconds. */
  function show(entry, state) {
    seen(entry);
    const beat = isHeartbeat(entry);
    if (!beat) glow(entry);
    if (beat && !isElected(entry)) drawing.beat(entry.actor.split('/')[1]);
    if (prefersStillness()) return 0;
    const plan = flightOf(entry, beat);
    if (!plan) return 0;
    const milliseconds = Math.min(1700, Math.max(260, 820 / Math.sqrt(clock.speed))) * plan.length;
    flights.launch({ ...plan, milliseconds });
    if (entry.revision > 0 && clock.speed <= NOTICES_UP_TO) tellWatchers(entry, state, milliseconds);
    const pace = plan.family.id === 'notice' || plan.family.id === 'read' ? 45 : 190;
    return pace / Math.sqrt(Math.max(1, clock.speed)) / (1 + queue.length / 12);
  }

  function glow(entry) {
    drawing.box(boxOf(entry.actor))?.querySelector('.glow')?.animate?.(
      [{ opacity: 0.9 }, { opacity: 0 }], { duration: prefersStillness() ? 1 : 700 });
  }

  /** A change goes out to everybody who watches its kind; a kubelet watches the Pods of its node. */
  function tellWatchers(entry, state, delay) {
    const { plural, namespace, name } = parse(entry.object);
    const pod = plural === 'pods'
      ? state.pods.find((one) => one.name === name && one.namespace === namespace) : null;
    for (const [actor, kinds] of Object.entries(state.watches)) {
      if (!kinds.includes(plural) || actor === entry.actor) continue;
      const [part, node] = actor.split('/');
      if (part === 'kubelet' && plural === 'pods' && pod?.node !== node) continue;
      flights.launch({ legs: [{ line: boxOf(actor), back: true }], family: family('notice'), delay,
        milliseconds: 700 / Math.sqrt(Math.max(0.5, clock.speed)) });
    }
  }

  function hold(value) {
    held = value;
    flights.freeze(value);
    if (!held) next();
  }

  function clear() {
    queue = [];
    clearTimeout(timer);
    timer = 0;
    flights.clear();
  }

  return { take, hold, clear, waiting: () => queue.length };
}

/** A node, or a process that leads, says "I am alive". */
export function isHeartbeat(entry) {
  return (entry.actor.startsWith('kubelet/') || isElected(entry))
    && entry.object.startsWith('leases/');
}

/** By a process around some boxes, which renews its lease every two seconds and has no box itself. */
function isElected(entry) {
  return entry.actor.startsWith('kube-');
}

/** The box on the board that an actor lives in. */
export function boxOf(actor) {
  const [part, node] = actor.split('/');
  return node ? 'node/' + node : part;
}

function flightOf(entry, beat) {
  const kind = family(familyOf(entry));
  const box = boxOf(entry.actor);
  if (!kind || isElected(entry) || entry.actor.startsWith('runtime/') || box === 'machine' || box === 'apiserver') {
    return null;
  }
  const legs = [{ line: box }];
  if (entry.revision > 0) legs.push({ line: 'etcd', back: true });
  const label = entry.verb + ' ' + objectWords(entry.object);
  const small = beat || entry.object.startsWith('events/');
  return { legs, family: small ? family('notice') : kind, label: small || kind.id === 'read' ? '' : label,
    length: legs.length > 1 ? 1.5 : 1 };
}
