// Colors for what a command prints: the words that say how something is, and the heads of tables.

import { html } from '../board/dom.js';

const GOOD = /^(Running|Ready|True|Bound|Active|Succeeded|Completed|created|configured|deleted|scaled|exposed|restarted|edited|labeled|annotated|serverside-applied)$/;
const WAITING = /^(Pending|ContainerCreating|Terminating|Unknown|SchedulingDisabled|unchanged|PodInitializing)$/;
const BAD = /^(Error|Failed|CrashLoopBackOff|ImagePullBackOff|ErrImagePull|NotReady|Evicted|OOMKilled|False|FailedScheduling|Warning|FailedMount|Unhealthy|BackOff)$/;
const WORD = /([A-Za-z]+(?:BackOff|Disabled)?)/;
const HEAD = /^[A-Z][A-Z0-9()-]*( [A-Z][A-Z0-9()-]*)*(\s{2,}[A-Z][A-Z0-9()%/-]*( [A-Z][A-Z0-9()-]*)*)+\s*$/;

/** One printed line, as nodes. */
export function colored(line) {
  if (HEAD.test(line)) return [html('b', { class: 'term-head' }, line)];
  const nodes = [];
  let plain = '';
  for (const part of line.split(WORD)) {
    const kind = GOOD.test(part) ? 'good' : WAITING.test(part) ? 'waiting' : BAD.test(part) ? 'bad' : '';
    if (!kind) {
      plain += part;
      continue;
    }
    if (plain) nodes.push(plain);
    plain = '';
    nodes.push(html('span', { class: `term-${kind}` }, part));
  }
  if (plain) nodes.push(plain);
  return nodes;
}
