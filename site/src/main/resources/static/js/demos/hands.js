// Lesson 6: two hands on one form. With versions the late hand bounces; without, it erases.

import { html, setText, setAttribute } from '../board/dom.js';
import { frame, button } from './frame.js';
import { office, read, change, save, report } from './hands-model.js';

const FIELDS = { image: ['v1', 'v2', 'v3'], replicas: [2, 3, 5] };

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  let room = office();
  const stored = sheet('In the store', 'stored');
  const desks = [0, 1].map((i) => deskOf(i));
  const checks = html('input', { type: 'checkbox', checked: true, onchange: () => {
    room.checks = checks.checked;
    say(checks.checked ? 'The server compares versions again.'
      : 'The server no longer compares versions: the last writer wins.');
  } });
  stage.append(html('div', { class: 'hands plate' }, desks[0].root, stored.root, desks[1].root),
    html('div', { class: 'demo-tools' },
      html('label', { class: 'check' }, checks, ' Compare versions'),
      button('Report a status', () => say(report(room))),
      button('Begin again', () => begin())));

  function deskOf(i) {
    const paper = sheet(`${room.desks[i].name}’s copy`, 'desk');
    const inputs = Object.entries(FIELDS).map(([field, values]) => {
      const select = html('select', { onchange: () => say(change(room, i, field,
        values[select.selectedIndex])) }, ...values.map((value) => html('option', {}, String(value))));
      return { field, values, select, row: html('label', { class: 'hands-row' }, field, select) };
    });
    const word = html('p', { class: 'hands-word' });
    paper.root.append(...inputs.map((input) => input.row), word,
      html('div', { class: 'row' }, button('Save', () => say(save(room, i))),
        button('Read', () => say(read(room, i)))));
    return { root: paper.root,
      update(desk) {
        paper.update(desk.copy);
        for (const { field, values, select } of inputs) select.selectedIndex = values.indexOf(desk.copy[field]);
        setText(word, desk.refused ? 'refused: 409 Conflict'
          : desk.mine.size ? 'changed, not saved' : desk.copy.version === room.form.version
            ? 'up to date' : 'old');
        setAttribute(paper.root, 'class', `hands-sheet desk${desk.refused ? ' refused' : ''}`);
      } };
  }

  function begin() {
    room = office();
    checks.checked = true;
    clear();
    tell('Ann and Bob have read version 4.');
    draw();
  }

  function say(words) {
    if (words) tell(words);
    draw();
  }

  function draw() {
    stored.update(room.form, true);
    desks.forEach((desk, i) => desk.update(room.desks[i]));
    stand(`Stored: image ${room.form.image}, replicas ${room.form.replicas}, version ${room.form.version}, `
      + `generation ${room.form.generation}. ` + room.desks.map((desk) => `${desk.name} stands on version `
        + desk.copy.version).join(', ') + '.');
  }

  begin();
}

/** A sheet of paper with a title and its version; the stored one shows its fields, too. */
function sheet(title, kind) {
  const version = html('p', { class: 'hands-version' });
  const fields = html('p', { class: 'hands-fields' });
  const root = html('section', { class: 'hands-sheet ' + kind, 'aria-label': title },
    html('h4', {}, title), version, kind === 'stored' ? fields : null);
  return { root,
    update(form) {
      setText(version, `version ${form.version}`);
      setText(fields, `generation ${form.generation} · image ${form.image} · replicas ${form.replicas}`);
    } };
}
