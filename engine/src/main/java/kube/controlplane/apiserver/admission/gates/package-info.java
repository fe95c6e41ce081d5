/// All gates in the order in which a write passes them, and those that belong to no family.
@NullMarked
package kube.controlplane.apiserver.admission.gates;

import org.jspecify.annotations.NullMarked;
