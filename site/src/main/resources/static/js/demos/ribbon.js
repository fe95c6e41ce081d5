// Lesson 3: the revision ribbon. Every frame comes from the engine's own store on the server.

import { html, setText } from '../board/dom.js';
import { controls } from '../board/controls.js';
import { frame, slider, button } from './frame.js';
import { localTime } from './local-time.js';
import { filmStrip } from './strip.js';
import { ask, emptyStore } from './memory.js';

const PER_FRAME = 1100;

/** Mounts the demo. */
export function mount(figure) {
  const { stage, tell, stand, clear } = frame(figure);
  const strip = filmStrip('The revisions of the store as frames of a film');
  const plate = html('div', { class: 'plate strip-plate' }, strip.root);
  let view = emptyStore();
  let waited = 0;
  const time = localTime({ turn, step: forward, changed: follow });
  const bar = controls((command) => time.act(command, reset));
  const key = html('input', { type: 'text', value: 'web', size: 9, spellcheck: 'false',
    autocomplete: 'off' });
  const value = html('input', { type: 'text', value: 'v1', size: 9, spellcheck: 'false',
    autocomplete: 'off' });
  const form = html('form', { class: 'row', onsubmit: (event) => {
    event.preventDefault();
    put();
  } }, html('label', {}, 'Key ', key), html('label', {}, 'Value ', value),
  html('button', { type: 'submit', class: 'control' }, 'Put'),
  button('Delete', () => perform({ do: 'delete', key: key.value })));
  const past = slider('Read at revision', { min: 1, max: 1, value: 1 },
    (revision) => perform({ do: 'read', revision }));
  const burn = button('Compact here', () => perform({ do: 'compact', revision: past.value() }));
  const table = storeTable();
  stage.append(bar.root, plate, html('div', { class: 'demo-tools' }, form),
    html('div', { class: 'demo-tools' }, past.root, burn), table.root);
  new ResizeObserver(([entry]) => {
    strip.resize(entry.contentRect.width);
    strip.update(view, view.at);
  }).observe(plate);

  async function perform(command) {
    const answer = await ask('ribbon', command);
    if (answer.failure) return tell(answer.failure);
    view = answer;
    if (view.says) tell(view.says);
    if (command.do === 'read') tell(readWords(view));
    show();
    return view;
  }

  async function put() {
    const done = await perform({ do: 'put', key: key.value, value: value.value });
    const number = /^(.*?)(\d+)$/.exec(value.value);
    if (done && number) value.value = number[1] + (Number(number[2]) + 1);
  }

  /** Playing means: read one revision further each second, from the past to now. */
  function turn(milliseconds) {
    waited += milliseconds;
    if (waited < PER_FRAME) return;
    waited = 0;
    forward();
  }

  function forward() {
    if (view.at >= view.revision) return time.pause();
    perform({ do: 'read', revision: view.at + 1 });
  }

  async function reset() {
    clear();
    const answer = await ask('ribbon', { do: 'reset' });
    view = answer.failure ? emptyStore() : answer;
    value.value = 'v1';
    show();
  }

  function show() {
    past.input.max = view.revision;
    past.follow(view.at);
    strip.update(view, view.at);
    table.update(view);
    stand(`The store is at revision ${view.revision}. `
      + (view.compacted ? `Compacted at ${view.compacted}. ` : '') + readWords(view));
  }

  function follow() {
    bar.follow(time);
    bar.tick(time);
  }

  follow();
  show();
}

function readWords(view) {
  if (view.refusal) return `Reading at ${view.at} is refused: ${view.refusal}`;
  if (!view.items.length) return `At revision ${view.at} the store is empty.`;
  return `At revision ${view.at}: `
    + view.items.map((item) => `${item.key} = ${item.value}`).join(', ') + '.';
}

function storeTable() {
  const caption = html('caption', {});
  const body = html('tbody', {});
  const head = ['Key', 'Value', 'Created at', 'Changed at', 'Version'];
  const root = html('div', { class: 'store-table', role: 'region', tabindex: 0,
    'aria-label': 'The store at the revision that is read' },
  html('table', {}, caption,
    html('thead', {}, html('tr', {}, ...head.map((word) => html('th', { scope: 'col' }, word)))),
    body));
  return {
    root,
    update(view) {
      setText(caption, view.refusal ? `Revision ${view.at}: ${view.refusal}`
        : `The store at revision ${view.at}`);
      root.classList.toggle('refused', Boolean(view.refusal));
      const rows = view.items.map((item) => html('tr', {}, html('td', {}, html('code', {}, item.key)),
        html('td', {}, item.value), html('td', {}, String(item.createRevision)),
        html('td', {}, String(item.modRevision)), html('td', {}, String(item.version))));
      if (!rows.length) {
        rows.push(html('tr', {}, html('td', { colspan: 5 }, view.refusal ? 'burned' : 'nothing yet')));
      }
      body.replaceChildren(...rows);
    },
  };
}
