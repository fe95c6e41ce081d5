package catalog.controllers.replicaset_controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import grader.check.Feedback;
import grader.trace.Claims;
import grader.trace.Tape;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.ReplicaSetStatus;

/// Everything that a controller asked for, with what it could know at that moment.
///
/// What it must know is its photograph and, on top of it, its own writes; what answers tell besides
/// it may know ([Knowledge]). The rules of the exercise are judged by both.
final class Trace {

  /// One request.
  ///
  /// @param pass the pass in which it was made, counted from 1
  /// @param granted whether the API did it
  /// @param sure the Pods that the set must have been known to have just before
  /// @param most how many it may have been thought to have
  /// @param wished how many it wished for, in the photograph
  record Request(int pass, String verb, String pod, boolean granted, List<Knowledge.Known> sure,
      int most, int wished) {

    /// How many Pods could be counted on for a request of this kind.
    int known() {
      return isDelete() ? most : sure.size();
    }

    boolean isCreate() {
      return verb.equals("create");
    }

    boolean isDelete() {
      return verb.equals("delete");
    }

    /// A Pod was to be made although no place was free, as far as the controller could know.
    boolean isOneTooMany() {
      return isCreate() && known() >= wished;
    }

    /// A Pod was to go although there was no surplus.
    boolean isOneTooFew() {
      return isDelete() && granted && known() <= wished;
    }

    /// A ready Pod was to go although one that is not ready could have gone in its place.
    boolean wastesAReadyPod() {
      return wastesAReadyPod(Set.of());
    }

    /// The same, when these were asked to go before: whether they did, nobody could know.
    boolean wastesAReadyPod(Set<String> askedBefore) {
      return isDelete() && granted
          && sure.stream().anyMatch(it -> it.isNamed(pod) && it.isSurely(Pod::isReady))
          && sure.stream().filter(it -> it.isSurely(Predicate.not(Pod::isReady)))
              .anyMatch(it -> askedBefore.stream().noneMatch(it::isNamed));
    }

    @Override
    public String toString() {
      return "pass " + pass + ": " + verb + (pod.isEmpty() ? "" : " " + pod)
          + (granted ? "" : " (refused)");
    }
  }

  private final Tape tape;
  private final List<Request> requests = new ArrayList<>();
  private final List<ReplicaSetStatus> statuses = new ArrayList<>();
  private final Knowledge knowledge = new Knowledge();
  private int pass;
  private int noted;

  Trace(Tape tape) {
    this.tape = tape;
  }

  void beginPass(String set) {
    pass++;
    tape.note(Seen.YOU, "look at", set, "");
  }

  /// The cache has shown an object to the controller.
  void show(String object, boolean isGone) {
    tape.note(Seen.CACHE, isGone ? "drops" : "shows", object, "");
  }

  /// What must be true of everything that happened so far.
  Claims claim(Feedback story) {
    return Claims.about(tape.trace(), story);
  }

  int pass() {
    return pass;
  }

  Knowledge knowledge() {
    return knowledge;
  }

  void add(String verb, String pod, boolean granted, ReplicaSet set) {
    List<Knowledge.Known> pods = knowledge.pods();
    int most = Math.toIntExact(pods.stream().filter(it -> it.mayCount(set)).count());
    requests.add(new Request(pass, verb, pod, granted,
        pods.stream().filter(it -> it.mustCount(set)).toList(), most, set.replicas()));
  }

  /// What was asked for is done now, or refused.
  void note() {
    while (noted < requests.size()) {
      Request request = requests.get(noted++);
      tape.note(Seen.YOU, request.verb, request.pod, request.granted ? "" : "refused");
    }
  }

  void addStatus(ReplicaSetStatus status) {
    statuses.add(status);
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  List<Request> ofPass(int number) {
    return requests.stream().filter(request -> request.pass == number).toList();
  }

  int count(Predicate<Request> property) {
    return Math.toIntExact(requests.stream().filter(property).count());
  }

  /// Every status that was written, in order.
  List<ReplicaSetStatus> statuses() {
    return List.copyOf(statuses);
  }
}
