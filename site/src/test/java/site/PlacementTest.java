package site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import course.Chapter;
import course.Course;
import course.Lesson;
import course.Question;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way into the course, for whoever begins and for whoever knows a part of it.
class PlacementTest {
  @TempDir
  static Path folder;
  private static RunningSite site;
  private static Chromium chromium;
  private final Course course = Course.load();

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    site = RunningSite.in(folder);
  }

  @AfterAll
  static void stop() {
    site.close();
    chromium.close();
  }

  @Test
  void whoever_knows_the_first_chapter_begins_with_the_second() {
    Page page = chromium.laptop(site.address());
    page.navigate("/");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Find your place")).click();
    answerRight(page, course.chapters().getFirst());
    page.getByText("See where I begin").click();

    assertThat(page.getByText("You know it: skip it.")).hasCount(1);
    page.getByText("Begin with Keys, revisions and time travel").click();
    assertThat(page).hasTitle("Keys, revisions and time travel · Kubernetes Inside Out");
    page.navigate("/");
    assertThat(page.locator(".been").filter(new Locator.FilterOptions().setHasText("you know it")))
        .hasCount(1);
  }

  @Test
  void one_wrong_answer_keeps_the_chapter_and_says_why_it_is_wrong() {
    Page page = chromium.laptop(site.address());
    page.navigate("/placement");
    Chapter first = course.chapters().getFirst();
    answerRight(page, first);
    Question missed = asked(first.ready().getLast());
    Question.Choice wrong = missed.choices().stream().filter(each -> !each.right()).findFirst()
        .orElseThrow();
    choose(page, missed, wrong);
    page.getByText("See where I begin").click();

    assertThat(page.locator(".lead")).hasText("You begin at the beginning.");
    assertThat(page.locator(".placed").first()).containsText("Not so:");
    page.navigate("/review");
    assertThat(page.getByText("Nothing waits for you today.")).isVisible();
  }

  @Test
  void what_is_skipped_can_be_taken_back_and_taken_along() {
    Page page = chromium.laptop(site.address());
    page.navigate("/placement");
    answerRight(page, course.chapters().get(1));
    page.getByText("See where I begin").click();
    page.navigate("/placement");
    assertThat(page.locator(".admonition")).containsText("you skip chapter 2.");
    String file = (String) page.evaluate("fetch('/progress/export').then(r => r.text())");
    assertThat(file).contains("\"placement\"", "\"chapter\" : 2");

    page.getByText("See where I begin").click();
    assertThat(page.locator(".lead")).hasText("You begin at the beginning.");
  }

  @Test
  void a_chapter_tells_its_time_what_it_builds_on_and_what_it_builds() {
    Page page = chromium.laptop(site.address());
    page.navigate("/chapters/2");
    Chapter etcd = course.chapters().get(1);
    int minutes = etcd.ready().stream().mapToInt(Lesson::minutes).sum();
    assertThat(page.locator(".chapter-facts")).containsText(minutes + " min, 3 lessons");
    assertThat(page.locator(".chapter-facts")).containsText("A map of the cluster");
    assertThat(page.locator(".plan .here .box-name")).hasText("etcd (this chapter)");

    page.getByText("What you can do at its end").click();
    assertThat(page.locator(".able li")).hasCount(3);
    assertThat(page.locator(".able")).containsText("Show it in A store that remembers");
  }

  @Test
  void every_chapter_that_can_be_read_says_what_it_lets_its_reader_do() {
    List<Chapter> ready = course.chapters().stream().filter(each -> !each.ready().isEmpty())
        .toList();
    assertThat(ready).isNotEmpty().allSatisfy(chapter -> {
      assertThat(site.get(chapter.path()).body()).contains(chapter.about().split("'", 2)[0]);
      assertThat(site.get(chapter.path() + "/end").body()).contains("What you can now do");
    });
  }

  private static void answerRight(Page page, Chapter chapter) {
    for (Lesson lesson : chapter.ready()) {
      Question question = asked(lesson);
      choose(page, question, question.right());
    }
  }

  private static void choose(Page page, Question question, Question.Choice choice) {
    page.locator("input[name='" + question.id() + "'][value='" + choice.letter() + "']").check();
  }

  private static Question asked(Lesson lesson) {
    return Question.of(lesson).getLast();
  }
}
