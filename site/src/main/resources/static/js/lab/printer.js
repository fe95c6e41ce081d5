// The log of a terminal: commands and what they printed, line by line, and never without end.

import { html } from '../board/dom.js';
import { colored } from './colors.js';

const LINES_KEPT = 2_000;
// eslint-disable-next-line no-control-regex -- the sequences by which programs color and move
const ESCAPES = /\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|[\x00-\x08\x0b\x0c\x0e-\x1f]/g;

/** Lines of a table stay on one line each; sentences may be broken. */
const TABLE = /\S {2,}\S/;

/** Prints into `log`. */
export function printer(log) {
  let place = null;
  let unfinished = null;
  let lines = 0;
  let stamps = [];
  let moment = 0;
  let until = Infinity;

  /** Remembers when something was printed, as the number of the newest event. */
  function stamped(node) {
    stamps.push({ node, at: moment });
    if (moment > until) node.hidden = true;
    if (stamps.length > 2 * LINES_KEPT) stamps = stamps.filter((one) => one.node.isConnected);
    return node;
  }

  function firstAfter(event) {
    let low = 0;
    let high = stamps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (stamps[middle].at <= event) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function block(kind) {
    if (place?.dataset.kind !== kind) {
      place = html('pre', { class: `term-out term-${kind}`, 'data-kind': kind });
      log.append(place);
      unfinished = null;
    }
    return place;
  }

  function print(text, kind) {
    const follows = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
    const into = block(kind);
    const pieces = text.replace(ESCAPES, '').replace(/\r\n?/g, '\n').split('\n');
    pieces.forEach((piece, number) => {
      const isWhole = number < pieces.length - 1;
      const line = (unfinished?.textContent ?? '') + piece;
      unfinished?.remove();
      unfinished = null;
      if (!isWhole && !line) return;
      const node = html('span', { class: TABLE.test(line) ? null : 'term-prose' },
        ...(kind === 'out' ? colored(line) : [line]), isWhole ? '\n' : null);
      into.append(stamped(node));
      if (isWhole) lines++;
      else unfinished = node;
    });
    forget();
    if (follows) log.scrollTop = log.scrollHeight;
  }

  function forget() {
    while (lines > LINES_KEPT && log.firstElementChild) {
      const first = log.firstElementChild;
      const line = first.matches('pre') ? first.firstElementChild : null;
      if (line && first !== place) {
        lines -= first.childElementCount;
        first.remove();
      } else if (line) {
        line.remove();
        lines--;
      } else {
        first.remove();
      }
    }
  }

  return {
    print,
    /** A command as it was typed. */
    command(line) {
      place = null;
      unfinished = null;
      log.append(stamped(html('p', { class: 'term-command' }, html('span', { 'aria-hidden': 'true' }, '$ '), line)));
      log.scrollTop = log.scrollHeight;
    },
    /** Anything else, such as what came of a command. */
    show(node) {
      place = null;
      unfinished = null;
      log.append(stamped(node));
      log.scrollTop = log.scrollHeight;
    },
    stamp(event) {
      moment = Math.max(moment, event);
    },
    /** Hides what was printed after an event; nothing for null. Only what changes is touched. */
    showUntil(event) {
      const next = event ?? Infinity;
      if (next === until) return;
      const [from, to] = [firstAfter(Math.min(until, next)), firstAfter(Math.max(until, next))];
      for (let at = from; at < to; at++) stamps[at].node.hidden = next < until;
      until = next;
      log.scrollTop = log.scrollHeight;
    },
    /** Events are counted from one again; what stands here was before all of them. */
    beginAnew() {
      stamps.forEach((one) => { one.at = 0; });
      moment = 0;
    },
    clear() {
      log.replaceChildren();
      stamps = [];
      place = null;
      unfinished = null;
      lines = 0;
    },
  };
}
