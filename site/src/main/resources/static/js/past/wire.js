// What the page asks of the past of a cluster: news for its index, and single objects, which it keeps.

const KEPT = 400;

/** The past of lab `name`, asked for. */
export function pastWire(name) {
  const answers = new Map();

  async function get(path) {
    try {
      const response = await fetch(path);
      const said = await response.json();
      return response.ok ? said : { trouble: said.message ?? 'The site did not understand that.' };
    } catch {
      return { trouble: 'The site does not answer.' };
    }
  }

  async function once(path) {
    const known = answers.get(path);
    if (known) return known;
    const said = await get(path);
    if (!said.trouble) answers.set(path, said);
    if (answers.size > KEPT) answers.delete(answers.keys().next().value);
    return said;
  }

  return {
    chapter: ({ epoch, event, revision }) =>
      get(`/lab/${name}/past?epoch=${epoch}&event=${event}&revision=${revision}`),
    object: (key, revision, since = 0) =>
      once(`/lab/${name}/past/object?${new URLSearchParams({ key, revision, since })}`),
    words: (key, revision) =>
      get(`/lab/${name}/past/words?${new URLSearchParams({ key, revision })}`),
    forget: () => answers.clear(),
  };
}
