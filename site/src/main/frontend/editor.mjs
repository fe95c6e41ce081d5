// The editor's parts, chosen once, and exported under the few names that exercises and labs use.
export { EditorView, keymap, lineNumbers, highlightActiveLine, highlightActiveLineGutter,
  drawSelection, highlightSpecialChars, rectangularSelection } from "@codemirror/view";
export { EditorState, Compartment, Transaction } from "@codemirror/state";
export { defaultKeymap, history, historyKeymap, indentWithTab, indentSelection, selectAll }
  from "@codemirror/commands";
export { bracketMatching, indentOnInput, indentUnit, indentRange, foldGutter, foldKeymap,
  syntaxHighlighting, HighlightStyle } from "@codemirror/language";
export { closeBrackets, closeBracketsKeymap, autocompletion, completionKeymap, completionStatus, closeCompletion,
  startCompletion } from "@codemirror/autocomplete";
export { lintGutter, setDiagnostics, lintKeymap } from "@codemirror/lint";
export { searchKeymap, highlightSelectionMatches } from "@codemirror/search";
export { java } from "@codemirror/lang-java";
export { yaml } from "@codemirror/lang-yaml";
export { unifiedMergeView, getChunks } from "@codemirror/merge";
export { tags } from "@lezer/highlight";
