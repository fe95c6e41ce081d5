/// How much nodes and Pods use: computed when somebody asks, from what the kubelets know.
@NullMarked
package kube.controlplane.apiserver.metrics;

import org.jspecify.annotations.NullMarked;
