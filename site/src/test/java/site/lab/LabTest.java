package site.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kube.controlplane.controllermanager.replicaset.ReplicaSetController;
import kube.controlplane.controllermanager.replicaset.ReplicaSetReconciler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A learner's live cluster, as the board drives and watches it: over HTTP and server-sent events.
@Timeout(300)
final class LabTest {
  private final FakeParts parts = new FakeParts();
  private final LabServer server = new LabServer(parts);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void the_stream_begins_with_everything_and_goes_on_with_what_happens() throws Exception {
    try (EventReader events = server.events("anna", "board")) {
      assertThat(events.next("whole").at("/state/components").size()).isGreaterThan(6);
      events.until(state -> state.path("nodes").size() == 3
          && EventReader.all(state.path("nodes"), "ready", "True"));
    }
  }

  @Test
  void a_wish_in_yaml_becomes_ready_pods_and_scaling_follows() throws Exception {
    try (EventReader events = server.events("anna", "board")) {
      fast();
      assertThat(apply(WEB).text("message")).isEqualTo("replicaset/web created");
      events.until(state -> state.at("/replicaSets/0/ready").asInt() == 3);
      command("'do':'scale','namespace':'default','name':'web','replicas':1");
      events.until(state -> state.path("pods").size() == 1);
    }
  }

  @Test
  void the_pods_of_a_failed_node_are_replaced_elsewhere() throws Exception {
    try (EventReader events = server.events("anna", "board")) {
      fast();
      apply(WEB);
      events.until(state -> state.at("/replicaSets/0/ready").asInt() == 3);
      command("'do':'fail','node':'node-a'");
      events.until(state -> state.at("/nodes/0/ready").asString("").equals("Unknown")
          && state.at("/nodes/0/taintedSince").asLong() > 0);
      events.until(state -> state.at("/replicaSets/0/ready").asInt() == 3
          && EventReader.none(state.path("pods"), "node", "node-a", "ready"));
    }
  }

  @Test
  void while_paused_nothing_moves_and_each_step_is_one_thing() throws Exception {
    try (EventReader events = server.events("anna", "board")) {
      events.until(state -> EventReader.all(state.path("nodes"), "ready", "True"));
      command("'do':'pause'");
      events.next(message -> message.at("/clock/paused").asBoolean());
      long before = events.last().path("last").asLong();
      command("'do':'step'");
      events.next(message -> message.path("last").asLong() > before);

      assertThat(events.last().at("/clock/stepped").asBoolean()).isTrue();
      assertThat(events.last().path("entries").size()).isGreaterThanOrEqualTo(1);
    }
  }

  @Test
  void without_its_scheduler_a_pod_waits_for_a_node() throws Exception {
    try (EventReader events = server.events("anna", "board")) {
      fast();
      command("'do':'unplug','component':'scheduler'");
      apply(POD);
      events.until(state -> state.path("pods").size() == 1);
      assertThat(events.last().at("/state/pods/0/node").asString("")).isEmpty();
      command("'do':'plug','component':'scheduler'");
      events.until(state -> state.at("/pods/0/ready").asBoolean());
    }
  }

  @Test
  void without_the_api_server_requests_are_refused_in_words_and_it_comes_back() throws Exception {
    try (EventReader events = server.events("anna", "board")) {
      events.next("whole");
      command("'do':'unplug','component':'apiserver'");
      assertThat(apply(POD).status()).isEqualTo(409);
      assertThat(apply(POD).text("message")).contains("connection refused");
      command("'do':'plug','component':'apiserver'");
      assertThat(apply(POD).status()).isEqualTo(200);
    }
  }

  @Test
  void without_etcd_the_api_server_cannot_answer_and_nothing_is_lost() throws Exception {
    try (EventReader events = server.events("anna", "board")) {
      events.until(state -> EventReader.all(state.path("nodes"), "ready", "True"));
      command("'do':'unplug','component':'etcd'");
      assertThat(apply(POD).status()).isEqualTo(409);
      command("'do':'plug','component':'etcd'");
      assertThat(apply(POD).status()).isEqualTo(200);
    }
  }

  @Test
  void wrong_yaml_is_refused_with_its_place_and_a_remedy() throws Exception {
    assertThat(apply("kind: Pod").text("message")).contains("does not say its apiVersion");
    assertThat(apply("a: b: c").text("message")).contains("Line 1").contains("not YAML");
    assertThat(apply("apiVersion: v1\nkind: Pot\nmetadata: {name: x}").text("message"))
        .contains("no Pot in v1").contains("Pod (v1)");
    assertThat(apply("apiVersion: v1\nkind: Pod\nmetadata: {name: X_Y}").status()).isEqualTo(409);
    assertThat(apply("").text("message")).contains("nothing to apply");
    assertThat(command("'do':'fail','node':'node-z'").text("message")).contains("node-z");
    assertThat(command("'do':'unplug','component':'moon'").text("message")).contains("moon");
  }

  @Test
  void a_page_that_lost_the_line_goes_on_behind_the_last_thing_it_saw() throws Exception {
    String seen;
    try (EventReader events = server.events("anna", "board")) {
      events.until(state -> EventReader.all(state.path("nodes"), "ready", "True"));
      seen = events.lastId();
    }
    apply(POD);
    try (EventReader events = server.events("anna", "board", seen)) {
      long first = events.next("batch").at("/entries/0/sequence").asLong();
      assertThat(first).isEqualTo(Long.parseLong(seen.split(":")[1]) + 1);
    }
  }

  @Test
  void a_reset_gives_every_page_a_new_cluster() throws Exception {
    try (EventReader events = server.events("anna", "board")) {
      long epoch = events.next("whole").path("epoch").asLong();
      apply(POD);
      command("'do':'reset'");
      assertThat(events.next("whole").path("epoch").asLong()).isEqualTo(epoch + 1);
      assertThat(events.last().at("/state/pods").size()).isZero();
    }
  }

  @Test
  void a_box_flips_to_yours_only_for_who_has_passed_and_back() throws Exception {
    try (EventReader events = server.events("anna", "board")) {
      fast();
      assertThat(command("'do':'flip','component':'kcm.replicaset','to':'yours'").text("message"))
          .isEqualTo("Solve exercise X17 first.");
      parts.solved = true;
      command("'do':'flip','component':'kcm.replicaset','to':'yours'");
      apply(WEB);
      events.until(state -> state.at("/replicaSets/0/ready").asInt() == 3
          && said(state, "kcm.replicaset", "by").equals("yours"));
      assertThat(parts.reconciler.passes).isPositive();
      command("'do':'flip','component':'kcm.replicaset','to':'ours'");
      events.until(state -> said(state, "kcm.replicaset", "by").equals("ours"));
      assertThat(parts.closed).isTrue();
    }
  }

  @Test
  void a_part_that_throws_is_replaced_by_ours_and_its_box_names_the_culprit() throws Exception {
    parts.solved = true;
    parts.reconciler.breaks = true;
    try (EventReader events = server.events("anna", "board")) {
      fast();
      command("'do':'flip','component':'kcm.replicaset','to':'yours'");
      apply(WEB);
      events.until(state -> state.at("/replicaSets/0/ready").asInt() == 3
          && said(state, "kcm.replicaset", "culprit").startsWith("kcm.replicaset: ")
          && said(state, "kcm.replicaset", "by").equals("ours"));
      assertThat(parts.closed).isTrue();
    }
  }

  /// The memory is swapped in a cluster that runs, and a box on a node is named like any other.
  @Test
  void any_box_flips_and_names_its_culprit() throws Exception {
    parts.solved = true;
    try (EventReader events = server.events("anna", "board")) {
      fast();
      long epoch = events.next("whole").path("epoch").asLong();
      command("'do':'flip','component':'etcd','to':'yours'");
      events.until(state -> said(state, "etcd", "culprit").startsWith("etcd.store: "));
      command("'do':'flip','component':'cni.ipam','to':'yours'");
      apply(POD);
      events.until(state -> culprit(state.path("programsOfNodes"), "runtime")
          .startsWith("cni.ipam: it threw"));
      assertThat(events.last().path("epoch").asLong()).isEqualTo(epoch);
    }
  }

  @Test
  void the_page_explains_a_pod_and_types_kubectl_with_whoever_stands_in_their_slots()
      throws Exception {
    parts.solved = true;
    try (EventReader events = server.events("anna", "board")) {
      fast();
      apply(POD);
      events.until(state -> state.at("/pods/0/ready").asBoolean());
      assertThat(explain()).contains("as far as “ready”", "endpointslice controller");
      assertThat(kubectl("get pods -o wide")).contains("parcel", "Running");
      assertThat(kubectl("kubectl get pods --context system")).doesNotContain("parcel");

      command("'do':'flip','component':'kubectl.config','to':'yours'");
      assertThat(kubectl("get pods")).contains("parcel");
      events.until(state -> said(state, "user", "culprit").startsWith("kubectl.config: "));
      command("'do':'flip','component':'board.explain','to':'yours'");
      assertThat(explain()).contains("as far as “ready”");
      events.until(state -> said(state, "user", "culprit").contains("board.explain: "));
      assertThat(kubectl("get componentstatuses")).contains("kubectl.config", "board.explain");
    }
  }

  @Test
  void a_line_that_does_more_than_read_objects_is_refused() throws Exception {
    for (String line : List.of("", "delete pod parcel", "get -f /etc/hostname",
        "get -f/etc/hostname", "get pods -o jsonpath-file=/etc/hostname",
        "get pods -ojsonpath-file=/etc/hostname", "get pods -Aojsonpath-file=/etc/hostname",
        "get pods --output=templatefile=/etc/hostname", "get --kubeconfig /etc/hostname pods",
        "--kubeconfig=/etc/hostname get pods", "get pods --raw /etc/hostname", "get pods -w",
        "config set-context board")) {
      LabServer.Answer answer = command("'do':'kubectl','line':'" + line + "'");

      assertThat(answer.status()).as(line).isEqualTo(409);
      assertThat(answer.text("message")).as(line).containsAnyOf("Here kubectl only reads",
          "This page does not take");
    }
  }

  private String explain() throws Exception {
    return command("'do':'explain','namespace':'default','name':'parcel'").text("message");
  }

  private String kubectl(String line) throws Exception {
    return command("'do':'kubectl','line':'" + line + "'").text("message");
  }

  private static String culprit(tools.jackson.databind.JsonNode boxes, String id) {
    return boxes.valueStream().filter(box -> box.path("id").asString("").equals(id))
        .map(box -> box.path("culprit").asString("")).findFirst().orElse("");
  }

  @Test
  void a_late_cache_makes_the_naive_controller_create_too_many() throws Exception {
    try (EventReader events = server.events("anna", "tray")) {
      server.command("anna", "tray", "'do':'controller','naive':true");
      server.command("anna", "tray", "'do':'delay','seconds':2");
      server.apply("anna", "tray", WEB);
      events.until(state -> state.path("pods").size() > 3);
    }
  }

  private static String said(tools.jackson.databind.JsonNode state, String component,
      String field) {
    for (var candidate : state.path("components")) {
      if (candidate.path("id").asString("").equals(component)) {
        return candidate.path(field).asString("");
      }
    }
    return "";
  }

  private void fast() throws Exception {
    command("'do':'speed','factor':100");
  }

  private LabServer.Answer command(String fields) throws Exception {
    return server.command("anna", "board", fields);
  }

  private LabServer.Answer apply(String yaml) throws Exception {
    return server.apply("anna", "board", yaml);
  }

  private static final String POD = """
      apiVersion: v1
      kind: Pod
      metadata:
        name: parcel
      spec:
        containers:
        - {name: web, image: nginx}
      """;

  private static final String WEB = """
      apiVersion: apps/v1
      kind: ReplicaSet
      metadata:
        name: web
      spec:
        replicas: 3
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
            - {name: web, image: nginx}
      """;

  /// A learner who may have solved X17, with our own controller as the answer.
  private static final class FakeParts implements YourParts {
    private volatile boolean solved;
    private volatile boolean closed;
    private final Counting reconciler = new Counting();

    @Override
    public java.util.Set<String> ready(String learner) {
      return solved ? java.util.Set.of("kcm.replicaset") : java.util.Set.of();
    }

    @Override
    public String exerciseOf(String slot) {
      return "X17";
    }

    private <S> S part(Class<S> type) {
      return type.cast(type == ReplicaSetController.class ? reconciler : broken(type));
    }

    /// A part of any other slot, of a learner who did not do well.
    private static Object broken(Class<?> type) {
      return java.lang.reflect.Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
          (_, _, _) -> {
            throw new IllegalStateException("not today");
          });
    }

    @Override
    public <S> Start<S> start(String learner, String slot, Class<S> type) {
      if (!solved) return new Start.Refused<>("Solve exercise X17 first.");
      return new Start.Running<>(() -> part(type), () -> closed = true);
    }
  }

  private static final class Counting implements ReplicaSetController {
    private final ReplicaSetController ours = new ReplicaSetReconciler();
    private volatile int passes;
    private volatile boolean breaks;

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // Only the cluster's loop writes it.
    public kube.foundation.client.Result reconcile(kube.foundation.api.Key key,
        kube.foundation.client.Lister<kube.foundation.api.ReplicaSet> sets,
        kube.foundation.client.Lister<kube.foundation.api.Pod> pods,
        kube.controlplane.controllermanager.replicaset.PodControl control,
        kube.foundation.machine.Clock clock) {
      passes++;
      if (breaks) throw new IllegalStateException("I have run out of ideas");
      return ours.reconcile(key, sets, pods, control, clock);
    }

    @Override
    public void podSeen(kube.foundation.api.Pod pod, boolean deleted) {
      ours.podSeen(pod, deleted);
    }
  }
}
