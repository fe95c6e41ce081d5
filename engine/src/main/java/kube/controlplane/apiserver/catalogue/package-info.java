/// What this API server serves: the built-in kinds, and those that were added while it runs.
///
/// [kube.controlplane.apiserver.catalogue.KindCatalogue] finds a
/// [kube.controlplane.apiserver.catalogue.ServedKind], which has all that the rest of the server
/// needs to know of a kind.
@NullMarked
package kube.controlplane.apiserver.catalogue;

import org.jspecify.annotations.NullMarked;
