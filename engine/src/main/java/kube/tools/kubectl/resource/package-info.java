/// From what people write (`po`, `deploy/web`, a manifest) to what the API serves.
@NullMarked
package kube.tools.kubectl.resource;

import org.jspecify.annotations.NullMarked;
