/// Where objects are kept: the only part of the API server that touches etcd.
///
/// [kube.controlplane.apiserver.registry.Registry] creates, reads, updates, deletes and lists;
/// [kube.controlplane.apiserver.registry.StoredForm] is how an object lies in the store;
/// [kube.controlplane.apiserver.registry.Page] and
/// [kube.controlplane.apiserver.registry.ContinueToken] are a list in pieces;
/// [kube.controlplane.apiserver.registry.WatchStream] tells one client what changes.
@NullMarked
package kube.controlplane.apiserver.registry;

import org.jspecify.annotations.NullMarked;
