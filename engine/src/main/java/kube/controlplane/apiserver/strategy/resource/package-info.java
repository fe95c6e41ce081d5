/// The kinds of `resource.k8s.io`: devices such as accelerators, who offers and who claims them.
///
/// **Leaves out** most rules about single devices and their attributes.
@NullMarked
package kube.controlplane.apiserver.strategy.resource;

import org.jspecify.annotations.NullMarked;
