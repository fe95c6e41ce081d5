package kube.controlplane.etcd;

/// Where a watcher takes its events.
@FunctionalInterface
public interface WatchSink {

  void accept(WatchEvent event);

  /// Tells whether the watcher can take the events of one more revision now. A client whose
  /// connection is full says no, and the hub asks again at the next pump.
  default boolean isReady() {
    return true;
  }
}
