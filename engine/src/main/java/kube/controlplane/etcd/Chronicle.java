package kube.controlplane.etcd;

import java.util.List;
import java.util.SortedMap;

/// A store of ours as it tells its past, so that another store can be brought to the same point, or
/// begin at an earlier one.
public interface Chronicle {

  /// The oldest revision that can still be read; 0 if all can.
  long compactionMark();

  /// What was written after the revision, by the revision of the change.
  SortedMap<Long, List<Operation>> changesAfter(long revision);

  /// A store of its own that begins with what this one knew at the revision, and with nothing before.
  ///
  /// @throws CompactedException when this one no longer knows that revision
  MultiVersionStore branch(long revision);
}
