/// X04, the watch hub: telling many watchers what changed, without a gap and nothing twice.
///
/// The slot is [kube.controlplane.etcd.WatchHub]; what passes tells the cluster's API server.
@NullMarked
package catalog.etcd.watch_hub;

import org.jspecify.annotations.NullMarked;
