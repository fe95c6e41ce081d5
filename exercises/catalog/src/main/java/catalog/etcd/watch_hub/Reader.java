package catalog.etcd.watch_hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.WatchEvent;
import kube.controlplane.etcd.WatchSink;

/// A watcher that writes down what it hears, may nap, and may do something about it.
final class Reader implements WatchSink {
  private final List<String> lines = new ArrayList<>();
  private final List<Long> bookmarks = new ArrayList<>();
  private final Consumer<WatchEvent> reaction;
  private boolean isAwake = true;

  Reader() {
    this(_ -> {});
  }

  /// @param reaction what it does after it has written down an event
  Reader(Consumer<WatchEvent> reaction) {
    this.reaction = reaction;
  }

  @Override
  public void accept(WatchEvent event) {
    switch (event) {
      case WatchEvent.Put(Entry entry, Optional<Entry> previous) ->
        lines.add(entry.modRevision() + " " + entry.key()
            + previous.map(old -> " after " + old.modRevision()).orElse(" is new"));
      case WatchEvent.Delete(long revision, Entry previous) ->
        lines.add(revision + " " + previous.key() + " gone, was of " + previous.modRevision());
      case WatchEvent.Bookmark(long revision) -> bookmarks.add(revision);
    }
    reaction.accept(event);
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

  /// What it heard, one line an event; without the bookmarks.
  List<String> lines() {
    return lines;
  }

  /// The revisions of which it heard, one for each event.
  List<Long> revisions() {
    return lines.stream().map(line -> Long.valueOf(line.substring(0, line.indexOf(' ')))).toList();
  }

  List<Long> bookmarks() {
    return bookmarks;
  }
}
