// The sheet in which `kubectl edit` opens an object.

import { html } from '../board/dom.js';
import { yamlCode } from './code.js';

/** Gives a function that shows a text to edit and promises what it became. */
export function editSheet(nonce) {
  return (text) => new Promise((done) => {
    const place = html('div', { class: 'yaml-code' });
    const dialog = html('dialog', { class: 'sheet edit-sheet', 'aria-labelledby': 'edit-title' },
      html('form', { method: 'dialog', class: 'sheet-head' },
        html('h2', { id: 'edit-title' }, 'kubectl edit'),
        html('button', { class: 'button small', value: 'cancel' }, 'Cancel'),
        html('button', { class: 'button small primary', value: 'save' }, 'Save')),
      place);
    document.body.append(dialog);
    const view = yamlCode(place, { text, nonce, label: 'The object to edit',
      onApply: () => dialog.close('save') });
    dialog.addEventListener('close', () => {
      const edited = dialog.returnValue === 'save' ? view.state.doc.toString() : text;
      view.destroy();
      dialog.remove();
      done(edited);
    });
    dialog.showModal();
    view.focus();
  });
}
