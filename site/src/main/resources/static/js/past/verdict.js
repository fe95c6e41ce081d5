// The last verdict on a part that has failed in its box: the run that went wrong, step by step beside what
// the reference did, as the page of its exercise tells it.

import { html } from '../board/dom.js';

/** Where the verdict stands; nothing is asked for before somebody looks at an event that needs it. */
export function verdictView() {
  const root = html('section', { class: 'past-verdict', 'aria-label': 'The verdict on your part', hidden: '' });
  let shown = '';

  /** Shows the verdict on exercise `id`, such as X17; none when it is empty. */
  async function show(id) {
    if (id === shown) return;
    shown = id;
    root.hidden = !id;
    root.replaceChildren();
    if (!id) return;
    const page = `/exercises/${id.toLowerCase()}`;
    const run = await runOf(page);
    if (shown !== id) return;
    root.append(html('h3', {}, `Your last verdict on ${id}`), ...(run
      ? [run]
      : [html('p', { class: 'quiet' }, 'No check of it holds a run that goes wrong: what failed here, failed here first.')]),
    html('p', {}, html('a', { href: `${page}#checks` }, `All checks of ${id}`)));
  }

  return { root, show };
}

/** The first failing run on the page of an exercise; its first wrong step is marked there. */
async function runOf(page) {
  try {
    const response = await fetch(page);
    if (!response.ok) return null;
    const read = new DOMParser().parseFromString(await response.text(), 'text/html');
    const run = read.querySelector('.check.failed table.run');
    return run ? document.adoptNode(run) : null;
  } catch {
    return null;
  }
}
