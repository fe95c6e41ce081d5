// What a resolver in a Pod asks for a typed name, and what it hears: the drawing of lesson 28.

const ZONE = 'cluster.local';
const NDOTS = 5;
const BOOK = {
  'db.shop.svc.cluster.local': '10.96.0.44',
  'db.bank.svc.cluster.local': '10.96.0.66',
  'web.shop.svc.cluster.local': '10.96.0.20',
  'example.com': '203.0.113.80',
};

/** The names that are tried for what was typed in this namespace, in their order. */
export function expand(typed, namespace) {
  if (typed.endsWith('.')) return [typed.slice(0, -1)];
  const below = [`${namespace}.svc.${ZONE}`, `svc.${ZONE}`, ZONE].map((suffix) => `${typed}.${suffix}`);
  const dots = typed.split('.').length - 1;
  return dots < NDOTS ? [...below, typed] : [typed, ...below];
}

/** A search that has not begun. */
export function search(typed, namespace) {
  return { typed, namespace, asked: 0, found: '',
    tries: expand(typed, namespace).map((name) => ({ name, state: 'waits', answer: '' })) };
}

/** Whether there is nothing left to ask. */
export function isOver(search) {
  return search.found !== '' || search.tries.every((each) => each.state !== 'waits');
}

/** Asks for the next name; answers that try, whose state is now `hit` or `miss`. */
export function ask(search) {
  const next = search.tries.find((each) => each.state === 'waits');
  search.asked++;
  const address = BOOK[next.name] ?? '';
  next.state = address ? 'hit' : 'miss';
  next.answer = address || 'NXDOMAIN';
  if (address) {
    search.found = address;
    search.tries.filter((each) => each.state === 'waits').forEach((each) => { each.state = 'spared'; });
  }
  return next;
}
