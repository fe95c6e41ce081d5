package kube.controlplane.etcd;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A range read with all that etcd's has: what to see, of which revision, in which order, how much.
///
/// @param revision 0 for now
/// @param limit how many entries at most; 0 for all
/// @param show whole entries, keys with empty values, or only how many there are
/// @param minModRevision entries last written before it are left out; 0 for no bound
/// @param maxModRevision entries last written after it are left out; 0 for no bound
///
/// **In Kubernetes:**
/// [RangeRequest](https://github.com/etcd-io/etcd/blob/v3.6.0/api/etcdserverpb/rpc.proto)
public record RangeQuery(String fromInclusive, String toExclusive, long revision, int limit,
    Show show, SortBy sortBy, boolean descending, long minModRevision, long maxModRevision) {

  public enum Show {
    ENTRIES, KEYS_ONLY, COUNT_ONLY
  }

  public enum SortBy {
    KEY, VERSION, CREATE_REVISION, MOD_REVISION, VALUE
  }

  private static final byte[] NO_VALUE = {};

  /// All entries of a prefix as they are now, sorted by key.
  public static RangeQuery ofPrefix(String prefix) {
    Prefix range = new Prefix(prefix);
    return new RangeQuery(range.start(), range.end(), 0, 0, Show.ENTRIES, SortBy.KEY, false, 0, 0);
  }

  public RangeQuery at(long wanted) {
    return new RangeQuery(fromInclusive, toExclusive, wanted, limit, show, sortBy, descending,
        minModRevision, maxModRevision);
  }

  public RangeQuery limitedTo(int most) {
    return new RangeQuery(fromInclusive, toExclusive, revision, most, show, sortBy, descending,
        minModRevision, maxModRevision);
  }

  public RangeQuery showing(Show wanted) {
    return new RangeQuery(fromInclusive, toExclusive, revision, limit, wanted, sortBy, descending,
        minModRevision, maxModRevision);
  }

  public RangeQuery sortedBy(SortBy order, boolean downwards) {
    return new RangeQuery(fromInclusive, toExclusive, revision, limit, show, order, downwards,
        minModRevision, maxModRevision);
  }

  public RangeQuery writtenBetween(long min, long max) {
    return new RangeQuery(fromInclusive, toExclusive, revision, limit, show, sortBy, descending,
        min, max);
  }

  /// Whether the store can apply the limit itself: nothing is left out or sorted afterwards.
  boolean isInKeyOrder() {
    return sortBy == SortBy.KEY && !descending && minModRevision == 0 && maxModRevision == 0;
  }

  /// Applies to a whole range what the store does not do.
  RangeResult applyTo(RangeResult whole) {
    Stream<Entry> seen = whole.entries().stream()
        .filter(entry -> entry.modRevision() >= minModRevision)
        .filter(entry -> maxModRevision == 0 || entry.modRevision() <= maxModRevision)
        .sorted(descending ? order().reversed() : order());
    List<Entry> all = seen.toList();
    List<Entry> kept = limit == 0 ? all : all.stream().limit(limit).toList();
    boolean more = kept.size() < all.size() || whole.more();
    return new RangeResult(whole.revision(), shown(kept), whole.totalCount(), more);
  }

  private List<Entry> shown(List<Entry> entries) {
    return switch (show) {
      case ENTRIES -> entries;
      case KEYS_ONLY -> entries.stream().map(entry -> new Entry(entry.key(), NO_VALUE,
          entry.createRevision(), entry.modRevision(), entry.version())).toList();
      case COUNT_ONLY -> List.of();
    };
  }

  private Comparator<Entry> order() {
    return switch (sortBy) {
      case KEY -> Comparator.comparing(Entry::key);
      case VERSION -> Comparator.comparingLong(Entry::version);
      case CREATE_REVISION -> Comparator.comparingLong(Entry::createRevision);
      case MOD_REVISION -> Comparator.comparingLong(Entry::modRevision);
      case VALUE -> (a, b) -> java.util.Arrays.compareUnsigned(a.value(), b.value());
    };
  }
}
