// Says in plain words what an entry of the event log means. The picture and the words come from the
// same entry, so neither can know more than the other.

const KINDS = {
  pods: 'Pod', nodes: 'Node', replicasets: 'ReplicaSet', services: 'Service', events: 'Event',
  namespaces: 'Namespace', leases: 'Lease',
};

const VERBS = {
  create: 'creates', update: 'updates', patch: 'changes', delete: 'deletes', bind: 'binds',
  get: 'reads', list: 'lists', watch: 'watches', decide: 'decides on', retry: 'tries again with',
  pull: 'pulls the image', start: 'starts', print: 'passes on a line of', exit: 'sees the end of',
  unplug: 'unplugs', 'plug-in': 'plugs in', fail: 'fails', recover: 'brings back',
  replace: 'replaces', failed: 'cannot go on with', 'lose-watch': 'loses the watch on',
};

/** The name of the one who acts, to start a sentence with. */
export function actorWords(actor, titles = new Map()) {
  if (actor === 'user') return 'You';
  if (actor === 'machine') return 'Somebody in the machine room';
  const [part, node] = actor.split('/');
  if (node) return (part === 'runtime' ? 'The container runtime' : 'The ' + part) + ' of ' + node;
  const title = titles.get(actor);
  if (title === 'etcd') return title;
  return 'The ' + (title?.replace(/^[A-Z](?=[a-z]+( |$))/, (first) => first.toLowerCase()) ?? actor.replace('kcm.', '') + (actor.startsWith('kcm.') ? ' controller' : ''));
}

const WITHOUT_NAMESPACE = ['nodes', 'namespaces'];

/** `pods/default/web-x7k2p/status` as its kind, namespace, name and subresource. */
export function parse(object) {
  const [plural, ...rest] = object.split('/');
  const kind = KINDS[plural] ?? '';
  const namespace = kind && !WITHOUT_NAMESPACE.includes(plural) ? rest.shift() ?? '' : '';
  return { plural, kind, namespace, name: rest[0] ?? '', subresource: rest[1] ?? '' };
}

const READS = ['get', 'list', 'watch'];

/** What is too small to be told: reads that went well, heartbeats, notes about other entries. */
export function isQuiet(entry) {
  return /^(leases|events)\//.test(entry.object)
    || (READS.includes(entry.verb) && !/^[45]/.test(entry.detail));
}

/** Whether an entry is about this object. */
export function isAbout(entry, plural, namespace, name) {
  const about = parse(entry.object);
  return about.plural === plural && about.name === name && about.namespace === namespace;
}

/** `pods/default/web-x7k2p` as `Pod web-x7k2p`. */
export function objectWords(object) {
  const { kind, name, subresource } = parse(object);
  if (!kind) return object;
  if (!name) return kind + 's';
  const part = subresource && subresource !== 'binding' ? subresource + ' of ' : '';
  return `${part}${kind} ${name}`;
}

/** The verb for a sentence: *You create*, *the scheduler creates*. */
export function verbWords(verb, actor) {
  const word = VERBS[verb.toLowerCase()] ?? verb;
  if (actor !== 'user') return word;
  return word.replace(/^(\w+?)(ches|shes|sses)\b/, '$1$2').replace(/^watches/, 'watch')
    .replace(/^(\w+)s\b/, '$1');
}

/** A detail that says no more than that it went well: a status code. */
function isBare(detail) {
  return !detail || /^2\d\d( from .*)?$/.test(detail);
}

/** One entry as one sentence. */
export function sentence(entry, titles) {
  const what = objectWords(entry.object);
  const made = entry.revision > 0 ? ` (revision ${entry.revision})` : '';
  const why = isBare(entry.detail) ? '' : ': ' + entry.detail;
  const text = [actorWords(entry.actor, titles), verbWords(entry.verb, entry.actor), what]
    .filter((part) => part).join(' ') + made + why;
  return /[.!?]$/.test(text) ? text : text + '.';
}

/** Many entries in few words, for one announcement: alike ones are counted, not repeated. */
export function summary(entries, titles) {
  if (entries.length === 1) return sentence(entries[0], titles);
  const groups = new Map();
  for (const entry of entries) {
    const kind = entry.object.split('/')[0];
    const key = [entry.actor, entry.verb, kind].join(' ');
    const group = groups.get(key) ?? { entry, kind, count: 0 };
    group.count++;
    groups.set(key, group);
  }
  const said = [...groups.values()].slice(0, 3).map(({ entry, kind, count }) => {
    if (count === 1) return sentence({ ...entry, detail: '' }, titles);
    const many = `${count} ${KINDS[kind] ? KINDS[kind] + 's' : kind}`.trim();
    return `${actorWords(entry.actor, titles)} ${verbWords(entry.verb, entry.actor)} ${many}.`;
  });
  const more = groups.size - said.length;
  return said.join(' ') + (more > 0 ? ` And ${more} more kinds of call.` : '');
}

/** Where things stand, in a few sentences. */
export function standing(state, clock) {
  const ready = state.nodes.filter((node) => node.ready === 'True').length;
  const words = [`${clock.paused ? 'Paused' : 'Running'}, revision ${state.revision}.`,
    `${ready} of ${state.nodes.length} nodes are ready.`];
  for (const set of state.replicaSets) {
    words.push(`ReplicaSet ${set.name}: ${set.wished} wished, ${set.ready} ready.`);
  }
  const waiting = state.pods.filter((pod) => !pod.node).length;
  if (waiting) words.push(`${waiting} ${waiting === 1 ? 'Pod waits' : 'Pods wait'} for a node.`);
  const pulled = state.components.filter((component) => component.unplugged);
  if (pulled.length) words.push('Unplugged: ' + pulled.map((c) => c.title).join(', ') + '.');
  const failed = [...state.components, ...state.programsOfNodes ?? []]
    .filter((component) => component.culprit);
  if (failed.length) {
    words.push('Ours stands in for a part that failed: '
      + failed.map((c) => `${c.title} (${c.culprit})`).join(', ') + '.');
  }
  const yours = state.components.filter((component) => component.by === 'yours');
  if (yours.length) words.push('Running your code: ' + yours.map((c) => c.title).join(', ') + '.');
  return words.join(' ');
}

/** Seconds as `1 min 12 s`. */
export function duration(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return (hours ? hours + ' h ' : '') + (minutes || hours ? minutes + ' min ' : '')
    + (whole % 60) + ' s';
}
