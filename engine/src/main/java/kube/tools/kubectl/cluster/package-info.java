/// The verbs about the cluster as a whole: its version, its nodes, the kubeconfig that leads to it.
@NullMarked
package kube.tools.kubectl.cluster;

import org.jspecify.annotations.NullMarked;
