// Commands in a lesson get a button that types them into the lab's terminal.

import { html } from '../board/dom.js';

/** Offers each command in `text`; `run(line)` gives a promise of its exit code. */
export function runnable(text, run) {
  for (const code of text.querySelectorAll('.transcript pre.command code')) {
    const line = code.textContent.replace(/^\$ /, '');
    const button = html('button', { type: 'button', class: 'run-line',
      'aria-label': `Run in the lab: ${line}` }, 'Run');
    button.addEventListener('click', async () => {
      button.disabled = true;
      const exit = await run(line);
      button.disabled = false;
      button.dataset.ran = exit === 0 ? 'well' : 'badly';
      button.textContent = exit === 0 ? 'Run again' : 'Try again';
    });
    code.closest('pre').after(button);
    code.closest('pre').classList.add('has-run');
  }
}
