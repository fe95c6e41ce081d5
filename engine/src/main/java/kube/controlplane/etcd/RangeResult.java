package kube.controlplane.etcd;

import java.util.List;

/// The answer to a range read: one consistent picture of the store.
///
/// `revision` is the revision of the picture, so a watch from `revision + 1` goes on exactly where
/// the picture ends. `totalCount` counts the keys of the whole range; `more` says that the limit
/// kept some of them back.
///
/// **In Kubernetes:** a list's `metadata.resourceVersion` and `metadata.remainingItemCount`.
public record RangeResult(long revision, List<Entry> entries, long totalCount, boolean more) {

  public RangeResult { entries = List.copyOf(entries); }
}
