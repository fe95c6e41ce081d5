/// X11, the kubeconfig resolver: which server a command line means, as whom, and in which namespace.
///
/// The slot is [kube.tools.kubectl.config.slot.KubeconfigResolver]; what passes is asked by the
/// board's kubectl.
@NullMarked
package catalog.kubectl.kubeconfig_resolver;

import org.jspecify.annotations.NullMarked;
