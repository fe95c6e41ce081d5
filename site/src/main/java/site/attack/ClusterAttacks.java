package site.attack;

import grader.attack.Attack;
import grader.attack.Family;
import grader.attack.Outcome;
import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.report.Grade;
import grader.run.GradeListener;
import grader.run.InProcessRunner;
import grader.run.Killer;
import grader.run.Submission;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Controllers that want the tray of X17 to look right at the end, or somebody else's Pods.
///
/// Each is the reference solution with something put in. They are judged in this process: what is
/// attacked is the judgement, and no sandbox has a part in it.
public final class ClusterAttacks {
  private static final Exercise EXERCISE = Catalog.load().find("X17").orElseThrow();
  private static final String PASS_BEGINS = "    List<String> refusals = new ArrayList<>();\n";

  private ClusterAttacks() {}

  public static Family family() {
    return new Family("The cluster", List.of(
        attack(135, "delete the evidence: Pods that failed", PASS_BEGINS, PASS_BEGINS + """
            pods.list(key.namespace()).stream().filter(Pod::isFinished)
                .forEach(pod -> control.delete(pod, set));
            """),
        attack(139, "make so many Pods that enough of them are ready",
            "int missing = set.replicas() - mine.size();",
            "int missing = 3 * set.replicas() - mine.size();"),
        attack(141, "take another owner's Pods by sending that owner's uid", PASS_BEGINS,
            PASS_BEGINS + """
                for (Pod pod : pods.list(key.namespace())) {
                  if (!set.selector().matches(pod.metadata().labels())) continue;
                  pod.metadata().controller().ifPresent(owner -> {
                    kube.foundation.api.Metadata me = set.metadata();
                    kube.foundation.api.Metadata forged = new kube.foundation.api.Metadata(
                        me.namespace(), me.name(), owner.uid(), "999999", 999, me.labels(),
                        me.annotations(), me.ownerReferences(), me.finalizers(),
                        me.creationTimestamp(), me.deletionTimestamp());
                    control.release(pod, new ReplicaSet(forged, set.replicas(), set.selector(),
                        set.minReady(), set.template(), set.templateLabels(), set.status()));
                    control.adopt(pod, set);
                  });
                }
                """),
        attack(143, "write again and again what is written already",
            "if (!status.equals(set.status())) done(", "done("),
        attack(145, "flap: one Pod too many, gone before anybody looks", PASS_BEGINS,
            PASS_BEGINS + """
                control.create(set).toOptional().ifPresent(pod -> control.delete(pod, set));
                """),
        attack(147, "choose every Pod there is, and delete what others own", PASS_BEGINS,
            PASS_BEGINS + """
                pods.list(key.namespace()).stream()
                    .filter(pod -> !pod.metadata().isControlledBy(set.metadata()))
                    .forEach(pod -> control.delete(pod, set));
                """)));
  }

  /// Held when the judge sees it: a check fails, most often a hidden one.
  private static Attack attack(int number, String title, String honest, String hostile) {
    return new Attack(number, title, false, Optional.empty(), arena -> {
      Submission submission = submission(honest, hostile);
      return InProcessRunner.killer(EXERCISE, submission)
          .map(killer -> Outcome.heldWhen(killer instanceof Killer.Check, killer.toString()))
          .orElseGet(() -> {
            boolean isSeen = InProcessRunner.grade(EXERCISE, submission,
                GradeListener.SILENT) instanceof Grade.Failed;
            return Outcome.heldWhen(isSeen, "it passed");
          });
    });
  }

  private static Submission submission(String honest, String hostile) {
    TreeMap<String, String> files = new TreeMap<>();
    EXERCISE.reference().files().forEach((name, text) -> {
      if (!text.contains(honest)) {
        throw new IllegalStateException("the reference has no more: " + honest);
      }
      files.put(name, text.replace(honest, hostile));
    });
    return new Submission(files);
  }
}
