package kube.controlplane.etcd;

import java.util.ArrayList;
import java.util.List;

/// A watcher that writes down what it hears and may take a nap.
final class Notebook implements WatchSink {

  private final List<WatchEvent> events = new ArrayList<>();
  private boolean isAwake = true;

  @Override
  public void accept(WatchEvent event) {
    events.add(event);
  }

  @Override
  public boolean isReady() {
    return isAwake;
  }

  void sleep() {
    isAwake = false;
  }

  void wake() {
    isAwake = true;
  }

  List<WatchEvent> events() {
    return events;
  }

  /// Each event as `revision:key=value`, `revision:key deleted, was value` or `revision:bookmark`.
  List<String> lines() {
    return events.stream().map(Notebook::lineOf).toList();
  }

  static String lineOf(WatchEvent event) {
    return event.revision() + ":" + switch (event) {
      case WatchEvent.Put put -> put.entry().key() + "=" + put.entry().text();
      case WatchEvent.Delete delete ->
        delete.previous().key() + " deleted, was " + delete.previous().text();
      case WatchEvent.Bookmark _ -> "bookmark";
    };
  }
}
