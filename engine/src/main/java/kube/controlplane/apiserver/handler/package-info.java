/// One class a verb: what each kind of request does between the gates and the registry.
///
/// [kube.controlplane.apiserver.handler.Writes] is the way that every write goes, whether it came
/// as POST, PUT or PATCH: defaults, admission, rules, store.
///
/// **In Kubernetes:**
/// [endpoints/handlers](https://github.com/kubernetes/kubernetes/tree/v1.33.0/staging/src/k8s.io/apiserver/pkg/endpoints/handlers)
@NullMarked
package kube.controlplane.apiserver.handler;

import org.jspecify.annotations.NullMarked;
