package catalog.apiserver.the_gatekeepers;

import static grader.check.Feedback.weDid;

import catalog.apiserver.the_gatekeepers.PodDraft.Bearing;
import catalog.apiserver.the_gatekeepers.PodDraft.Box;
import grader.check.Feedback;
import grader.check.Hidden;
import grader.check.Seed;
import grader.check.Task;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kube.controlplane.apiserver.admission.slot.AdmissionGate;
import kube.controlplane.apiserver.admission.slot.AdmissionGate.Decision;
import kube.foundation.machine.Randomness;

/// The hidden checks of X09: what is none of a keeper's business, who is counted, and a busy day.
@Hidden
class HiddenChecks {
  private static final int WRITES = 150;

  @Task(1)
  void a_toleration_of_everything_is_enough(AdmissionGate keepers) {
    Gate gate = new Gate(keepers, "shop");
    List<Bearing> own = List.of(new Bearing("", "", 7), new Bearing("", "NoExecute", 8),
        new Bearing(PodDraft.UNREACHABLE, "", 9), new Bearing(PodDraft.NOT_READY, "NoSchedule", 6),
        new Bearing("gpu", "NoExecute", 5));
    for (Bearing each : own) {
      PodDraft pod = PodDraft.bare("web-1", "web:1").bearing(each);
      PodDraft wanted = pod.filled(Map.of(), Map.of());
      Decision decision = gate.create(pod);
      Checks.needed("Somebody created " + pod.json() + ".", decision, wanted,
          "A toleration without key means every taint, one without effect every effect.")
          .failUnless(Gate.isStored(decision, wanted));
    }
  }

  @Task(1)
  void only_new_pods_are_filled_in(AdmissionGate keepers) {
    Gate gate = new Gate(keepers, "shop");
    gate.limits("CREATE", Checks.LIMITS, Checks.REQUESTS);
    gate.labels(Map.of("gate/images", "pinned"));
    PodDraft pod = PodDraft.bare("web-1", "web");
    for (String[] write : new String[][]{{"UPDATE", ""}, {"UPDATE", "status"}, {"DELETE", ""},
        {"CREATE", "binding"}, {"CREATE", "eviction"}}) {
      Decision decision = gate.send(write[0], pod, write[1]);
      Checks.needed("Somebody sent " + write[0] + " for pods"
          + (write[1].isEmpty() ? "" : "/" + write[1]) + " with " + pod.json() + ".", decision, pod,
          "Only the creation of a Pod is this gate's business; a rule that is new must not lock"
              + " out what runs already.")
          .failUnless(Gate.isStored(decision, pod));
    }
  }

  @Task(2)
  void a_version_comes_after_the_last_slash(AdmissionGate keepers) {
    Gate gate = new Gate(keepers, "shop");
    gate.labels(Map.of("gate/images", "pinned"));
    Map<String, Boolean> images = Map.of("web:1.2", true, "web", false, "web:latest", false,
        "house:5000/web", false, "house:5000/web:3", true, "web@sha256:0d17", true,
        "house/latest:4", true, "house:5000/web:latest", false);
    images.forEach((image, isPinned) -> {
      Decision decision = gate.create(PodDraft.bare("web-1", image));
      weDid("The namespace requires pinned images. Somebody created a Pod with " + image + ".")
          .youAnswered("You " + Gate.shown(decision) + ".")
          .weNeeded("We needed it " + (isPinned ? "admitted." : "denied."))
          .because("What runs tomorrow under the same words may be something else.").read("L09")
          .failUnless(Gate.isAdmitted(decision) == isPinned);
    });
  }

  @Task(2)
  void the_order_in_which_rules_are_written_says_nothing(AdmissionGate keepers) {
    PodDraft bare = PodDraft.bare("web-1", "web:1");
    PodDraft wanted = bare.filled(Checks.LIMITS, Checks.REQUESTS);
    for (int first = 0; first < 3; first++) {
      Gate gate = new Gate(keepers, "shop-" + first);
      for (int next = 0; next < 3; next++) {
        switch ((first + next) % 3) {
          case 0 -> gate.labels(Map.of("gate/limits", "required"));
          case 1 -> gate.limits("CREATE", Checks.LIMITS, Checks.REQUESTS);
          default -> gate.quota("CREATE", "1");
        }
      }
      Decision decision = gate.create(bare);
      Checks.needed("Namespace, LimitRange and quota were written, beginning with number "
          + (first + 1) + ". Then somebody created a Pod.", decision, wanted,
          "Nobody remembers in which order a namespace was set up.")
          .failUnless(Gate.isStored(decision, wanted));
    }
  }

  @Task(3)
  void a_rehearsal_takes_no_seat(AdmissionGate keepers) {
    Gate gate = new Gate(keepers, "shop");
    gate.quota("CREATE", "1");
    Decision rehearsed = gate.createDryly(PodDraft.bare("web-1", "web:1"));
    Decision decision = gate.create(PodDraft.bare("web-2", "web:1"));
    Feedback dry = weDid("A quota allows 1 Pod. One came with `--dry-run`, and then another one in"
        + " earnest.").youAnswered("You " + Gate.shown(decision) + ".")
        .weNeeded("We needed it admitted: the first was never stored.")
        .because("People rehearse before they act; it must not cost a seat.").read("L09");
    dry.named("ignores_dry_run", "`--dry-run` left a reservation behind.")
        .failUnless(Gate.isAdmitted(decision));
    Decision full = gate.createDryly(PodDraft.bare("web-3", "web:1"));
    weDid("A quota allows 1 Pod, which is there. Another one came with `--dry-run`; the first"
        + " rehearsal was " + Gate.shown(rehearsed) + ".")
        .youAnswered("You " + Gate.shown(full) + ".").weNeeded("We needed it denied.")
        .because("A rehearsal tells what would happen.").read("L09")
        .failUnless(!Gate.isAdmitted(full) && Gate.isAdmitted(rehearsed));
    gate.quota("UPDATE", "9", "", true);
    gate.quota("UPDATE", "9", "status", false);
    Decision still = gate.create(PodDraft.bare("web-4", "web:1"));
    weDid("A quota allows 1 Pod, which is there. Its limit was raised with `--dry-run`, and its"
        + " status was written.").youAnswered("You " + Gate.shown(still) + " the next Pod.")
        .weNeeded("We needed it denied: the quota still allows 1.")
        .because("What was never stored is no rule.").read("L09")
        .failUnless(!Gate.isAdmitted(still));
  }

  @Task(3)
  void twenty_who_rush_in_find_five_seats(AdmissionGate keepers) {
    Gate gate = new Gate(keepers, "shop");
    Gate other = new Gate(keepers, "home");
    gate.quota("CREATE", "5");
    long admitted = IntStream.range(0, 20).filter(number -> {
      other.create(PodDraft.bare("web-" + number, "web:1"));
      return Gate.isAdmitted(gate.create(PodDraft.bare("web-" + number, "web:1")));
    }).count();
    weDid("A quota allows 5 Pods in shop. Twenty were created there, and twenty in home.")
        .youAnswered("You admitted " + admitted + " in shop.").weNeeded("We needed 5.")
        .because("A burst is when a quota matters.").read("L09").failUnless(admitted == 5);
  }

  @Task(3)
  void one_name_is_one_seat(AdmissionGate keepers) {
    Gate gate = new Gate(keepers, "shop");
    gate.quota("CREATE", "2");
    gate.create(PodDraft.bare("web-1", "web:1"));
    Decision again = gate.create(PodDraft.bare("web-1", "web:1"));
    Decision second = gate.create(PodDraft.bare("web-2", "web:1"));
    weDid("A quota allows 2 Pods. web-1 was created twice, as its client had lost the answer; then"
        + " came web-2.").youAnswered("You " + Gate.shown(second) + ".")
        .weNeeded("We needed both admitted: there are two names.")
        .because("A server that refuses it later does not tell the gate.").read("L09")
        .failUnless(Gate.isAdmitted(again) && Gate.isAdmitted(second));
    Decision full = gate.create(PodDraft.bare("web-2", "web:1"));
    weDid("A quota allows 2 Pods, and web-1 and web-2 are there. web-2 was created once more.")
        .youAnswered("You " + Gate.shown(full) + ".")
        .weNeeded("We needed it admitted: it has its seat already.")
        .because("Its client would never learn that the first try was stored.").read("L09")
        .failUnless(Gate.isAdmitted(full));
    gate.delete("web-1");
    gate.delete("web-1");
    Decision third = gate.create(PodDraft.bare("web-3", "web:1"));
    Decision fourth = gate.create(PodDraft.bare("web-4", "web:1"));
    weDid("A quota allows 2 Pods, and two were there. web-1 was deleted, with two requests. Then"
        + " came web-3 and web-4.")
        .youAnswered("You " + Gate.shown(third) + ", and " + Gate.shown(fourth) + ".")
        .weNeeded("We needed web-3 admitted and web-4 denied.")
        .because("Most Pods are deleted twice: once by somebody, once by their node.").read("L09")
        .failUnless(Gate.isAdmitted(third) && !Gate.isAdmitted(fourth));
  }

  @Task(3)
  void a_busy_day_agrees_with_the_book(AdmissionGate keepers, Seed seed) {
    Randomness chance = seed.random().branch("day");
    List<House> houses = IntStream.range(0, 4)
        .mapToObj(number -> new House(new Gate(keepers, "team-" + number))).toList();
    for (int number = 0; number < WRITES; number++) {
      chance.pick(houses).next(chance, number).ifPresent(wrong -> {
        throw wrong.because("On a real day rules change while Pods come and go.").read("L09")
            .weNeeded(wrong.weNeeded() + " (Busy day of seed " + seed.value() + ".)").asFailure();
      });
    }
  }

  /// A container for random Pods.
  static Box box(Randomness chance, String name) {
    Map<String, String> own = Map.of("memory", chance.below(9) + 1 + "Mi");
    return new Box(name, chance.pick(List.of("web:1", "web", "a:5/web", "a/b:2", "db:latest")),
        chance.chance(0.5) ? own : Map.of(), chance.chance(0.3) ? own : Map.of());
  }
}
