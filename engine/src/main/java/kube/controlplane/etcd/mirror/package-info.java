/// Somebody else's memory beside ours: how a learner's store or hub takes its place in a cluster that
/// runs, and how it is sent away without anything being lost.
///
/// 1. [MirroredStore] brings the other store to where ours is: [Restoration] replays what was
///    compacted, and then every change since goes through it again.
/// 2. From then on each question goes to both. Ours comes first, so nothing that was acknowledged
///    depends on theirs; theirs is the answer, as long as it is the right one.
/// 3. [MirroredHub] does the same for watches: ours works out what each watcher is due, theirs
///    delivers it. What theirs has not delivered when it fails, we deliver.
///
/// **Leaves out** a way for a failed store to come back with what it remembers: it begins anew.
///
/// **In Kubernetes:** a member that joins etcd gets a snapshot and then the log after it.
/// [Runtime reconfiguration](https://etcd.io/docs/v3.6/op-guide/runtime-configuration/)
@NullMarked
package kube.controlplane.etcd.mirror;

import kube.controlplane.etcd.Restoration;
import org.jspecify.annotations.NullMarked;
