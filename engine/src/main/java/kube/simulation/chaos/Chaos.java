package kube.simulation.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import kube.Cluster;
import kube.foundation.api.Json;
import kube.foundation.machine.Actor;
import kube.foundation.machine.EventLog;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One cluster, one seed, ten minutes of its time: six of trouble, then peace.
///
/// **Models** power cuts, processes that die (also in the middle of a pass), an API server and an
/// etcd that are away, watches that fall silent, requests that fail, slow wires, programs that hang or
/// have a wrong clock, cut and lossy lines, lost members of etcd, a full disk, a webhook that is down and
/// an API server that answers 500, 429, 409, or that it knows nothing of what it did. **Leaves out** lost
/// disks: what etcd promised is there, as the store's own crash tests prove.
public final class Chaos {

  /// How long one run lives.
  public static final Duration LIFE = Duration.ofMinutes(10);

  private static final Duration TROUBLE = Duration.ofMinutes(6);
  private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete",
      "deletecollection");
  private static final Duration QUIET = Duration.ofMinutes(1);
  /// Whoever failed many times in a row waits as long before he tries again, as in Kubernetes: so the
  /// world may be as it was wished no sooner.
  ///
  /// **In Kubernetes:**
  /// [default_rate_limiters.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go)
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(1_000);
  private static final Duration RECOUNT = Duration.ofMinutes(5);

  /// What became of one seed.
  ///
  /// @param digest of the event log: the same seed gives the same one
  /// @param broken every promise that was broken, in words; empty when all held
  /// @param events how many events the loop ran
  /// @param timeline the last lines of the log
  public record Outcome(long seed, String digest, List<String> broken, long events,
      String timeline) {

    public Outcome { broken = List.copyOf(broken); }
  }

  private final Cluster cluster;
  private final List<String> broken = new ArrayList<>();

  private Chaos(Cluster cluster) {
    this.cluster = cluster;
  }

  /// Runs the seed with our own parts.
  public static Outcome run(long seed) {
    return run(seed, UnaryOperator.identity());
  }

  /// Runs the seed with another plan, such as one with a learner's parts.
  public static Outcome run(long seed, UnaryOperator<Cluster.Plan> change) {
    return new Chaos(new Cluster(change.apply(Cluster.Plan.standard(seed))).start()).live(seed);
  }

  private Outcome live(long seed) {
    Instant end = cluster.now().plus(LIFE);
    RestlessUser user = new RestlessUser(actor("user"), cluster.client("user"));
    Misfortunes misfortunes = new Misfortunes(actor("misfortune"), cluster);
    Witness witness = new Witness(actor("witness"), cluster.transport(), user, this::breaks);
    Household household = new Household(actor("household"), cluster.transport(),
        cluster.nodes().size());
    Crowd crowd = new Crowd(actor("crowd"), cluster.transport(), this::breaks);
    cluster.serveWebhook(Household.INSPECTOR, Chaos::agree);
    witness.start();
    household.start();
    crowd.start();
    user.start();
    misfortunes.start();
    cluster.advance(TROUBLE);
    user.rest();
    crowd.rest();
    misfortunes.end();
    cluster.loop().runUntil(end.minus(QUIET));
    if (!complaints(user, household).isEmpty()) cluster.advance(LONGEST_BACKOFF);
    complaints(user, household).forEach(this::breaks);
    long last = cluster.log().lastSequence();
    cluster.advance(QUIET);
    cluster.log().after(last).stream().filter(Chaos::isNoise)
        .forEach(entry -> breaks("not quiet: " + entry.toLine()));
    checkQuota(crowd);
    return new Outcome(seed, cluster.log().digest(), broken, cluster.loop().eventsRun(),
        timeline());
  }

  private static List<String> complaints(RestlessUser user, Household household) {
    List<String> all = new ArrayList<>(user.complaints());
    all.addAll(household.complaints());
    return all;
  }

  /// A quota is charged before the object is stored: when that fails it counts too many, until the
  /// controller counts anew, which it does every five minutes. So it may need a little longer.
  private void checkQuota(Crowd crowd) {
    if (!crowd.isCountedRightly()) cluster.advance(RECOUNT);
    crowd.complaints().forEach(this::breaks);
  }

  private static JsonNode agree(JsonNode review) {
    ObjectNode answer = Json.object();
    answer.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
    answer.putObject("response").put("uid", Json.text(review, "request.uid"))
        .put("allowed", true);
    return answer;
  }

  private void breaks(String promise) {
    broken.add(cluster.now() + " " + promise);
  }

  private Actor actor(String name) {
    return cluster.loop().actor(name);
  }

  /// A cluster at rest writes heartbeats and nothing else, and does not even ask for a write that
  /// would change nothing.
  private static boolean isNoise(EventLog.Entry entry) {
    return (entry.revision() > 0 || WRITES.contains(entry.verb()))
        && !entry.object().startsWith("leases/") && !isNodeHeartbeat(entry);
  }

  /// Each node says how it is once in five minutes.
  private static boolean isNodeHeartbeat(EventLog.Entry entry) {
    return entry.actor().startsWith("kubelet/") && entry.verb().equals("patch")
        && entry.object().equals("nodes/" + entry.actor().substring("kubelet/".length())
            + "/status");
  }

  private String timeline() {
    return String.join("\n",
        cluster.log().last(150).stream().map(EventLog.Entry::toLine).toList());
  }
}
