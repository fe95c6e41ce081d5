package catalog.whole_picture.thermostat;

import static grader.check.Feedback.weDid;

import catalog.whole_picture.thermostat.Action.Start;
import catalog.whole_picture.thermostat.Action.Stop;
import grader.check.Feedback;
import grader.check.Task;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The visible checks of X01: the contract of one step, one example a claim.
final class Checks {

  @Task(1)
  void one_running_and_three_wished_starts_two(Thermostat thermostat) {
    List<Action> answer = thermostat.step(Shop.of("web", 3), Shop.of("web", 1));
    step("We wished for 3 `web`; one ran.", answer, new Start("web", 2))
        .because("Two users in three find nobody at home until the gap is closed.")
        .failUnless(answer.equals(List.of(new Start("web", 2))));
  }

  @Task(1)
  void five_running_and_three_wished_stops_two(Thermostat thermostat) {
    List<Action> answer = thermostat.step(Shop.of("web", 3), Shop.of("web", 5));
    Feedback surplus = step("We wished for 3 `web`; five ran.", answer, new Stop("web", 2))
        .because("Copies that nobody wished for take room from others.");
    surplus.named("only_ever_starts",
        "We wished 3, five ran, you sent nothing. A loop closes the gap"
            + " in **both** directions.")
        .failWhen(answer.isEmpty());
    surplus.failUnless(answer.equals(List.of(new Stop("web", 2))));
  }

  @Task(1)
  void an_app_that_never_ran_is_started(Thermostat thermostat) {
    List<Action> answer = thermostat.step(Shop.of("web", 2), Shop.empty());
    step("We wished for 2 `web`; nothing ran at all.", answer, new Start("web", 2))
        .because("A new wish begins with an app that nobody has seen yet.")
        .failUnless(answer.equals(List.of(new Start("web", 2))));
  }

  @Task(2)
  void nothing_to_do_answers_nothing(Thermostat thermostat) {
    List<Action> answer = thermostat.step(Shop.of("web", 3), Shop.of("web", 3));
    Feedback quiet = step("We wished for 3 `web`; three ran.", answer)
        .because("Most passes of a loop find everything as wished.");
    quiet.named("starts_zero",
        "You acted although nothing was needed. Quiet loops are cheap loops.")
        .failWhen(answer.stream().anyMatch(action -> Shop.after(Map.of(), List.of(action))
            .isEmpty()));
    quiet.failUnless(answer.isEmpty());
  }

  @Task(3)
  void an_app_without_a_wish_is_stopped(Thermostat thermostat) {
    Map<String, Integer> observed = new TreeMap<>(Map.of("blog", 2, "web", 3));
    List<Action> answer = thermostat.step(Shop.of("web", 3), observed);
    Feedback unwished = step("We wished for 3 `web` and nothing else; 3 `web` and 2 `blog` ran.",
        answer,
        new Stop("blog", 2)).because("A wish is withdrawn by leaving it out.");
    unwished.named("keeps_what_nobody_wishes",
        "`blog` is no longer wished but still runs. No wish means"
            + " zero.")
        .failWhen(answer.stream().noneMatch(action -> action.app().equals("blog")));
    unwished.failUnless(answer.equals(List.of(new Stop("blog", 2))));
  }

  /// What every check here says first: the two numbers, your answer, and the one we needed.
  private static Feedback step(String weDid, List<Action> answer, Action... needed) {
    return weDid(weDid).youAnswered("You answered " + Shop.show(answer) + ".")
        .weNeeded("We needed " + Shop.show(List.of(needed)) + ".").read("L01");
  }
}
