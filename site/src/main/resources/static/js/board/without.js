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
  'kcm.deployment': 'A new version is stored and not rolled out; what runs goes on running.',
  'kcm.statefulset': 'A lost Pod with a number of its own is not replaced.',
  'kcm.daemonset': 'A new node gets no Pod of the DaemonSets.',
  'kcm.job': 'No Pod of a Job is started any more, and no Job is called complete.',
  'kcm.cronjob': 'No Job is started when its time has come.',
  'kcm.replicationcontroller': 'A lost Pod of a ReplicationController is not replaced.',
  'kcm.endpointslice': 'Services go on sending traffic to the Pods they knew, also to dead ones.',
  'kcm.endpoint': 'Clients of the old Endpoints read an old list.',
  'kcm.disruption': 'Evictions are judged by old numbers.',
  'kcm.serviceaccount': 'A new namespace has no account, so no Pod can start in it.',
  'kcm.rootca': 'Pods of a new namespace wait for the certificate they are to mount.',
  'kcm.hpa': 'Nothing is scaled by load.',
};
