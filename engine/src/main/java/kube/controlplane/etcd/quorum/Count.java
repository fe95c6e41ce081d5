package kube.controlplane.etcd.quorum;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongUnaryOperator;

import kube.controlplane.etcd.quorum.Quorum.Advice;
import kube.controlplane.etcd.quorum.Quorum.Change;
import kube.foundation.machine.Part;

/// Asks whoever stands in the slot, and does not believe what is wrong.
///
/// Owned by the loop.
public final class Count {

  private final MajorityVotes ours = new MajorityVotes();
  private Part<Quorum> part = Part.none();

  /// From now on this one counts.
  public void leaveTo(Part<Quorum> counting) {
    part = counting;
  }

  /// Whether somebody else's part counts.
  public boolean isForeign() {
    return part.isForeign();
  }

  public int majority(int voters) {
    return part.compare(quorum -> quorum.majority(voters), () -> ours.majority(voters));
  }

  public int tolerated(int voters) {
    return part.compare(quorum -> quorum.tolerated(voters), () -> ours.tolerated(voters));
  }

  public long commitIndex(Map<String, Long> match, Set<String> voters, LongUnaryOperator termOf,
      long currentTerm, long oldCommit) {
    return part.compare(
        quorum -> quorum.commitIndex(match, voters, termOf, currentTerm, oldCommit),
        () -> ours.commitIndex(match, voters, termOf, currentTerm, oldCommit));
  }

  /// The reason is the part's own to word.
  public Advice change(int voters, int healthy, Change change) {
    Advice right = ours.change(voters, healthy, change);
    return part.ask(quorum -> quorum.change(voters, healthy, change),
        advice -> advice.getClass() == right.getClass()
            ? Optional.empty()
            : Optional.of("to " + change + " with " + healthy + " of " + voters
                + " voters there, it says " + advice + " where " + right + " is right"),
        () -> right);
  }
}
