/// How a live cluster survives the death of its process: every change is on disk before anybody
/// hears that it happened.
///
/// 1. [DurableStore] stands before the store, and turns each change into a [LogEntry].
/// 2. A [Committer] puts entries into a [Frame] and the frame on a [kube.foundation.machine.Disk]:
///    [InlineCommitter] at once, [GroupCommitter] many at a time on a thread of its own.
///    Answers and events leave the API server only when what they tell is safe ([Committer#whenSafe]).
/// 3. [WriteAheadLog] names the files. When the log has grown, it writes the whole state as a
///    [StoreImage] and forgets the log before it.
/// 4. After a crash, [Recovery] reads the newest image and the log behind it. A frame that was torn
///    at the end was promised to nobody and is dropped; a broken one with good ones behind it is
///    damage, and we refuse to guess.
///
/// **Models** etcd's write-ahead log: checksums, group commit, snapshots, torn tails.
/// **Leaves out** preallocated segments and the Raft state, because one member votes for itself.
///
/// **In Kubernetes:** [wal](https://github.com/etcd-io/etcd/tree/v3.6.0/server/storage/wal) ·
/// [backing up an etcd cluster](https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#backing-up-an-etcd-cluster)
@NullMarked
package kube.controlplane.etcd.log;

import org.jspecify.annotations.NullMarked;
