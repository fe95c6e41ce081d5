// The side panel: the state of the box that was chosen, why it did what it did last, and what can be
// done to it. Everything on the picture that a mouse can reach, a keyboard reaches here.

import { html, setText, keyed } from './dom.js';
import { sentence } from './words.js';
import { WITHOUT } from './without.js';
import { userPanel } from './wishes.js';
import { whoseSection, failure } from './whose.js';
import { nodePanel, podPanel } from './panel-node.js';
import { sharing, OTHERS } from './layout.js';
import { auditSection } from './audit.js';

const REASONS = 12;

/** A panel that shows one box of lab `name` at a time. */
export function panel(name, act, pick) {
  const title = html('h2', { tabindex: -1 });
  const body = html('div', { class: 'panel-body' });
  const root = html('section', { class: 'panel', 'aria-label': 'The chosen box' }, title, body);
  let current = null;

  function open(id, model) {
    current = make(id, name, act, pick, model);
    setText(title, current.title);
    body.replaceChildren(current.root);
    update(model);
  }

  function update(model) {
    if (current && model.state) current.update(model);
  }

  return { root, open, update, focus: () => title.focus() };
}

function make(id, name, act, pick, model) {
  if (id === 'user') return userPanel(act);
  if (id === OTHERS) return othersPanel(pick);
  if (id.startsWith('node/')) return nodePanel(id.slice(5), act, pick);
  if (id.startsWith('pod/')) return podPanel(id, act, pick);
  return componentPanel(id, name, act, model);
}

function componentPanel(id, name, act, model) {
  const component = model.state?.components.find((c) => c.id === id)
    ?? { title: id, pluggable: false, slot: '' };
  const plugButton = html('button', { type: 'button', class: 'control',
    onclick: () => act({ do: plugButton.dataset.next, component: id }) });
  const consequence = html('p', { class: 'remark' });
  const whose = whoseSection(id, act);
  const facts = html('p', { class: 'facts' });
  const reasons = reasonList();
  const audit = id === 'apiserver' ? auditSection(name) : null;
  const root = html('div', {}, html('p', {}, component.role ?? ''), facts,
    component.pluggable ? plugButton : null, component.pluggable ? consequence : null,
    component.slot ? whose.root : null, reasons.root, audit?.root ?? null);

  function update({ state, entries, titles }) {
    const now = state.components.find((c) => c.id === id);
    if (!now) return;
    audit?.update({ state });
    plugButton.dataset.next = now.unplugged ? 'plug' : 'unplug';
    setText(plugButton, now.unplugged ? 'Plug it in again' : 'Unplug it');
    setText(consequence, now.unplugged ? WITHOUT[id] ?? ''
      : 'Guess first: what stops, and what goes on?');
    const failed = failure(now);
    setText(facts, id === 'etcd' ? `Revision ${state.revision}, ${state.keys} keys. ${failed}` : failed);
    whose.update(now);
    reasons.update(entries.filter((entry) => entry.actor === id), titles);
  }

  return { title: component.title, root, update };
}

/** The controllers that share one box: each opens its own panel. */
function othersPanel(pick) {
  const list = html('ul', { class: 'others' });
  const root = html('div', {}, html('p', {}, 'Each is a loop of its own and can be unplugged alone.'),
    list);

  function update({ state }) {
    const ids = sharing(state.components.map((c) => c.id).filter((id) => id.startsWith('kcm.')));
    keyed(list, state.components.filter((c) => ids.includes(c.id)), (c) => c.id,
      (c) => html('li', {}, html('button', { type: 'button', class: 'other', onclick: () => pick(c.id) })),
      (item, c) => setText(item.firstElementChild,
        c.title + (c.unplugged ? ', unplugged' : '') + (c.culprit ? ', a part failed' : '')));
  }

  return { title: 'More controllers', root, update };
}

/** The last things a box did, newest first, each with its reason. */
export function reasonList(heading = 'What it did last, and why') {
  const list = html('ol', { class: 'reasons' });
  const none = html('p', { class: 'remark' }, 'Nothing yet.');
  const root = html('section', {}, html('h3', {}, heading), list, none);
  return {
    root,
    update(entries, titles) {
      keyed(list, entries.slice(-REASONS).reverse(), (entry) => entry.sequence,
        (entry) => html('li', { value: entry.sequence }, sentence(entry, titles)), () => {});
      none.hidden = entries.length > 0;
    },
  };
}
