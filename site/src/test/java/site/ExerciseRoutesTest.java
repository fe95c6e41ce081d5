package site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the exercise page keeps, opens and refuses.
class ExerciseRoutesTest {
  @TempDir
  Path folder;

  @Test
  void a_draft_comes_back_after_the_server_was_started_again() {
    String cookie;
    try (RunningSite site = RunningSite.in(folder)) {
      site.get("/exercises/x03");
      String draft = "{\"path\":\"MyStore.java\",\"content\":\"package learner; // half a thought\"}";
      assertThat(site.json("PUT", "/exercises/x03/draft", draft).body()).contains("\"revision\":1");
      assertThat(site.json("PUT", "/exercises/x03/draft", draft).body()).contains("\"revision\":2");
      cookie = site.cookies().getCookieStore().getCookies().stream()
          .filter(one -> one.getName().equals("learner")).findFirst().orElseThrow().getValue();
    }
    try (RunningSite again = RunningSite.in(folder)) {
      HttpResponse<String> page = again.send(again.request("/exercises/x03")
          .header("Accept", "text/html").header("Cookie", "learner=" + cookie).GET());
      assertThat(page.body()).contains("half a thought");
    }
  }

  @Test
  void a_name_leads_to_the_exercises_one_address() {
    try (RunningSite site = RunningSite.in(folder)) {
      assertThat(site.get("/exercises/a-store-that-remembers").headers().firstValue("Location"))
          .contains("/exercises/x03");
    }
  }

  @Test
  void a_file_that_the_exercise_does_not_have_is_refused_by_name() {
    try (RunningSite site = RunningSite.in(folder)) {
      HttpResponse<String> refused = site.json("PUT", "/exercises/x03/draft",
          "{\"path\":\"../../etc/passwd\",\"content\":\"\"}");
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("Its files are MyStore.java");
    }
  }

  @Test
  void reset_brings_the_starter_back() {
    try (RunningSite site = RunningSite.in(folder)) {
      site.json("PUT", "/exercises/x03/draft",
          "{\"path\":\"MyStore.java\",\"content\":\"gone astray\"}");
      assertThat(site.form("/exercises/x03/reset", Map.of()).statusCode()).isEqualTo(303);
      assertThat(site.get("/exercises/x03").body()).doesNotContain("gone astray");
    }
  }

  @Test
  void the_solution_stays_shut_until_something_passed() {
    try (RunningSite site = RunningSite.in(folder)) {
      assertThat(site.get("/exercises/x03/solutions").statusCode()).isEqualTo(404);
      assertThat(site.get("/exercises/x03").body()).doesNotContain("One way, written to be read");
    }
  }

  @Test
  void the_editor_is_told_which_names_fit_and_what_does_not_compile() {
    String code = "package learner; class MyStore { int n(String s) { return s.; } }";
    try (RunningSite site = RunningSite.in(folder)) {
      HttpResponse<String> names = site.json("POST", "/exercises/x03/suggestions",
          "{\"files\":{\"MyStore.java\":\"" + code + "\"},\"path\":\"MyStore.java\",\"at\":"
              + (code.indexOf("s.;") + 2) + "}");
      assertThat(names.body()).contains("\"length\"", "() → int");
      HttpResponse<String> complaints = site.json("POST", "/exercises/x03/complaints",
          "{\"files\":{\"MyStore.java\":\"" + code + "\"}}");
      assertThat(complaints.body()).contains("\"line\":1", "<identifier> expected");
    }
  }

  @Test
  void what_is_asked_for_names_in_the_wrong_way_is_refused_in_words() {
    try (RunningSite site = RunningSite.in(folder)) {
      assertThat(
          site.json("POST", "/exercises/x03/suggestions", "{\"path\":\"Other.java\"}").body())
          .contains("Its files are MyStore.java");
      assertThat(site.json("POST", "/exercises/x03/suggestions", "{\"path\":\"MyStore.java\"}")
          .body()).contains("characters from 0");
      assertThat(site.get("/exercises/x03/passed").statusCode()).isEqualTo(404);
    }
  }
}
