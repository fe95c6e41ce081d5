package site.lab;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.WatchEvent;
import kube.controlplane.etcd.WatchSink;
import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// What became of every object, change by change, in a few words each: what the ribbon of the past
/// shows while somebody scrubs.
///
/// The store keeps the objects themselves; here is only how each stood after each revision. What is
/// older than the newest [#CHANGES_KEPT] changes is folded into one picture, with which the album
/// begins. Owned by the loop.
public final class Album implements WatchSink {
  private static final int CHANGES_KEPT = 60_000;
  private static final String GONE = "";

  private final Map<String, Subject> subjects = new TreeMap<>();
  private final Map<String, Change> base = new TreeMap<>();
  private final ArrayDeque<Change> changes = new ArrayDeque<>();
  private long begin = 1;

  /// An object that exists, or existed.
  public record Subject(String key, String kind, String namespace, String name) {}

  /// How an object stood from this revision on.
  ///
  /// @param state in a few words; empty when it is gone
  public record Change(long revision, Subject subject, String state) {

    public boolean isEnd() { return state.isEmpty(); }
  }

  /// @param begin the revision at which `base` is how everything stood
  /// @param changes what came afterwards, oldest first
  public record Picture(long begin, List<Change> base, List<Change> changes) {
    public Picture {
      base = List.copyOf(base);
      changes = List.copyOf(changes);
    }
  }

  /// Takes over what was there before the watch.
  void begin(long revision, List<Entry> entries) {
    begin = revision;
    for (Entry entry : entries) {
      base.put(entry.key(), put(entry));
    }
  }

  @Override
  public void accept(WatchEvent event) {
    switch (event) {
      case WatchEvent.Put put -> add(put(put.entry()));
      case WatchEvent.Delete delete -> add(new Change(delete.revision(),
          subject(delete.previous()), GONE));
      case WatchEvent.Bookmark _ -> {}
    }
  }

  private void add(Change change) {
    changes.addLast(change);
    while (changes.size() > CHANGES_KEPT) fold();
  }

  private void fold() {
    Change oldest = changes.removeFirst();
    begin = oldest.revision();
    if (oldest.isEnd()) base.remove(oldest.subject().key());
    else
      base.put(oldest.subject().key(), oldest);
  }

  private Change put(Entry entry) {
    Optional<Subject> known = Optional.ofNullable(subjects.get(entry.key()));
    boolean isHeartbeat = entry.key().startsWith(StateWords.HEARTBEATS);
    if (known.isPresent() && isHeartbeat) {
      return new Change(entry.modRevision(), known.get(), StateWords.RENEWED);
    }
    JsonNode object = Json.parse(entry.value());
    Subject subject = known.orElseGet(() -> remember(entry.key(), object));
    return new Change(entry.modRevision(), subject, StateWords.of(subject.kind(), object));
  }

  private Subject subject(Entry entry) {
    return Optional.ofNullable(subjects.get(entry.key()))
        .orElseGet(() -> remember(entry.key(), Json.parse(entry.value())));
  }

  private Subject remember(String key, JsonNode object) {
    Subject subject = new Subject(key, Json.text(object, "kind"),
        Json.text(object, "metadata.namespace"), Json.text(object, "metadata.name"));
    subjects.put(key, subject);
    return subject;
  }

  /// All that is known of the time after the revision. A picture of everything comes first when the
  /// one who asks has none, or has an older one.
  public Picture after(long revision) {
    List<Change> news = new ArrayList<>();
    var newestFirst = changes.descendingIterator();
    while (newestFirst.hasNext()) {
      Change change = newestFirst.next();
      if (change.revision() <= revision) break;
      news.add(change);
    }
    boolean needsBase = revision < begin;
    return new Picture(begin, needsBase ? List.copyOf(base.values()) : List.of(),
        news.reversed());
  }
}
