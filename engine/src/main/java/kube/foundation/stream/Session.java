package kube.foundation.stream;

/// What a connection becomes once it has left HTTP behind.
public sealed interface Session permits Terminal, Tunnel {}
