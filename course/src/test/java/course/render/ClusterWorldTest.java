package course.render;

import static org.assertj.core.api.Assertions.assertThat;

import course.render.TranscriptWorld.NotUnderstood;
import course.render.TranscriptWorld.Reply;
import course.render.TranscriptWorld.Said;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The commands of transcripts, told to a real simulated cluster.
class ClusterWorldTest {
  private static final String PODS = "/api/v1/namespaces/default/pods";
  private static final String POD = """
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web"},\
      "spec":{"containers":[{"name":"web","image":"nginx"}]}}""";

  private final ClusterWorld world = new ClusterWorld(7, 2);

  private List<String> said(String command) {
    return switch (world.tell(command)) {
      case Said said -> said.lines();
      case NotUnderstood not -> throw new AssertionError(not.why());
    };
  }

  @Test
  void fields_of_a_list_are_shown_line_by_line() {
    assertThat(said("get /api/v1/nodes | metadata.name spec.nothing"))
        .containsExactly("200 OK", "node-a  -", "node-b  -");
  }

  @Test
  void a_pod_is_created_and_settles_on_a_node() {
    assertThat(said("post " + PODS + " " + POD)).containsExactly("201 Created");
    assertThat(said("settle")).isEmpty();
    assertThat(said("get " + PODS + "/web | status.phase")).containsExactly("200 OK", "Running");
    assertThat(said("delete " + PODS + "/web")).containsExactly("200 OK");
  }

  @Test
  void a_refusal_is_said_in_the_words_of_the_api() {
    assertThat(said("get " + PODS + "/nobody"))
        .containsExactly("404 NotFound: pods \"nobody\" not found");
  }

  @Test
  void a_failed_node_is_noticed_after_a_while() {
    String ready = "get /api/v1/nodes/node-a | status.conditions";
    String before = said(ready).getLast();
    assertThat(said("fail node-a")).isEmpty();
    assertThat(said("wait 2m")).isEmpty();
    assertThat(said(ready).getLast()).isNotEqualTo(before).contains("Unknown");
  }

  @Test
  void a_query_is_part_of_the_address() {
    assertThat(said("get /api/v1/nodes?fieldSelector=metadata.name=node-b | metadata.name"))
        .containsExactly("200 OK", "node-b");
  }

  @Test
  void the_same_seed_says_the_same() {
    List<Reply> here = List.of(world.tell("post " + PODS + " " + POD), world.tell("settle"),
        world.tell("get " + PODS + "/web"));
    ClusterWorld again = new ClusterWorld(7, 2);
    assertThat(List.of(again.tell("post " + PODS + " " + POD), again.tell("settle"),
        again.tell("get " + PODS + "/web"))).isEqualTo(here);
  }

  @Test
  void what_is_no_command_is_not_understood() {
    assertThat(List.of("dance", "wait long", "fail node-z", "unplug toaster", "plug toaster"))
        .allSatisfy(command -> assertThat(world.tell(command)).isInstanceOf(NotUnderstood.class));
    assertThat(world.tell("get /api/v1/pods?watch=true")).isInstanceOf(NotUnderstood.class);
  }
}
