// Lesson 7: a cloud of Pods; whatever the selector chooses as you type is wired to the Service.

import { html, setText, setAttribute } from '../board/dom.js';
import { frame, button } from './frame.js';
import { FLEET, parse } from './selector-model.js';

const EXAMPLES = ['app=web', 'app=web,env!=prod', 'env!=prod', 'app in (web,api),!canary', 'app=wbe', ''];

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand } = frame(figure);
  const fleet = FLEET.map((pod) => ({ name: pod.name, labels: { ...pod.labels } }));
  const input = html('input', { type: 'text', spellcheck: 'false', autocomplete: 'off', value: EXAMPLES[0],
    oninput: () => draw() });
  const pods = fleet.map((pod) => card(pod));
  const service = html('p', { class: 'cloud-service' });
  stage.append(
    html('div', { class: 'demo-tools' }, html('label', { class: 'row' }, 'Selector ', input),
      ...EXAMPLES.map((text) => button(text || 'nothing', () => type(text)))),
    html('div', { class: 'plate cloud' }, service,
      html('ul', { class: 'cloud-pods' }, ...pods.map((pod) => pod.root))));
  let told = '';

  function type(text) {
    input.value = text;
    draw();
  }

  function card(pod) {
    const labels = html('span', { class: 'cloud-labels' });
    const state = html('span', { class: 'cloud-state' });
    const relabel = pod.name === 'web-2' ? button('Change its label', () => {
      pod.labels.app = pod.labels.app === 'web' ? 'debug' : 'web';
      tell(`${pod.name} is labelled app=${pod.labels.app} now.`);
      draw();
    }) : null;
    const root = html('li', {}, html('strong', {}, pod.name), labels, state, relabel);
    return { root,
      update(isChosen) {
        setText(labels, Object.entries(pod.labels).map(([key, value]) => `${key}=${value}`).join(' ') || 'no labels');
        setText(state, isChosen ? '● chosen' : '○ left out');
        setAttribute(root, 'class', isChosen ? 'chosen' : 'left');
      } };
  }

  function draw() {
    const selector = parse(input.value);
    const isBad = selector.position !== undefined;
    const chosen = isBad ? [] : fleet.filter((pod) => selector.test(pod.labels));
    pods.forEach((pod, i) => pod.update(chosen.includes(fleet[i])));
    setAttribute(input, 'aria-invalid', isBad ? 'true' : null);
    const words = isBad ? `No selector: it stops making sense at position ${selector.position}.`
      : chosen.length ? `${chosen.length} of ${fleet.length} chosen: ${chosen.map((pod) => pod.name).join(', ')}.`
        : 'Chosen: none. That is no error, and nobody is told.';
    setText(service, isBad ? 'Refused' : `The Service sends to ${chosen.length} of ${fleet.length} Pods`);
    setAttribute(service, 'class', 'cloud-service' + (isBad ? ' refused' : chosen.length ? '' : ' empty'));
    stand(words);
    const sentence = `“${input.value}”: ${words}`;
    if (sentence !== told) tell(sentence);
    told = sentence;
  }

  draw();
}
