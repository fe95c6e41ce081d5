package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;

/// Lists: pieces of one past, and the objects that a client chooses.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
class ListingTest {

  private static final String PODS = "/api/v1/namespaces/default/pods";

  private final World world = new World();

  @Test
  void the_pieces_of_a_list_show_one_and_the_same_moment() {
    List.of("a", "b", "c", "d").forEach(world::pod);

    var first = world.get(PODS + "?limit=2");
    world.delete(PODS + "/d");
    world.pod("bb");
    var second = world.get(PODS + "?limit=2&continue=" + first.text("metadata.continue"));

    assertThat(names(first)).containsExactly("a", "b");
    assertThat(first.body().path("metadata").path("remainingItemCount").asInt()).isEqualTo(2);
    assertThat(names(second)).containsExactly("c", "d");
    assertThat(second.text("metadata.resourceVersion"))
        .isEqualTo(first.text("metadata.resourceVersion"));
    assertThat(second.text("metadata.continue")).isEmpty();
  }

  @Test
  void a_piece_of_a_past_that_is_gone_is_expired() {
    List.of("a", "b", "c").forEach(world::pod);
    var first = world.get(PODS + "?limit=1");
    world.pod("d");
    world.etcd.compact(6);

    var second = world.get(PODS + "?limit=1&continue=" + first.text("metadata.continue"));

    assertThat(second.code()).isEqualTo(410);
    assertThat(second.text("reason")).isEqualTo("Expired");
    assertThat(world.get(PODS + "?limit=1&continue=nonsense").message())
        .startsWith("invalid continue token: continue key is not valid: ");
    var rest = world.get(PODS + "?limit=5&continue=" + second.text("metadata.continue"));
    assertThat(names(rest)).containsExactly("b", "c", "d");
    assertThat(rest.text("metadata.resourceVersion")).isEqualTo("6");
  }

  @Test
  void a_list_can_show_an_exact_past_but_no_future() {
    world.pod("a");
    world.pod("b");

    assertThat(names(world.get(PODS + "?resourceVersion=3&resourceVersionMatch=Exact")))
        .containsExactly("a");
    assertThat(names(world.get(PODS + "?resourceVersion=3"))).containsExactly("a", "b");
    var future = world.get(PODS + "?resourceVersion=99");
    assertThat(future.code()).isEqualTo(504);
    assertThat(future.message()).isEqualTo("Timeout: Too large resource version: 99, current: 4");
    assertThat(future.text("details.retryAfterSeconds")).isEqualTo("1");
    assertThat(world.get(PODS + "/a?resourceVersion=99").code()).isEqualTo(504);
  }

  @Test
  void options_of_a_list_that_contradict_each_other_are_refused() {
    String invalid = "ListOptions.meta.k8s.io \"\" is invalid: ";

    assertThat(world.get(PODS + "?resourceVersionMatch=Exact").message()).isEqualTo(invalid
        + "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless"
        + " resourceVersion is provided");
    assertThat(world.get(PODS + "?resourceVersion=0&resourceVersionMatch=Exact").message())
        .isEqualTo(invalid + "resourceVersionMatch: Forbidden: resourceVersionMatch \"exact\" is"
            + " forbidden for resourceVersion \"0\"");
    assertThat(world.get(PODS + "?resourceVersion=1&resourceVersionMatch=Newer").message())
        .isEqualTo(invalid + "resourceVersionMatch: Unsupported value: \"Newer\": supported"
            + " values: \"Exact\", \"NotOlderThan\", \"\"");
    assertThat(world.get(PODS + "?sendInitialEvents=true").message()).isEqualTo(invalid
        + "sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list");
    assertThat(world.get(PODS + "?watch=true&resourceVersionMatch=NotOlderThan").message())
        .isEqualTo(invalid + "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden"
            + " for watch unless sendInitialEvents is provided");
    assertThat(refusal("limit=ten"))
        .isEqualTo("strconv.ParseInt: parsing \"ten\": invalid syntax");
    assertThat(refusal("resourceVersion=new")).isEqualTo("invalid resource version:"
        + " resourceVersion: Invalid value: \"new\": strconv.ParseUint: parsing \"new\": invalid"
        + " syntax");
    assertThat(refusal("continue=abc!")).isEqualTo("invalid continue token: continue key is not"
        + " valid: illegal base64 data at input byte 3");
  }

  @Test
  void labels_choose_in_both_notations() {
    world.create(PODS, World.pod("a", "app", "web"));
    world.create(PODS, World.pod("b", "app", "db"));
    world.create(PODS, World.pod("c", "tier", "db"));

    assertThat(chosen("labelSelector=app=web")).containsExactly("a");
    assertThat(chosen("labelSelector=app!=web")).containsExactly("b", "c");
    assertThat(chosen("labelSelector=app in (web, db)")).containsExactly("a", "b");
    assertThat(chosen("labelSelector=app notin (web),app")).containsExactly("b");
    assertThat(chosen("labelSelector=!app")).containsExactly("c");
    assertThat(chosen("labelSelector=app==db")).containsExactly("b");
  }

  @Test
  void a_selector_that_cannot_be_read_is_refused_with_what_was_found() {
    assertThat(refusal("labelSelector=app in (web")).isEqualTo(
        "unable to parse requirement: found '', expected: ',' or ')'");
    assertThat(refusal("labelSelector=app=web,"))
        .isEqualTo("found '', expected: identifier after ','");
    assertThat(refusal("labelSelector==web"))
        .isEqualTo("found '=', expected: !, identifier, or 'end of string'");
    assertThat(refusal("labelSelector=a b"))
        .isEqualTo(
            "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt");
    assertThat(refusal("fieldSelector=spec.foo=x"))
        .isEqualTo("field label not supported: spec.foo");
    assertThat(refusal("fieldSelector=x"))
        .isEqualTo("invalid selector: 'x'; can't understand 'x'");
    assertThat(world.get("/apis/apps/v1/replicasets?fieldSelector=status.x=1").message())
        .isEqualTo("\"status.x\" is not a known field selector: only \"metadata.name\","
            + " \"metadata.namespace\"");
  }

  @Test
  void fields_choose_too() {
    world.pod("a");
    world.pod("b");
    world.bind("b", "node-a");

    assertThat(chosen("fieldSelector=spec.nodeName=")).containsExactly("a");
    assertThat(chosen("fieldSelector=spec.nodeName=node-a,status.phase!=Running"))
        .containsExactly("b");
    assertThat(chosen("fieldSelector=metadata.name=a")).containsExactly("a");
  }

  private List<String> chosen(String query) {
    return names(world.get(PODS + "?" + query));
  }

  private String refusal(String query) {
    var reply = world.get(PODS + "?" + query);
    assertThat(reply.code()).isEqualTo(400);
    return reply.message();
  }

  private static List<String> names(World.Reply list) {
    return Json.list(list.body(), "items", item -> Json.text(item, "metadata.name"));
  }
}
