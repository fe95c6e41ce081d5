package catalog.node.restart_back_off;

import static catalog.node.restart_back_off.Ward.seconds;

import grader.check.Feedback;
import grader.check.Task;
import java.time.Duration;
import java.util.List;
import kube.node.kubelet.container.RestartBackoff;

/// The visible checks of X28: one container, and what its ends cost.
class Checks {

  // Task 1: longer each time.

  @Task(1)
  void the_first_restart_is_free(RestartBackoff backoff) {
    List<Duration> waits = new Ward(backoff).crashes("web nginx", 1);
    Feedback feedback = Ward.about("A container crashed for the first time.", waits)
        .weNeeded("We needed: 0 s.").because("Most programs that crash once are well afterwards.");
    feedback.named("makes_the_first_crash_wait",
        "One hiccup cost 10 s; the first restart is free.")
        .failWhen(waits.equals(seconds(10)));
    feedback.failUnless(waits.equals(seconds(0)));
  }

  @Task(1)
  void each_wait_is_twice_as_long_up_to_five_minutes(RestartBackoff backoff) {
    List<Duration> waits = new Ward(backoff).crashes("web nginx", 10);
    List<Duration> needed = seconds(0, 10, 20, 40, 80, 160, 300, 300, 300, 300);
    Feedback feedback = Ward.about("A container crashed ten times, each time after a second.",
        waits).weNeeded("We needed: " + needed.stream().map(Ward::text).toList() + ".")
        .because("Crashes cost the node work, and a repair should not be missed for long.");
    feedback.named("doubles_past_the_ceiling",
        "Crash 10 waits 43 minutes; the ceiling is 5.")
        .failWhen(waits.getLast().equals(Duration.ofSeconds(10 << 8)));
    feedback.failUnless(waits.equals(needed));
  }

  // Task 2: not at all.

  @Task(2)
  void never_means_never(RestartBackoff backoff) {
    Ward.End end = new Ward(backoff).under("Never").runs("web nginx", Duration.ofSeconds(5), 1);
    end.about("Under Never, a container has ended with 1.").weNeeded("We needed: never.")
        .because("Its result is looked at by others, and a second run would spoil it.")
        .named("restarts_under_never", "The author said never.")
        .failUnless(end.said().equals("never"));
    new Ward(backoff).under("Never").runs("log busybox", Duration.ofSeconds(5), 0)
        .mustBe("never", "Under Never, a container has ended with 0.", "It is done.");
  }

  @Task(2)
  void on_failure_means_on_failure(RestartBackoff backoff) {
    Ward ward = new Ward(backoff).under("OnFailure");
    ward.runs("sum busybox", Duration.ofSeconds(5), 2).mustBe("0 s",
        "Under OnFailure, a container has ended with 2, for the first time.", "It has failed.");
    ward.runs("sum busybox", Duration.ofSeconds(5), 0).mustBe("never",
        "Then it has ended with 0.", "Its work is done.");
  }

  // Task 3: a good run counts.

  @Task(3)
  void after_a_good_run_the_next_crash_is_the_first(RestartBackoff backoff) {
    Ward ward = new Ward(backoff);
    ward.crashes("web nginx", 6);
    Ward.End end = ward.runs("web nginx", Duration.ofDays(2), 1);
    end.about("A container crashed six times. Then it ran for two days, and crashed.")
        .weNeeded("We needed: 0 s.").because("What was wrong two days ago was repaired since.")
        .named("never_resets", "It ran fine for two days; its next crash is its *first*.")
        .failWhen(end.delay().equals(RestartBackoff.LONGEST));
    end.mustBe("0 s", "A container crashed six times. Then it ran for two days, and crashed.",
        "What was wrong two days ago was repaired since.");
    ward.runs("web nginx", Duration.ofSeconds(1), 1).mustBe("10 s",
        "It crashed again after a second.", "That is the second crash in a row.");
  }

  @Task(3)
  void ten_minutes_are_a_good_run(RestartBackoff backoff) {
    Ward ward = new Ward(backoff);
    ward.crashes("web nginx", 3);
    ward.runs("web nginx", Duration.ofSeconds(599), 1).mustBe("40 s",
        "A container crashed three times, and once more after 599 seconds.",
        "That is not yet a good run.");
    ward.runs("web nginx", Duration.ofMinutes(10), 1).mustBe("0 s",
        "Then it crashed after exactly ten minutes.", "That is a good run.");
  }
}
