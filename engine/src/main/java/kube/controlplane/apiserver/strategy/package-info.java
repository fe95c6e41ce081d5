/// What is special about each kind on its way to the store: defaults and rules, one kind a file.
///
/// A [kube.controlplane.apiserver.strategy.Strategy] fills in what the author left out and checks
/// what the author wrote. [kube.controlplane.apiserver.strategy.MetadataRules] are the rules that
/// all kinds share; [kube.controlplane.apiserver.strategy.FieldErrors] words the refusal.
///
/// **In Kubernetes:** the same word, for instance
/// [pod/strategy.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/registry/core/pod/strategy.go)
@NullMarked
package kube.controlplane.apiserver.strategy;

import org.jspecify.annotations.NullMarked;
