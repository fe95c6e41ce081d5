package kube.controlplane.etcd.mirror;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.OperationResult;
import kube.controlplane.etcd.RangeResult;
import kube.controlplane.etcd.TransactionResult;
import kube.controlplane.etcd.WatchEvent;

/// What an answer says, so that two of them can be compared byte for byte, and be told of without
/// showing a value: a Secret may be among them.
///
/// @param words everything in it, in order
record Shape(List<Object> words) {

  private record Value(String key, ByteBuffer bytes, long createRevision, long modRevision,
      long version) {

    @Override
    public String toString() {
      return key + " (created at " + createRevision + ", changed at " + modRevision + ", version "
          + version + ", " + bytes.remaining() + " bytes)";
    }
  }

  static Shape of(Optional<Entry> entry) {
    return new Shape(words(entry));
  }

  static Shape of(RangeResult range) {
    List<Object> words = new ArrayList<>(List.of(range.revision(), range.totalCount(),
        range.more()));
    range.entries().forEach(entry -> words.add(value(entry)));
    return new Shape(words);
  }

  static Shape of(TransactionResult result) {
    List<Object> words = new ArrayList<>(List.of(result.succeeded(), result.revision()));
    for (OperationResult done : result.results()) {
      switch (done) {
        case OperationResult.Written(Entry entry, Optional<Entry> previous) -> {
          words.add("wrote " + value(entry));
          words.add(value(entry));
          words.add(words(previous));
        }
        case OperationResult.Deleted(String key, Optional<Entry> previous) -> {
          words.add("deleted " + key);
          words.add(words(previous));
        }
        case OperationResult.Found(Optional<Entry> entry) -> words.add(words(entry));
      }
    }
    return new Shape(words);
  }

  static Shape of(WatchEvent event) {
    return switch (event) {
      case WatchEvent.Put(Entry entry, Optional<Entry> previous) ->
        new Shape(List.of("put", value(entry), words(previous)));
      case WatchEvent.Delete(long revision, Entry previous) ->
        new Shape(List.of("delete", revision, value(previous)));
      case WatchEvent.Bookmark(long revision) -> new Shape(List.of("bookmark", revision));
    };
  }

  private static List<Object> words(Optional<Entry> entry) {
    return entry.<List<Object>>map(found -> List.of(value(found))).orElse(List.of("nothing"));
  }

  private static Value value(Entry entry) {
    return new Value(entry.key(), ByteBuffer.wrap(entry.value()), entry.createRevision(),
        entry.modRevision(), entry.version());
  }

  /// The first word in which another differs from this one, told as a lie; empty when none does.
  Optional<String> lieIn(String question, Shape answer) {
    if (equals(answer)) return Optional.empty();
    int index = 0;
    while (index < words.size() && index < answer.words.size()
        && words.get(index).equals(answer.words.get(index)))
      index++;
    return Optional.of("asked to " + question + " it answered " + answer.word(index) + " where "
        + word(index) + " is right");
  }

  private String word(int index) {
    return index < words.size() ? words.get(index).toString() : "nothing more";
  }
}
