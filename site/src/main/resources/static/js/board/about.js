// One sentence for each box, and what stands still without it.

export const ABOUT = {
  apiserver: {
    does: 'The only door. Every read and every write of every component passes here, and it alone '
      + 'talks to etcd.',
    without: 'Nobody can read or write the wish list. Pods that run go on running; nothing is '
      + 'repaired, scheduled or changed.',
  },
  etcd: {
    does: 'The memory. It keeps every key with its history; each write makes a new revision of the '
      + 'whole store.',
    without: 'The API server can neither read nor write. Pods that run go on running.',
  },
  scheduler: {
    does: 'Finds a node for each Pod that has none: filters the nodes that fit, scores them, binds.',
    without: 'New Pods are stored but wait without a node. Pods that have a node do not notice.',
  },
  'kcm.replicaset': {
    does: 'Counts the Pods each ReplicaSet owns and creates or deletes until the count is the wish.',
    without: 'A lost Pod is not replaced and a changed wish has no effect.',
  },
  'kcm.nodelifecycle': {
    does: 'Watches the heartbeats. A node silent for too long is tainted, later its Pods are evicted.',
    without: 'A dead node still counts as ready; its Pods are never evicted or replaced.',
  },
  'kcm.garbage': {
    does: 'Deletes what lost its owner: the Pods of a deleted ReplicaSet, the Pods of a deleted node.',
    without: 'Orphans stay for ever.',
  },
  'kcm.namespace': {
    does: 'Empties a namespace that is being deleted, then lets it go.',
    without: 'A deleted namespace stays in the state Terminating.',
  },
};
