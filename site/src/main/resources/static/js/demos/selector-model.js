// Reads selectors for the drawing of lesson 7, as far as a person types them there.

/** The Pods of the cloud. */
export const FLEET = [
  { name: 'web-1', labels: { app: 'web', env: 'prod' } },
  { name: 'web-2', labels: { app: 'web', env: 'prod' } },
  { name: 'web-3', labels: { app: 'web', env: 'test' } },
  { name: 'shop-1', labels: { app: 'webshop', env: 'prod' } },
  { name: 'api-1', labels: { app: 'api', env: 'prod', canary: 'yes' } },
  { name: 'api-2', labels: { app: 'api' } },
  { name: 'db-1', labels: { app: 'db', env: 'prod' } },
  { name: 'tool-1', labels: {} },
];

const WORD = /==|!=|[=!(),]|[^\s=!(),]+/g;
const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?$/;

/** A test of labels, or `{ position }` where the text stops making sense. */
export function parse(text) {
  const words = [...text.matchAll(WORD)].map((found) => ({ word: found[0], at: found.index }));
  let next = 0;
  const peek = () => words[next]?.word;
  const stop = () => { throw { position: words[next]?.at ?? text.length }; };
  const takes = (word) => (peek() === word ? (next++, true) : false);
  const name = () => (NAME.test(peek() ?? '') ? words[next++].word : stop());
  const value = () => (next === words.length || /^[=!(),]/.test(peek()) ? '' : name());

  function values() {
    if (!takes('(')) stop();
    const list = [value()];
    while (takes(',')) list.push(value());
    return takes(')') ? list : stop();
  }

  function requirement() {
    if (takes('!')) return not(has(name()));
    const key = name();
    if (next === words.length || peek() === ',') return has(key);
    if (takes('=') || takes('==')) return among(key, [value()]);
    if (takes('!=')) return not(among(key, [value()]));
    if (takes('in')) return among(key, values());
    return takes('notin') ? not(among(key, values())) : stop();
  }

  try {
    const all = [];
    if (words.length) do all.push(requirement()); while (takes(','));
    if (next < words.length) stop();
    return { test: (labels) => all.every((one) => one(labels)) };
  } catch (failure) {
    if (failure.position === undefined) throw failure;
    return failure;
  }
}

const has = (key) => (labels) => key in labels;
const among = (key, list) => (labels) => key in labels && list.includes(labels[key]);
const not = (test) => (labels) => !test(labels);
