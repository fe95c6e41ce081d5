package site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Whoever sends garbage, too much, or something hostile is told so, and nobody else notices.
class BadInputTest {
  private static final int MEGABYTE = 1024 * 1024;

  @TempDir
  static Path folder;
  private static RunningSite site;

  @BeforeAll
  static void start() {
    site = RunningSite.in(folder);
  }

  /// Each story has a visitor of its own, whom nothing has been counted for.
  @BeforeEach
  void comeAnew() {
    site.cookies().getCookieStore().removeAll();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "PUT|/exercises/x01/draft", "POST|/answers", "POST|/exercises/x01/runs",
      "POST|/lab/board/commands", "POST|/lab/memory/ribbon", "POST|/exercises/x01/hints",
      "POST|/exercises/x01/suggestions", "POST|/exercises/x01/complaints",
      "POST|/cells/lesson/L01/run", "POST|/cells/lesson/L01/complete",
      "POST|/cells/lesson/L01/describe", "POST|/progress/import", "POST|/theme",
      "POST|/exercises/x01"})
  void garbage_gets_a_sentence_and_never_an_error_of_ours(String method, String path) {
    List<String> garbage = List.of("", "{", "null", "[]", "42", "\"x\"", "{\"do\":\"dance\"}",
        "{\"files\":7}", "{\"path\":null,\"content\":{}}", "\u0000\u0001\ufffd", "<b>".repeat(500),
        "[".repeat(20_000), "{\"question\":\"" + "L".repeat(9_000) + "\"}", random());
    for (String body : garbage) {
      HttpResponse<String> answer = site.json(method, path, body);
      assertThat(answer.statusCode()).as("%s %s with %.40s", method, path, body).isLessThan(500);
      if (answer.statusCode() >= 400) {
        assertThat(answer.body()).as("%s with %.40s", path, body).isNotBlank()
            .doesNotContain("Exception", "\tat ");
      }
    }
    assertThat(site.get("/healthz").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/lessons/%2e%2e%2f%2e%2e", "/lessons/" + "x",
      "/static/%2e%2e/%2e%2e/etc",
      "/glossary/%00", "/chapters/-1", "/chapters/999999999999999999999", "/labs/own-aaaaaaaaaa",
      "/labs/..%2f..", "/exercises/x01%27%20or%201=1", "/lab/..%2f/events", "/lab/%00/audit",
      "/labs/own-aaaaaaaaaa/api/nonsense/api/v1/pods", "/%ff%fe", "/lessons/%F0%9F%90%99"})
  void addresses_that_nobody_has_are_answered_and_lead_nowhere(String path) {
    HttpResponse<String> answer = site.get(path);
    assertThat(answer.statusCode()).as(path).isBetween(400, 499);
    assertThat(answer.body()).doesNotContain("Exception", "\tat ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"PUT|/exercises/x01/draft", "POST|/answers",
      "POST|/exercises/x01/runs", "POST|/progress/import", "POST|/lab/board/commands"})
  void what_is_far_too_large_is_refused_and_the_next_one_is_served(String method, String path) {
    String huge = "{\"path\":\"x\",\"content\":\"" + "y".repeat(12 * MEGABYTE) + "\"}";
    HttpResponse<String> answer = site.json(method, path, huge);
    assertThat(answer.statusCode()).as(path).isEqualTo(413);
    assertThat(answer.body()).contains("larger than 1 MB").doesNotContain("yyyyyyyyyy");
    assertThat(site.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void a_lab_answers_bad_yaml_line_by_line_and_lives_on() {
    String lab = lab();
    String anchors = """
        a: &a [x,x,x,x,x,x,x,x,x]
        b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
        c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
        d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]
        e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]
        f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]
        g: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]
        h: [*g,*g,*g,*g,*g,*g,*g,*g,*g]
        """;
    List<String> texts = List.of("{", ": : :", "- 1\n- 2", "\t\tx: y", "!!java.net.URL [http://x]",
        anchors, "[".repeat(5_000), "kind: Pod",
        "apiVersion: v1\nkind: Dragon\nmetadata: {name: x}",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: ../../x}",
        "a: \"" + "z".repeat(MEGABYTE) + "\"",
        "---\n".repeat(10_000), random());
    for (String text : texts) {
      HttpResponse<String> answer = site.json("POST", lab + "/apply",
          JsonMapper.shared().writeValueAsString(
              Map.of("yaml", text, "tries", false, "force", false)));
      assertThat(answer.statusCode()).as("%.40s", text).isLessThan(500);
      assertThat(answer.body()).as("%.40s", text).doesNotContain("Exception", "\tat ");
    }
    for (String body : List.of("null", "{}", "{\"yaml\":5}", "{\"yaml\":null}")) {
      assertThat(site.json("POST", lab + "/apply", body).statusCode()).isEqualTo(400);
      assertThat(site.json("POST", lab + "/schema", body).statusCode()).isLessThan(500);
    }
    assertThat(site.json("POST", lab + "/schema", "nonsense").statusCode()).isBetween(400, 499);
    assertThat(site.json("POST", lab + "/apply", "{\"yaml\":\"apiVersion: v1\\nkind: ConfigMap\\n"
        + "metadata: {name: fine}\",\"tries\":false,\"force\":false}").body()).contains("created");
  }

  @Test
  void a_lab_whose_store_is_damaged_says_so_and_a_reset_gives_a_new_one() throws IOException {
    Path own = folder.resolve("damaged");
    String lab;
    List<HttpCookie> cookies;
    try (RunningSite first = RunningSite.in(own)) {
      lab = path(first.form("/labs", Map.of()));
      first.json("POST", lab + "/apply", "{\"yaml\":\"apiVersion: v1\\nkind: ConfigMap\\n"
          + "metadata: {name: x}\"}");
      cookies = first.cookies().getCookieStore().getCookies();
    }
    damage(own);
    try (RunningSite second = RunningSite.in(own)) {
      cookies.forEach(cookie -> second.cookies().getCookieStore().add(
          URI.create(second.address()), cookie));
      String commands = lab.replace("/labs/", "/lab/") + "/commands";
      HttpResponse<String> broken = second.json("POST", commands, "{\"do\":\"pause\"}");
      assertThat(broken.statusCode()).isEqualTo(409);
      assertThat(broken.body()).contains("cannot be read", "Reset it");
      assertThat(second.json("POST", commands, "{\"do\":\"reset\"}").statusCode()).isEqualTo(200);
      assertThat(second.json("POST", commands, "{\"do\":\"resume\"}").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void half_a_request_keeps_nobody_else_waiting() throws IOException {
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
      slow.getOutputStream().write(("PUT /exercises/x01/draft HTTP/1.1\r\nHost: 127.0.0.1\r\n"
          + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
          .getBytes(StandardCharsets.US_ASCII));
      slow.getOutputStream().flush();
      assertThat(site.get("/").statusCode()).isEqualTo(200);
      slow.shutdownOutput();
      try (InputStream answer = slow.getInputStream()) {
        assertThat(new String(answer.readNBytes(20), StandardCharsets.US_ASCII))
            .doesNotContain("HTTP/1.1 2");
      }
    }
  }

  private static void damage(Path own) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(own.resolve("labs"))) {
      files = all.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().endsWith(".json"))
          .filter(file -> !file.getFileName().toString().endsWith(".zip")).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      for (int at = 0; at < bytes.length / 2; at++) bytes[at] ^= 0x5a;
      Files.write(file, bytes);
    }
  }

  private static String lab() {
    return path(site.form("/labs", Map.of()));
  }

  private static String path(HttpResponse<String> made) {
    return URI.create(made.headers().firstValue("Location").orElseThrow()).getPath();
  }

  private static String random() {
    byte[] bytes = new byte[4_000];
    new Random(5).nextBytes(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
