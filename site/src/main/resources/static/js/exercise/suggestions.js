// Completion: the server's compiler says which names fit where the caret stands.

const detailLength = 60;

/** What CodeMirror asks for; `ask(at)` answers as the server does, or null when it is away. */
export async function suggestions(context, ask) {
  const word = context.matchBefore(/[\w$]+$|\.[\w$]*$|::[\w$]*$/);
  if (!context.explicit && (!word || /^\d/.test(word.text))) return null;
  const answer = await ask(context.pos);
  if (context.aborted || !answer || answer.suggestions.length === 0) return null;
  const options = answer.suggestions.map((each, place) => option(each, place));
  return { from: answer.from, options, validFor: /^[\w$]*$/ };
}

function option({ name, kind, signature, toImport }, place) {
  const detail = signature.length > detailLength
    ? `${signature.slice(0, detailLength)} …` : signature;
  return {
    label: name,
    detail: kind === "field" || kind === "variable" ? `: ${detail}` : detail,
    boost: kind === "keyword" ? -20 : -Math.min(place / 10, 15),
    apply: kind === "method" || toImport ? (view, _, from, to) => put(view, from, to) : name,
  };

  function put(view, from, to) {
    const call = kind === "method" && view.state.sliceDoc(to, to + 1) !== "(";
    const text = name + (call ? "()" : "");
    const takesNothing = signature.startsWith("()");
    const changes = [{ from, to, insert: text }, ...importOf(view.state.doc.toString())];
    const edit = view.state.changes(changes);
    const caret = edit.mapPos(from, -1) + name.length + (call ? (takesNothing ? 2 : 1) : 0);
    view.dispatch({ changes: edit, selection: { anchor: caret }, userEvent: "input.complete" });
  }

  function importOf(text) {
    if (!toImport) return [];
    const line = `import ${toImport};\n`;
    const imports = [...text.matchAll(/^import (?!static)([\w.]+);\n/gm)];
    const after = imports.filter((one) => one[1] < toImport).at(-1);
    if (after) return [{ from: after.index + after[0].length, insert: line }];
    if (imports.length > 0) return [{ from: imports[0].index, insert: line }];
    const head = /^package [\w.]+;\n/m.exec(text);
    return [{ from: head ? head.index + head[0].length : 0, insert: head ? `\n${line}` : line }];
  }
}
