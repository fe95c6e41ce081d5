// Three sheets of glass: a file as it was applied last, the object as it lies there, and the file as it
// is now; and what becomes of the object when the file is sent in one of four ways.

/** The lines of a sheet; those of a container are items of one list. */
export const LINES = [
  { name: 'replicas', words: 'replicas' },
  { name: 'trial', words: 'label trial' },
  { name: 'app', words: 'container app', inList: true },
  { name: 'logger', words: 'container logger', inList: true },
  { name: 'mesh', words: 'container mesh', inList: true },
];
const FILE = { trial: 'yes', app: 'shop:1', logger: 'log:1' };

/** The file was applied; the server filled in one replica. */
export function desk() {
  return { last: { ...FILE }, live: { replicas: '1', ...FILE }, now: { ...FILE } };
}

/** Somebody else writes a line of the object. */
export function others(desk, name, value) {
  desk.live[name] = value;
}

/** The author writes a line of the file, or strikes it out with an empty value. */
export function edit(desk, name, value) {
  if (value) desk.now[name] = value;
  else delete desk.now[name];
}

/** What becomes of each line if the file is sent this way: its value, and what happens to it. */
export function outcome(desk, way) {
  return LINES.map((line) => ({ ...line, ...become(desk, way, line) }));
}

function become({ last, live, now }, way, { name, inList }) {
  if (name in now) {
    if (live[name] === now[name]) return { value: now[name], mark: 'kept' };
    return { value: now[name], mark: name in live ? 'changed' : 'added' };
  }
  if (!(name in live)) return { value: '', mark: 'absent' };
  const goes = way === 'replace' || (way === 'merge' && inList) || (way === 'apply' && name in last);
  if (goes) return { value: '', mark: 'removed' };
  return { value: live[name], mark: name in last ? 'left' : 'theirs' };
}

/** The file is sent; only apply remembers what it said. Tells what came of it. */
export function send(desk, way) {
  const lines = outcome(desk, way);
  desk.live = Object.fromEntries(lines.filter((line) => line.value).map((line) => [line.name, line.value]));
  if (way === 'replace') desk.live.replicas ??= '1';
  if (way === 'apply') desk.last = { ...desk.now };
  return lines;
}
