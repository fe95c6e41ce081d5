/// Addresses and wires: which address a Pod gets, and how others reach it there.
///
/// **Models** one /24 of Pod addresses a node, the range of Service addresses, and connections to
/// the ports of Pods. **Leaves out** single packets, which come with kube-proxy and the network
/// plugin.
@NullMarked
package kube.network;

import org.jspecify.annotations.NullMarked;
