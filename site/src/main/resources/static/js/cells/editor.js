// A cell's editor: CodeMirror with Java, completion from the shell, and troubles at their place.

import {
  EditorView, keymap, drawSelection, highlightSpecialChars, EditorState, defaultKeymap, history,
  historyKeymap, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting, HighlightStyle,
  closeBrackets, closeBracketsKeymap, setDiagnostics, lintKeymap, java, tags, autocompletion,
  completionKeymap, startCompletion,
} from "../../vendor/codemirror.js";

const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.bool, tags.null, tags.self], class: "tok-keyword" },
  { tag: [tags.typeName, tags.className, tags.namespace], class: "tok-type" },
  { tag: [tags.string, tags.character], class: "tok-string" },
  { tag: tags.number, class: "tok-number" },
  { tag: tags.comment, class: "tok-comment" },
]);

/**
 * Puts an editor into `place`. Tab leaves it, as it leaves any field; Ctrl+Space completes.
 * @param {{label: string, onRun: () => void, onChange: (text: string) => void,
 *   onLeave: () => void, shell: object}} options
 */
export function openEditor(place, text, { label, onRun, onChange, onLeave, shell }) {
  const view = new EditorView({
    parent: place,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(document.body.dataset.nonce ?? ""),
        highlightSpecialChars(), history(), drawSelection(), indentOnInput(), bracketMatching(),
        closeBrackets(), indentUnit.of("  "), EditorState.tabSize.of(2), java(),
        syntaxHighlighting(colors), EditorView.lineWrapping,
        autocompletion({ override: [(context) => suggestions(context, shell)], icons: false,
          activateOnTypingDelay: 80 }),
        keymap.of([
          { key: "Mod-Enter", run: () => { onRun(); return true; }, preventDefault: true },
          { key: "Ctrl-Space", run: startCompletion },
          ...closeBracketsKeymap, ...completionKeymap,
          { key: "Escape", run: () => { onLeave(); return true; } },
          ...defaultKeymap, ...historyKeymap, ...lintKeymap,
        ]),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false",
          autocapitalize: "off" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    focus: () => view.focus(),
    text: () => view.state.doc.toString(),
    replace: (next) => view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: next } }),
    complain(troubles) {
      const length = view.state.doc.length;
      const marks = troubles.filter(({ from }) => from >= 0).map(({ from, to, message }) => ({
        from: Math.min(from, length), to: Math.min(Math.max(to, from + 1), length),
        severity: "error", message }));
      view.dispatch(setDiagnostics(view.state, marks));
    },
  };
}

async function suggestions(context, shell) {
  const word = context.matchBefore(/[\w.]+$/);
  if (!context.explicit && !word) return null;
  const code = context.state.doc.toString();
  const { from, suggestions: found } = await shell.complete(code, context.pos);
  if (context.aborted || found.length === 0) return null;
  return {
    from,
    options: found.map((label) => ({ label,
      info: () => documentation(shell, code.slice(0, from) + label) })),
    validFor: /^\w*$/,
  };
}

/** What the sources say about a suggestion: its signatures, and the words above it. */
async function documentation(shell, code) {
  const named = code.replace(/\)$/, "");
  const pages = await shell.describe(named, named.length);
  if (pages.length === 0) return null;
  const box = document.createElement("div");
  box.className = "cell-doc";
  for (const { signature, text } of pages.slice(0, 4)) {
    const head = document.createElement("code");
    head.textContent = signature;
    box.append(head);
    if (text) box.append(...paragraphs(text));
  }
  if (pages.length > 4) box.append(`and ${pages.length - 4} more`);
  return box;
}

/** Comments carry tags of HTML and of javadoc; a reader wants the words. */
function paragraphs(text) {
  const plain = text.replace(/<[^>]+>/g, "").replace(/\{@\w+ ([^}]*)\}/g, "$1")
    .replace(/\[#?([\w.#]+)(\([^)]*\))?\]/g, "$1").replace(/`/g, "");
  return plain.split(/\n\s*(?:\n|@(?=\w))/).map((part) => part.trim()).filter(Boolean).slice(0, 3)
    .map((part) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = part.replace(/\s+/g, " ");
      return paragraph;
    });
}
