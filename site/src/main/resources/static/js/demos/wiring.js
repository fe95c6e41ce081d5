// Lesson 11: two kubeconfig files on a panel. Choose which lie there, in which order, and with which
// flags; the panel shows which entry won, and where the next command would go.

import { html } from '../board/dom.js';
import { frame, choices } from './frame.js';
import { MINE, SENT, resolve } from './wiring-model.js';

const ORDERS = { mine: [MINE], 'mine-sent': [MINE, SENT], 'sent-mine': [SENT, MINE], none: [] };

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand } = frame(figure);
  const chosen = { order: 'mine-sent', context: '', namespace: '' };
  const files = html('div', { class: 'wiring-files' });
  const wires = html('tbody', {});
  const target = html('p', { class: 'wiring-target' });
  const line = html('p', { class: 'wiring-line' });
  stage.append(html('div', { class: 'demo-tools' },
    choose('Files in KUBECONFIG', 'order', [['mine', 'yours'], ['mine-sent', "yours, a colleague's"],
      ['sent-mine', "a colleague's, yours"], ['none', 'none']]),
    choose('--context', 'context', [['', 'not given'], ['test', 'test'], ['prod', 'prod']]),
    choose('--namespace', 'namespace', [['', 'not given'], ['mail', 'mail']])),
  files, line, html('div', { class: 'store-table' }, html('table', {},
    html('caption', {}, 'What the files and flags come to'),
    html('thead', {}, html('tr', {}, ...['Step', 'Found', 'Said by', 'Passed over']
      .map((word) => html('th', { scope: 'col' }, word)))), wires)), target);

  function choose(legend, what, options) {
    return choices(legend, 'wiring-' + what, options, chosen[what], (value) => {
      chosen[what] = value;
      show();
      tell(target.textContent);
    });
  }

  function show() {
    const order = ORDERS[chosen.order];
    const found = resolve(order, chosen);
    files.replaceChildren(...order.map(card));
    line.replaceChildren(html('code', {}, typed(order, chosen)));
    wires.replaceChildren(...(found.trouble ? [] : rows(found)));
    const server = found.trouble ? '' : found.cluster.value;
    target.className = 'wiring-target ' + (server.includes('prod') ? 'to-prod' : server ? 'to-test' : 'to-none');
    target.textContent = found.trouble ? `Nothing is sent. ${found.trouble}`
      : `${server.includes('prod') ? 'PROD' : 'TEST'}: the next command goes to ${server} with `
        + `${found.user.value}, namespace ${found.namespace}.`;
    stand(target.textContent);
  }

  show();
}

function typed(order, flags) {
  return `KUBECONFIG=${order.map((file) => file.path).join(':')} kubectl get pods`
    + (flags.context ? ` --context ${flags.context}` : '')
    + (flags.namespace ? ` --namespace ${flags.namespace}` : '');
}

function card(file, place) {
  const lines = [`current-context: ${file.current}`,
    ...Object.entries(file.contexts).map(([name, it]) => `context ${name}: cluster ${it.cluster}, user ${it.user}`
      + (it.namespace ? `, namespace ${it.namespace}` : '')),
    ...Object.entries(file.clusters).map(([name, server]) => `cluster ${name}: ${server}`),
    ...Object.entries(file.users).map(([name, credential]) => `user ${name}: ${credential}`)];
  return html('div', { class: 'wiring-file' }, html('p', { class: 'wiring-name' }, `${place + 1}. ${file.path}, ${file.name}`),
    html('ul', {}, ...lines.map((words) => html('li', {}, words))));
}

function rows(found) {
  const entry = (step, it) => [step, `${it.name}: ${it.value}`, it.from.path,
    it.behind.map((file) => file.path).join(', ') || '–'];
  return [['context', found.context.name, found.by, '–'], entry('cluster', found.cluster),
    entry('user', found.user), ['namespace', found.namespace, found.namespaceBy, '–']]
    .map((cells) => html('tr', {}, html('th', { scope: 'row' }, cells[0]),
      ...cells.slice(1).map((words) => html('td', {}, words))));
}
