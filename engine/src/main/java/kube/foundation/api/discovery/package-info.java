/// Views of what stands behind a Service: the Pods that could serve, and the slices that list them.
@NullMarked
package kube.foundation.api.discovery;

import org.jspecify.annotations.NullMarked;
