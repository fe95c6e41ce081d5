/// The kubeconfig: which clusters there are, as whom to talk to them, and which is meant now.
@NullMarked
package kube.tools.kubectl.config;

import org.jspecify.annotations.NullMarked;
