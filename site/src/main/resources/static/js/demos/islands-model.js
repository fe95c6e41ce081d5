// Members of a store as islands in a ring of bridges: who can speak with whom, who leads, what is
// committed. Small enough to live in the page: nothing here needs a cluster.

/** A ring of `count` islands that all know two entries; the first leads. */
export function ring(count) {
  return { islands: Array.from({ length: count }, (_, i) => ({ name: 'ABCDE'[i], log: 2 })),
    cut: Array.from({ length: count }, () => false), leader: 0, term: 1, committed: 2 };
}

/** How many islands have to have an entry. */
export function majority(sea) {
  return Math.floor(sea.islands.length / 2) + 1;
}

/** How many may be lost. */
export function spare(sea) {
  return sea.islands.length - majority(sea);
}

/** The islands that can be reached from one of them over bridges that stand, itself included. */
export function side(sea, from) {
  const count = sea.islands.length;
  const reached = new Set([from]);
  for (let i = from; !sea.cut[i] && reached.size < count; i = (i + 1) % count) reached.add((i + 1) % count);
  for (let i = from; !sea.cut[(i + count - 1) % count] && reached.size < count; i = (i + count - 1) % count) {
    reached.add((i + count - 1) % count);
  }
  return [...reached].sort((a, b) => a - b);
}

/** Whether an island belongs to a majority. */
export function decides(sea, island) {
  return side(sea, island).length >= majority(sea);
}

/** The bridge after an island falls, or stands again; tells what follows from it. */
export function turnBridge(sea, i) {
  sea.cut[i] = !sea.cut[i];
  const words = [`The bridge between ${name(sea, i)} and ${name(sea, (i + 1) % sea.islands.length)} `
    + (sea.cut[i] ? 'is cut.' : 'stands again.')];
  return [...words, ...settle(sea)];
}

/** A client asks an island to write; tells what happens. */
export function write(sea, island) {
  const together = side(sea, island);
  if (!decides(sea, island)) {
    return [`${name(sea, island)} refuses: ${together.length} of ${sea.islands.length} is no majority.`];
  }
  sea.committed++;
  for (const member of together) sea.islands[member].log = sea.committed;
  return [`${name(sea, sea.leader)} leads and writes entry ${sea.committed}; `
    + `${together.length} of ${sea.islands.length} have it: committed.`];
}

/** A leader that lost its majority steps down, those who have one elect, and the late catch up. */
function settle(sea) {
  const words = [];
  if (sea.leader >= 0 && !decides(sea, sea.leader)) {
    words.push(`${name(sea, sea.leader)} has no majority any longer and stops leading.`);
    sea.leader = -1;
  }
  const able = sea.islands.map((_, i) => i).filter((i) => decides(sea, i));
  if (sea.leader < 0 && able.length) {
    sea.leader = able.reduce((best, i) => (sea.islands[i].log > sea.islands[best].log ? i : best));
    sea.term++;
    words.push(`${name(sea, sea.leader)} is elected with ${able.length} votes; term ${sea.term} begins.`);
  } else if (!able.length) words.push('No side has a majority. Nobody may write.');
  for (const i of able) {
    if (sea.islands[i].log === sea.committed) continue;
    sea.islands[i].log = sea.committed;
    words.push(`${name(sea, i)} is sent what it missed.`);
  }
  return words;
}

export function name(sea, i) {
  return sea.islands[i].name;
}
