/// Typed views of the kinds of the API group `batch`: work that comes to an end.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/job/
@NullMarked
package kube.foundation.api.batch;

import org.jspecify.annotations.NullMarked;
