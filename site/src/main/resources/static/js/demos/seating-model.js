// Tables with seats for the drawing of lesson 13: which can take a newcomer, and which is best. A seat
// is a processor; what Pods use of their seats is drawn, and asked about by nobody.

/** Three tables, each with some of its four seats promised. */
export function hall() {
  return { usage: 5, remembers: true, sent: 0,
    tables: [table('a', [2, 1]), table('b', [1, 1]), table('c', [1])] };
}

function table(name, seated) {
  return { name, seats: 4, isReserved: false, pods: seated.map((size, i) => ({ name: `${name}${i + 1}`, size })) };
}

export function promised(table) {
  return table.pods.reduce((sum, pod) => sum + pod.size, 0);
}

/** How one table is judged: a reason against it, or a score from 0 to 100. */
export function judge(table, wish) {
  if (table.isReserved && !wish.tolerates) return { reason: 'untolerated taint' };
  const left = table.seats - promised(table) - wish.size;
  return left < 0 ? { reason: 'Insufficient cpu' } : { score: Math.floor(100 * left / table.seats) };
}

/** The best table by name, or none; of equals the first, as a drawing has no dice. */
function best(tables, wish) {
  const scores = tables.map((table) => judge(table, wish).score ?? -1);
  const highest = Math.max(...scores);
  return highest < 0 ? null : tables[scores.indexOf(highest)].name;
}

/** Seats so many newcomers of the same wish at once; tells what happened. */
export function send(hall, wish, count) {
  const photograph = hall.tables.map((table) => ({ ...table, pods: [...table.pods] }));
  return Array.from({ length: count }, () => {
    const pod = { name: `new-${++hall.sent}`, size: wish.size };
    const name = best(hall.remembers ? hall.tables : photograph, wish);
    if (name === null) return `${pod.name} stays Pending: ${reasons(hall, wish)}.`;
    const table = hall.tables.find((one) => one.name === name);
    table.pods.push(pod);
    const over = promised(table) - table.seats;
    return `${pod.name} is seated at table ${name}` + (over > 0 ? `, where ${over} too many are promised now.` : '.');
  });
}

/** The sentence of the event, with the same reasons counted together. */
export function reasons(hall, wish) {
  const counts = new Map();
  for (const table of hall.tables) {
    const { reason } = judge(table, wish);
    if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return `0/${hall.tables.length} tables are available: `
    + [...counts].map(([reason, count]) => `${count} ${reason}`).sort().join(', ');
}
