/// What an author left out and only the rest of the cluster can tell: the account of a Pod, its
/// priority, the class of a claim.
@NullMarked
package kube.controlplane.apiserver.admission.defaults;

import org.jspecify.annotations.NullMarked;
