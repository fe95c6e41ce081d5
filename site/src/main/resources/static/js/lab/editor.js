// The YAML editor of a lab: it knows the schema, tries what is typed, and applies it.

import { setDiagnostics } from '../../vendor/codemirror.js';
import { html, setText } from '../board/dom.js';
import { yamlCode } from './code.js';
import { placeAt, lineOf } from './yaml-place.js';

const QUIET_MILLIS = 600;
const DOUBT_MILLIS = 1500;
const WORDS = {
  created: ['would be created', 'created'], configured: ['would be changed', 'configured'],
  unchanged: ['is like this already', 'unchanged'], conflict: ['is managed by somebody else', 'conflict'],
  refused: ['is refused', 'refused'],
};
/** Mounts the editor of lab `id` for what `draft` keeps. */
export function yamlEditor(root, { id, nonce, draft }) {
  const place = html('div', { class: 'yaml-code' });
  const button = html('button', { type: 'button', class: 'button small primary',
    title: 'Ctrl+Enter', onclick: () => apply(false) }, 'Apply');
  const force = html('button', { type: 'button', class: 'button small', hidden: true,
    onclick: () => apply(true) }, 'Take the fields over');
  const says = html('p', { class: 'yaml-says', role: 'status' });
  const list = html('ul', { class: 'yaml-outcomes', 'aria-label': 'What becomes of each object' });
  root.append(place, html('div', { class: 'yaml-bar' }, button, force, says), list);
  let timer = 0;
  let asked = 0;
  let doubting = 0;
  const view = yamlCode(place, {
    text: draft.text(), nonce, label: 'YAML to apply', choices: choose,
    onApply: () => apply(false),
    onChange(text) {
      draft.keep(text);
      clearTimeout(timer);
      timer = setTimeout(() => ask({ tries: true, force: false }), QUIET_MILLIS);
    },
  });

  function text() {
    return view.state.doc.toString();
  }

  async function post(what, body) {
    try {
      const answer = await fetch(`/labs/${id}/${what}`, { method: 'POST',
        headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
      const said = await answer.json();
      return answer.ok ? said : { message: said.message ?? 'The site did not understand that.' };
    } catch {
      return { message: 'The site does not answer. What you typed is kept.' };
    }
  }

  async function ask({ tries, force: takes }) {
    const turn = ++asked;
    const yaml = text();
    if (!yaml.trim()) {
      show([], tries);
      return;
    }
    const answer = await post('apply', { yaml, tries, force: takes });
    if (turn !== asked) return;
    if (!answer.outcomes) {
      setText(says, answer.message);
      return;
    }
    mark(yaml, answer.outcomes);
    show(answer.outcomes, tries);
  }

  async function apply(takes) {
    clearTimeout(timer);
    button.disabled = true;
    setText(says, 'Applying …');
    await ask({ tries: false, force: takes });
    button.disabled = false;
  }

  function mark(yaml, outcomes) {
    if (yaml !== text()) return;
    const marks = outcomes.filter((one) => one.message).flatMap((one) => (one.fields.length
      ? one.fields.map((field) => ({ line: lineOf(yaml, one.line, field.path), message: `${field.path}: ${field.message}` }))
      : [{ line: one.line, message: one.message }]));
    view.dispatch(setDiagnostics(view.state, marks.map(({ line, message }) => {
      const row = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines)));
      const indent = /^\s*/.exec(row.text)[0].length;
      return { from: Math.min(row.to, row.from + indent), to: row.to, severity: 'error', message };
    }).sort((one, other) => one.from - other.from)));
  }

  function show(outcomes, tries) {
    list.replaceChildren(...outcomes.map((one) => html('li', { 'data-outcome': one.outcome },
      html('b', {}, one.name || `line ${one.line}`), ` ${WORDS[one.outcome][tries ? 0 : 1]}`,
      one.message ? html('span', { class: 'yaml-why' }, one.message) : null)));
    force.hidden = !outcomes.some((one) => one.outcome === 'conflict');
    const bad = outcomes.filter((one) => one.message).length;
    setText(says, !outcomes.length ? '' : bad ? `${bad} of ${outcomes.length} refused.`
      : tries ? 'The server would take this.' : 'Applied.');
    root.dataset.applied = tries ? '' : String(bad === 0);
  }

  async function choose(context) {
    const line = context.state.doc.lineAt(context.pos);
    const lines = context.state.doc.toString().split('\n');
    const at = placeAt(lines, line.number - 1, context.pos - line.from);
    if (!at.word && !context.explicit && !at.value) return null;
    if (line.text.trimStart().startsWith('#')) return null;
    const answer = await post('schema', { apiVersion: at.apiVersion, kind: at.kind, path: at.path,
      value: at.value });
    if (!answer.choices?.length || context.aborted) return null;
    const indent = ' '.repeat(context.pos - line.from - at.word.length);
    return { from: context.pos - at.word.length, validFor: /^[\w./$-]*$/,
      options: answer.choices.map((one) => ({ label: one.name, detail: one.type,
        info: one.help || undefined, boost: one.required ? 10 : 0, type: 'property',
        apply: at.value ? one.name : typed(one, indent) })) };
  }

  /** Objects have changed meanwhile: what the server said about the text may hold no longer. */
  function doubt() {
    const isAnswered = root.dataset.applied === '';
    if (!isAnswered || doubting) return;
    doubting = setTimeout(() => {
      doubting = 0;
      if (root.dataset.applied === '' && !button.disabled) ask({ tries: true, force: false });
    }, DOUBT_MILLIS);
  }

  ask({ tries: true, force: false });
  return { doubt };
}

/** What a field looks like when it has just been chosen. */
function typed({ name, type }, indent) {
  if (type === 'Object' || type === 'map') return `${name}:\n${indent}  `;
  if (type.startsWith('[]')) return `${name}:\n${indent}- `;
  return `${name}: `;
}
