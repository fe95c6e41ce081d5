// Where a caret is in a manifest, and where a field is: by indentation, which is what YAML means.

const LINE = /^(\s*)((?:-\s+)*)(?:("?)([\w./$-]+)\3\s*:(?=\s|$))?/;

/** The lines of one document around a line: its first and last line, from 0. */
export function documentAround(lines, row) {
  let from = row;
  while (from > 0 && !lines[from - 1].startsWith('---')) from--;
  let to = row;
  while (to + 1 < lines.length && !lines[to + 1].startsWith('---')) to++;
  return { from, to };
}

function read(line) {
  const [, space, dashes, , key] = LINE.exec(line);
  const isEmpty = !line.trim() || line.trim().startsWith('#');
  return { key: key ?? '', at: space.length + dashes.length, dash: dashes ? space.length : -1, isEmpty };
}

/** What is typed at a caret: `{apiVersion, kind, path, value, from}` for the lab's schema. */
export function placeAt(lines, row, column) {
  const { from, to } = documentAround(lines, row);
  const whole = lines.slice(from, to + 1);
  const before = lines[row].slice(0, column);
  const here = read(lines[row]);
  const colon = /^(\s*(?:-\s+)*)("?)([\w./$-]+)\2\s*:\s+/.exec(before);
  const path = colon ? [colon[3]] : [];
  let limit = colon ? here.at : /^(\s*(?:-\s+)*)/.exec(before)[1].length;
  const dashes = /^(\s*)-\s+/.exec(before);
  if (dashes) limit = dashes[1].length + 0.5;
  for (let at = row - 1; at >= from && limit > 0; at--) {
    const line = read(lines[at]);
    if (line.isEmpty) continue;
    if (line.key && line.at < limit) {
      path.unshift(line.key);
      limit = line.dash >= 0 ? line.dash + 0.5 : line.at;
    } else if (line.dash >= 0 && line.dash < limit && line.at === Math.floor(limit)) {
      limit = line.dash + 0.5;
    }
  }
  return { apiVersion: top(whole, 'apiVersion'), kind: top(whole, 'kind'), path,
    value: Boolean(colon), word: /[\w./$-]*$/.exec(before)[0] };
}

function top(lines, key) {
  const line = lines.find((one) => one.startsWith(`${key}:`));
  return line ? line.slice(key.length + 1).replace(/#.*/, '').trim().replace(/^["']|["']$/g, '') : '';
}

/** The line, from 1, of a field such as `spec.containers[0].image`, or of what is nearest to it. */
export function lineOf(text, documentLine, field) {
  const lines = text.split('\n');
  const wanted = field.replace(/\[(\d+)\]/g, '.$1').split('.').filter(Boolean);
  const { to } = documentAround(lines, documentLine - 1);
  const stack = [];
  let best = { length: 0, line: documentLine };
  for (let row = documentLine - 1; row <= to; row++) {
    const line = read(lines[row]);
    if (line.isEmpty) continue;
    if (line.dash >= 0) {
      while (stack.length && stack.at(-1).at > line.dash) stack.pop();
      const last = stack.at(-1);
      if (last?.isItem && last.at === line.dash) last.name = String(Number(last.name) + 1);
      else stack.push({ at: line.dash, name: '0', isItem: true });
    }
    if (!line.key) continue;
    while (stack.length && stack.at(-1).at >= line.at && !(stack.at(-1).isItem && stack.at(-1).at < line.at)) {
      stack.pop();
    }
    stack.push({ at: line.at, name: line.key, isItem: false });
    const length = common(stack.map((one) => one.name), wanted);
    if (length === stack.length && length > best.length) best = { length, line: row + 1 };
  }
  return best.line;
}

function common(names, wanted) {
  let at = 0;
  while (at < names.length && names[at] === wanted[at]) at++;
  return at;
}
