package kube.controlplane.etcd.quorum;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/// Our own way to count: a majority of all voters, present or not.
///
/// **Models** Raft's rule of commitment. **In Kubernetes:**
/// https://etcd.io/docs/v3.6/learning/design-learner/
public final class MajorityVotes implements Quorum {

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
    if (voters.isEmpty()) return oldCommit;
    List<Long> reached = voters.stream().map(voter -> match.getOrDefault(voter, 0L))
        .sorted(Comparator.reverseOrder()).toList();
    long candidate = reached.get(majority(voters.size()) - 1);
    return candidate > oldCommit && termOf.applyAsLong(candidate) == currentTerm
        ? candidate
        : oldCommit;
  }

  @Override
  public Advice change(int voters, int healthy, Change change) {
    int votersThen = switch (change) {
      case ADD_VOTER -> voters + 1;
      case ADD_LEARNER -> voters;
      case REMOVE -> voters - 1;
    };
    int healthyThen = switch (change) {
      case ADD_VOTER -> healthy + 1;
      case ADD_LEARNER -> healthy;
      case REMOVE -> Math.min(healthy, votersThen); // Whoever is missing goes first.
    };
    int needed = majority(votersThen);
    if (healthy < majority(voters) || votersThen == 0 || healthyThen < needed) {
      return new Advice.Refuse(healthyThen + " of " + votersThen + " voters would be there, and "
          + needed + " have to agree");
    }
    boolean isTight = change == Change.ADD_VOTER && healthy < voters;
    return isTight
        ? new Advice.Risky(needed + " of " + votersThen + " voters would have to agree, with "
            + (voters - healthy) + " missing: remove first, then add")
        : new Advice.Ok();
  }
}
