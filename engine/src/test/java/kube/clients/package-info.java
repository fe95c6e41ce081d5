/// Real Kubernetes clients for Java as judges of the API: what they can do with a large cluster, they
/// must be able to do with ours.
@NullMarked
package kube.clients;

import org.jspecify.annotations.NullMarked;
