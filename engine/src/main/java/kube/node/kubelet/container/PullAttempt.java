package kube.node.kubelet.container;

import java.time.Instant;

/// One try to bring the image of a container to the machine.
///
/// @param at when it ended
/// @param failures how many have failed in a row, with this one; 0 for one that succeeded
/// @param next when the next one may begin
/// @param message why it failed
public record PullAttempt(String container, String image, Instant at, int failures, Instant next,
    String message) {

  boolean hasFailed() {
    return failures > 0;
  }
}
