package catalog.node.restart_back_off;

import static catalog.node.restart_back_off.Ward.seconds;
import static grader.check.Feedback.weDid;

import grader.check.Hidden;
import grader.check.Seed;
import grader.check.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kube.foundation.machine.Randomness;
import kube.node.kubelet.container.CrashBackoff;
import kube.node.kubelet.container.RestartBackoff;

/// The hidden checks of X28: many crashes, other containers, odd clocks, and random lives.
@Hidden
class HiddenChecks {
  private static final int ENDS = 300;
  private static final int TENANTS = 4;
  private static final List<String> POLICIES = List.of("Always", "Always", "OnFailure", "OnFailure",
      "Never");

  @Task(1)
  void a_hundred_crashes_wait_five_minutes_each(RestartBackoff backoff) {
    List<Duration> waits = new Ward(backoff).crashes("web nginx", 100);
    List<Duration> late = waits.subList(6, 100).stream().distinct().toList();
    Ward.about("A container crashed a hundred times; of its waits from the seventh on, each is"
        + " shown once.", late).weNeeded("We needed: [300 s].")
        .because("Somebody may be on holiday.").failUnless(late.equals(seconds(300)));
  }

  @Task(1)
  void whoever_ends_well_under_always_waits_too(RestartBackoff backoff) {
    Ward ward = new Ward(backoff);
    for (int wait : new int[]{0, 10, 20}) {
      ward.runs("web nginx", Duration.ofSeconds(2), 0).mustBe(wait + " s",
          "Under Always, a container ended with 0 again and again.",
          "A program that is meant to serve and ends at once is of no more use than a crash.");
    }
  }

  @Task(1)
  void each_container_counts_for_itself(RestartBackoff backoff) {
    Ward ward = new Ward(backoff);
    ward.crashes("proxy envoy", 5);
    Ward.End end = ward.runs("web nginx", Duration.ofSeconds(1), 1);
    String story = "In a Pod, the container proxy crashed five times. Then web crashed, for the"
        + " first time.";
    end.about(story).weNeeded("We needed: 0 s.").because("It has done nothing wrong so far.")
        .named("counts_for_the_whole_pod", "The sidecar crashed and the app had to wait.")
        .failWhen(end.said().equals("160 s"));
    end.mustBe("0 s", story, "It has done nothing wrong so far.");
    ward.runs("proxy envoy", Duration.ofSeconds(1), 1).mustBe("160 s",
        "Then proxy crashed for the sixth time.", "The crash of web was not its own.");
  }

  @Task(2)
  void each_question_has_a_policy_of_its_own(RestartBackoff backoff) {
    Ward ward = new Ward(backoff);
    ward.under("Never").runs("count busybox", Duration.ofSeconds(5), 3).mustBe("never",
        "In a Pod with the policy Never, the app ended with 3.", "The author said so.");
    ward.under("Always").crashes("proxy envoy", 2);
    ward.runs("proxy envoy", Duration.ofSeconds(5), 1).mustBe("20 s",
        "Its sidecar, for which we said Always, crashed for the third time.",
        "A sidecar runs as long as its Pod.");
    ward.under("OnFailure").crashes("sum busybox", 3);
    ward.runs("sum busybox", Duration.ofSeconds(5), 137).mustBe("40 s",
        "Under OnFailure, another container failed for the fourth time.",
        "Failures wait as they do under Always.");
    ward.under("OnFailure").runs("sum busybox", Duration.ofDays(1), 0).mustBe("never",
        "It ran for a day, and ended with 0.", "A long run that ends well is done, too.");
  }

  @Task(3)
  void another_image_is_another_container(RestartBackoff backoff) {
    Ward ward = new Ward(backoff);
    ward.crashes("web nginx:1", 5);
    ward.runs("web nginx:2", Duration.ofSeconds(1), 1).mustBe("0 s",
        "The container `web nginx:1` crashed five times. Somebody gave it another image, and"
            + " `web nginx:2` crashed.",
        "Perhaps that was the repair, and it deserves a try of its own.");
  }

  @Task(3)
  void only_the_run_itself_counts(RestartBackoff backoff) {
    Ward ward = new Ward(backoff);
    ward.crashes("web nginx", 4);
    ward.startsLaterBy("web nginx", Duration.ofMinutes(30));
    ward.runs("web nginx", Duration.ofSeconds(90), 1).mustBe("80 s",
        "A container crashed four times. It started again 30 minutes after your time, as its"
            + " image was slow, and crashed after 90 seconds.",
        "To wait for an image is not to run.");
  }

  @Task(3)
  void a_node_may_be_less_patient(RestartBackoff backoff) {
    Ward ward = new Ward(backoff).nodeLimit(Duration.ofSeconds(30));
    List<Duration> waits = ward.crashes("web nginx", 7);
    List<Duration> needed = seconds(0, 10, 20, 40, 80, 160, 300);
    Ward.about("A node makes nobody wait longer than 30 seconds: its kubelet starts a container"
        + " sooner than you say. One crashed seven times.", waits)
        .weNeeded("We needed, from you: " + needed.stream().map(Ward::text).toList() + ".")
        .because("The kubelet holds your answer to the limit. A short wait is no good run.")
        .failUnless(waits.equals(needed));
  }

  @Task(3)
  void a_clock_that_is_set_back_changes_nothing(RestartBackoff backoff) {
    Ward ward = new Ward(backoff);
    ward.crashes("web nginx", 2);
    ward.runs("web nginx", Duration.ofMinutes(-58), 1).mustBe("20 s",
        "A container crashed twice. While it ran again, somebody set the clock of its node back:"
            + " it ended 58 minutes before it had started.",
        "It did not run well, and from its end on the clock goes on as usual.");
    ward.startsLaterBy("web nginx", Duration.ofMinutes(-30));
    ward.runs("web nginx", Duration.ofSeconds(1), 1).mustBe("40 s",
        "The clock was set back once more while it waited. Then it crashed for the fourth time.",
        "The wait is counted from the end that we told you.");
  }

  @Task(3)
  void random_lives_wait_alike(RestartBackoff backoff, Seed seed) {
    Randomness chance = seed.random().branch("lives");
    CrashBackoff ours = new CrashBackoff();
    Instant now = Ward.NOON;
    List<Tenant> tenants = new ArrayList<>();
    for (int end = 1; end <= ENDS; end++) {
      if (tenants.size() < TENANTS) tenants.add(tenant(end, chance));
      Tenant tenant = chance.pick(tenants);
      String container = tenant.key;
      String policy = tenant.policy;
      int exit = chance.chance(0.3) ? 0 : 1;
      Instant startedAt = now.plusSeconds(chance.below(900));
      now = startedAt.plusSeconds(chance.chance(0.15) ? 590 + chance.below(20) : chance.below(90));
      Instant answer = backoff.nextStart(container, exit, startedAt, now, policy);
      Instant needed = ours.nextStart(container, exit, startedAt, now, policy);
      tenant.past.add(exit + " after " + Ward.text(Duration.between(startedAt, now)));
      weDid(
          "Seed " + seed.value() + ": under " + policy + ", `" + container + "` ended so far with "
              + tenant.past + ".")
          .youAnswered("You said " + when(answer, now) + ".")
          .weNeeded("We needed " + when(needed, now) + ".")
          .because("Its own ends before count, and nobody else's.").read("L23#fact-waits")
          .failUnless(answer.equals(needed));
      if (needed.equals(RestartBackoff.NEVER)) tenants.remove(tenant);
    }
  }

  /// A container of a random Pod, for as long as it is started again.
  private record Tenant(String key, String policy, List<String> past) {}

  private static Tenant tenant(int number, Randomness chance) {
    return new Tenant("app" + number + " nginx", chance.pick(POLICIES), new ArrayList<>());
  }

  private static String when(Instant answer, Instant end) {
    return answer.equals(RestartBackoff.NEVER)
        ? "never"
        : Ward.text(Duration.between(end, answer));
  }
}
