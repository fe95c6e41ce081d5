/// The certificates of a live cluster: its authority, and what the authority signs.
///
/// Only a cluster that is served over TLS needs any of this, so nothing here is touched otherwise:
/// the library behind it takes longer to load than a whole cluster takes to start.
@NullMarked
package kube.controlplane.apiserver.access.pki;

import org.jspecify.annotations.NullMarked;
