package kube.foundation.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import kube.foundation.api.AnyObject;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Status;
import kube.foundation.machine.Actor;

import tools.jackson.databind.node.ObjectNode;

/// Lets one of several equal programs act, by a Lease that only one can hold.
///
/// The holder renews it every two seconds. Others take it when they have *seen* no change of it for
/// its fifteen seconds, by their own clocks: the times written in it are of other clocks, and only
/// compared for being the same. A holder that could not renew for ten seconds stops by itself, before
/// anybody else may begin; so does one that was paused, by its own deadline, see [#mayAct].
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/leases/#leader-election ·
/// [leaderelection.go](https://github.com/kubernetes/client-go/blob/v0.37.0/tools/leaderelection/leaderelection.go)
public final class LeaderElector {

  public static final Duration LEASE_DURATION = Duration.ofSeconds(15);
  public static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
  public static final Duration RETRY_PERIOD = Duration.ofSeconds(2);

  /// A candidate that failed waits up to 2.2 times as long, so that not all come at once.
  private static final int JITTER_TENTHS = 12;

  private static final Kind<AnyObject> LEASE = Kinds.LEASE.readAs(AnyObject::of);

  /// Hears when leading begins and ends.
  public interface Listener {
    void startedLeading();

    void stoppedLeading();
  }

  private final Actor actor;
  private final ApiClient client;
  private final EventRecorder events;
  private final Key lease;
  private final Listener listener;
  private String identity;
  private Optional<AnyObject> seen = Optional.empty();
  private String observed = "";
  private Instant observedAt = Instant.MIN;
  private Instant renewedAt = Instant.MIN;
  private String holder = "";
  private boolean leads;
  private boolean resumes;

  /// @param lease where the candidates meet, such as `kube-system/kube-scheduler`
  /// @param identity tells this candidate from the others
  public LeaderElector(Actor actor, ApiClient client, Key lease, String identity,
      Listener listener) {
    this(actor, client, lease, identity, lease.name(), listener);
  }

  /// @param source who speaks in the events about the election, such as `default-scheduler`
  public LeaderElector(Actor actor, ApiClient client, Key lease, String identity, String source,
      Listener listener) {
    this.actor = actor;
    this.client = client;
    this.events = new EventRecorder(actor, client, source);
    this.lease = lease;
    this.identity = identity;
    this.listener = listener;
  }

  /// Becomes a candidate.
  public void start() {
    actor.post(this::tick);
  }

  /// Becomes a candidate, and the leader before this returns if nobody stands in its way.
  public void startAtOnce() {
    tick();
  }

  /// Becomes the candidate whom the lease names, if it names anybody: for a program whose past was cut
  /// off by us and not by its own end.
  public void resumeAtOnce() {
    resumes = true;
    tick();
  }

  /// Whether this candidate may act at this moment. To be asked before each deed: a program that was
  /// paused does not know it.
  public boolean mayAct() {
    return leads && actor.now().isBefore(renewedAt.plus(RENEW_DEADLINE));
  }

  /// Who held the lease when it was last seen; empty when nobody did.
  public String leader() {
    return holder;
  }

  /// Gives the lease up, so that another one need not wait for its end. The lease itself stays: it
  /// counts how often it changed hands.
  public void release() {
    if (!leads) return;
    stop();
    ApiResult<AnyObject> _ = client.edit(LEASE, lease, "", object -> {
      if (Json.text(object, "spec.holderIdentity").equals(identity)) {
        object.withObject("spec").put("holderIdentity", "").put("leaseDurationSeconds", 1)
            .put("renewTime", Json.microTime(actor.now()));
      }
    });
  }

  private void tick() {
    if (leads && !mayAct()) stop();
    if (!actor.isRunning()) return;
    boolean hasIt = acquireOrRenew();
    if (hasIt) {
      renewedAt = actor.now();
      if (!leads) begin();
    }
    actor.after(leads ? RETRY_PERIOD : jittered(), this::tick);
  }

  private Duration jittered() {
    Duration longest = RETRY_PERIOD.plus(RETRY_PERIOD.multipliedBy(JITTER_TENTHS).dividedBy(10));
    return actor.randomness().between(RETRY_PERIOD, longest);
  }

  private void begin() {
    leads = true;
    note(identity + " became leader");
    listener.startedLeading();
  }

  private void stop() {
    leads = false;
    note(identity + " stopped leading");
    listener.stoppedLeading();
  }

  private void note(String message) {
    actor.record("elect", "leases/" + lease, message);
    seen.ifPresent(object -> events.normal(LEASE, object.metadata(), "LeaderElection", message));
  }

  /// Who leads writes over what it wrote last, and looks only when somebody was faster.
  private boolean acquireOrRenew() {
    if (leads && seen.filter(this::take).isPresent()) return true;
    return switch (client.get(LEASE, lease)) {
      case ApiResult.Refused<AnyObject>(Status refusal) -> refusal.isNotFound() && create();
      case ApiResult.Ok<AnyObject>(AnyObject found) -> {
        observe(found);
        if (resumes && !holder.isEmpty()) identity = holder;
        resumes = false;
        yield isFree() && take(found);
      }
    };
  }

  private void observe(AnyObject found) {
    seen = Optional.of(found);
    String spec = Json.text(found.resource().tree().path("spec"));
    holder = Json.text(found.resource().tree(), "spec.holderIdentity");
    if (spec.equals(observed)) return;
    observed = spec;
    observedAt = actor.now();
  }

  private boolean isFree() {
    return holder.isEmpty() || holder.equals(identity)
        || !actor.now().isBefore(observedAt.plus(LEASE_DURATION));
  }

  private boolean create() {
    ObjectNode object = Json.object().put("apiVersion", LEASE.apiVersion()).put("kind", "Lease");
    object.putObject("metadata").put("name", lease.name()).put("namespace", lease.namespace());
    fill(object.putObject("spec"), true, 0);
    Optional<AnyObject> written = client.create(LEASE, lease.namespace(), object).toOptional();
    written.ifPresent(this::observe);
    return written.isPresent();
  }

  /// Writes ourselves in, refused when anybody has written since: two cannot both win.
  private boolean take(AnyObject found) {
    boolean isNew = !Json.text(found.resource().tree(), "spec.holderIdentity").equals(identity);
    int before = Json.number(found.resource().tree(), "spec.leaseTransitions", 0);
    Optional<AnyObject> written = client.edit(LEASE, found.resource(),
        object -> fill(object.withObject("spec"), isNew, isNew ? before + 1 : before)).toOptional();
    written.ifPresent(this::observe);
    return written.isPresent();
  }

  private void fill(ObjectNode spec, boolean isNew, int transitions) {
    String now = Json.microTime(actor.now());
    spec.put("holderIdentity", identity)
        .put("leaseDurationSeconds", (int) LEASE_DURATION.toSeconds());
    if (isNew) spec.put("acquireTime", now);
    spec.put("renewTime", now).put("leaseTransitions", transitions);
  }
}
