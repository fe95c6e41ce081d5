package catalog.controllers.replicaset_controller;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import grader.check.Evidence;
import grader.check.Feedback;
import kube.foundation.api.ReplicaSet;

/// The rules that hold in every world, said as feedback.
final class Rules {

  private Rules() {}

  /// Two Pods and one place, whatever their names: the one made by `leaving` has to go.
  static TrayWorld leaves(TrayWorld before, String because, Consumer<TruePod> leaving,
      Consumer<TruePod> staying) {
    TrayWorld tray = before;
    for (boolean leavingComesFirst : List.of(true, false)) {
      tray = tray.another();
      ReplicaSet web = tray.wish("web", 1);
      TruePod leaver = tray.pod(leavingComesFirst ? "web-a" : "web-z", "web").ownedBy(web);
      TruePod stayer = tray.pod("web-m", "web").ownedBy(web);
      leaving.accept(leaver);
      staying.accept(stayer);
      tray.look(web);
      leaves(tray, web, leaver, stayer, because);
    }
    return tray;
  }

  /// One Pod had to go, and it had to be this one.
  static void leaves(TrayWorld tray, ReplicaSet set, TruePod leaving, TruePod staying,
      String because) {
    boolean isLeft = tray.placesTaken(set).stream()
        .noneMatch(pod -> pod.metadata().uid().equals(leaving.uid));
    Feedback.weDid("One Pod too many was there: `" + leaving.key.name() + "`, which " + because
        + ", and others such as `" + staying.key.name() + "`.")
        .youAnswered(Say.asked(tray, "delete") + ".")
        .weNeeded("We needed you to delete `" + leaving.key.name() + "`, and no other.")
        .because("The least useful Pod is missed least.")
        .read("L15#fact-order-of-leaving")
        .failUnless(isLeft && tray.trace.count(Trace.Request::isDelete) == 1);
  }

  /// No request of the latest pass breaks a rule. `story` says what happened before it.
  static void keptInLastPass(TrayWorld tray, List<Evidence.Step> story) {
    Set<String> askedToGo = new HashSet<>();
    for (Trace.Request request : tray.trace.ofPass(tray.trace.pass())) {
      Feedback broken = Feedback.weDid("In a tray where chance decides, this happened: "
          + end(story) + ".")
          .youAnswered(
              "You asked for " + Say.list(List.of(request)) + " when " + request.known()
                  + " of " + request.wished() + " Pods were there, as far as you could know.");
      broken.weNeeded("We needed never more than wished.")
          .because("What you did and cannot see yet is there all the same.")
          .read("L15#fact-stale").failWhen(request.isOneTooMany());
      broken.weNeeded("We needed never fewer than wished.")
          .because("What you deleted and still see is gone all the same.")
          .read("L15#fact-stale").failWhen(request.isOneTooFew());
      broken.weNeeded("We needed a Pod that is not ready to leave before one that is.")
          .because("Users notice when a Pod that serves is taken away.")
          .read("L15#fact-order-of-leaving").failWhen(request.wastesAReadyPod(askedToGo));
      if (request.isDelete()) askedToGo.add(request.pod());
    }
  }

  /// The newest events of a story, oldest first.
  static String end(List<Evidence.Step> story) {
    return story.subList(Math.max(0, story.size() - Evidence.MOST_STEPS), story.size()).stream()
        .map(Evidence.Step::yours).collect(Collectors.joining("; "));
  }
}
