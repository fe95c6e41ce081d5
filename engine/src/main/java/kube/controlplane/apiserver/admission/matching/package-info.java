/// Which writes a policy or a webhook is about, and what it gets to see of them.
@NullMarked
package kube.controlplane.apiserver.admission.matching;

import org.jspecify.annotations.NullMarked;
