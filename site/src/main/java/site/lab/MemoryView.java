package site.lab;

import java.util.List;

/// All that a page shows of a [MemoryLab], as a value.
///
/// @param revision the newest revision
/// @param compacted the oldest revision that can still be read, 0 if all can
/// @param frames one for each change, oldest first; those before `compacted` are burned
/// @param at the revision that `items` were read at
/// @param refusal why reading at `at` was refused, or empty
/// @param says what the last command did, in a sentence; empty when there is nothing to say
public record MemoryView(long revision, long compacted, List<Frame> frames, long at,
    List<Item> items, String refusal, List<Needle> needles, String says) {

  public MemoryView {
    frames = List.copyOf(frames);
    items = List.copyOf(items);
    needles = List.copyOf(needles);
  }

  /// One change on the ribbon.
  public record Frame(long revision, String key, String value, boolean gone) {}

  /// One key as it was at the revision that was read.
  public record Item(String key, String value, long createRevision, long modRevision,
      long version) {}

  /// One watcher.
  ///
  /// @param at the revision it was told of last
  /// @param waiting the revisions that wait in the hub's buffer for it
  /// @param state `ACTIVE`, `COMPACTED`, `TOO_SLOW` or `CANCELLED`
  public record Needle(int number, String pace, String state, long at, List<Long> waiting,
      String words) {}
}
