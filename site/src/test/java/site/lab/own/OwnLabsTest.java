package site.lab.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kube.Cluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import site.lab.Command;
import site.lab.Lab;
import site.lab.LabTrouble;
import site.lab.YourParts;

/// A learner's labs: made, kept, put to sleep, woken, reset; and what is typed in them.
class OwnLabsTest {
  private static final String ANNA = "anna";
  private static final String POD = """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec: {containers: [{name: web, image: nginx}]}
      """;

  @TempDir
  Path folder;
  private OwnLabs labs;
  private KeptLab kept;

  @BeforeEach
  void open() {
    labs = new OwnLabs(folder, YourParts.none(), InstantSource.system());
    kept = labs.create(ANNA);
  }

  @AfterEach
  void close() {
    labs.labs().close();
  }

  /// What a command printed; errors too.
  private String type(String line) {
    return type(line, "");
  }

  private String type(String line, String draft) {
    StringBuilder printed = new StringBuilder();
    Lab lab = labs.open(ANNA, kept.id());
    new Terminal(kept, labs.folder(ANNA, kept.id()), lab).run(line, draft,
        InputStream.nullInputStream(), new Terminal.Reader() {
          @Override
          public void says(String text, boolean isError) {
            printed.append(text);
          }

          @Override
          public String edits(String text) {
            return text.replace("image: nginx", "image: redis");
          }
        });
    return printed.toString();
  }

  @Test
  void a_new_lab_is_ready_at_once_and_nobody_else_finds_it() {
    assertThat(type("kubectl get nodes").lines().filter(line -> line.contains(" Ready ")))
        .hasSize(3);
    assertThat(labs.find("berta", kept.id())).isEmpty();
    assertThatThrownBy(() -> labs.open("berta", kept.id())).isInstanceOf(LabTrouble.class)
        .hasMessageContaining("no lab");
    assertThat(labs.owner(kept.id())).hasValueSatisfying(
        owned -> assertThat(owned.learner()).isEqualTo(ANNA));
  }

  @Test
  void what_was_stored_outlasts_sleep_and_server_and_a_reset_forgets_it() {
    assertThat(type("kubectl apply -f editor.yaml", POD)).contains("pod/web created");
    labs.labs().forget(labs.open(ANNA, kept.id()));
    assertThat(type("kubectl get pod web -o name")).isEqualTo("pod/web\n");

    labs.labs().close();
    labs = new OwnLabs(folder, YourParts.none(), InstantSource.system());
    assertThat(labs.of(ANNA)).containsExactly(kept);
    assertThat(type("kubectl get pod web -o name")).isEqualTo("pod/web\n");

    labs.open(ANNA, kept.id()).perform(new Command.Reset());
    assertThat(type("kubectl get pod web")).contains("\"web\" not found");
    labs.delete(ANNA, kept.id());
    assertThat(labs.of(ANNA)).isEmpty();
  }

  @Test
  @Timeout(60)
  void a_lab_that_dies_says_why_and_goes_on_where_it_stood() {
    type("kubectl apply -f editor.yaml", POD);
    Lab first = labs.open(ANNA, kept.id());
    first.ask(cluster -> cluster.loop().actor("gremlin").after(Duration.ZERO, () -> {
      throw new IllegalStateException("a gremlin was here");
    }));

    assertThatThrownBy(() -> {
      while (true) first.ask(Cluster::revision);
    }).isInstanceOf(LabTrouble.class);
    assertThat(first.death()).hasValueSatisfying(why -> assertThat(why).contains("gremlin"));
    assertThat(type("kubectl get pod web -o name")).isEqualTo("pod/web\n");
    assertThat(labs.open(ANNA, kept.id())).isNotSameAs(first);
  }

  @Test
  @Timeout(60)
  void a_cluster_that_was_at_hand_is_kept_like_any_other() throws IOException {
    Path store = labs.folder(ANNA, kept.id()).resolve("store");
    Lab lab = labs.open(ANNA, kept.id());
    while (!Files.isSymbolicLink(store)) lab.perform(new Command.Reset());
    Path behind = store.toRealPath();

    type("kubectl apply -f editor.yaml", POD);
    labs.labs().forget(lab);
    assertThat(type("kubectl get pod web -o name")).isEqualTo("pod/web\n");
    labs.delete(ANNA, kept.id());
    assertThat(behind).doesNotExist();
  }

  @Test
  void more_labs_than_fit_are_refused_with_the_remedy() {
    for (int more = 1; more < OwnLabs.MOST; more++) labs.create(ANNA);

    assertThatThrownBy(() -> labs.create(ANNA)).hasMessageContaining("Delete one");
    assertThat(labs.of(ANNA)).extracting(KeptLab::title).contains("Lab 1", "Lab 6");
  }

  @Test
  void an_object_is_edited_in_the_page_and_tab_knows_what_there_is() {
    type("kubectl apply -f editor.yaml", POD);
    assertThat(type("kubectl edit pod web")).contains("pod/web edited");
    assertThat(type("kubectl get pod web -o jsonpath={.spec.containers[0].image}"))
        .isEqualTo("redis");

    Terminal terminal = new Terminal(kept, labs.folder(ANNA, kept.id()),
        labs.open(ANNA, kept.id()));
    assertThat(terminal.complete("kubectl get pod w")).containsExactly("web");
    assertThat(terminal.complete("unp")).containsExactly("unplug");
  }

  @Test
  void a_line_does_not_leave_its_lab() {
    assertThatThrownBy(() -> type("kubectl port-forward web 80"))
        .hasMessageContaining("kubeconfig");
    assertThatThrownBy(() -> type("kubectl apply -f http://127.0.0.1/x.yaml"))
        .hasMessageContaining("fetches nothing");
    assertThatThrownBy(() -> type("rm -rf /")).hasMessageContaining("command not found");
    assertThat(type("kubectl apply -f /etc/hostname")).contains("does not exist");
    assertThat(type("kubectl get nodes --server=http://127.0.0.1:1")).contains("node-a");
  }

  @Test
  void the_interrupt_stops_a_watch() throws InterruptedException {
    CountDownLatch seen = new CountDownLatch(1);
    Lab lab = labs.open(ANNA, kept.id());
    Thread watching = Thread.ofVirtual().start(() -> new Terminal(kept,
        labs.folder(ANNA, kept.id()), lab).run("kubectl get nodes -w", "",
            InputStream.nullInputStream(), new Terminal.Reader() {
              @Override
              public void says(String text, boolean isError) {
                seen.countDown();
              }

              @Override
              public String edits(String text) {
                return text;
              }
            }));

    assertThat(seen.await(20, TimeUnit.SECONDS)).isTrue();
    watching.interrupt();
    assertThat(watching.join(Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void yaml_is_tried_strictly_applied_and_compared_with_what_there_is() {
    Lab lab = labs.open(ANNA, kept.id());
    String wrong = POD.replace("spec:", "spek:");

    assertThat(Applying.outcomes(lab, new Applying.Wish(wrong, true, false))).singleElement()
        .satisfies(one -> {
          assertThat(one.outcome()).isEqualTo("refused");
          assertThat(one.fields()).extracting(Applying.Field::path).contains("spek");
        });
    assertThat(outcome(lab, POD, true)).isEqualTo("created");
    assertThat(type("kubectl get pods")).contains("No resources found");
    assertThat(outcome(lab, POD, false)).isEqualTo("created");
    assertThat(type("kubectl label pod web a=b --field-manager=other")).contains("labeled");
    String other = POD.replace("{name: web}", "{name: web, labels: {a: c}}");
    assertThat(outcome(lab, other, false)).isEqualTo("conflict");
    assertThat(Applying.outcomes(lab, new Applying.Wish(other, false, true)).getFirst().outcome())
        .isEqualTo("configured");
  }

  private static String outcome(Lab lab, String yaml, boolean tries) {
    return Applying.outcomes(lab, new Applying.Wish(yaml, tries, false)).getFirst().outcome();
  }

  @Test
  void the_schema_knows_kinds_fields_and_values() {
    Schemas schemas = new Schemas(labs, _ -> ANNA);
    Lab lab = labs.open(ANNA, kept.id());

    assertThat(names(schemas, lab, "", "", List.of("kind"), true)).contains("Pod", "Deployment");
    assertThat(names(schemas, lab, "", "", List.of("apiVersion"), true)).contains("apps/v1", "v1");
    assertThat(names(schemas, lab, "apps/v1", "Deployment", List.of("spec"), false))
        .contains("replicas", "template");
    assertThat(names(schemas, lab, "v1", "Pod", List.of("spec", "containers"), false))
        .contains("image", "ports");
    assertThat(names(schemas, lab, "v1", "Pod", List.of("spec", "hostNetwork"), true))
        .containsExactly("true", "false");
  }

  private static List<String> names(Schemas schemas, Lab lab, String version, String kind,
      List<String> path, boolean value) {
    return schemas.choices(lab, new Schemas.Place(version, kind, path, value)).stream()
        .map(Schemas.Choice::name).toList();
  }
}
