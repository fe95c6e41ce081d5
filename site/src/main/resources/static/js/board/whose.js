// Whose code runs in a box, and what became of it.

import { html, setText } from './dom.js';

/** Lets somebody choose between ours and theirs for the box `id`. */
export function whoseSection(id, act, legend = 'Whose code runs in this box?') {
  const ours = choice('ours', 'Ours', id, act);
  const yours = choice('yours', 'Yours', id, act);
  const root = html('fieldset', { class: 'whose' }, html('legend', {}, legend), ours.root, yours.root,
    html('p', { class: 'remark' }));

  function update(now) {
    ours.input.checked = now.by !== 'yours';
    yours.input.checked = now.by === 'yours';
    yours.input.disabled = !now.yoursReady && now.by !== 'yours';
    setText(root.lastElementChild, now.yoursReady || now.by === 'yours'
      ? 'Your last passing submission is ready to run here.'
      : now.exercise ? `Solve exercise ${now.exercise} and your code can run here.`
        : 'The exercise that fills this box is still to come.');
  }

  return { root, update };
}

/** A sentence about the part that failed in a box; empty when none did. */
export function failure(now) {
  return now.culprit ? `Ours stands in for a part that failed. ${now.culprit}` : '';
}

function choice(value, word, component, act) {
  const input = html('input', { type: 'radio', name: 'whose-' + component, value,
    onchange: () => act({ do: 'flip', component, to: value }) });
  return { input, root: html('label', {}, input, ' ', word) };
}
