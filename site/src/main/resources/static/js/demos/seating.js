// Lesson 13: a seating plan. What a newcomer asks for strikes tables out or gives them points; what
// the seated ones use changes nothing.

import { html, setText, keyed } from '../board/dom.js';
import { frame, choices, button, slider } from './frame.js';
import { hall as fresh, judge, promised, reasons, send } from './seating-model.js';

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  let hall = fresh();
  const wish = { size: 2, tolerates: false };
  const tables = html('ul', { class: 'tables' });
  const tolerates = html('input', { type: 'checkbox', onchange: () => {
    wish.tolerates = tolerates.checked;
    show();
  } });
  const reserve = button('Reserve table c', () => {
    const table = hall.tables[2];
    table.isReserved = !table.isReserved;
    say([`Table c ${table.isReserved ? 'has a taint now: only who tolerates it may sit there' : 'is open to all again'}.`]);
  });
  stage.append(
    html('div', { class: 'demo-tools' },
      choices('The newcomer requests', 'seating-size', [['1', '1 seat'], ['2', '2'], ['5', '5']], '2',
        (value) => { wish.size = Number(value); show(); }),
      html('label', { class: 'check' }, tolerates, ' tolerates the taint'),
      button('Send one', () => say(send(hall, wish, 1))),
      button('Send two at once', () => say(send(hall, wish, 2)))),
    html('div', { class: 'plate hall' }, tables),
    html('div', { class: 'demo-tools' },
      slider('Actual usage', { min: 5, max: 95, step: 10, value: 5, words: (value) => `${value} %` }, (value) => {
        hall.usage = value;
        say([`The seated Pods use ${value} % now. No verdict has changed.`]);
      }).root,
      choices('The plan', 'seating-plan', [['remembers', 'remembers promises'], ['forgets', 'forgets them']],
        'remembers', (value) => { hall.remembers = value === 'remembers'; show(); }),
      reserve, button('Start again', begin)));

  function begin() {
    hall = { ...fresh(), usage: hall.usage, remembers: hall.remembers };
    clear();
    show();
  }

  function say(sentences) {
    sentences.forEach(tell);
    show();
  }

  function show() {
    keyed(tables, hall.tables, (table) => table.name, makeTable, (item, table) => drawTable(item, table, judge(table, wish)));
    setText(reserve, hall.tables[2].isReserved ? 'Open table c' : 'Reserve table c');
    const open = hall.tables.filter((table) => judge(table, wish).score !== undefined);
    stand(`A Pod that requests ${wish.size} ${wish.size === 1 ? 'seat' : 'seats'}`
      + (open.length ? ` could sit at ${open.map((table) => `${table.name} (${judge(table, wish).score} points)`).join(', ')}.`
        : ` would stay Pending: ${reasons(hall, wish)}.`));
  }

  function drawTable(item, table, verdict) {
    const taken = promised(table);
    item.className = 'table' + (verdict.reason ? ' is-out' : '') + (taken > table.seats ? ' is-over' : '');
    setText(item.querySelector('.table-name'), `Table ${table.name}${table.isReserved ? ' ⚑ reserved' : ''}`);
    const chairs = table.pods.flatMap((pod) => Array(pod.size).fill(pod.name));
    const shown = [...chairs, ...Array(Math.max(0, table.seats - taken)).fill('')].map((pod, i) => ({ i, pod }));
    keyed(item.querySelector('.chairs'), shown, (chair) => String(chair.i), () => html('li', {}), (chair, { i, pod }) => {
      setText(chair, pod || 'free');
      chair.className = (pod ? 'taken' : 'free') + (i >= table.seats ? ' too-many' : '');
    });
    setText(item.querySelector('.table-use'), `${taken} of ${table.seats} promised, `
      + `${(taken * hall.usage / 100).toFixed(1)} used`);
    item.querySelector('.points').value = verdict.score ?? 0;
    setText(item.querySelector('.verdict'), verdict.reason ? `✕ ${verdict.reason}` : `✓ ${verdict.score} points`);
  }

  show();
}

function makeTable() {
  return html('li', {}, html('strong', { class: 'table-name' }), html('ul', { class: 'chairs' }),
    html('span', { class: 'table-use' }), html('meter',
      { class: 'points', min: 0, max: 100, 'aria-hidden': 'true' }), html('span', { class: 'verdict' }));
}
