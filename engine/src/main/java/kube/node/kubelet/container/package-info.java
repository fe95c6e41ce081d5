/// One container, from its image to its end.
///
/// [kube.node.kubelet.container.ContainerView] is what the kubelet remembers of it.
/// [kube.node.kubelet.container.ContainerStarter] takes it through the steps of a start: the image
/// ([kube.node.kubelet.container.ImagePuller]), the configuration
/// ([kube.node.kubelet.container.Environment] with [kube.node.kubelet.container.Expansion]) and the
/// hook after the start; [kube.node.kubelet.container.ContainerStopper] takes it through the hook
/// before the end. [kube.node.kubelet.container.RestartBackoff] says how long to wait between runs.
@NullMarked
package kube.node.kubelet.container;

import org.jspecify.annotations.NullMarked;
