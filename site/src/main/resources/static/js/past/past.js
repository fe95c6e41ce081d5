// The time machine of a cluster: the ribbon, and what it shows of the chosen moment. Wires the index, the
// ribbon, the table of objects, the chosen object, the second mark and the address of the page together.

import { html, setText } from '../board/dom.js';
import { duration, sentence } from '../board/words.js';
import { chronicle } from './chronicle.js';
import { ribbon } from './ribbon.js';
import { objectTable } from './objects.js';
import { objectView } from './object-view.js';
import { pastWire } from './wire.js';
import { verdictView } from './verdict.js';

const BETWEEN_NEWS = 1000;
const STILL = 450;

/**
 * Mounts the time machine of lab `name`: the ribbon into `strip`, what it shows into `panel`.
 * `onMoment(event, isNow)` hears which event is looked at, null for now.
 */
export function mountPast({ name, strip, panel, titles = () => new Map(), onMoment = () => {},
  onNewCluster = () => {} }) {
  const past = chronicle();
  const wire = pastWire(name);
  const band = ribbon(past, { onScrub: scrub, onMark: mark, describe });
  const table = objectTable(past, { onChoose: (subject) => view.choose(subject) });
  const view = objectView(past, wire);
  const verdict = verdictView();
  const exercises = JSON.parse(panel.dataset.exercises ?? '{}');
  const bar = stripBar();
  const head = panelHead();
  let marked = null;
  let shown = null;
  let wanted = fromAddress();
  let still = 0;
  let asking = null;
  let again = false;

  strip.append(bar.root, band.root, bar.keys);
  panel.append(head.root, verdict.root, html('div', { class: 'past-main' }, table.root, view.root), head.limits);

  function stripBar() {
    const says = html('p', { class: 'ribbon-says' });
    const now = html('button', { type: 'button', class: 'button small lit', onclick: () => band.choose(null) }, 'Back to now');
    const before = html('button', { type: 'button', class: 'button small', onclick: () => band.jump(-1),
      'aria-label': 'Previous telling event' }, '‹');
    const after = html('button', { type: 'button', class: 'button small', onclick: () => band.jump(1),
      'aria-label': 'Next telling event' }, '›');
    const keys = html('p', { id: 'ribbon-keys', class: 'visually-hidden' }, 'Arrows go from event to event, Page Up and Page Down'
      + ' by a hundred, N and P to the next and previous telling event, D sets a mark to compare with, End goes back to now.');
    const live = html('p', { class: 'visually-hidden', 'aria-live': 'polite' });
    keys.append(live);
    const root = html('div', { class: 'ribbon-bar' }, before, after, says, now);
    return { root, says, now, keys, live };
  }

  function panelHead() {
    const title = html('h2', {});
    const reason = html('p', { class: 'past-reason' });
    const limits = html('p', { class: 'quiet past-limits' });
    const compare = html('button', { type: 'button', class: 'button small', 'aria-pressed': 'false', onclick: mark }, 'Compare from here');
    const link = html('button', { type: 'button', class: 'button small', onclick: copyLink }, 'Copy link');
    const event = html('input', { type: 'hidden', name: 'event', value: '' });
    const form = html('form', { method: 'post', action: `/labs/${name}/branch` }, event,
      html('button', { class: 'button small' }, 'Branch a lab from here'));
    const said = html('p', { class: 'past-said quiet', role: 'status' });
    const root = html('header', { class: 'past-head' }, title,
      html('div', { class: 'past-acts' }, compare, link, form), said, reason);
    return { root, title, reason, limits, compare, event, said };
  }

  /** What the slider says of a moment. */
  function describe(chosen) {
    const last = past.last();
    if (!past.known.count) return 'Nothing has happened yet';
    if (chosen === null) return `Now, after ${last} events`;
    return `Event ${chosen} of ${last}, ${clockOf(chosen)}: ${sentence(past.entry(chosen), titles())}`;
  }

  function clockOf(sequence) {
    const { columns, known } = past;
    const at = Math.min(sequence, past.last()) - known.first;
    return duration((columns.time[at] - columns.time[0]) / 1000);
  }

  /** Shows a moment: called at most once a frame. */
  function scrub(chosen) {
    if (!past.known.count) return;
    const wasPast = shown !== null;
    const isNow = chosen === null;
    const sequence = chosen ?? past.last();
    const revision = isNow ? Math.max(past.known.revision, past.revisionAt(sequence)) : past.revisionAt(sequence);
    const since = marked === null ? 0 : past.revisionAt(marked);
    const [from, to] = since > revision ? [revision, since] : [since, revision];
    shown = chosen;
    strip.classList.toggle('is-past', !isNow);
    bar.now.disabled = isNow;
    setText(bar.says, isNow ? `Now · event ${past.last()} · revision ${revision}`
      : `Event ${chosen} · revision ${revision} · ${clockOf(chosen)} — ${sentence(past.entry(chosen), titles())}`);
    if (!panel.hidden) showMoment({ sequence, isNow, from, to });
    if (!isNow || wasPast) onMoment(chosen, isNow);
    clearTimeout(still);
    still = setTimeout(settle, STILL);
  }

  function showMoment({ sequence, isNow, from, to }) {
    const event = past.entry(sequence);
    setText(head.title, isNow ? 'Now' : `As it was at event ${sequence}`);
    head.event.value = String(sequence);
    reason(event);
    limits();
    table.show(to, from);
    view.show({ time: isNow ? Infinity : event.time, revision: to, since: from });
  }

  /** Which event led to this one, and where somebody else's part has failed, its verdict. */
  function reason(event) {
    const parts = [];
    const cause = event.because ? past.entry(event.because) : null;
    parts.push(sentence(event, titles()));
    if (cause) {
      parts.push(' Because of ', html('button', { type: 'button', class: 'link', onclick: () => band.choose(event.because) },
        `event ${event.because}`), `: ${sentence(cause, titles())}`);
    }
    verdict.show(event.verb === 'fall-back' ? exerciseOf(event.object) : '');
    const text = parts.map((part) => part.textContent ?? part).join('');
    if (head.reason.textContent !== text) head.reason.replaceChildren(...parts);
  }

  function exerciseOf(slot) {
    return exercises[slot] ?? '';
  }

  function limits() {
    const { first, begin, compacted } = past.known;
    const words = [`The ribbon begins at event ${first}, and its objects at revision ${begin}: when this cluster`
      + ' began, woke, was reset or branched off.'];
    if (compacted > begin) words.push(`Whole objects from before revision ${compacted} have been compacted away.`);
    if (marked !== null) words.unshift(`Compared with event ${marked}; only what differs is listed.`);
    setText(head.limits, words.join(' '));
  }

  function mark() {
    marked = marked === null ? band.at() : null;
    head.compare.setAttribute('aria-pressed', String(marked !== null));
    setText(head.compare, marked === null ? 'Compare from here' : 'End the comparison');
    say(marked === null ? 'The mark is gone.' : `A mark at event ${marked}. Now go to another moment.`);
    band.mark(marked);
  }

  async function copyLink() {
    const address = new URL(`#event=${band.at()}`, location.href).href;
    history.replaceState(null, '', address);
    try {
      await navigator.clipboard.writeText(address);
      say('The link is copied.');
    } catch {
      say('The link is in the address bar.');
    }
  }

  function say(text) {
    setText(head.said, text);
    setText(bar.live, text);
  }

  /** When nobody has scrubbed for a moment: the address names the event, and the words are said. */
  function settle() {
    const address = shown === null ? location.pathname + location.search : `#event=${shown}`;
    const isOther = shown === null ? /^#event=/.test(location.hash) : location.hash !== address;
    if (isOther) history.replaceState(history.state, '', address);
    if (panel.hidden) return;
    table.complete();
    if (shown === null) return;
    setText(bar.live, `${head.title.textContent}. ${table.count()} objects ${marked === null ? 'are' : 'that differ are'} listed.`);
  }

  function fromAddress() {
    const found = /^#event=(\d{1,15})$/.exec(location.hash);
    return found ? Number(found[1]) : null;
  }

  addEventListener('hashchange', () => {
    const event = fromAddress();
    if (event !== null) go(event);
  });

  function go(event) {
    if (event >= past.first() && event <= past.last()) {
      band.choose(event);
      if (event === past.last()) setText(bar.says, describe(event));
      return;
    }
    say(`Event ${event} is not in this log, which goes from ${past.first()} to ${past.last()}.`
      + ' The cluster may have been reset, or may have slept, since that link was made.');
  }

  /** Asks for what is new, chapter by chapter; at most once in a while. */
  function news() {
    if (asking) {
      again = true;
      return asking;
    }
    asking = read().finally(() => setTimeout(() => {
      asking = null;
      if (!again) return;
      again = false;
      news();
    }, BETWEEN_NEWS));
    return asking;
  }

  async function read() {
    for (let chapters = 0; chapters < 40; chapters++) {
      const { epoch, count, revision } = past.known;
      const chapter = await wire.chapter({ epoch, event: count ? past.last() : 0, revision });
      if (chapter.trouble) return;
      const hadAny = count > 0;
      const isOther = past.take(chapter);
      if (isOther && hadAny) startOver();
      if (past.isComplete()) break;
    }
    band.grown();
    if (wanted !== null && past.known.count) {
      go(wanted);
      wanted = null;
    }
  }

  function startOver() {
    onNewCluster();
    marked = null;
    wire.forget();
    table.clear();
    view.clear();
    band.mark(null);
    band.choose(null);
  }

  return {
    news, past,
    now: () => band.choose(null),
    /** The panel has come into sight. */
    refresh: () => scrub(band.chosen),
    choose: (event) => band.choose(event),
  };
}
