package catalog.etcd.counting_votes;

import kube.controlplane.etcd.quorum.Quorum.Advice;
import kube.controlplane.etcd.quorum.Quorum.Change;

/// The right advice, worked out by counting heads.
final class Advised {
  private Advised() {}

  /// The name of what is right: `Ok`, `Risky` or `Refuse`.
  static String rightly(int voters, int healthy, Change change) {
    int votersThen = voters + (change == Change.ADD_VOTER ? 1 : 0)
        - (change == Change.REMOVE ? 1 : 0);
    int healthyThen = change == Change.ADD_VOTER
        ? healthy + 1
        : change == Change.REMOVE ? Math.min(healthy, votersThen) : healthy;
    boolean canAgree = 2 * healthy > voters;
    boolean canAgreeThen = votersThen > 0 && 2 * healthyThen > votersThen;
    if (!canAgree || !canAgreeThen) return "Refuse";
    return change == Change.ADD_VOTER && healthy < voters ? "Risky" : "Ok";
  }

  static String shown(Advice advice) {
    return switch (advice) {
      case Advice.Ok _ -> "Ok";
      case Advice.Risky risky -> "Risky (" + risky.reason() + ")";
      case Advice.Refuse refuse -> "Refuse (" + refuse.reason() + ")";
    };
  }
}
