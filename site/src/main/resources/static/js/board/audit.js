// The audit log on the panel of the API server: who asked for what, newest first. Each line opens to
// the whole event, as a log file would have it.

import { html, setText, keyed } from './dom.js';
import { auditTrail } from './stream.js';

const PAUSE = 1000;

/** The section of the panel for lab `name`; it asks the site only while it is shown. */
export function auditSection(name) {
  const list = html('ol', { class: 'reasons audit' });
  const remark = html('p', { class: 'remark' }, 'Nothing yet.');
  const root = html('section', {}, html('h3', {}, 'Its audit log'), list, remark);
  let seen = -1;
  let asked = 0;

  async function update({ state }) {
    const now = performance.now();
    const isRunning = state.revision > 0;
    if (!isRunning || state.revision === seen || now - asked < PAUSE) return;
    asked = now;
    const lines = await auditTrail(name);
    if (!lines) return;
    seen = state.revision;
    keyed(list, lines, (line) => line.id, item, () => {});
    setText(remark, lines.length === 0 ? 'Nothing yet.'
      : 'Heartbeats are left out. Writes are noted with what was sent.');
  }

  return { root, update };
}

function item(line) {
  const time = new Date(line.at).toISOString().slice(11, 19);
  const words = `${time} ${line.user} ${line.verb} ${line.object} → ${line.code}`;
  return html('li', {}, html('details', {}, html('summary', {}, words),
    html('pre', { tabindex: 0 }, JSON.stringify(line.event, null, 1))));
}
