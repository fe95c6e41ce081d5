// A few roles and bindings, and who gets through the door by them.

export const USERS = [
  { name: 'ann', groups: ['team-web'] },
  { name: 'bob', groups: [] },
  { name: 'robot of dev', groups: ['system:serviceaccounts:dev'] },
];
export const VERBS = ['get', 'list', 'create', 'delete'];
export const RESOURCES = ['pods', 'pods/log', 'pods/exec', 'secrets', 'nodes'];
export const NAMESPACES = ['dev', 'prod', 'none'];

/** Each grant is one rule of one binding. */
export const GRANTS = [
  { binding: 'RoleBinding admins in dev', role: 'ClusterRole admin', to: 'user ann', where: 'dev',
    verbs: ['*'], resources: ['pods', 'pods/log', 'pods/exec', 'secrets'] },
  { binding: 'ClusterRoleBinding lookers', role: 'ClusterRole view', to: 'group team-web', where: '',
    verbs: ['get', 'list'], resources: ['pods', 'nodes'] },
  { binding: 'RoleBinding readers in prod', role: 'Role reader', to: 'user bob', where: 'prod',
    verbs: ['get', 'list'], resources: ['pods', 'pods/log'] },
  { binding: 'RoleBinding robots in dev', role: 'Role runner', to: 'group system:serviceaccounts:dev',
    where: 'dev', verbs: ['get', 'create'], resources: ['pods'] },
];

/** What is missing from a grant for a request; empty when it opens the door. */
export function missing(grant, user, request) {
  const isMeant = grant.to === `user ${user.name}`
    || user.groups.some((group) => grant.to === `group ${group}`);
  return [
    isMeant ? '' : `it is for ${grant.to}`,
    !grant.where || grant.where === request.namespace ? '' : `it holds in ${grant.where} only`,
    grant.verbs.includes('*') || grant.verbs.includes(request.verb) ? '' : `it has no verb ${request.verb}`,
    grant.resources.includes(request.resource) ? '' : `it has no resource ${request.resource}`,
  ].filter(Boolean);
}

/** The grant that opens, or else the one that misses by least among those for this user. */
export function decide(user, request) {
  const tried = GRANTS.map((grant) => ({ grant, lacks: missing(grant, user, request) }));
  const opens = tried.find((one) => !one.lacks.length);
  const own = tried.filter((one) => !one.lacks.some((lack) => lack.startsWith('it is for')));
  const near = [...own].sort((a, b) => a.lacks.length - b.lacks.length)[0];
  return { opens: opens?.grant, near: opens ? undefined : near };
}
