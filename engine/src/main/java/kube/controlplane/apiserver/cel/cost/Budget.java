package kube.controlplane.apiserver.cel.cost;

/// How much the expressions of one object, or of one binding, may cost together.
///
/// Owned by the loop.
public final class Budget {

  /// What is said of whoever is not asked any more because there is nothing left.
  public static final String SPENT = "validation failed due to running out of cost budget, no"
      + " further validation rules will be run";

  private static final long ONE_EXPRESSION = 1_000_000;
  private static final long ONE_OBJECT = 10_000_000;
  private static final long MATCH_CONDITIONS = 2_500_000;

  private long left;

  private Budget(long left) {
    this.left = left;
  }

  /// For the rules about one object, or for one binding of a policy.
  public static Budget ofObject() {
    return new Budget(ONE_OBJECT);
  }

  /// For the conditions that decide whether a webhook or a policy is asked at all.
  public static Budget ofMatchConditions() {
    return new Budget(MATCH_CONDITIONS);
  }

  /// For one expression by itself.
  public static Budget ofExpression() {
    return new Budget(ONE_EXPRESSION);
  }

  /// Whether more has been spent than there was.
  public boolean isSpent() {
    return left < 0;
  }

  /// Takes what an expression has cost.
  public void pay(long cost) {
    left -= Math.min(cost, ONE_EXPRESSION + 1);
  }

  static boolean isTooMuch(long cost) {
    return cost > ONE_EXPRESSION;
  }
}
