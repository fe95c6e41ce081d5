/// Addresses and wires: which address a Pod gets, how others reach it there, and what stands in
/// between.
///
/// A program dials or sends on the [kube.network.PodNetwork]. Its [kube.network.Router] finds the
/// way: rules of the node ([kube.network.DataPlane], written by kube-proxy), policies
/// ([kube.network.PolicyGate], enforced by the network plugin), cables ([kube.network.Links]). The
/// way comes out as data, a [kube.network.PacketPath] of [kube.network.Hop]s, each with its reason.
/// What then flows, flows through two [kube.network.Wire]s.
///
/// **Models** one range of Pod addresses a node, TCP and UDP between programs, delay, loss and cuts.
/// **Leaves out** routing protocols, fragments and IPv6.
@NullMarked
package kube.network;

import org.jspecify.annotations.NullMarked;
