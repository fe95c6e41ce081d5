/// How much power over their node Pods of a namespace may have: three levels, chosen by labels of
/// the namespace, each a list of checks.
@NullMarked
package kube.controlplane.apiserver.admission.podsecurity;

import org.jspecify.annotations.NullMarked;
