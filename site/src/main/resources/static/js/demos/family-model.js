// A Deployment, its ReplicaSet and three Pods, and four ways to cut the family: the drawing of lesson 20.

/** All five live; each names its owner by uid. */
export function family() {
  const one = (id, kind, owner) => ({ id, kind, uid: id, owner, state: 'lives' });
  return [one('d-1', 'Deployment web', ''), one('r-1', 'ReplicaSet web-5d', 'd-1'),
    one('p-1', 'Pod a', 'r-1'), one('p-2', 'Pod b', 'r-1'), one('p-3', 'Pod c', 'r-1')];
}

/** The steps of one way: sentences, and what each does to the family. */
export function plan(objects, way) {
  const [deployment, set, ...pods] = objects;
  const turn = (some, state) => some.forEach((object) => { object.state = state; });
  const ways = {
    background: [
      ['The Deployment is deleted, and gone at once.', () => turn([deployment], 'gone')],
      ['The collector looks at the ReplicaSet and asks for its owner d-1: there is none. It deletes the ReplicaSet.',
        () => turn([set], 'gone')],
      ['It looks at the three Pods. Their owner r-1 is gone, so they go, too.', () => turn(pods, 'gone')],
    ],
    foreground: [
      ['The Deployment is marked, and waits under the finalizer foregroundDeletion.', () => turn([deployment], 'waits')],
      ['The ReplicaSet blocks it. It has dependents itself, so it is marked and waits as well.', () => turn([set], 'waits')],
      ['The Pods block the ReplicaSet. They have no dependents, and go.', () => turn(pods, 'gone')],
      ['Nothing blocks the ReplicaSet any more: its finalizer is removed, and it goes.', () => turn([set], 'gone')],
      ['Nothing blocks the Deployment any more. It goes last.', () => turn([deployment], 'gone')],
    ],
    orphan: [
      ['The Deployment is marked, and waits under the finalizer orphan.', () => turn([deployment], 'waits')],
      ['The string is cut: the ReplicaSet names no owner any more.', () => { set.owner = ''; }],
      ['The finalizer is removed, and the Deployment goes alone. The other four live on.', () => turn([deployment], 'gone')],
    ],
    bit: [
      ['One bit flips. The ReplicaSet names the owner d-5, and nobody has touched anything.', () => { set.owner = 'd-5'; }],
      ['The collector asks for an owner with the uid d-5. The Deployment at that name has d-1, so there is none.', () => {}],
      ['It deletes the ReplicaSet.', () => turn([set], 'gone')],
      ['The Pods have lost their owner r-1, and go. The Deployment has to begin anew; meanwhile nobody serves.',
        () => turn(pods, 'gone')],
    ],
  };
  return ways[way].map(([sentence, act]) => ({ sentence, act }));
}
