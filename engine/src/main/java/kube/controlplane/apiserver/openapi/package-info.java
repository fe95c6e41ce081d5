/// The published schema as clients ask for it: OpenAPI v3, one document for each group and version,
/// and for older clients OpenAPI v2, one document of everything.
///
/// [kube.controlplane.apiserver.openapi.OpenApi] keeps the documents of version 3,
/// [kube.controlplane.apiserver.openapi.Swagger] that of version 2;
/// [kube.controlplane.apiserver.openapi.Components] writes the types,
/// [kube.controlplane.apiserver.openapi.Operations] the paths. It is where `kubectl explain` has
/// its words from.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-v3
@NullMarked
package kube.controlplane.apiserver.openapi;

import org.jspecify.annotations.NullMarked;
