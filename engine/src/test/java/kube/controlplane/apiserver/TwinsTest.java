package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import kube.controlplane.etcd.Etcd;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.Faults;
import org.junit.jupiter.api.Test;

/// Objects that are recognized by their text are stored as all others are.
class TwinsTest {

  private static final String SPEC = """
      "spec":{"containers":[{"name":"web","image":"nginx","env":[{"name":"A","value":null}],
      "resources":{"requests":{"cpu":0.5,"memory":"1024Mi"}},"ports":[{"containerPort":80}]}],
      "tolerations":[{"operator":"Exists"}],"volumes":[{"name":"v","emptyDir":{}}]}""";

  private static final List<String> METADATA = List.of(
      "{\"name\":\"one\"}", "{\"name\":\"two\",\"labels\":{\"app\":\"web\"}}",
      "{\"name\":\"three\",\"annotations\":{\"a\":\"b\"},\"labels\":null}",
      "{\"name\":\"UPPER\"}", "{\"name\":\"four\",\"unknown\":1}",
      "{\"name\":\"five\",\"labels\":{\"a\":1}}", "{\"name\":\"six\",\"name\":\"seven\"}",
      "{\"name\":\"two\"}", "{\"generateName\":\"some-\"}", "{}", "[]", "{\"name\":\"eight\"",
      "{\"name\":\"nine\",\"namespace\":\"other\"}", "{\"name\":\"ten\",\"finalizers\":[\"x\"]}",
      "{\"name\":\"eleven\",\"annotations\":"
          + "{\"controller.kubernetes.io/pod-deletion-cost\":\"x\"}}",
      "{\"name\":\"twelve\",\"managedFields\":[{}]}", "{\"name\":\"thirteen\",\"uid\":\"u\"}",
      "{\"name\":\"escaped\",\"annotations\":{\"a\":\"\\\"b\\\" \\\\ \\n\\t\"}}",
      "{\"name\":\"unusual\",\"annotations\":{\"a\":\"\u00fc \\u0001 \\ud83d\\ude00\"}}");

  @Test
  void a_pod_with_many_twins_is_the_same_as_one_without() {
    assertThat(answers(0)).hasSize(METADATA.size() + 1).isEqualTo(answers(1))
        .anyMatch(answer -> answer.contains("\"name\":\"three\"") && answer.startsWith("201"))
        .anyMatch(answer -> answer.contains("\u00fc \\u0001 \ud83d\ude00"));
  }

  @Test
  void what_is_wrong_beside_the_metadata_is_found_every_time() {
    ApiServer server = server();
    String faulty = SPEC.replace("\"web\"", "\"WEB\"");

    assertThat(create(server, METADATA.get(0), faulty, 0)).startsWith("422")
        .isEqualTo(create(server, METADATA.get(0), faulty, 0));
  }

  /// @param spread 0 for twins; more for texts that differ by so many spaces each
  private static List<String> answers(int spread) {
    ApiServer server = server();
    List<String> answers = new ArrayList<>();
    answers.add(create(server, "{\"name\":\"first\"}", SPEC, 0));
    for (int number = 0; number < METADATA.size(); number++) {
      answers.add(create(server, METADATA.get(number), SPEC, spread * (number + 1)));
    }
    return answers;
  }

  private static ApiServer server() {
    EventLoop loop = new EventLoop(Instant.parse("2026-11-22T00:00:00Z"), 1);
    ApiServer server = new ApiServer(loop.actor("apiserver"), Etcd.inMemory(),
        new Faults(loop.randomness("faults"), Faults.Plan.calm()));
    server.handle(Request.of("POST", "/api/v1/namespaces", "test").withBody("application/json",
        "{\"metadata\":{\"name\":\"default\"}}".getBytes(StandardCharsets.UTF_8)));
    return server;
  }

  private static String create(ApiServer server, String metadata, String spec, int spaces) {
    String text = "{" + " ".repeat(spaces) + "\"metadata\":" + metadata + "," + spec + "}";
    Answer answer = (Answer) server.handle(Request.of("POST", "/api/v1/namespaces/default/pods",
        "test").withBody("application/json", text.getBytes(StandardCharsets.UTF_8)));
    // A refusal of something unreadable shows how it begins, spaces and all.
    return (answer.code() + " " + answer.headers() + " "
        + new String(answer.body(), StandardCharsets.UTF_8))
        .replaceAll("\\(\\{.{0,60} [.]{3}\\)", "({ ...)");
  }
}
