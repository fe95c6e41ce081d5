package catalog.whole_picture.thermostat;

import static grader.check.Feedback.weDid;

import catalog.whole_picture.thermostat.Action.Start;
import catalog.whole_picture.thermostat.Action.Stop;
import grader.check.Feedback;
import grader.check.Hidden;
import grader.check.Seed;
import grader.check.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kube.foundation.machine.Randomness;

/// The hidden checks of X01: the same promises in random worlds, and what must not outlive a step.
@Hidden
final class HiddenChecks {
  private static final int WORLDS = 1_000;
  private static final int A_FEW_WORLDS = 100;

  @Task(1)
  void answers_are_sorted_by_app(Thermostat thermostat, Seed seed) {
    Randomness chance = seed.random().branch("sorted");
    for (int world = 0; world < A_FEW_WORLDS; world++) {
      Map<String, Integer> desired = Shop.random(chance);
      List<Action> answer = thermostat.step(desired, Shop.empty());
      List<Action> sorted = answer.stream().sorted(Comparator.comparing(Action::app)).toList();
      if (answer.equals(sorted)) continue;
      throw world(seed, desired, Map.of(), answer).weNeeded("We needed the actions sorted by app.")
          .because("An order that is always the same makes two runs comparable.").asFailure();
    }
  }

  @Task(2)
  void no_action_has_a_count_of_zero(Thermostat thermostat, Seed seed) {
    Randomness chance = seed.random().branch("zero");
    for (int world = 0; world < A_FEW_WORLDS; world++) {
      Map<String, Integer> desired = Shop.random(chance);
      Map<String, Integer> observed = Shop.random(chance);
      List<Action> answer = thermostat.step(desired, observed);
      if (answer.stream().allMatch(action -> count(action) >= 1)) continue;
      throw world(seed, desired, observed, answer)
          .weNeeded("We needed actions that do something: a count of at least 1.")
          .because("Whoever performs your actions believes each of them.").asFailure();
    }
  }

  @Task(4)
  void inputs_stay_untouched(Thermostat thermostat, Seed seed) {
    Randomness chance = seed.random().branch("untouched");
    for (int world = 0; world < A_FEW_WORLDS; world++) {
      Map<String, Integer> desired = Shop.random(chance);
      Map<String, Integer> observed = Shop.random(chance);
      Map<String, Integer> desiredBefore = new TreeMap<>(desired);
      Map<String, Integer> observedBefore = new TreeMap<>(observed);
      List<Action> answer = thermostat.step(desired, observed);
      for (String name : List.of("observed", "desired")) {
        boolean isChanged = name.equals("observed")
            ? !observed.equals(observedBefore)
            : !desired.equals(desiredBefore);
        if (!isChanged) continue;
        throw world(seed, desiredBefore, observedBefore, answer)
            .weNeeded("We needed both maps as they were.")
            .named("edits_the_photograph", "Your step changed our `" + name
                + "` map. Others read it too;"
                + " treat inputs as photographs.")
            .asFailure();
      }
    }
  }

  @Task(4)
  void the_same_inputs_give_the_same_answer(Thermostat thermostat, Seed seed) {
    Randomness chance = seed.random().branch("same");
    for (int world = 0; world < A_FEW_WORLDS; world++) {
      Map<String, Integer> desired = Shop.random(chance);
      Map<String, Integer> observed = Shop.random(chance);
      List<Action> first = thermostat.step(new TreeMap<>(desired), new TreeMap<>(observed));
      List<Action> second = thermostat.step(new TreeMap<>(desired), new TreeMap<>(observed));
      if (first.equals(second)) continue;
      throw world(seed, desired, observed, second)
          .weNeeded("We needed " + Shop.show(first) + ", as you answered the moment before.")
          .named("remembers_the_last_world",
              "The same inputs gave different answers. Decide from what you are"
                  + " handed, not from what you remember: the process may restart at any moment.")
          .asFailure();
    }
  }

  @Task(4)
  void one_step_reaches_the_wish(Thermostat thermostat, Seed seed) {
    Randomness chance = seed.random().branch("reach");
    for (int world = 0; world < WORLDS; world++) {
      Map<String, Integer> desired = Shop.random(chance);
      Map<String, Integer> observed = Shop.random(chance);
      List<Action> answer = thermostat.step(desired, observed);
      Map<String, Integer> reached = Shop.after(observed, answer);
      if (reached.equals(Shop.running(desired))) continue;
      throw world(seed, desired, observed, answer)
          .weNeeded("We needed to arrive at " + Shop.running(desired) + ", and came to " + reached
              + ".")
          .because("What one step leaves open, users see until the next.").asFailure();
    }
  }

  @Task(4)
  void the_second_step_is_empty(Thermostat thermostat, Seed seed) {
    Randomness chance = seed.random().branch("second");
    for (int world = 0; world < A_FEW_WORLDS; world++) {
      Map<String, Integer> desired = Shop.random(chance);
      Map<String, Integer> observed = Shop.random(chance);
      Map<String, Integer> reached = Shop.after(observed, thermostat.step(desired, observed));
      List<Action> second = thermostat.step(desired, reached);
      if (second.isEmpty()) continue;
      throw world(seed, desired, reached, second)
          .weNeeded("We needed `[]`: the first step did it all.")
          .because(
              "A step is repeated after every error and every restart; it must be safe to repeat.")
          .asFailure();
    }
  }

  private static int count(Action action) {
    return switch (action) {
      case Start start -> start.count();
      case Stop stop -> stop.count();
    };
  }

  private static Feedback world(Seed seed, Map<String, Integer> desired,
      Map<String, Integer> observed,
      List<Action> answer) {
    return weDid("We wished for " + desired + " where " + observed + " ran (random world of seed "
        + seed.value() + ").").youAnswered("You answered " + Shop.show(answer) + ".").read("L01");
  }
}
