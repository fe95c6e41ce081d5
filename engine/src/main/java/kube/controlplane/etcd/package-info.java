/// etcd: the cluster's memory. The API server alone talks to it; everybody else asks the API server.
///
/// A write travels through this folder in five steps.
///
/// 1. [Etcd] receives it: "if key `k` was last changed at revision 7, store these bytes".
/// 2. [RevisionStore] checks every [Compare] and applies every [Operation], or none.
///    A change moves the revision of the **whole store** up by one.
///    [MultiVersionStore] is our store; exercise X03 asks you to write your own.
/// 3. [KeyHistory] keeps the old value beside the new one, so yesterday stays readable.
///    What values have in common, [PieceBook] keeps once.
/// 4. [Etcd] turns the [TransactionResult] into [WatchEvent]s and gives them to the [WatchHub].
///    [BufferedWatchHub] is our hub; exercise X04 asks you to write your own.
/// 5. [WatchHub#pump] hands them to every [Watch] that asked for such keys, in revision order.
///
/// History ends at the **compaction mark**. A read below it throws [CompactedException], and a watch
/// that needs it ends as [Watch.State#COMPACTED]; the reader lists again and goes on from there.
///
/// **Beside the path.** [RangeQuery], [WatchQuery] and [Transaction] ask for more than the slots know,
/// and [Etcd] does the rest itself, so that a learner's store and hub stay small. Leases make keys
/// expire; a quota refuses puts before memory ends. `etcd.log` keeps a live cluster across restarts.
///
/// **Models** store-wide revisions, reads in the past, ranges, transactions, leases, compaction, the
/// space quota, and watches that replay the past and then follow the present without a gap or a
/// double.
///
/// **Leaves out** Raft, because one member never disagrees with itself, and the network protocol,
/// because the API server calls us directly.
///
/// **In Kubernetes:**
/// [Operating etcd](https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/) ·
/// [the data model](https://etcd.io/docs/v3.6/learning/data_model/) ·
/// [source of the store](https://github.com/etcd-io/etcd/tree/v3.6.0/server/storage/mvcc)
@NullMarked
package kube.controlplane.etcd;

import org.jspecify.annotations.NullMarked;
