/// CustomResourceDefinitions: the rules for a definition, and what it says, read once.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/custom-resources/
@NullMarked
package kube.controlplane.apiserver.custom.definition;

import org.jspecify.annotations.NullMarked;
