package course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The course that this build rendered, as the site will read it.
class CourseTest {
  private final Course course = Course.load();

  @Test
  void the_map_shows_the_whole_way() {
    assertThat(course.chapters()).hasSize(12);
    assertThat(course.lessons()).hasSize(42);
    assertThat(course.exercises()).hasSize(48);
    assertThat(course.lesson("L39")).isPresent();
    assertThat(course.lesson("game-day")).isPresent();
  }

  @Test
  void every_ready_lesson_has_a_page_with_all_its_parts() {
    List<Lesson> ready = course.lessons().stream().filter(Lesson::ready).toList();
    assertThat(ready).isNotEmpty().allSatisfy(
        lesson -> assertThat(Markup.attributes(lesson.html(), "data-part"))
            .isEqualTo(Lesson.PARTS));
  }

  @Test
  void a_lesson_to_come_has_no_page() {
    assertThat(course.lessons()).filteredOn(lesson -> !lesson.ready())
        .allSatisfy(lesson -> assertThat(lesson.html()).isEmpty());
  }

  @Test
  void the_facts_have_the_names_that_the_site_uses() {
    assertThat(course.attributes()).containsKeys("k8sVersion", "graceSeconds", "checked");
  }

  @Test
  void the_lint_finds_nothing_in_what_was_built() {
    assertThat(CourseLint.check(course)).isEmpty();
  }

  @Test
  void words_and_points_can_be_searched() {
    assertThat(course.search()).isNotEmpty();
    assertThat(course.glossary().find("revision")).isPresent();
  }
}
