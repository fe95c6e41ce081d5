// Kubeconfig files and what kubectl makes of them: small enough to live in the page.

export const MINE = { name: 'yours', path: '~/.kube/config', current: 'test',
  clusters: { c: 'https://test.example' }, users: { red: 'a certificate' },
  contexts: { test: { cluster: 'c', user: 'red', namespace: '' } } };
export const SENT = { name: "a colleague's", path: '~/prod.yaml', current: 'prod',
  clusters: { c: 'https://prod.example', p: 'https://prod.example' }, users: { red: 'a token' },
  contexts: { prod: { cluster: 'p', user: 'red', namespace: 'shop' } } };

/** The first file that has this entry, and those behind it that have it too. */
function find(files, list, name) {
  const having = files.filter((file) => name in file[list]);
  return having.length ? { name, value: having[0][list][name], from: having[0], behind: having.slice(1) } : null;
}

/** Where a command goes with these files, in their order, and these flags. */
export function resolve(files, flags) {
  const naming = files.find((file) => file.current);
  const name = flags.context || naming?.current || '';
  const context = find(files, 'contexts', name);
  if (!context) {
    return { trouble: name ? `Context "${name}" does not exist.` : 'No file is there, so no server is named.' };
  }
  return { context, by: flags.context ? 'the flag' : naming.path,
    cluster: find(files, 'clusters', context.value.cluster), user: find(files, 'users', context.value.user),
    namespace: flags.namespace || context.value.namespace || 'default',
    namespaceBy: flags.namespace ? 'the flag' : context.value.namespace ? `context ${name}` : 'nobody said one' };
}
