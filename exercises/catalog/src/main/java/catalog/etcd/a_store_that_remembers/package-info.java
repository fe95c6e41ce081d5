/// X03, a store that remembers: numbered changes, a readable past, transactions and compaction.
///
/// The slot is [kube.controlplane.etcd.RevisionStore]; a store that passes can stand in the
/// cluster.
@NullMarked
package catalog.etcd.a_store_that_remembers;

import org.jspecify.annotations.NullMarked;
