// Lesson 9: the corridor of gates. Send Pods through it, break its webhook, and see what is stored.

import { html, setText, keyed } from '../board/dom.js';
import { frame, choices, button } from './frame.js';
import { GATES, world as empty, send, step, isOnItsWay } from './corridor-model.js';

const PARTS = { before: 'before admission', changes: 'may change it', checks: 'may only refuse it', after: 'the store' };
const MARKS = { passed: '✓ passed', changed: '+ changed', refused: '✕ refused' };
const FIELDS = [['image', 'image'], ['limit', 'memory limit'], ['patience', 'tolerates lost nodes']];

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  let world = empty();
  let kind = 'bare';
  const corridor = html('ol', { class: 'corridor', 'aria-label': 'The gates in their order' });
  const rows = html('tbody', {});
  const papers = html('table', { class: 'papers' }, html('caption', {}, 'The Pod'),
    html('thead', {}, html('tr', {}, html('th', { scope: 'col' }, 'Field'),
      html('th', { scope: 'col' }, 'as it was sent'), html('th', { scope: 'col' }, 'as it is now'))), rows);
  const next = button('Next gate', () => advance(1));
  const through = button('To the end', () => advance(GATES.length));
  const dryRun = html('input', { type: 'checkbox', onchange: () => { world.dryRun = dryRun.checked; } });
  stage.append(html('div', { class: 'plate corridor-plate' }, corridor, papers),
    html('div', { class: 'demo-tools' },
      choices('Pod', 'corridor-pod', [['bare', 'bare'], ['hasty', 'with 20 s of patience'],
        ['untagged', 'image without a version']], kind, (value) => { kind = value; }),
      button('Send it', () => { say(send(world, kind)); }), next, through),
    html('div', { class: 'demo-tools' },
      choices('Webhook', 'corridor-hook', [['works', 'works'], ['silent', 'is silent']], 'works',
        (value) => { world.webhookWorks = value === 'works'; show(); }),
      choices('Failure policy', 'corridor-policy', [['Fail', 'Fail'], ['Ignore', 'Ignore']], 'Fail',
        (value) => { world.failClosed = value === 'Fail'; show(); }),
      html('label', { class: 'check' }, dryRun, ' ', html('code', {}, '--dry-run')),
      button('Start again', begin)));

  function begin() {
    const kept = { webhookWorks: world.webhookWorks, failClosed: world.failClosed, dryRun: world.dryRun };
    world = { ...empty(), ...kept };
    clear();
    show();
  }

  function advance(gates) {
    for (let i = 0; i < gates && isOnItsWay(world); i++) tell(step(world));
    show();
  }

  function say(sentence) {
    tell(sentence);
    show();
  }

  function show() {
    keyed(corridor, GATES, (gate) => gate.name, makeGate, (item, gate) => {
      const i = GATES.indexOf(gate);
      const verdict = world.verdicts[i];
      const here = isOnItsWay(world) && i === world.at;
      item.className = `gate of-${gate.part}` + (verdict ? ` is-${verdict.kind}` : '') + (here ? ' is-here' : '');
      setText(item.querySelector('.mark'), verdict ? MARKS[verdict.kind] : here ? '● here' : '·');
    });
    keyed(rows, FIELDS, ([field]) => field, ([, words]) => html('tr', {}, html('th', { scope: 'row' }, words),
      html('td', {}), html('td', {})), (row, [field]) => {
      const [, sent, now] = row.children;
      const changed = world.pod && world.pod[field] !== world.before[field];
      setText(sent, world.pod ? world.before[field] : '');
      setText(now, world.pod ? (changed ? '+ ' : '') + world.pod[field] : '');
      now.className = changed ? 'added' : '';
    });
    next.disabled = through.disabled = !isOnItsWay(world);
    stand(`${world.stored} of ${world.sent} Pods are stored, ${world.seats} of ${world.most} seats are taken. `
      + (isOnItsWay(world) ? `${world.pod.name} stands before the gate "${GATES[world.at].name}".`
        : 'Nobody is on the way.'));
  }

  show();
}

function makeGate(gate) {
  return html('li', {}, html('span', { class: 'gate-name' }, gate.name),
    html('span', { class: 'gate-part' }, PARTS[gate.part]), html('span', { class: 'mark' }));
}
