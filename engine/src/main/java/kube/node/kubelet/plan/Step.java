package kube.node.kubelet.plan;

/// One thing to do for a Pod now.
public sealed interface Step {

  /// Mount the volumes, and then make the room.
  record MakeRoom() implements Step {}

  /// Prepare and start a container.
  record Start(String container) implements Step {}

  /// Ask a container to end.
  ///
  /// @param why for people, such as `Stopping container web`
  record Stop(String container, String why) implements Step {}

  /// Give the room's network back: nothing runs in it any more.
  record StopRoom() implements Step {}

  /// Everything has ended: tell the API that the deleted Pod is gone.
  record Confirm() implements Step {}
}
