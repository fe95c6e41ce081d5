// The index of a cluster's past that a page holds: events in typed arrays, texts said once, and for
// each object the revisions at which it changed. Ten thousand events take about half a megabyte, and
// no look-up walks through them.

import { FAMILIES, familyOf } from '../board/verbs.js';
import { isQuiet } from '../board/words.js';

/** How much an event wants to be seen. */
export const RANK = { quiet: 0, small: 1, telling: 2, trouble: 3 };
export const NO_FAMILY = 255;

const TROUBLE = new Set(['fail', 'failed', 'fall-back', 'lose-watch', 'lose-request', 'begin', 'unplug', 'crash']);
const TELLING = new Set(['create', 'delete', 'bind', 'recover', 'plug-in', 'replace', 'end', 'exit', 'shut-down']);
const FAMILY_AT = new Map(FAMILIES.map((family, at) => [family.id, at]));

/** A past of which nothing is known yet. */
export function chronicle() {
  const texts = [];
  const numbers = new Map();
  const subjects = [];
  const byKey = new Map();
  let room = 4096;
  let columns = make(room);
  const known = { epoch: 0, first: 1, count: 0, revision: 0, begin: 1, compacted: 1, newest: 0, gap: false };

  function make(size) {
    return { time: new Float64Array(size), actor: new Uint32Array(size), verb: new Uint32Array(size),
      object: new Uint32Array(size), detail: new Uint32Array(size), made: new Uint32Array(size),
      reached: new Uint32Array(size), because: new Uint32Array(size), rank: new Uint8Array(size),
      family: new Uint8Array(size) };
  }

  function grow(wanted) {
    if (wanted <= room) return;
    while (room < wanted) room *= 2;
    const larger = make(room);
    for (const name of Object.keys(columns)) larger[name].set(columns[name].subarray(0, known.count));
    columns = larger;
  }

  function number(text) {
    let found = numbers.get(text);
    if (found === undefined) {
      found = texts.push(text) - 1;
      numbers.set(text, found);
    }
    return found;
  }

  /** Takes a chapter of the server; answers whether it belongs to another cluster than those before. */
  function take(chapter) {
    const isOther = chapter.epoch !== known.epoch;
    const hasGap = known.count > 0 && chapter.times.length > 0 && chapter.first !== last() + 1;
    if (isOther || hasGap) forget(chapter);
    if (!known.count && chapter.times.length) known.first = chapter.first;
    known.compacted = chapter.compacted;
    const own = chapter.texts.map(number);
    takeObjects(chapter, own);
    takeEvents(chapter, own);
    return isOther;
  }

  function forget(chapter) {
    Object.assign(known, { epoch: chapter.epoch, first: chapter.first, count: 0, revision: 0, begin: 1 });
    subjects.length = 0;
    byKey.clear();
  }

  function takeObjects(chapter, own) {
    const here = chapter.subjects.map(([key, kind, namespace, name]) => {
      let subject = byKey.get(key);
      if (!subject) {
        subject = { id: subjects.length, key, kind, namespace, name, revisions: [], states: [] };
        subjects.push(subject);
        byKey.set(key, subject);
      }
      return subject;
    });
    if (chapter.begin >= 0 && known.revision < chapter.begin) {
      known.begin = chapter.begin;
      for (let at = 0; at < chapter.base.length; at += 2) {
        note(here[chapter.base[at]], chapter.begin, own[chapter.base[at + 1]]);
      }
      known.revision = Math.max(known.revision, chapter.begin);
    }
    let revision = 0;
    for (let at = 0; at < chapter.changes.length; at += 3) {
      revision += chapter.changes[at];
      if (revision <= known.revision && known.revision > known.begin) continue;
      note(here[chapter.changes[at + 1]], revision, own[chapter.changes[at + 2]]);
    }
    known.revision = Math.max(known.revision, revision);
  }

  function note(subject, revision, state) {
    subject.revisions.push(revision);
    subject.states.push(state);
  }

  function takeEvents(chapter, own) {
    const more = chapter.times.length;
    grow(known.count + more);
    let time = 0;
    for (let i = 0; i < more; i++) {
      const at = known.count + i;
      time += chapter.times[i];
      columns.time[at] = time;
      columns.actor[at] = own[chapter.actors[i]];
      columns.verb[at] = own[chapter.verbs[i]];
      columns.object[at] = own[chapter.objects[i]];
      columns.detail[at] = own[chapter.details[i]];
      columns.made[at] = chapter.revisions[i];
      const before = at ? columns.reached[at - 1] : 1;
      columns.reached[at] = Math.max(before, chapter.revisions[i]);
      columns.because[at] = chapter.because[i] ? chapter.first + i - chapter.because[i] : 0;
    }
    known.count += more;
    for (let at = known.count - more; at < known.count; at++) {
      const event = entry(known.first + at);
      columns.rank[at] = rankOf(event);
      columns.family[at] = FAMILY_AT.get(familyOf(event)) ?? NO_FAMILY;
    }
    known.newest = Math.max(chapter.last, last());
  }

  function last() {
    return known.first + known.count - 1;
  }

  /** The event of this number, as the rest of the page knows events. */
  function entry(sequence) {
    const at = sequence - known.first;
    if (at < 0 || at >= known.count) return null;
    return { sequence, time: columns.time[at], actor: texts[columns.actor[at]],
      verb: texts[columns.verb[at]], object: texts[columns.object[at]],
      detail: texts[columns.detail[at]], revision: columns.made[at], because: columns.because[at] };
  }

  /** The newest revision when this event was over. */
  function revisionAt(sequence) {
    const at = Math.min(sequence - known.first, known.count - 1);
    return at < 0 ? known.begin : Math.max(columns.reached[at], known.begin);
  }

  /** The nearest event that is worth a look, before or after this one; 0 when there is none. */
  function telling(sequence, step) {
    for (let at = sequence - known.first + step; at >= 0 && at < known.count; at += step) {
      if (columns.rank[at] >= RANK.telling) return known.first + at;
    }
    return 0;
  }

  /** Which of an object's changes held at a revision: its place in the list, or -1 before the first. */
  function changeAt(subject, revision) {
    let low = 0;
    let high = subject.revisions.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (subject.revisions[middle] <= revision) low = middle + 1;
      else high = middle - 1;
    }
    return high;
  }

  return {
    take, entry, revisionAt, telling, changeAt, last, known, subjects,
    get columns() { return columns; },
    text: (at) => texts[at],
    first: () => known.first,
    subject: (key) => byKey.get(key),
    isComplete: () => last() >= known.newest,
  };
}

function rankOf(event) {
  if (isQuiet(event)) return RANK.quiet;
  const isYours = event.actor === 'user';
  const isRefused = /^[45]\d\d /.test(event.detail);
  if (TROUBLE.has(event.verb) || (isRefused && (isYours || event.detail[0] === '5'))) return RANK.trouble;
  if (isRefused) return RANK.small; // Two controllers wrote at once, and one of them tries again.
  if (TELLING.has(event.verb) || isYours) return RANK.telling;
  return RANK.small;
}
