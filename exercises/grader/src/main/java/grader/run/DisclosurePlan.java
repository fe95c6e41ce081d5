package grader.run;

import grader.check.Disclosure;
import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.report.Openness;
import grader.report.PlannedCheck;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What an instructor decided about hidden checks: how much of a failing one its learner is shown,
/// and from which day on.
///
/// A list of rules in YAML, each with `show` (`none`, `name`, `input`, `actual` or `full`) and,
/// where it does not hold for all and always, `exercise`, `check` and `from`. Of the rules that
/// hold for a check on a day the last one counts. Visible checks stay what they are, because their
/// source is there to be read.
public record DisclosurePlan(List<Rule> rules) {
  private static final YAMLMapper YAML = YAMLMapper.builder().build();
  private static final Set<String> KEYS = Set.of("exercise", "check", "show", "from");

  /// One rule; what is empty holds for all.
  public record Rule(String exercise, String check, Disclosure show, Optional<LocalDate> from) {
    boolean holdsFor(Exercise about, PlannedCheck one, LocalDate day) {
      return one.hidden() && (exercise.isEmpty() || exercise.equals(about.id()))
          && (check.isEmpty() || check.equals(one.name()))
          && from.stream().noneMatch(day::isBefore);
    }
  }

  /// A file that holds no such plan.
  public static final class NotAPlan extends Exception {
    private static final long serialVersionUID = 1;

    NotAPlan(String message) {
      super(message);
    }
  }

  public DisclosurePlan {
    rules = List.copyOf(rules);
  }

  /// Reads a plan. A rule about an exercise or a check that this catalog does not have is refused:
  /// it would show or hide nothing, and nobody would notice.
  public static DisclosurePlan read(String yaml, Catalog catalog) throws NotAPlan {
    JsonNode root;
    try {
      root = YAML.readTree(yaml);
    } catch (JacksonException damaged) {
      throw new NotAPlan("It is no YAML: " + damaged.getOriginalMessage());
    }
    if (!root.isArray()) throw new NotAPlan("It is no list of rules, each with 'show'.");
    List<Rule> rules = new ArrayList<>();
    for (JsonNode each : root) rules.add(rule(each, rules.size() + 1, catalog));
    return new DisclosurePlan(rules);
  }

  private static Rule rule(JsonNode node, int number, Catalog catalog) throws NotAPlan {
    String where = "Rule " + number + ": ";
    for (String key : node.propertyNames()) {
      if (!KEYS.contains(key)) throw new NotAPlan(where + "there is no '" + key + "'.");
    }
    String exercise = node.path("exercise").asString("");
    String check = node.path("check").asString("");
    List<Exercise> about = catalog.exercises().stream()
        .filter(each -> exercise.isEmpty() || exercise.equals(each.id())).toList();
    if (about.isEmpty()) throw new NotAPlan(where + "there is no exercise '" + exercise + "'.");
    if (!check.isEmpty() && about.stream().flatMap(each -> CheckPlan.of(each).checks().stream())
        .noneMatch(each -> each.hidden() && each.name().equals(check))) {
      throw new NotAPlan(where + "there is no hidden check '" + check + "'.");
    }
    return new Rule(exercise, check, level(node.path("show").asString(""), where),
        day(node.path("from").asString(""), where));
  }

  private static Disclosure level(String word, String where) throws NotAPlan {
    return Arrays.stream(Disclosure.values())
        .filter(each -> each.name().equals(word.toUpperCase(Locale.ROOT))).findFirst()
        .orElseThrow(() -> new NotAPlan(where
            + "'show' is none, name, input, actual or full, not '" + word + "'."));
  }

  private static Optional<LocalDate> day(String text, String where) throws NotAPlan {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    } catch (DateTimeException noDay) {
      throw new NotAPlan(where + "'from' is a day such as 2026-12-01, not '" + text + "'.");
    }
  }

  /// What this plan shows of the exercise's checks on this day.
  public Openness on(LocalDate day, Exercise exercise) {
    return new Openness(day, CheckPlan.of(exercise).checks().stream()
        .map(check -> rules.reversed().stream()
            .filter(rule -> rule.holdsFor(exercise, check, day)).findFirst().map(Rule::show)
            .orElse(check.disclosure()))
        .toList());
  }

  /// The same for whoever grades on many days: the day is asked for before each grading.
  public Disclosing daily(Supplier<LocalDate> today) {
    return exercise -> Optional.of(on(today.get(), exercise));
  }
}
