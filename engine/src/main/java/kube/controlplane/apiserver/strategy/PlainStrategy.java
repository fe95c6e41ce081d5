package kube.controlplane.apiserver.strategy;

import kube.foundation.api.Kind;

import tools.jackson.databind.node.ObjectNode;

/// A kind about which nothing is special: the status is not for its author to write.
public record PlainStrategy(Kind<?> kind) implements Strategy {

  @Override
  public void prepareForCreate(ObjectNode object) {
    if (kind.hasSubresource("status")) object.remove("status");
  }
}
