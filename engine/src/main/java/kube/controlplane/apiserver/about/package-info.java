/// What the API server says about itself: [Health] to whoever decides whether it lives, [Metrics] to
/// whoever draws curves.
@NullMarked
package kube.controlplane.apiserver.about;

import org.jspecify.annotations.NullMarked;
