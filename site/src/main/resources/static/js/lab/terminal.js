// The terminal: a line to type on, and a log of what came. Both are plain elements, so that a screen
// reader, a phone's keyboard, zoom and "find in page" work as everywhere.

import { html, setText, setAttribute } from '../board/dom.js';
import { sentence } from '../board/words.js';
import { keptHistory } from './history.js';
import { printer } from './printer.js';
import { completer } from './completer.js';
import { wire } from './wire.js';

const HELP = `kubectl, or k for short   everything that kubectl knows: kubectl --help
get /api/v1/pods          a plain request; also post, put, patch, delete
fail node-a, recover      cut a machine's power, and give it back
unplug scheduler, plug    stop a component, and start it again
clear                     an empty screen; Ctrl+L too
Keys: Tab completes, Up and Down go through what you typed, Ctrl+C stops what runs,
Ctrl+D ends its input. Esc, then Tab, leaves the terminal. -f editor.yaml is the YAML editor.
`;

/** Mounts the terminal of lab `id`; `draft()` is the editor's text, `edit(text)` asks for another. */
export function terminal(root, { id, draft, edit, say, onRun = () => {} }) {
  const log = html('div', { class: 'term-log', role: 'log', 'aria-label': 'What the terminal printed',
    tabindex: 0 });
  const prompt = html('span', { class: 'term-prompt', 'aria-hidden': 'true' }, '$');
  const input = html('input', { class: 'term-input', type: 'text', 'aria-label': 'Command line',
    autocomplete: 'off', autocapitalize: 'off', autocorrect: 'off', spellcheck: 'false',
    enterkeyhint: 'go', placeholder: 'kubectl get pods' });
  const stop = html('button', { type: 'button', class: 'button small term-stop', hidden: true,
    onclick: interrupt }, 'Stop');
  const form = html('form', { class: 'term-line', onsubmit: submit }, prompt, input, stop);
  root.append(log, form);

  const history = keptHistory(id);
  const out = printer(log);
  const socket = wire(id, { hear, onState });
  const complete = completer(input, (text) => socket.send({ do: 'complete', text }),
    (text) => out.print(text, 'hint'));
  let running = null;
  let leaving = false;

  function onState({ open, message }) {
    say(message);
    input.classList.toggle('term-offline', !open);
    if (!open && running) finish(1);
  }

  function hear(message) {
    if (message.at !== undefined) out.stamp(message.at);
    switch (message.kind) {
      case 'out': return out.print(message.text, 'out');
      case 'error': return out.print(message.text, 'error');
      case 'words': return complete.offer(message.text, message.words);
      case 'edit': return edit(message.text).then((text) => {
        socket.send({ do: 'edited', text });
        input.focus();
      });
      case 'happened': return showHappened(message.entries);
      case 'done': return finish(message.code);
      default: return undefined;
    }
  }

  function submit(event) {
    event.preventDefault();
    const line = input.value;
    input.value = '';
    if (running) {
      out.print(`${line}\n`, 'typed');
      socket.send({ do: 'input', text: `${line}\n` });
      return;
    }
    run(line);
  }

  /** Runs a line; the promise gives its exit code. */
  function run(line, { tell = false } = {}) {
    const text = line.trim();
    if (running) {
      out.print('Something runs already; Ctrl+C stops it.\n', 'error');
      return Promise.resolve(1);
    }
    out.stamp(onRun() ?? 0);
    history.add(text);
    if (text === 'clear') {
      out.clear();
      return Promise.resolve(0);
    }
    out.command(text);
    if (text === 'help') {
      out.print(HELP, 'hint');
      return Promise.resolve(0);
    }
    if (!text) return Promise.resolve(0);
    if (!socket.send({ do: 'run', text, draft: draft(), tell })) {
      out.print('There is no connection at the moment. Press ↑ and Enter in a moment.\n', 'error');
      return Promise.resolve(1);
    }
    return new Promise((done) => {
      running = done;
      setText(prompt, '›');
      stop.hidden = false;
      input.placeholder = 'what you type goes to the command';
    });
  }

  function finish(code) {
    const done = running;
    running = null;
    setText(prompt, '$');
    stop.hidden = true;
    input.placeholder = 'kubectl get pods';
    log.dataset.code = code;
    done?.(code);
  }

  function interrupt() {
    if (running) {
      out.print('^C\n', 'typed');
      socket.send({ do: 'interrupt' });
    } else {
      input.value = '';
    }
    input.focus();
  }

  function showHappened(entries) {
    if (!entries.length) return;
    out.show(html('div', { class: 'term-happened' }, html('p', {}, 'What that set in motion:'),
      html('ol', {}, ...entries.map((entry) => html('li', {}, sentence(entry, new Map()))))));
  }

  input.addEventListener('keydown', (event) => {
    const isBare = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key === 'Escape') leaving = true;
    else if (event.key !== 'Tab') leaving = false;
    if (event.key === 'Tab' && isBare && !event.shiftKey && !leaving && input.value && !running) {
      event.preventDefault();
      complete.ask();
    } else if (event.key === 'ArrowUp' && isBare && !running) {
      event.preventDefault();
      input.value = history.back(input.value);
    } else if (event.key === 'ArrowDown' && isBare && !running) {
      event.preventDefault();
      input.value = history.on();
    } else if (event.ctrlKey && event.key === 'c' && input.selectionStart === input.selectionEnd) {
      event.preventDefault();
      interrupt();
    } else if (event.ctrlKey && event.key === 'd' && !input.value) {
      event.preventDefault();
      if (running) socket.send({ do: 'end' });
    } else if (event.ctrlKey && event.key === 'l') {
      event.preventDefault();
      out.clear();
    } else if (event.ctrlKey && event.key === 'u') {
      event.preventDefault();
      input.value = input.value.slice(input.selectionStart);
      input.setSelectionRange(0, 0);
    }
  });
  log.addEventListener('click', () => {
    if (String(getSelection()) === '') input.focus({ preventScroll: true });
  });
  return {
    run,
    focus: () => input.focus(),
    /** Shows only what had been printed when this event was over; all of it for null. */
    showUntil(event) {
      setAttribute(log, 'aria-live', event === null ? null : 'off');
      out.showUntil(event);
    },
    /** Another cluster has taken the place: its events count from one again. */
    beginAnew: () => out.beginAnew(),
  };
}
