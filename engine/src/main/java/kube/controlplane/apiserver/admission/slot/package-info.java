/// The gate whose keeper a learner can be: [kube.controlplane.apiserver.admission.slot.AdmissionGate]
/// takes and returns plain values, so that it can stand in another process.
@NullMarked
package kube.controlplane.apiserver.admission.slot;

import org.jspecify.annotations.NullMarked;
