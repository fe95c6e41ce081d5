/// `kubectl`, written anew on the API: the command line by which people talk to a cluster.
///
/// A command line goes this way: [kube.tools.kubectl.Kubectl] finds the verb, its flags are read
/// ([kube.tools.kubectl.flags]), a kubeconfig says which server is meant
/// ([kube.tools.kubectl.config]), words such as `po` or `deploy/web` become paths of the API
/// ([kube.tools.kubectl.resource]), requests travel ([kube.tools.kubectl.connection]), and what
/// comes back is printed ([kube.tools.kubectl.print]). Each verb is one class below.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/kubectl/
@NullMarked
package kube.tools.kubectl;

import org.jspecify.annotations.NullMarked;
