/// Storage from outside the cluster: programs that watch the API and make, attach, enlarge and
/// delete volumes, as the side-cars of a CSI driver do.
///
/// [kube.cloud.csi.Storehouse] says which drivers there are;
/// [kube.cloud.csi.Provisioner] makes and deletes volumes, [kube.cloud.csi.Attacher] attaches them,
/// [kube.cloud.csi.Resizer] enlarges them, and [kube.cloud.csi.Registrar] makes a driver known.
///
/// **In Kubernetes:** https://kubernetes-csi.github.io/docs/sidecar-containers.html
@NullMarked
package kube.cloud.csi;

import org.jspecify.annotations.NullMarked;
