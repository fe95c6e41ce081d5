/// X09, the gatekeepers: defaults, then rules, then the quota.
///
/// The slot is [kube.controlplane.apiserver.admission.slot.AdmissionGate]; what passes stands among
/// the gates of the cluster's API server.
@NullMarked
package catalog.apiserver.the_gatekeepers;

import org.jspecify.annotations.NullMarked;
