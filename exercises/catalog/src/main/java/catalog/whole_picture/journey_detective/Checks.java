package catalog.whole_picture.journey_detective;

import static catalog.whole_picture.journey_detective.Finding.APP;
import static catalog.whole_picture.journey_detective.Finding.KUBELET;
import static catalog.whole_picture.journey_detective.Finding.NOBODY;
import static catalog.whole_picture.journey_detective.Finding.PROBE;
import static catalog.whole_picture.journey_detective.Finding.RUNTIME;
import static catalog.whole_picture.journey_detective.Finding.SCHEDULER;
import static catalog.whole_picture.journey_detective.Finding.SLICES;
import static grader.check.Feedback.weDid;

import catalog.whole_picture.journey_detective.Finding.Asked;
import grader.check.Task;
import kube.simulation.detective.Detective;
import kube.simulation.detective.Detective.AuditEvent;
import kube.simulation.detective.Detective.Diagnosis;
import kube.simulation.detective.Detective.Stage;

/// The visible checks of X02: one short trail a claim.
class Checks {

  // Task 1: follow one trail.

  @Task(1)
  void a_whole_trail_ends_in_the_endpoints(Detective detective) {
    ask(detective, Life.ALL, Stage.IN_ENDPOINTS, NOBODY)
        .because("Nobody should search for a fault where there is none.", "L02#fact-running-ready")
        .mustBeRight();
  }

  @Task(1)
  void without_a_binding_it_is_the_schedulers_turn(Detective detective) {
    ask(detective, "create", Stage.ACCEPTED, SCHEDULER)
        .because("A Pod without a node waits in the store; no kubelet looks at it.",
            "L02#fact-binding")
        .mustBeRight();
    ask(detective, "create bind", Stage.SCHEDULED, KUBELET)
        .because("The binding is all that the scheduler does; it starts nothing.",
            "L02#fact-binding")
        .mustBeRight();
  }

  @Task(1)
  void a_failed_pull_is_the_runtimes_turn(Detective detective) {
    ask(detective, "create bind pull-failed:ErrImagePull pull-failed:ImagePullBackOff",
        Stage.SCHEDULED, RUNTIME)
        .because("Whoever is sent to the scheduler now searches on the wrong machine.", "L02")
        .mustBeRight();
    ask(detective, "create bind pull-failed:ErrImagePull pull", Stage.IMAGE_PULLED, RUNTIME)
        .because("With the image there, the runtime can start the container.", "L02")
        .mustBeRight();
  }

  @Task(1)
  void running_is_not_ready(Detective detective) {
    Asked asked = ask(detective, "create bind pull start", Stage.RUNNING, PROBE)
        .because("Traffic that comes before the probe passes meets errors.",
            "L02#fact-running-ready");
    asked.named("takes_running_for_ready", "The container runs, yet its readiness probe fails, so"
        + " no traffic may come. Running ≠ ready.",
        asked.answer().lastReached() == Stage.READY)
        .mustBeRight();
    ask(detective, "create bind pull start ready", Stage.READY, SLICES)
        .because("A ready Pod whose address is on no list gets no traffic yet.",
            "L02#fact-running-ready")
        .mustBeRight();
  }

  @Task(1)
  void the_evidence_names_the_event(Detective detective) {
    Life life = Life.of("web", "u-7").then("create bind pull-failed:ErrImagePull");
    evidence(detective, life, "kubelet/node-a", "pull-failed", "ErrImagePull");
    evidence(detective, life.then("pull"), "kubelet/node-a", "pull", "");
    evidence(detective, Life.of("web", "u-7").then("create bind"), "scheduler", "bind", "");
  }

  private static void evidence(Detective detective, Life life, String actor, String verb,
      String detail) {
    Diagnosis answer = detective.diagnose(life.pod(), life.events());
    String evidence = answer.evidence();
    weDid("We asked about a Pod with this trail: " + Life.told(life.events()) + ".")
        .youAnswered("Your evidence is \"" + evidence + "\".")
        .weNeeded("It has to name the event that brought the Pod to where it stands: " + actor
            + ", " + verb + (detail.isEmpty() ? "" : ", " + detail) + ".")
        .because("An answer without evidence has to be believed; with evidence it can be checked.")
        .read("L02").failUnless(evidence.contains(actor) && evidence.contains(verb)
            && evidence.contains(detail));
  }

  // Task 3: now, not at its best.

  @Task(3)
  void what_was_ready_may_not_be_any_more(Detective detective) {
    Life life = Life.of("web", "u-7").then("create bind pull").at("10:01").then("start")
        .at("10:02").then("ready endpoint").at("10:05").then("stop");
    Asked asked = new Finding(Stage.IMAGE_PULLED, APP).ask(detective, told(life), life.pod(),
        life.events())
        .because("Somebody asks because it does not work now.", "L02#fact-running-ready");
    asked.named("reports_the_best_stage",
        "This Pod *was* ready at 10:02 and stopped at 10:05. Diagnose now, not its best moment.",
        asked.answer().lastReached().compareTo(Stage.READY) >= 0)
        .mustBeRight();
  }

  @Task(3)
  void who_fails_the_probe_only_runs(Detective detective) {
    ask(detective, Life.ALL + " unready", Stage.RUNNING, PROBE)
        .because("It runs on, and must get no traffic until the probe passes again.",
            "L02#fact-running-ready")
        .mustBeRight();
    ask(detective, Life.ALL + " endpoint-gone", Stage.READY, SLICES)
        .because("It is ready, and on no list: for a client it is not there.",
            "L02#fact-running-ready")
        .mustBeRight();
  }

  @Task(3)
  void late_news_moves_nothing(Detective detective) {
    String because = "The list is written after the fact: it tells of a step that is long past.";
    ask(detective, Life.ALL + " unready endpoint-gone", Stage.RUNNING, PROBE)
        .because(because, "L02#fact-running-ready").mustBeRight();
    ask(detective, Life.ALL + " stop unready endpoint-gone", Stage.IMAGE_PULLED, APP)
        .because(because, "L02#fact-running-ready").mustBeRight();
    ask(detective, Life.ALL + " stop unready start", Stage.RUNNING, PROBE)
        .because("A restarted container has to become ready anew.", "L02#fact-running-ready")
        .mustBeRight();
  }

  private static Asked ask(Detective detective, String words, Stage stage, String next) {
    Life life = Life.of("web", "u-7").then(words);
    return new Finding(stage, next).ask(detective, told(life), life.pod(), life.events());
  }

  private static String told(Life life) {
    AuditEvent first = life.events().getFirst();
    return "We asked about Pod web, uid " + first.uid() + ", with this trail: "
        + Life.told(life.events()) + ".";
  }
}
