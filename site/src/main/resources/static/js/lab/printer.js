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
      into.append(node);
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
      log.append(html('p', { class: 'term-command' }, html('span', { 'aria-hidden': 'true' }, '$ '), line));
      log.scrollTop = log.scrollHeight;
    },
    /** Anything else, such as what came of a command. */
    show(node) {
      place = null;
      unfinished = null;
      log.append(node);
      log.scrollTop = log.scrollHeight;
    },
    clear() {
      log.replaceChildren();
      place = null;
      unfinished = null;
      lines = 0;
    },
  };
}
