package kube.controlplane.etcd.quorum;

import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/// Counts the votes of etcd's members: the slot `etcd.quorum`.
///
/// It is asked at every write how far the log is committed, and with every loss of a member what is
/// left. There is one right answer to each question, so etcd compares it with its own: what is called
/// committed too early can be lost.
///
/// **In Kubernetes:** https://etcd.io/docs/v3.6/faq/#what-is-failure-tolerance
public interface Quorum {

  /// What can be done to the membership.
  enum Change {
    ADD_VOTER, ADD_LEARNER, REMOVE
  }

  /// What to say to somebody who is about to change the membership.
  sealed interface Advice {

    record Ok() implements Advice {}

    /// It can be done, and the next loss stops the cluster.
    record Risky(String reason) implements Advice {}

    /// There would be no majority any longer.
    record Refuse(String reason) implements Advice {}
  }

  /// How many of so many voters have to agree.
  int majority(int voters);

  /// How many of so many voters may be lost.
  int tolerated(int voters);

  /// The last entry of the log that is committed; never less than `oldCommit`.
  ///
  /// @param match up to which entry each member has the log; who is not in it has nothing, and who is
  ///   no voter does not count
  /// @param termOf the term in which an entry was written; a leader commits by counting only what
  ///   was written in its own
  long commitIndex(Map<String, Long> match, Set<String> voters, LongUnaryOperator termOf,
      long currentTerm, long oldCommit);

  /// @param healthy how many of the voters are there
  Advice change(int voters, int healthy, Change change);
}
