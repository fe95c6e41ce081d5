package catalog.etcd.counting_votes;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kube.controlplane.etcd.quorum.Quorum;

/// How far each member has a log of which all was written in one term.
record Log(Map<String, Long> match) {
  private static final long TERM = 1;

  /// Members and how far they are, by turns.
  static Log of(Object... membersAndEntries) {
    Map<String, Long> match = new TreeMap<>();
    for (int i = 0; i < membersAndEntries.length; i += 2) {
      match.put((String) membersAndEntries[i], ((Integer) membersAndEntries[i + 1]).longValue());
    }
    return new Log(match);
  }

  long commitIndex(Quorum quorum, Set<String> voters) {
    return commitIndex(quorum, voters, 0);
  }

  long commitIndex(Quorum quorum, Set<String> voters, long oldCommit) {
    return quorum.commitIndex(match, voters, _ -> TERM, TERM, oldCommit);
  }
}
