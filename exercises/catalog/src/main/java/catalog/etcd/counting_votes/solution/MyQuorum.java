package learner;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import kube.controlplane.etcd.quorum.Quorum;

/// Counts the votes of etcd's members.
///
/// Every answer rests on one number: a majority of all voters, whether they answer or not. Any two
/// majorities share a voter, and that voter remembers.
public class MyQuorum implements Quorum {

  @Override
  public int majority(int voters) {
    return voters / 2 + 1;
  }

  @Override
  public int tolerated(int voters) {
    return voters - majority(voters);
  }

  @Override
  public long commitIndex(Map<String, Long> match, Set<String> voters, LongUnaryOperator termOf,
      long currentTerm, long oldCommit) {
    List<Long> reached = voters.stream()
        .map(voter -> match.getOrDefault(voter, 0L))
        .sorted(Comparator.reverseOrder())
        .toList();
    long candidate = reached.get(majority(voters.size()) - 1);

    // Terms never fall along the log: if this entry is too old, all before it are as well.
    boolean isCommitted = candidate > oldCommit && termOf.applyAsLong(candidate) == currentTerm;
    return isCommitted ? candidate : oldCommit;
  }

  @Override
  public Advice change(int voters, int healthy, Change change) {
    int missing = voters - healthy;
    if (missing > tolerated(voters)) return new Advice.Refuse("there is no majority to agree");
    if (change == Change.REMOVE && voters == 1) return new Advice.Refuse("nobody would be left");
    if (change == Change.ADD_VOTER && missing > 0) {
      return new Advice.Risky(missing + " of " + voters + " missing: remove first, then add");
    }
    return new Advice.Ok();
  }
}
