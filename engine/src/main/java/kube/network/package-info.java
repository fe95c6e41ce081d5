/// Addresses: which ranges the cluster uses and which address a Pod gets.
///
/// **Models** one /24 of Pod addresses a node and the range of Service addresses. **Leaves out** the
/// packets themselves, which come with kube-proxy and the network plugin.
@NullMarked
package kube.network;

import org.jspecify.annotations.NullMarked;
