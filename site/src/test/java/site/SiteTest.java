package site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a browser, a stranger and a script get from the site.
class SiteTest {
  @TempDir
  static Path folder;
  private static RunningSite site;

  @BeforeAll
  static void start() {
    site = RunningSite.in(folder);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void the_home_page_lists_all_chapters_and_links_only_what_is_ready() {
    String home = site.get("/").body();
    assertThat(home).contains("The whole picture", "Capstones", "Why three? Quorum", "to come");
    assertThat(home).contains("href=\"/lessons/keys-revisions-and-time-travel\"");
    assertThat(home).doesNotContain("href=\"/lessons/game-day\"");
  }

  @Test
  void the_learners_cookie_is_kept_from_scripts_and_from_other_sites() {
    try (RunningSite fresh = RunningSite.in(folder.resolve("cookies"))) {
      String cookie = fresh.get("/").headers().firstValue("Set-Cookie").orElse("");
      assertThat(cookie).startsWith("learner=").contains("HttpOnly", "SameSite=Lax", "Path=/");
    }
  }

  @Test
  void every_page_forbids_inline_scripts_and_foreign_content() {
    String policy = site.get("/").headers().firstValue("Content-Security-Policy").orElse("");
    assertThat(policy).contains("default-src 'none'", "script-src 'self';")
        .doesNotContain("unsafe");
    assertThat(site.get("/").body()).doesNotContain("style=\"", "onclick", "https://");
  }

  @Test
  void a_lesson_answers_to_its_name_and_its_id_leads_there() {
    HttpResponse<String> byId = site.get("/lessons/L03");
    assertThat(byId.statusCode()).isEqualTo(301);
    assertThat(byId.headers().firstValue("Location")).contains(
        "/lessons/keys-revisions-and-time-travel");
    assertThat(site.get("/lessons/keys-revisions-and-time-travel").body())
        .contains("data-quiz=\"L03-1\"", "In this lesson");
  }

  @Test
  void an_unknown_lesson_suggests_the_nearest_names() {
    HttpResponse<String> missing = site.get("/lessons/key-revision-and-time-travel");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("There is no lesson called", "Did you mean",
        "/lessons/keys-revisions-and-time-travel");
  }

  @Test
  void a_lesson_that_is_still_to_come_says_so() {
    HttpResponse<String> early = site.get("/lessons/game-day");
    assertThat(early.statusCode()).isEqualTo(404);
    assertThat(early.body()).contains("is still to come");
  }

  @Test
  void an_unknown_page_is_a_page_too_and_json_for_a_script() {
    assertThat(site.get("/nowhere").body()).contains("There is no page at /nowhere",
        "To the contents");
    HttpResponse<String> json = site.getJson("/nowhere");
    assertThat(json.statusCode()).isEqualTo(404);
    assertThat(json.body()).contains("\"message\"", "\"remedy\"");
  }

  @Test
  void an_unknown_exercise_suggests_the_nearest_names() {
    HttpResponse<String> missing = site.get("/exercises/a-store-that-rememberz");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("There is no exercise called", "/exercises/x03");
    assertThat(site.get("/exercises/x48").body()).contains("is still to come");
  }

  @Test
  void a_glossary_word_comes_as_json_for_the_note_beside_the_text() {
    assertThat(site.getJson("/glossary/revision").body()).contains("\"term\"", "\"html\"");
    assertThat(site.getJson("/glossary/revisoin").body()).contains("/glossary#revision");
  }

  @Test
  void an_answer_is_kept_and_comes_back_with_the_lesson() {
    String body = "{\"question\":\"L03-2\",\"choice\":\"a\",\"correct\":false}";
    assertThat(site.json("POST", "/answers", body).statusCode()).isEqualTo(204);
    assertThat(site.get("/lessons/keys-revisions-and-time-travel").body())
        .contains("&#34;question&#34;:&#34;L03-2&#34;");
  }

  @Test
  void an_answer_that_makes_no_sense_is_refused_with_the_reason() {
    assertThat(site.json("POST", "/answers", "{not json").body()).contains("not JSON");
    HttpResponse<String> odd = site.json("POST", "/answers", "{\"question\":\"<b>\"}");
    assertThat(odd.statusCode()).isEqualTo(400);
    assertThat(odd.body()).contains("such as L03-1");
  }

  @Test
  void progress_can_be_taken_along_and_brought_back_and_nothing_else_is_taken_for_it() {
    site.json("POST", "/answers", "{\"question\":\"L02-1\",\"choice\":\"b\",\"correct\":false}");
    HttpResponse<String> file = site.getJson("/progress/export");
    assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
        .matches("attachment; filename=\"inside-out-progress-[0-9-]{10}\\.json\"");
    try (RunningSite elsewhere = RunningSite.in(folder.resolve("elsewhere"))) {
      assertThat(elsewhere.upload("/progress/import", file.body()).body())
          .contains("Brought back:", " answer").contains("value=\"/progress\"");
      assertThat(elsewhere.upload("/progress/import", file.body()).body())
          .contains("Everything in that file was here already.");
      HttpResponse<String> refused = elsewhere.upload("/progress/import", "{}");
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("no progress file", "Nothing was changed");
    }
  }

  @Test
  void the_search_is_sent_once_and_then_only_confirmed() {
    HttpResponse<String> first = site.getJson("/search.json");
    assertThat(first.body()).contains("/lessons/watching-change#", "/glossary#", "/exercises/x03");
    String etag = first.headers().firstValue("ETag").orElse("");
    assertThat(site.send(site.request("/search.json").header("If-None-Match", etag)).statusCode())
        .isEqualTo(304);
  }

  @Test
  void a_style_sheet_travels_packed_and_only_once_and_nothing_outside_its_folder_travels() {
    HttpResponse<String> plain = site.get("/static/css/base.css");
    HttpResponse<String> packed = site.send(
        site.request("/static/css/base.css").header("Accept-Encoding", "gzip"));
    String etag = plain.headers().firstValue("ETag").orElse("");

    assertThat(plain.body()).contains("body");
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(packed.body().length()).isLessThan(plain.body().length());
    assertThat(site.send(site.request("/static/css/base.css").header("If-None-Match", etag))
        .statusCode()).isEqualTo(304);
    for (String path : List.of("css", "css/none.css", "%2e%2e/site/page/Doorkeeper.class")) {
      assertThat(site.get("/static/" + path).statusCode()).as(path).isIn(400, 404);
    }
  }

  @Test
  void an_unknown_chapter_leads_to_the_contents() {
    HttpResponse<String> missing = site.get("/chapters/99");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("There is no chapter", "Contents");
  }

  @Test
  void the_choice_of_colors_works_without_a_script_and_leads_back_only_into_the_site() {
    HttpResponse<String> chosen = site.form("/theme", Map.of("theme", "dark", "back", "/glossary"));
    assertThat(chosen.statusCode()).isEqualTo(303);
    assertThat(chosen.headers().firstValue("Location")).hasValueSatisfying(
        place -> assertThat(place).endsWith("/glossary"));
    assertThat(site.get("/glossary").body()).contains("data-theme=\"dark\"");
    HttpResponse<String> away = site.form("/theme",
        Map.of("theme", "system", "back", "//elsewhere.example"));
    assertThat(away.headers().firstValue("Location")).hasValueSatisfying(
        place -> assertThat(place).doesNotContain("elsewhere"));
  }

  @Test
  void a_page_from_elsewhere_cannot_press_buttons_here() {
    HttpResponse<String> foreign = site.send(site.request("/answers")
        .header("Origin", "http://elsewhere.example")
        .POST(BodyPublishers.ofString("{}")));
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.body()).contains("comes from another site");
    HttpResponse<String> sandboxed = site.send(site.request("/answers").header("Origin", "null")
        .POST(BodyPublishers.ofString("{}")));
    assertThat(sandboxed.statusCode()).isEqualTo(403);
  }

  @Test
  void a_foreign_name_for_this_address_reads_nothing() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
      socket.getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 403").contains("rebound.example");
    }
  }

  @Test
  void it_says_that_it_is_well() {
    assertThat(site.get("/healthz").body()).isEqualTo("ok\n");
  }

  @Test
  void a_taken_port_is_named_with_the_remedy() {
    Settings same = new Settings("127.0.0.1", site.port(), folder.resolve("second"));
    assertThatThrownBy(() -> Site.start(same)).isInstanceOf(CannotServe.class)
        .hasMessageContaining("Port " + site.port()).hasMessageContaining("--port");
  }

  @Test
  void a_folder_that_cannot_be_made_is_named_with_the_remedy() {
    Path file = touch(folder.resolve("a-file"));
    Settings inside = new Settings("127.0.0.1", 0, file.resolve("data"));
    assertThatThrownBy(() -> Site.start(inside)).isInstanceOf(CannotServe.class)
        .hasMessageContaining("a-file").hasMessageContaining("--data DIR");
  }

  private static Path touch(Path file) {
    try {
      return Files.writeString(file, "not a folder");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
