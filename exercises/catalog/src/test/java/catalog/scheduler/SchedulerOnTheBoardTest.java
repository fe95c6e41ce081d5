package catalog.scheduler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.run.Grader;
import grader.run.LearnerPart;
import grader.run.Submission;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.controlplane.scheduler.slot.Picker;
import kube.controlplane.scheduler.slot.Preemptor;
import kube.controlplane.scheduler.slot.SchedulingLoop;
import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.Pod;
import kube.foundation.api.kinds.ClusterKinds;
import kube.foundation.client.ApiClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// A cluster whose scheduler is made of the reference solutions, each in a sandboxed worker: what a
/// learner sees who flips the box on the board.
@SuppressWarnings("NullAway.Init") // Opened before all.
class SchedulerOnTheBoardTest {
  private static final Catalog CATALOG = Catalog.load();
  private static Grader grader;

  @BeforeAll
  static void open() {
    grader = Grader.start(CATALOG);
  }

  @AfterAll
  static void close() {
    grader.close();
  }

  @Test
  void a_cluster_chooses_its_nodes_with_the_picker_of_a_learner() {
    with("X14", Picker.class, part -> with(Slot.PICKER, part), this::seatsEveryPodOnce);
  }

  @Test
  void a_cluster_queues_its_pods_with_the_loop_of_a_learner() {
    with("X15", SchedulingLoop.class, part -> with(Slot.SCHEDULING_LOOP, part),
        this::seatsEveryPodOnce);
  }

  @Test
  void a_cluster_makes_room_by_the_word_of_a_learner() {
    with("X16", Preemptor.class, part -> with(Slot.PREEMPTOR, part), parts -> {
      Cluster cluster = new Cluster(Cluster.Plan.standard(1).withParts(parts)).start();
      cluster.advance(Duration.ofSeconds(10));
      ApiClient user = cluster.client("user");
      IntStream.range(0, 3).forEach(number -> create(user, "low-" + number, "3", number));
      cluster.advance(Duration.ofSeconds(10));
      create(user, "high", "2", 1_000);
      create(user, "giant", "100", 1_001);
      cluster.advance(Duration.ofSeconds(60));

      assertThat(cluster.culprits()).isEmpty();
      assertThat(seated(user)).containsExactlyInAnyOrder("high", "low-1", "low-2");
    });
  }

  private static <S> Parts with(Slot<S> slot, Supplier<S> part) {
    return Parts.ours().with(slot, part);
  }

  private <S> void with(String id, Class<S> type, Function<Supplier<S>, Parts> parts,
      Consumer<Parts> story) {
    Exercise exercise = CATALOG.find(id).orElseThrow();
    Submission reference = new Submission(exercise.reference().files());
    try (LearnerPart<S> running = (LearnerPart<S>) grader.open(exercise, reference, type)) {
      story.accept(parts.apply(running::part));
    }
  }

  /// Three nodes of 4 CPU; twelve Pods of 900m fill them, and a giant waits. When one Pod goes,
  /// another takes its seat.
  private void seatsEveryPodOnce(Parts parts) {
    Cluster cluster = new Cluster(Cluster.Plan.standard(1).withParts(parts)).start();
    cluster.advance(Duration.ofSeconds(10));
    ApiClient user = cluster.client("user");
    create(user, "giant", "100");
    IntStream.range(0, 12).forEach(number -> create(user, "web-" + number, "900m"));
    cluster.advance(Duration.ofSeconds(40));

    assertThat(cluster.culprits()).isEmpty();
    assertThat(seated(user)).hasSize(12).doesNotContain("giant");
    assertThat(pods(user).map(Pod::nodeName).filter(node -> !node.isEmpty()).distinct()).hasSize(3);

    create(user, "late", "900m");
    user.deleteNow(pods(user).filter(pod -> pod.metadata().name().equals("web-3")).findFirst()
        .orElseThrow()).orThrow();
    cluster.advance(Duration.ofSeconds(40));

    assertThat(cluster.culprits()).isEmpty();
    assertThat(seated(user)).hasSize(12).contains("late").doesNotContain("giant", "web-3");
  }

  private static void create(ApiClient user, String name, String cpu) {
    create(user, name, cpu, 0);
  }

  /// @param rank its priority; 0 has no class of its own
  private static void create(ApiClient user, String name, String cpu, int rank) {
    ObjectNode pod = (ObjectNode) Json.parse("""
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "%s"},
         "spec": {"containers": [{"name": "web", "image": "nginx",
           "resources": {"requests": {"cpu": "%s"}}}]}}
        """.formatted(name, cpu).getBytes(UTF_8));
    if (rank > 0) {
      user.create(ClusterKinds.PRIORITY_CLASS, "", classOf(rank)).orThrow();
      pod.withObject("/spec").put("priorityClassName", "rank-" + rank);
    }
    user.create(Kinds.POD, "default", pod).orThrow();
  }

  private static ObjectNode classOf(int rank) {
    ObjectNode tree = (ObjectNode) Json.parse("""
        {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass"}
        """.getBytes(UTF_8));
    tree.withObject("/metadata").put("name", "rank-" + rank);
    return tree.put("value", rank);
  }

  private static Stream<Pod> pods(ApiClient user) {
    return user.list(Kinds.POD, "default").orThrow().stream();
  }

  private static List<String> seated(ApiClient user) {
    return pods(user).filter(pod -> !pod.nodeName().isEmpty()).map(pod -> pod.metadata().name())
        .toList();
  }
}
