package site.lab.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import kube.Cluster;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import site.lab.Lab;
import site.lab.LabTrouble;
import site.lab.YourParts;
import site.lab.own.KeptLab;
import site.lab.own.OwnLabs;

/// The past of a lab: told in columns, read object by object, and branched off.
@Timeout(120)
class PastTest {
  private static final String ANNA = "anna";
  private static final String SETTINGS = "/api/v1/namespaces/default/configmaps";
  private static final String KEY = "/registry/configmaps/default/colors";

  @TempDir
  Path folder;
  private OwnLabs labs;
  private KeptLab kept;
  private Lab lab;

  @BeforeEach
  void makeLab() {
    labs = new OwnLabs(folder, YourParts.none(), InstantSource.system());
    kept = labs.create(ANNA);
    lab = labs.open(ANNA, kept.id());
  }

  @AfterEach
  void close() {
    labs.labs().close();
  }

  @Test
  void a_page_is_told_everything_once_and_then_what_is_new() {
    Chapter first = chapter(0, 0);
    assertThat(first.first()).isEqualTo(1);
    assertThat(first.times()).hasSize((int) (first.last() - first.first() + 1));
    assertThat(first.objects()).hasSameSizeAs(first.times());
    assertThat(first.changes().size() % 3).isZero();

    lab.<Boolean>ask(cluster -> paint(cluster, "red"));
    Chapter second = chapter(first.last(), newest(first));

    assertThat(second.first()).isEqualTo(first.last() + 1);
    assertThat(second.base()).as("the page has a picture already").isEmpty();
    assertThat(second.subjects())
        .contains(List.of(KEY, "ConfigMap", "default", "colors"));
    assertThat(second.texts()).contains("1 entry");
  }

  @Test
  void an_object_is_shown_as_it_was_and_what_changed_between_two_moments() {
    long red = lab.ask(cluster -> {
      paint(cluster, "red");
      return cluster.revision();
    });
    long blue = lab.ask(cluster -> {
      paint(cluster, "blue");
      return cluster.revision();
    });

    assertThat(then(red).lines()).contains("   wall: red").doesNotContain("   wall: blue");
    assertThat(then(blue).lines()).contains("   wall: blue");
    assertThat(then(red - 1).changedAt()).isZero();
    ObjectThen difference = lab.ask(cluster -> ObjectThen.between(KEY,
        ObjectThen.read(cluster, KEY, red), ObjectThen.read(cluster, KEY, blue)));
    assertThat(difference.lines()).contains("-  wall: red", "+  wall: blue")
        .filteredOn(line -> !line.startsWith(" ")).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void a_branch_goes_on_from_the_past_and_is_kept_with_a_future_of_its_own() {
    lab.<Boolean>ask(cluster -> paint(cluster, "red"));
    long event = lab.lastSequence();
    lab.<Boolean>ask(cluster -> paint(cluster, "blue"));

    KeptLab branch = labs.branch(ANNA, kept.id(), event);
    assertThat(branch.title()).isEqualTo("Lab 2 (Lab 1, event " + event + ")");
    assertThat(color(branch)).isEqualTo("red");
    assertThat(color(kept)).isEqualTo("blue");
    labs.open(ANNA, branch.id()).<Boolean>ask(cluster -> paint(cluster, "green"));
    labs.labs().close();

    labs = new OwnLabs(folder, YourParts.none(), InstantSource.system());
    assertThat(color(branch)).isEqualTo("green");
    assertThat(labs.create(ANNA).title()).isEqualTo("Lab 3");
  }

  @Test
  void what_is_not_there_is_refused_and_leaves_no_lab_behind() {
    assertThatThrownBy(() -> labs.branch(ANNA, kept.id(), 1_000_000))
        .isInstanceOf(LabTrouble.class).hasMessageContaining("is not in this log");
    assertThatThrownBy(() -> labs.branch("ben", kept.id(), 10))
        .isInstanceOf(LabTrouble.class).hasMessageContaining("asleep");
    assertThat(labs.of(ANNA)).hasSize(1);
    assertThat(labs.of("ben")).isEmpty();

    long now = lab.ask(cluster -> {
      cluster.etcd().compact(cluster.revision());
      return cluster.revision();
    });
    assertThatThrownBy(() -> then(now - 1)).hasMessageContaining("compacted away");
    assertThat(chapter(0, 0).compacted()).isEqualTo(now);
  }

  private Chapter chapter(long event, long revision) {
    return Chapter.of(lab.epoch(),
        lab.look((cluster, album) -> Chapter.Raw.of(cluster, album, event, revision)));
  }

  private static long newest(Chapter chapter) {
    long revision = 0;
    for (int at = 0; at < chapter.changes().size(); at += 3) revision += chapter.changes().get(at);
    return revision;
  }

  private ObjectThen then(long revision) {
    return lab.ask(cluster -> ObjectThen.of(KEY, ObjectThen.read(cluster, KEY, revision)));
  }

  private static boolean paint(Cluster cluster, String color) {
    String body = "{\"metadata\":{\"name\":\"colors\"},\"data\":{\"wall\":\"" + color + "\"}}";
    boolean isThere = answer(cluster, Request.of("GET", SETTINGS + "/colors", "user")).isOk();
    Request request = isThere
        ? Request.of("PATCH", SETTINGS + "/colors", "user")
            .withBody("application/merge-patch+json", Json.bytes(Json.parse(bytes(body))))
        : Request.of("POST", SETTINGS, "user").withBody("application/json", bytes(body));
    boolean isDone = answer(cluster, request).isOk();
    cluster.etcd().pump(); // The album hears of it now, and not a moment later.
    return isDone;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private String color(KeptLab of) {
    return labs.open(ANNA, of.id()).ask(cluster -> Json.text(Json.parse(
        answer(cluster, Request.of("GET", SETTINGS + "/colors", "user")).body()), "data.wall"));
  }

  private static Answer answer(Cluster cluster, Request request) {
    return (Answer) cluster.transport().send(request);
  }
}
