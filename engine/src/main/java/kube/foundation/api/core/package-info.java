/// Views of core kinds that several components share and lessons do not show.
@NullMarked
package kube.foundation.api.core;

import org.jspecify.annotations.NullMarked;
