// The editor: CodeMirror with Java, over the textarea that a page without scripts uses.

import {
  EditorView, keymap, lineNumbers, highlightActiveLine, highlightActiveLineGutter, drawSelection,
  highlightSpecialChars, EditorState, defaultKeymap, history, historyKeymap, indentWithTab,
  bracketMatching, indentOnInput, indentUnit, indentRange, syntaxHighlighting, HighlightStyle,
  closeBrackets, closeBracketsKeymap, lintGutter, setDiagnostics, lintKeymap, searchKeymap,
  java, tags, autocompletion, completionKeymap, completionStatus, closeCompletion,
  Compartment, unifiedMergeView, getChunks,
} from "../../vendor/codemirror.js";
import { suggestions } from "./suggestions.js";

const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.bool, tags.null, tags.self], class: "tok-keyword" },
  { tag: [tags.typeName, tags.className, tags.namespace], class: "tok-type" },
  { tag: [tags.string, tags.character], class: "tok-string" },
  { tag: tags.number, class: "tok-number" },
  { tag: tags.comment, class: "tok-comment" },
  { tag: [tags.definition(tags.variableName), tags.function(tags.variableName),
    tags.function(tags.definition(tags.variableName)), tags.annotation], class: "tok-name" },
]);

/** Puts an editor in the place of a textarea, which goes on holding the text. */
export function createEditor(body, area, text, { label, nonce, onChange, onRun, suggest }) {
  const comparison = new Compartment();
  const view = new EditorView({
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(nonce),
        lineNumbers(), lintGutter(), highlightActiveLineGutter(), highlightActiveLine(),
        highlightSpecialChars(), history(), drawSelection(), indentOnInput(), bracketMatching(),
        closeBrackets(), indentUnit.of("  "), EditorState.tabSize.of(2), java(),
        syntaxHighlighting(colors), comparison.of([]),
        autocompletion({ override: [(context) => suggestions(context, suggest)], icons: false,
          activateOnTypingDelay: 80, defaultKeymap: false }),
        keymap.of([
          { key: "Mod-Enter", run: () => { onRun(); return true; }, preventDefault: true },
          { key: "Escape", run: leaveNamesAlone },
          ...completionKeymap, ...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap,
          ...lintKeymap, indentWithTab,
        ]),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          area.value = update.state.doc.toString();
          if (!update.transactions.some((one) => one.isUserEvent("follow"))) onChange(area.value);
        }),
      ],
    }),
  });
  area.value = text;
  area.hidden = true;
  area.tabIndex = -1;
  body.querySelector("label").remove();
  body.append(view.dom);

  return {
    text: () => view.state.doc.toString(),
    replace(next) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next },
        userEvent: "input.replace" });
    },
    /** Takes over what another window has typed; the cursor stays where it is in the text. */
    follow(next) {
      const now = view.state.doc.toString();
      if (now === next) return;
      let from = 0;
      while (from < now.length && now[from] === next[from]) from++;
      let behind = 0;
      while (behind < Math.min(now.length, next.length) - from
        && now[now.length - 1 - behind] === next[next.length - 1 - behind]) behind++;
      view.dispatch({ changes: { from, to: now.length - behind,
        insert: next.slice(from, next.length - behind) }, userEvent: "follow" });
    },
    tidy() {
      const spaced = view.state.doc.toString().replace(/\t/g, "  ").replace(/[ ]+$/gm, "");
      if (spaced !== view.state.doc.toString()) this.replace(spaced);
      view.dispatch({ changes: indentRange(view.state, 0, view.state.doc.length),
        userEvent: "format" });
    },
    goTo(line, column) {
      const at = place(view.state.doc, line, column);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
      view.focus();
    },
    /** Shows what differs from another text; null ends it. Answers with the number of places. */
    compare(other) {
      view.dispatch({ effects: comparison.reconfigure(other === null ? [] : unifiedMergeView({
        original: other, mergeControls: false, gutter: true, highlightChanges: false })) });
      return other === null ? 0 : getChunks(view.state)?.chunks.length ?? 0;
    },
    complain(diagnostics) {
      const marks = diagnostics.map(({ line, column, message }) => {
        const from = place(view.state.doc, line, column);
        const end = view.state.doc.lineAt(from).to;
        const word = /^\w+/.exec(view.state.sliceDoc(from, end));
        return { from, to: Math.min(end, from + Math.max(1, word ? word[0].length : 1)),
          severity: "error", message };
      });
      view.dispatch(setDiagnostics(view.state, marks));
    },
  };
}

/** Closes the list of names that is seen; one that was only asked for must not swallow the key. */
function leaveNamesAlone(view) {
  const isSeen = completionStatus(view.state) === "active";
  closeCompletion(view);
  return isSeen;
}

function place(doc, line, column) {
  const row = doc.line(Math.max(1, Math.min(line || 1, doc.lines)));
  return Math.min(row.to, row.from + Math.max(0, (column || 1) - 1));
}
