package kube.controlplane.apiserver.strategy;

import tools.jackson.databind.node.IntNode;

/// What messages show of a number that the author left out.
public final class Zero {

  public static final IntNode NODE = IntNode.valueOf(0);

  private Zero() {}
}
