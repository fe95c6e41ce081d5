package catalog.apiserver.the_gatekeepers;

import static grader.check.Feedback.weDid;

import catalog.apiserver.the_gatekeepers.PodDraft.Bearing;
import catalog.apiserver.the_gatekeepers.PodDraft.Box;
import grader.check.Feedback;
import grader.check.Task;
import java.util.List;
import java.util.Map;
import kube.controlplane.apiserver.admission.slot.AdmissionGate;
import kube.controlplane.apiserver.admission.slot.AdmissionGate.Decision;

/// The visible checks of X09: one Pod at a time comes to the gate.
class Checks {
  static final Map<String, String> LIMITS = Map.of("memory", "256Mi");
  static final Map<String, String> REQUESTS = Map.of("cpu", "100m", "memory", "64Mi");

  /// The feedback on one write that should have stored this Pod.
  static Feedback needed(String did, Decision decision, PodDraft wanted, String because) {
    return weDid(did).youAnswered("You " + Gate.shown(decision) + ".")
        .weNeeded("We needed it admitted as " + wanted.json() + ".").because(because).read("L09");
  }

  @Task(1)
  void a_bare_pod_is_given_two_tolerations(AdmissionGate keepers) {
    Gate gate = new Gate(keepers, "shop");
    PodDraft bare = PodDraft.bare("web-1", "web:1");
    Decision decision = gate.create(bare);
    PodDraft wanted = bare.filled(Map.of(), Map.of());
    needed("Somebody created " + bare.json() + " in a namespace without rules.", decision, wanted,
        "Without them a Pod would leave its node at the first lost heartbeat.")
        .failUnless(Gate.isStored(decision, wanted));
  }

  @Task(1)
  void an_authors_own_patience_stays(AdmissionGate keepers) {
    Gate gate = new Gate(keepers, "shop");
    PodDraft hasty = PodDraft.bare("web-1", "web:1")
        .bearing(new Bearing(PodDraft.NOT_READY, "NoExecute", 20));
    PodDraft wanted = hasty.filled(Map.of(), Map.of());
    Decision decision = gate.create(hasty);
    Feedback own = needed("Somebody created " + hasty.json() + ".", decision, wanted,
        "Who writes a value means it.");
    boolean isLost = decision instanceof Decision.Admitted(String object, _)
        && !object.contains("20");
    boolean isDoubled = decision instanceof Decision.Admitted(String object, _)
        && object.split(PodDraft.NOT_READY, -1).length > 2;
    own.named("overwrites", "The author tolerates 20 s on purpose; a *default* must not replace"
        + " it.").failWhen(isLost || isDoubled);
    own.failUnless(Gate.isStored(decision, wanted));
  }

  @Task(1)
  void the_limit_range_fills_in_what_a_container_leaves_open(AdmissionGate keepers) {
    Gate gate = new Gate(keepers, "shop");
    gate.limits("CREATE", LIMITS, REQUESTS);
    PodDraft pod = PodDraft.bare("web-1", "web:1").beside(new Box("proxy", "proxy:2",
        Map.of("memory", "32Mi", "cpu", "1"), Map.of("cpu", "5m")));
    PodDraft wanted = pod.filled(LIMITS, REQUESTS);
    Decision decision = gate.create(pod);
    Feedback both = needed("A LimitRange says that the limits are " + LIMITS
        + " and the requests " + REQUESTS + " by default. Then somebody created " + pod.json()
        + ".", decision, wanted, "A container that reserves nothing is the first to starve.");
    boolean isLost = decision instanceof Decision.Admitted(String object, _)
        && !(object.contains("32Mi") && object.contains("5m"));
    both.named("overwrites",
        "The author gave `proxy` 32Mi on purpose; a *default* must not replace it.")
        .failWhen(isLost);
    both.failUnless(Gate.isStored(decision, wanted));
  }

  @Task(2)
  void a_rule_sees_the_pod_that_will_be_stored(AdmissionGate keepers) {
    Gate gate = new Gate(keepers, "shop");
    gate.labels(Map.of("gate/limits", "required"));
    gate.limits("CREATE", LIMITS, REQUESTS);
    PodDraft bare = PodDraft.bare("web-1", "web:1");
    PodDraft wanted = bare.filled(LIMITS, REQUESTS);
    Decision decision = gate.create(bare);
    Feedback finished = needed("The namespace requires a limit for memory, and its LimitRange fills"
        + " one in. Somebody created a Pod without.", decision, wanted,
        "A rule is about what will run, not about what was typed.");
    finished.named("validates_while_mutating", "The rule saw a half-filled Pod and refused it; the"
        + " next plugin would have filled it.").failUnless(Gate.isAdmitted(decision));
    finished.failUnless(Gate.isStored(decision, wanted));
  }

  @Task(2)
  void every_problem_is_told_at_once(AdmissionGate keepers) {
    Gate gate = new Gate(keepers, "shop");
    gate.labels(Map.of("gate/limits", "required", "gate/images", "pinned"));
    PodDraft bad = PodDraft.bare("web-1", "web")
        .beside(new Box("proxy", "proxy:latest", Map.of("memory", "32Mi"), Map.of()));
    Decision decision = gate.create(bad);
    List<String> reasons = Gate.reasons(decision);
    Feedback three = weDid("The namespace requires pinned images and a limit for memory. Somebody"
        + " created a Pod: app has the image web and no limit, proxy the image proxy:latest.")
        .youAnswered("You " + Gate.shown(decision) + ".")
        .weNeeded("We needed three reasons: two about app, then one about proxy.")
        .because("Whoever mends the first would only meet the second.").read("L09");
    three.named("first_problem_only", "There were three problems. People hate fixing one per"
        + " round.").failWhen(reasons.size() == 1);
    three.failUnless(reasons.size() == 3 && reasons.get(0).contains("app")
        && reasons.get(1).contains("app") && reasons.get(2).contains("proxy"));
  }

  @Task(3)
  void the_sixth_of_five_is_refused(AdmissionGate keepers) {
    Gate gate = new Gate(keepers, "shop");
    gate.quota("CREATE", "5");
    for (int number = 1; number <= 5; number++) {
      Decision decision = gate.create(PodDraft.bare("web-" + number, "web:1"));
      weDid("A quota allows 5 Pods. Somebody created Pod number " + number + ".")
          .youAnswered("You " + Gate.shown(decision) + ".").weNeeded("We needed it admitted.")
          .because("What was promised must be there.").read("L09")
          .failUnless(Gate.isAdmitted(decision));
    }
    Decision sixth = gate.create(PodDraft.bare("web-6", "web:1"));
    String words = "exceeded quota: seats, requested: pods=1, used: pods=5, limited: pods=5";
    weDid("A quota named seats allows 5 Pods. Five are there, and somebody created a sixth.")
        .youAnswered("You " + Gate.shown(sixth) + ".")
        .weNeeded("We needed it denied with: " + words + ".")
        .because("One team would take the machines of all others.").read("L09")
        .failUnless(Gate.reasons(sixth).equals(List.of(words)));
  }

  @Task(3)
  void a_pod_that_is_turned_away_takes_no_seat(AdmissionGate keepers) {
    Gate gate = new Gate(keepers, "shop");
    gate.labels(Map.of("gate/images", "pinned"));
    gate.quota("CREATE", "5");
    for (int typo = 1; typo <= 5; typo++) gate.create(PodDraft.bare("typo-" + typo, "web"));
    Decision decision = gate.create(PodDraft.bare("web-1", "web:1"));
    Feedback charged = weDid("A quota allows 5 Pods. Five were refused for their image, and then a"
        + " good one came.").youAnswered("You " + Gate.shown(decision) + ".")
        .weNeeded("We needed it admitted: nobody has a seat yet.")
        .because("A mistake must cost nothing but the mistake.").read("L09");
    charged.named("charges_before_the_rules", "The Pod was refused for its image, yet quota shrank"
        + " by one. After five typos nobody can deploy.").failUnless(Gate.isAdmitted(decision));
  }
}
