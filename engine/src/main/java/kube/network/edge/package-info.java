/// Where a live cluster meets the real network of this computer.
///
/// [kube.network.edge.Edge] sees which node ports, balancers and routers there are and wants a
/// [kube.network.edge.Doorway] for each; [kube.network.edge.EdgeSockets] opens real sockets on
/// loopback for them. What comes in goes through exactly the rules that a packet from outside meets
/// in a simulation. The only place of this tour with threads, and only in live mode.
@NullMarked
package kube.network.edge;

import org.jspecify.annotations.NullMarked;
