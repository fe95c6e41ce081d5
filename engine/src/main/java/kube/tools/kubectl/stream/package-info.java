/// The verbs that carry bytes to and from containers: `logs`, `exec`, `attach`, `cp`,
/// `port-forward`, `proxy`.
@NullMarked
package kube.tools.kubectl.stream;

import org.jspecify.annotations.NullMarked;
