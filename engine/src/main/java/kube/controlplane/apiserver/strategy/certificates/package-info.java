/// The kinds of `certificates.k8s.io`: who asks for a certificate, and who allows it.
@NullMarked
package kube.controlplane.apiserver.strategy.certificates;

import org.jspecify.annotations.NullMarked;
