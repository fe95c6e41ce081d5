package kube.node.containerruntime;

/// The room that the kubelet wants for a Pod.
///
/// @param hostname what the programs in it see as the name of their machine
/// @param hostNetwork whether it has the machine's own network and no address of its own
/// @param handler which of the machine's runtimes is to run it, as its RuntimeClass says; empty for
///   the usual one
public record SandboxConfig(String podUid, String namespace, String podName, String hostname,
    String subdomain, boolean hostNetwork, String handler) {}
