package learner;

import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import kube.controlplane.etcd.quorum.Quorum;

/// Another way: try the entries that somebody has, the highest first, and count who has each.
public final class MyQuorum implements Quorum {

  @Override
  public int majority(int voters) {
    return (voters + 2) / 2;
  }

  @Override
  public int tolerated(int voters) {
    return (voters - 1) / 2;
  }

  @Override
  public long commitIndex(Map<String, Long> match, Set<String> voters, LongUnaryOperator termOf,
      long currentTerm, long oldCommit) {
    LongStream entries = match.values().stream().mapToLong(Long::longValue);
    return entries.filter(entry -> entry > oldCommit)
        .filter(entry -> 2 * votes(entry, match, voters) > voters.size())
        .filter(entry -> termOf.applyAsLong(entry) == currentTerm)
        .max().orElse(oldCommit);
  }

  private static long votes(long entry, Map<String, Long> match, Set<String> voters) {
    return voters.stream().filter(match::containsKey).filter(voter -> match.get(voter) >= entry)
        .count();
  }

  @Override
  public Advice change(int voters, int healthy, Change change) {
    boolean isWhole = healthy == voters;
    boolean agree = 2 * healthy > voters;
    return switch (change) {
      case ADD_LEARNER -> agree ? new Advice.Ok() : refused();
      case ADD_VOTER -> !agree ? refused() : isWhole ? new Advice.Ok() : risky(voters - healthy);
      case REMOVE -> {
        int left = isWhole ? healthy - 1 : healthy;
        yield agree && 2 * left > voters - 1 ? new Advice.Ok() : refused();
      }
    };
  }

  private static Advice refused() {
    return new Advice.Refuse("fewer than a majority would be there");
  }

  private static Advice risky(int missing) {
    return new Advice.Risky(missing + " missing");
  }
}
