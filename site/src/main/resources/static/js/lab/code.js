// A CodeMirror editor for YAML, with the colors of the site.

import {
  EditorView, keymap, lineNumbers, highlightActiveLine, highlightActiveLineGutter, drawSelection,
  highlightSpecialChars, EditorState, defaultKeymap, history, historyKeymap, indentWithTab,
  bracketMatching, indentOnInput, indentUnit, syntaxHighlighting, HighlightStyle, closeBrackets,
  closeBracketsKeymap, lintGutter, lintKeymap, searchKeymap, foldGutter, autocompletion,
  completionKeymap, yaml, tags,
} from '../../vendor/codemirror.js';

const colors = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], class: 'tok-name' },
  { tag: [tags.string, tags.content], class: 'tok-string' },
  { tag: [tags.number, tags.bool, tags.null], class: 'tok-number' },
  { tag: [tags.comment, tags.lineComment], class: 'tok-comment' },
  { tag: [tags.meta, tags.keyword, tags.labelName], class: 'tok-keyword' },
]);

/** A YAML editor in `place`. */
export function yamlCode(place, { text, nonce, label, onChange = () => {}, onApply = () => {},
  choices = null }) {
  const view = new EditorView({
    parent: place,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(nonce), lineNumbers(), lintGutter(), foldGutter(),
        highlightActiveLineGutter(), highlightActiveLine(), highlightSpecialChars(), history(),
        drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(), indentUnit.of('  '),
        EditorState.tabSize.of(2), yaml(), syntaxHighlighting(colors),
        choices ? autocompletion({ override: [choices], activateOnTyping: true }) : [],
        keymap.of([
          { key: 'Mod-Enter', run: () => { onApply(); return true; }, preventDefault: true },
          ...completionKeymap, ...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap,
          ...historyKeymap, ...lintKeymap, indentWithTab,
        ]),
        EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return view;
}
