/// The aggregation layer: groups of the API that other servers serve, behind this one.
///
/// An APIService says which Service answers for a group and version. The Aggregator looks whether
/// anybody does, and writes that into the condition `Available`; AggregatedGroups hands requests on,
/// and says in headers who asks. Our own groups have APIServices too, which Registrations keeps.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/
@NullMarked
package kube.controlplane.apiserver.aggregation;

import org.jspecify.annotations.NullMarked;
