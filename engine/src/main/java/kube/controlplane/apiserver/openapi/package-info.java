/// The published schema as clients ask for it: OpenAPI v3, one document for each group and version.
///
/// [kube.controlplane.apiserver.openapi.OpenApi] keeps the documents;
/// [kube.controlplane.apiserver.openapi.Components] writes the types,
/// [kube.controlplane.apiserver.openapi.Operations] the paths. It is where `kubectl explain` has
/// its words from.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-v3
@NullMarked
package kube.controlplane.apiserver.openapi;

import org.jspecify.annotations.NullMarked;
