package site;

import static org.assertj.core.api.Assertions.assertThat;

import grader.exercise.Catalog;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// What whoever runs the site for others sees of it.
class OperationTest {
  private static final int RUNS_AT_ONCE = 20;

  @TempDir
  private Path folder;
  private RunningSite site;

  @BeforeEach
  void start() {
    site = RunningSite.in(folder);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void a_site_that_serves_is_alive_and_ready() {
    assertThat(site.get("/healthz").body()).isEqualTo("ok\n");
    assertThat(site.get("/readyz").body()).isEqualTo("ok\n");
    assertThat(site.get("/readyz?verbose").body())
        .isEqualTo("[+]shutdown ok\n[+]database ok\nreadyz check passed\n");
  }

  @Test
  void requests_are_counted_by_their_route_and_not_by_what_a_visitor_invents() {
    assertThat(site.get("/lessons/say-what-you-want").statusCode()).isEqualTo(200);
    assertThat(site.get("/lessons/invented").statusCode()).isEqualTo(404);
    assertThat(site.get("/invented").statusCode()).isEqualTo(404);

    String metrics = site.get("/metrics").body();

    assertThat(metrics).contains("http_server_requests_seconds_count{method=\"GET\","
        + "route=\"/lessons/{lesson}\",status=\"200\"} 1",
        "route=\"/lessons/{lesson}\",status=\"404\"} 1",
        "route=\"none\",status=\"404\"} 1", "jvm_memory_used_bytes");
    assertThat(metrics).doesNotContain("invented");
  }

  @Test
  void who_asks_for_too_many_runs_waits_while_others_are_served() {
    site.get("/");
    int asked = 0;
    HttpResponse<String> refused;
    do {
      refused = site.json("POST", "/exercises/x99/runs", "{}");
      asked++;
    } while (refused.statusCode() == 404 && asked < 50 * RUNS_AT_ONCE);

    assertThat(asked).isGreaterThan(RUNS_AT_ONCE);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(refused.body()).contains("faster than one person can", "a second");
    assertThat(site.get("/").statusCode()).isEqualTo(200);
    site.cookies().getCookieStore().removeAll();
    site.get("/");
    assertThat(site.json("POST", "/exercises/x99/runs", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void a_site_that_stops_ends_the_grades_that_run() throws IOException, InterruptedException {
    String body = JsonMapper.shared().writeValueAsString(Map.of("files",
        Catalog.load().find("X01").orElseThrow().reference().files()));
    site.get("/exercises/x01");
    Iterator<String> lines = site.lines("/exercises/x01/runs", body).iterator();
    List<String> told = new ArrayList<>(List.of(lines.next()));

    Thread stopping = site.stopping();
    lines.forEachRemaining(told::add);
    stopping.join();

    assertThat(told.getLast()).contains("\"done\"", "The thermostat is solved.");
  }
}
