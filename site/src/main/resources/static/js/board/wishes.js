// Your own panel: what you wish for, and a place to hand in YAML.

import { html, setText, keyed } from './dom.js';
import { WEB } from './manifests.js';
import { whoseSection, failure } from './whose.js';

/** The panel of the user. */
export function userPanel(act) {
  const list = html('ul', { class: 'wish-list' });
  const none = html('p', { class: 'remark' }, 'No ReplicaSet yet. Apply the one below.');
  const yaml = html('textarea', { rows: 12, spellcheck: 'false', 'aria-describedby': 'apply-says',
    class: 'yaml' });
  yaml.value = WEB;
  const says = html('p', { class: 'apply-says', id: 'apply-says', role: 'status' });
  const form = html('form', { class: 'apply', onsubmit: async (event) => {
    event.preventDefault();
    setText(says, 'Sending …');
    const answer = await act({ do: 'apply', yaml: yaml.value }, { silent: true });
    says.classList.toggle('bad', !answer.ok);
    setText(says, answer.message);
  } }, html('label', {}, 'A wish in YAML', yaml),
  html('button', { type: 'submit', class: 'control primary' }, 'Apply'), says);
  const kubectl = kubectlLine(act);
  const whose = whoseSection('user', act, 'Whose code finds the server and explains Pods?');
  const facts = html('p', { class: 'facts' });
  const root = html('div', {}, html('p', {},
    'You do not give orders. You write down what you wish; the loops of the cluster do the rest.'),
  html('h3', {}, 'Wishes'), list, none, html('h3', {}, 'Apply'), form,
  html('h3', {}, 'kubectl'), kubectl, facts, whose.root);

  function update({ state }) {
    const now = state.components.find((component) => component.id === 'user');
    if (now) {
      whose.update(now);
      setText(facts, failure(now));
    }
    none.hidden = state.replicaSets.length > 0;
    keyed(list, state.replicaSets, (set) => set.namespace + '/' + set.name,
      (set) => wish(set, act), (item, set) => {
        item.dataset.wished = set.wished;
        setText(item.querySelector('.wish-count'), String(set.wished));
        setText(item.querySelector('.wish-ready'), `${set.ready} of ${set.wished} ready`);
        item.classList.toggle('short', set.ready < set.wished);
      });
  }

  return { title: 'You', root, update };
}

/** One line of kubectl that reads, and what it prints. */
function kubectlLine(act) {
  const line = html('input', { type: 'text', name: 'kubectl', autocomplete: 'off',
    spellcheck: 'false', value: 'get pods -o wide', 'aria-describedby': 'kubectl-help' });
  const prints = html('pre', { class: 'kubectl-prints', role: 'status', tabindex: 0, hidden: true });
  return html('form', { class: 'kubectl', onsubmit: async (event) => {
    event.preventDefault();
    const answer = await act({ do: 'kubectl', line: line.value }, { silent: true });
    prints.hidden = false;
    prints.classList.toggle('bad', !answer.ok);
    setText(prints, answer.message);
  } }, html('label', {}, 'kubectl ', line),
  html('button', { type: 'submit', class: 'control' }, 'Ask'),
  html('p', { class: 'remark', id: 'kubectl-help' },
    'It reads: get, describe, api-resources. Try --context system, or get componentstatuses.'),
  prints);
}

function wish(set, act) {
  const item = html('li', {});
  const scale = (by) => act({ do: 'scale', namespace: set.namespace, name: set.name,
    replicas: Math.max(0, Number(item.dataset.wished) + by) });
  item.append(html('span', { class: 'wish-name' }, set.name),
    html('button', { type: 'button', class: 'control round', 'aria-label': `One ${set.name} fewer`,
      onclick: () => scale(-1) }, '−'),
    html('span', { class: 'wish-count' }),
    html('button', { type: 'button', class: 'control round', 'aria-label': `One ${set.name} more`,
      onclick: () => scale(1) }, '+'),
    html('span', { class: 'wish-ready' }));
  return item;
}
