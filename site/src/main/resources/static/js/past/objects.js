// The table of all objects as they were. Its rows live on from frame to frame; a frame writes only the
// cells that differ.

import { html, setText, setAttribute } from '../board/dom.js';

const ROWS = 250;
const ROWS_IN_SIGHT = 30;
const KINDS_OF_NOISE = new Set(['Lease', 'Event']);
const SIGNS = { '+': 'new', '-': 'gone', '~': 'changed' };

/** What people look for comes first. */
const FIRST = ['Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Service',
  'EndpointSlice', 'Ingress', 'PersistentVolumeClaim', 'ConfigMap', 'Secret', 'Node', 'Namespace'];

/** A table over `past`; `onChoose(subject)` is told whose row was pressed. */
export function objectTable(past, { onChoose }) {
  const all = html('option', { value: '' }, 'All but heartbeats and Events');
  const select = html('select', { id: 'past-kind', onchange: () => {
    shown.most = ROWS;
    draw(true);
  } }, all);
  const count = html('p', { class: 'past-count quiet' });
  const body = html('tbody', {});
  const sign = html('th', { scope: 'col', class: 'past-sign' }, html('span', { class: 'visually-hidden' }, 'Change'));
  const table = html('table', { class: 'past-table' },
    html('thead', {}, html('tr', {}, sign, html('th', { scope: 'col' }, 'Kind'), html('th', { scope: 'col' }, 'Name'),
      html('th', { scope: 'col' }, 'State'), html('th', { scope: 'col' }, 'Revision'))), body);
  const place = html('div', { class: 'past-rows', role: 'region', tabindex: 0,
    'aria-label': 'Objects as they were' }, table);
  const root = html('div', { class: 'past-objects' },
    html('div', { class: 'past-choice' }, html('label', { for: 'past-kind' }, 'Objects'), select, count),
    place);
  const rows = new Map();
  const kinds = new Set();
  let order = [];
  let known = 0;
  let shown = { revision: 1, since: 0, most: ROWS };
  let chosen = null;

  function learn() {
    for (const subject of past.subjects.slice(known)) kinds.add(subject.kind);
    known = past.subjects.length;
    order = [...past.subjects].sort((one, other) => placeOf(one) - placeOf(other)
      || one.kind.localeCompare(other.kind)
      || one.namespace.localeCompare(other.namespace) || one.name.localeCompare(other.name));
    const value = select.value;
    select.replaceChildren(all, ...[...kinds].sort().map((kind) => html('option', { value: kind }, kind)));
    select.value = kinds.has(value) ? value : '';
  }

  function isWanted(subject) {
    return select.value ? subject.kind === select.value : !KINDS_OF_NOISE.has(subject.kind);
  }

  /** How an object stood: its words, and with a second moment what became of it since that. */
  function stand(subject, revision, since) {
    const at = past.changeAt(subject, revision);
    const state = at < 0 ? '' : past.text(subject.states[at]);
    if (!since) return state ? { state, change: '', from: subject.revisions[at] } : null;
    const before = past.changeAt(subject, since);
    const was = before < 0 ? '' : past.text(subject.states[before]);
    if (!state && !was) return null;
    const change = !was ? '+' : !state ? '-' : at === before ? '' : '~';
    return { state: state || was, change, from: at < 0 ? 0 : subject.revisions[at] };
  }

  function draw(anew = false) {
    if (known !== past.subjects.length) {
      learn();
      anew = true;
    }
    const { revision, since, most } = shown;
    let next = body.firstElementChild;
    let total = 0;
    let listed = 0;
    for (const subject of order) {
      if (!isWanted(subject)) continue;
      const standing = stand(subject, revision, since);
      if (!standing || (since && !standing.change)) continue;
      total++;
      if (listed >= most) continue;
      listed++;
      const row = rows.get(subject) ?? makeRow(subject);
      write(row, standing, revision);
      if (row.node === next) next = next.nextElementSibling;
      else body.insertBefore(row.node, next);
    }
    while (next) {
      const after = next.nextElementSibling;
      next.remove();
      next = after;
    }
    setText(count, total > listed && most === ROWS ? `${total}, of which the first ${listed} are listed` : `${total}`);
    setAttribute(root, 'data-since', since || null);
    if (anew) mark();
  }

  function makeRow(subject) {
    const sign = html('td', { class: 'past-sign' });
    const state = html('td', {});
    const from = html('td', { class: 'past-from' });
    const name = html('button', { type: 'button', class: 'link', onclick: () => choose(subject) },
      subject.namespace ? html('span', { class: 'quiet' }, `${subject.namespace}/`) : null, subject.name);
    const node = html('tr', {}, sign, html('td', {}, subject.kind), html('td', {}, name), state, from);
    const row = { node, sign, state, from, name };
    rows.set(subject, row);
    return row;
  }

  function write(row, { state, change, from }, revision) {
    setText(row.state, state);
    setText(row.from, from ? String(from) : '');
    setText(row.sign, change ? `${change}` : '');
    setAttribute(row.node, 'data-change', SIGNS[change] ?? null);
    setAttribute(row.node, 'data-fresh', from === revision && !change ? 'true' : null);
  }

  function choose(subject) {
    chosen = subject;
    mark();
    onChoose(subject);
  }

  function mark() {
    for (const [subject, row] of rows) {
      setAttribute(row.name, 'aria-current', subject === chosen ? 'true' : null);
      setAttribute(row.node, 'data-chosen', subject === chosen ? 'true' : null);
    }
  }

  function placeOf({ kind, namespace }) {
    const place = FIRST.indexOf(kind);
    return (place < 0 ? FIRST.length : place) + (namespace.startsWith('kube-') ? FIRST.length + 1 : 0);
  }

  return {
    root,
    /** Shows the objects at a revision; with `since`, only what has changed after that one. While somebody
        scrubs, only the rows in sight: a frame has no time for the others. */
    show(revision, since) {
      const isSame = revision === shown.revision && since === shown.since && known === past.subjects.length;
      if (isSame && body.firstElementChild) return;
      shown = { revision, since, most: place.scrollTop ? ROWS : ROWS_IN_SIGHT };
      draw();
    },
    /** Nobody scrubs any more: the rows below are listed too. */
    complete() {
      if (shown.most === ROWS) return;
      shown.most = ROWS;
      draw();
    },
    clear() {
      rows.clear();
      body.replaceChildren();
      known = 0;
      kinds.clear();
      chosen = null;
    },
    choose,
    count: () => body.childElementCount,
  };
}
