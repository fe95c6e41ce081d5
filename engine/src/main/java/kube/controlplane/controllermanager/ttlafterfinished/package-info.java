/// Deletes Jobs that are over, once they have stayed to be read for as long as they wished.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/
@NullMarked
package kube.controlplane.controllermanager.ttlafterfinished;

import org.jspecify.annotations.NullMarked;
