package course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Questions are read back from the lessons that the build has rendered.
class QuestionTest {
  private static final Course COURSE = Course.load();

  @Test
  void every_ready_lesson_has_a_prediction_and_three_questions_each_with_one_right_answer() {
    for (Lesson lesson : COURSE.lessons().stream().filter(Lesson::ready).toList()) {
      List<Question> questions = Question.of(lesson);
      assertThat(questions).extracting(Question::id).containsExactly(lesson.id(),
          lesson.id() + "-1", lesson.id() + "-2", lesson.id() + "-3");
      assertThat(questions).extracting(Question::isPrediction)
          .containsExactly(true, false, false, false);
      for (Question question : questions) {
        assertThat(question.asked()).isNotEmpty();
        assertThat(question.choices()).filteredOn(Question.Choice::right).hasSize(1);
        assertThat(question.choices()).noneMatch(choice -> choice.reply().isEmpty());
      }
    }
  }

  @Test
  void a_link_of_a_question_leads_into_its_lesson_from_anywhere() {
    Lesson lesson = COURSE.lesson("L04").orElseThrow();
    assertThat(Question.of(lesson).getFirst().form())
        .contains("href=\"/lessons/watching-change#fact-resume\"").doesNotContain("href=\"#");
  }
}
