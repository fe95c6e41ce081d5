// Lesson 10: three sheets of glass. Edit the file, let others write into the object, and see what each
// way of sending the file would make of it.

import { html, setText } from '../board/dom.js';
import { frame, choices, button } from './frame.js';
import { LINES, desk as fresh, others, edit, outcome, send } from './sheets-model.js';

const WAYS = [['apply', 'apply'], ['strategic', 'strategic merge patch'],
  ['merge', 'JSON merge patch'], ['replace', 'replace']];
const MARKS = { kept: '= as it was', changed: '≠ set by you', added: '+ added by you',
  removed: '− removed', theirs: '• not yours, stays', left: '• forgotten, stays', absent: '' };
const YOURS = { replicas: ['', '3'], trial: ['yes', ''], app: ['shop:1', 'shop:2'], logger: ['log:1', ''] };

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  let desk = fresh();
  let way = 'apply';
  const rows = LINES.map((line) => ({ line, last: html('td', {}), live: html('td', {}), now: cell(line),
    next: html('td', {}) }));
  stage.append(html('div', { class: 'plate sheets' }, html('table', {},
    html('caption', {}, 'Three sheets, and what would come out'),
    html('thead', {}, html('tr', {}, ...['Line', 'last', 'live', 'now', 'would become']
      .map((word) => html('th', { scope: 'col' }, word)))),
    html('tbody', {}, ...rows.map(({ line, last, live, now, next }) => html('tr', {},
      html('th', { scope: 'row' }, line.words), last, live, html('td', {}, now), next))))),
  html('div', { class: 'demo-tools' },
    choices('Send the file as', 'sheets-way', WAYS, way, (value) => {
      way = value;
      say(`As ${words()}: ${told(outcome(desk, way))}.`);
    }), button('Send it', () => say(`Sent as ${words()}: ${told(send(desk, way))}.`))),
  html('div', { class: 'demo-tools' },
    button('The autoscaler writes 7 replicas', () => write('replicas', '7', 'The autoscaler writes 7 replicas.')),
    button('The injector adds mesh', () => write('mesh', 'mesh:1', 'The injector adds the container mesh.')),
    button('Start again', begin)));

  function cell({ name, words }) {
    if (!YOURS[name]) return html('span', {}, '–');
    const select = html('select', { 'aria-label': `${words} in your file`, onchange: () => {
      const value = YOURS[name][select.selectedIndex];
      edit(desk, name, value);
      say(value ? `Your file says ${words}: ${value}.` : `Your file no longer says ${words}.`);
    } }, ...YOURS[name].map((value) => html('option', {}, value || 'not there')));
    return select;
  }

  function words() {
    return WAYS.find(([value]) => value === way)[1];
  }

  function write(name, value, sentence) {
    others(desk, name, value);
    say(sentence);
  }

  function begin() {
    desk = fresh();
    clear();
    show();
  }

  function say(sentence) {
    tell(sentence);
    show();
  }

  function show() {
    outcome(desk, way).forEach(({ name, value, mark }, i) => {
      const { last, live, now, next } = rows[i];
      setText(last, desk.last[name] ?? '–');
      setText(live, desk.live[name] ?? '–');
      if (YOURS[name]) now.selectedIndex = YOURS[name].indexOf(desk.now[name] ?? '');
      next.className = `sheets-${mark}`;
      next.replaceChildren(html('span', { class: 'sheets-value' }, value || '–'),
        html('span', { class: 'sheets-mark' }, MARKS[mark]));
    });
    stand(`Live are ${LINES.filter(({ name }) => desk.live[name])
      .map((line) => `${line.words} ${desk.live[line.name]}`).join(', ')}.`);
  }

  show();
}

function told(lines) {
  return lines.filter((line) => line.mark !== 'absent')
    .map((line) => `${line.words} ${MARKS[line.mark].slice(2)}`).join(', ');
}
