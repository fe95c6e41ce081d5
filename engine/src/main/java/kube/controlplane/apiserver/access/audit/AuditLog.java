package kube.controlplane.apiserver.access.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import kube.controlplane.apiserver.access.authorization.Action;
import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.Request;
import kube.foundation.machine.Clock;
import kube.foundation.machine.Randomness;

/// The audit log of one cluster: the last events, and whoever else wants each.
///
/// It outlives the API server that writes it, as a file does. Owned by the loop.
public final class AuditLog {

  private static final int EVENTS_KEPT = 2_000;

  private final AuditPolicy policy;
  private final Consumer<AuditEvent> reader;
  private final Deque<AuditEvent> kept = new ArrayDeque<>();

  /// @param reader hears of every event as it happens, on the loop
  public AuditLog(AuditPolicy policy, Consumer<AuditEvent> reader) {
    this.policy = policy;
    this.reader = reader;
  }

  /// A log for a cluster that keeps none.
  public static AuditLog none() {
    return new AuditLog(AuditPolicy.NOTHING, _ -> {});
  }

  /// The newest events, oldest first.
  public List<AuditEvent> last(int count) {
    return kept.stream().skip(Math.max(0, kept.size() - count)).toList();
  }

  /// Begins to follow a request; empty when the policy wants nothing of it.
  ///
  /// @param ids names the requests; a source of its own, so that noting changes nothing else
  public Optional<AuditEntry> begin(Clock clock, Randomness ids, Request request, UserInfo user,
      Action action) {
    if (policy.rules().isEmpty()) return Optional.empty();
    AuditPolicy.Rule rule = policy.ruleFor(user, action);
    if (rule.level() == AuditLevel.NONE) return Optional.empty();
    String given = request.header("audit-id");
    return Optional
        .of(new AuditEntry(this, clock, given.isEmpty() ? ids.uid() : given, request, user, action,
            rule.level(), stage -> !rule.omittedStages().contains(stage)
                && !policy.omittedStages().contains(stage)));
  }

  void add(AuditEvent event) {
    if (kept.size() == EVENTS_KEPT) kept.removeFirst();
    kept.addLast(event);
    reader.accept(event);
  }
}
