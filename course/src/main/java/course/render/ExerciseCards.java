package course.render;

import course.Exercise;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.asciidoctor.ast.StructuralNode;

/// Writes `exercise::X01[]`: the card that leads from a lesson to its exercise.
final class ExerciseCards implements SpecialBlock {
  private final Page page;
  private final List<Exercise> exercises;

  ExerciseCards(Page page, List<Exercise> exercises) {
    this.page = page;
    this.exercises = exercises;
  }

  @Override
  public boolean accepts(StructuralNode block) {
    return "exercise".equals(block.getAttribute(Macros.NAME));
  }

  @Override
  public Html write(StructuralNode block, Deque<StructuralNode> following) {
    String id = block.getAttribute("target").toString();
    Optional<Exercise> exercise = exercises.stream().filter(one -> one.id().equals(id)).findFirst();
    if (exercise.isEmpty()) {
      page.error(block, "There is no exercise " + id + ".", "List it in course.yaml first.");
      return Html.NOTHING;
    }
    if (!exercise.get().lesson().equals(page.id())) {
      page.warning(block, id + " belongs to " + exercise.get().lesson() + ".",
          "Show an exercise in its own lesson.");
    }
    return card(exercise.get());
  }

  private static Html card(Exercise exercise) {
    Html title = Html.tag("span").with("class", "exercise-title").around(
        Html.text(exercise.id() + " · " + exercise.title()));
    Html effort = Html.tag("span").with("class", "exercise-effort").around(Html.text(
        "Difficulty " + exercise.stars() + " of 5 · about " + exercise.minutes() + " minutes"));
    if (!exercise.ready()) {
      return Html.tag("p").with("class", "exercise-card to-come").with("data-exercise",
          exercise.id()).block(title, Html.text(" "), effort, Html.text(" · still to come"));
    }
    return Html.tag("a").with("class", "exercise-card").with("href", exercise.path())
        .with("data-exercise", exercise.id()).block(title, Html.text(" "), effort);
  }
}
