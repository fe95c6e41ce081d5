/// How requests reach the API server: over HTTP, or within one process and virtual time.
@NullMarked
package kube.tools.kubectl.connection;

import org.jspecify.annotations.NullMarked;
