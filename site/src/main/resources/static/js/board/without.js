// What stands still without a box, and what goes on.

export const WITHOUT = {
  'apiserver': 'Nobody can read or write the wish list. Pods that run go on running; nothing is '
    + 'repaired, scheduled or changed.',
  'etcd': 'The API server can neither read nor write. Pods that run go on running.',
  'scheduler': 'New Pods are stored but wait without a node. Pods that have a node do not notice.',
  'kcm.replicaset': 'A lost Pod is not replaced and a changed wish has no effect.',
  'kcm.nodelifecycle': 'A dead node still counts as ready; its Pods are never evicted or replaced.',
  'kcm.garbage': 'What has lost its owner stays for ever.',
  'kcm.namespace': 'A namespace that is being deleted stays in the state Terminating.',
};
