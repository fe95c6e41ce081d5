// Lesson 28: a resolver tries a typed name below one suffix after the other.

import { html, setText, keyed } from '../board/dom.js';
import { frame, choices, button } from './frame.js';
import { search as begin, ask, isOver } from './names-model.js';

const NAMES = ['db', 'db.bank', 'web.shop.svc.cluster.local', 'example.com', 'cellar'];
const SAYS = { waits: '', spared: 'not asked', miss: '✕ NXDOMAIN' };

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  let [typed, namespace, dot] = ['db', 'shop', ''];
  let search = begin(typed, namespace);
  const facts = html('p', { class: 'names-facts' });
  const list = html('ol', { class: 'names', 'aria-label': 'The names that are tried' });
  const one = button('Ask the next', () => step(1));
  const all = button('Ask until found', () => step(search.tries.length));
  stage.append(
    html('div', { class: 'demo-tools' },
      choices('A Pod types', 'names-typed', NAMES.map((name) => [name, name]), typed,
        (value) => { typed = value; restart(); }),
      choices('It runs in', 'names-namespace', [['shop', 'shop'], ['bank', 'bank']], namespace,
        (value) => { namespace = value; restart(); }),
      choices('Final dot', 'names-dot', [['', 'no'], ['.', 'yes']], dot,
        (value) => { dot = value; restart(); })),
    html('div', { class: 'plate names-plate' }, facts, list),
    html('div', { class: 'demo-tools' }, one, all, button('Start again', restart)));

  function step(names) {
    for (let i = 0; i < names && !isOver(search); i++) {
      const tried = ask(search);
      tell(`${tried.name}: ${tried.state === 'hit' ? `has the address ${tried.answer}` : 'there is no such name'}.`);
    }
    show();
  }

  function restart() {
    search = begin(typed + dot, namespace);
    clear();
    show();
  }

  function show() {
    one.disabled = all.disabled = isOver(search);
    const result = search.found || (isOver(search) ? 'not found' : '…');
    setText(facts, `${search.typed} in ${search.namespace} → ${result} · ${search.asked} `
      + `${search.asked === 1 ? 'name' : 'names'} asked, for A and AAAA: ${2 * search.asked} questions`);
    keyed(list, search.tries, (each) => each.name, makeTry, (item, each) => {
      item.className = `name-try is-${each.state}`;
      const suffix = each.name.slice(search.typed.replace(/\.$/, '').length);
      setText(item.querySelector('.name-typed'), each.name.slice(0, each.name.length - suffix.length));
      setText(item.querySelector('.name-suffix'), suffix);
      setText(item.querySelector('.name-answer'), each.state === 'hit' ? `✓ ${each.answer}` : SAYS[each.state]);
    });
    stand(`A Pod in ${search.namespace} typed ${search.typed}. ${search.asked} of ${search.tries.length} `
      + `names asked: ${search.found ? `found ${search.found}` : 'nothing found yet'}.`);
  }

  show();
}

function makeTry() {
  return html('li', {}, html('span', { class: 'name-whole' }, html('strong', { class: 'name-typed' }),
    html('span', { class: 'name-suffix' })), html('span', { class: 'name-answer' }));
}
