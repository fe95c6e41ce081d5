// What the panel shows of a node and of a Pod.

import { html, setText, keyed } from './dom.js';
import { podLook, countdownOf } from './node-box.js';
import { reasonList } from './panel.js';
import { isAbout } from './words.js';

/** The facts of a list as `dt`/`dd` pairs, rewritten only where they changed. */
function factList(names) {
  const values = new Map(names.map((name) => [name, html('dd', {})]));
  const root = html('dl', { class: 'fact-list' },
    ...names.flatMap((name) => [html('dt', {}, name), values.get(name)]));
  return { root, set: (name, text) => setText(values.get(name), text) };
}

/** The panel of a node. */
export function nodePanel(name, act, pick) {
  const facts = factList(['State', 'Heartbeat', 'CPU requested', 'Memory requested', 'Taints']);
  const cable = html('button', { type: 'button', class: 'control',
    onclick: () => act({ do: cable.dataset.next, node: name }) });
  const pods = html('ul', { class: 'pod-list' });
  const none = html('p', { class: 'remark' }, 'No Pods.');
  const reasons = reasonList('What its kubelet did last');
  const root = html('div', {}, facts.root, cable, html('h3', {}, 'Pods'), pods, none, reasons.root);

  function update({ state, entries, titles, now }) {
    const node = state.nodes.find((candidate) => candidate.name === name);
    if (!node) {
      setText(none, 'This node has left the cluster.');
      return;
    }
    facts.set('State', countdownOf(node, state, now).words);
    facts.set('Heartbeat', `${Math.max(0, Math.round((now - node.lastHeartbeat) / 1000))} s ago`);
    facts.set('CPU requested', `${node.cpu.requests} of ${node.cpu.capacity} millicores`);
    facts.set('Memory requested', `${node.memory.requests} of ${node.memory.capacity} MiB`);
    facts.set('Taints', node.taints.join(', ') || 'none');
    cable.dataset.next = node.failed ? 'recover' : 'fail';
    setText(cable, node.failed ? 'Connect its cable again' : 'Cut its cable');
    const mine = state.pods.filter((pod) => pod.node === name);
    none.hidden = mine.length > 0;
    keyed(pods, mine, (pod) => pod.uid, (pod) => html('li', {},
      html('button', { type: 'button', class: 'link',
        onclick: () => pick('pod/' + pod.namespace + '/' + pod.name) }, pod.name),
      html('span', {})), (item, pod) => setText(item.lastElementChild, ' ' + podLook(pod).word));
    reasons.update(entries.filter((entry) => entry.actor.endsWith('/' + name)), titles);
  }

  return { title: 'Node ' + name, root, update };
}

/** The panel of a Pod; its id is `pod/namespace/name`. */
export function podPanel(id, act, pick) {
  const [, namespace, name] = id.split('/');
  const facts = factList(['State', 'Node', 'Owner', 'Labels']);
  const remove = html('button', { type: 'button', class: 'control',
    onclick: () => act({ do: 'delete', namespace, name }) }, 'Delete this Pod');
  const explain = html('button', { type: 'button', class: 'control', onclick: async () => {
    setText(explained, 'Looking …');
    const answer = await act({ do: 'explain', namespace, name }, { silent: true });
    setText(explained, answer.message);
  } }, 'Explain');
  const explained = html('p', { class: 'remark explained', role: 'status' });
  const label = html('input', { type: 'text', name: 'label', autocomplete: 'off',
    placeholder: 'app=quarantine', spellcheck: 'false', 'aria-describedby': 'label-help' });
  const relabel = html('form', { class: 'inline-form', onsubmit: (event) => {
    event.preventDefault();
    const [key, value] = label.value.trim().split('=');
    act({ do: 'relabel', namespace, name, key: (key ?? '').replace(/-$/, ''), value: value ?? null });
  } }, html('label', {}, 'Set a label ', label),
  html('button', { type: 'submit', class: 'control' }, 'Set'),
  html('p', { class: 'remark', id: 'label-help' }, 'key=value sets a label, key- removes it.'));
  const reasons = reasonList('What happened to it');
  const gone = html('p', { class: 'remark', hidden: true }, 'This Pod is gone.');
  const back = html('button', { type: 'button', class: 'link' });
  const root = html('div', {}, gone, facts.root, back, explain, explained, remove, relabel,
    reasons.root);

  function update({ state, entries, titles }) {
    const pod = state.pods.find((one) => one.name === name && one.namespace === namespace);
    gone.hidden = Boolean(pod);
    remove.disabled = !pod;
    explain.disabled = !pod;
    back.hidden = !pod?.node;
    if (pod) {
      facts.set('State', podLook(pod).word + (pod.reason ? ': ' + pod.reason : ''));
      facts.set('Node', pod.node || 'none yet');
      facts.set('Owner', pod.owner || 'none');
      facts.set('Labels', Object.entries(pod.labels).map(([k, v]) => k + '=' + v).join(', ') || 'none');
      setText(back, 'Show node ' + pod.node);
      back.onclick = () => pick('node/' + pod.node);
    }
    reasons.update(entries.filter((entry) => isAbout(entry, 'pods', namespace, name)),
    titles);
  }

  return { title: 'Pod ' + name, root, update };
}
