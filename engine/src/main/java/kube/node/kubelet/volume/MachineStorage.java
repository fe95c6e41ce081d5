package kube.node.kubelet.volume;

import kube.node.containerruntime.process.Files;

/// The disks that a machine can reach.
///
/// @param disk its own, which outlives its kubelet
/// @param shared the one in the network, the same for all machines
public record MachineStorage(Files disk, Files shared) {}
