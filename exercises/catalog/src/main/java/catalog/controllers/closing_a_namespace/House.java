package catalog.controllers.closing_a_namespace;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kube.controlplane.controllermanager.namespace.NamespaceController;
import kube.controlplane.controllermanager.namespace.Room;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.Namespace;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;
import kube.foundation.client.Result;
import tools.jackson.databind.node.ObjectNode;

/// The namespace dev with what is in it, and an API server that does what it is asked for.
final class House implements Room {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  /// After so many looks at one kind in one pass somebody waits where others want to go on.
  private static final int MANY_LOOKS = 30;

  private final NamespaceController controller;
  private final Map<String, List<Occupant>> contents = new HashMap<>();
  private final Set<String> kinds = new LinkedHashSet<>(List.of("configmaps", PODS, "secrets"));
  private final Map<String, Status> refusals = new HashMap<>();
  private final List<String> deeds = new ArrayList<>();
  private final Map<String, Integer> looks = new HashMap<>();
  private Runnable duringTheNextDeletion = () -> {};
  private List<Condition> said = List.of();
  private boolean isReleased;
  private String story = "";

  House(NamespaceController controller) {
    this.controller = controller;
  }

  House telling(String sentences) {
    story = sentences;
    return this;
  }

  /// An object that goes when it is deleted.
  House with(String kind, String name) {
    return with(kind, name, 0);
  }

  /// One that takes so long to end, or has these finalizers; it is left until it is taken away.
  House with(String kind, String name, long graceSeconds, String... finalizers) {
    kinds.add(kind);
    contents.computeIfAbsent(kind, _ -> new ArrayList<>())
        .add(new Occupant(name, List.of(finalizers), graceSeconds));
    return this;
  }

  /// It has ended, or its last finalizer was removed.
  House without(String kind, String name) {
    contents.getOrDefault(kind, List.of()).removeIf(one -> one.name().equals(name));
    return this;
  }

  /// Asking for this fails: `list secrets`, `delete pods`, `report` or `release`.
  House refuses(String deed, Status why) {
    refusals.put(deed, why);
    return this;
  }

  House allows(String deed) {
    refusals.remove(deed);
    return this;
  }

  House duringTheNextDeletion(Runnable event) {
    duringTheNextDeletion = event;
    return this;
  }

  // What the controller sees and does.

  @Override
  public Instant now() {
    return NOON;
  }

  @Override
  public List<String> kinds() {
    return List.copyOf(kinds);
  }

  @Override
  public ApiResult<List<Occupant>> list(String kind) {
    if (looks.merge(kind, 1, Integer::sum) > MANY_LOOKS) contents.remove(kind);
    return answer("list " + kind, List.copyOf(contents.getOrDefault(kind, List.of())));
  }

  @Override
  public ApiResult<String> deleteAll(String kind) {
    deeds.add("delete " + kind);
    if (refusals.containsKey("delete " + kind)) return answer("delete " + kind, "");
    contents.getOrDefault(kind, new ArrayList<>())
        .removeIf(one -> one.finalizers().isEmpty() && one.graceSeconds() == 0);
    Runnable event = duringTheNextDeletion;
    duringTheNextDeletion = () -> {};
    event.run();
    return answer("delete " + kind, "");
  }

  @Override
  public ApiResult<String> report(List<Condition> conditions) {
    said = List.copyOf(conditions);
    return answer("report", "");
  }

  @Override
  public ApiResult<String> release() {
    deeds.add("release the namespace");
    ApiResult<String> answer = answer("release", "");
    isReleased |= answer.isOk();
    return answer;
  }

  private <T> ApiResult<T> answer(String deed, T value) {
    return refusals.containsKey(deed)
        ? new ApiResult.Refused<>(refusals.get(deed))
        : new ApiResult.Ok<>(value);
  }

  /// One pass, and how to speak of it.
  Pass pass() {
    deeds.clear();
    looks.clear();
    said = List.of();
    Result result = controller.reconcile(dev(), this);
    List<String> left = contents.entrySet().stream().flatMap(entry -> entry.getValue().stream()
        .map(one -> entry.getKey() + "/" + one.name())).sorted().toList();
    boolean looksForEver = looks.values().stream().anyMatch(times -> times > MANY_LOOKS);
    Feedback feedback = weDid(story).youAnswered("You did " + deeds + ", and answered " + result
        + ". Left are " + left + ".").read("L20#fact-closing");
    feedback.weNeeded("We needed: an end of the pass, and another one later.")
        .because("One loop serves all namespaces.")
        .named("waits_in_a_loop", "Other namespaces waited for this one. Return *RequeueAfter*.")
        .failWhen(looksForEver);
    return new Pass(List.copyOf(deeds), left, said, isReleased, result, feedback);
  }

  private static Namespace dev() {
    ObjectNode tree = (ObjectNode) Json.parse("""
        {"apiVersion": "v1", "kind": "Namespace",
         "metadata": {"name": "dev", "deletionTimestamp": "2026-11-24T12:00:00Z"},
         "spec": {"finalizers": ["kubernetes"]}, "status": {"phase": "Terminating"}}
        """.getBytes(StandardCharsets.UTF_8));
    return Namespace.of(Resource.of(tree));
  }

  static Status busy(String what) {
    return new Status(500, "InternalError", what + " cannot be asked now", what, "", "", List.of());
  }

  static Status noNamespace() {
    return Status.notFound(Kinds.NAMESPACE, "dev");
  }

  /// What one pass did.
  record Pass(List<String> deeds, List<String> left, List<Condition> said, boolean isReleased,
      Result result, Feedback feedback) {

    Pass mustDo(String because, String... needed) {
      feedback.weNeeded("We needed: " + List.of(needed) + ".").because(because)
          .failUnless(deeds.equals(List.of(needed)));
      return this;
    }

    /// The namespace stays, and another pass comes.
    Pass mustWait(String because) {
      feedback.weNeeded("We needed: the namespace is not released, and another pass comes.")
          .because(because).failWhen(isReleased || result instanceof Result.Done);
      return this;
    }

    Pass mustEnd(String because) {
      feedback.weNeeded("We needed: the namespace is released, and the answer is Done.")
          .because(because).failUnless(isReleased && result instanceof Result.Done);
      return this;
    }

    /// A condition of this type is reported as so or not so, with a message that has these words.
    Pass mustSay(String type, boolean isSo, String words, String because) {
      Optional<Condition> found = said.stream().filter(one -> one.type().equals(type)).findFirst();
      feedback.youAnswered("You reported " + said.stream()
          .map(one -> one.type() + "=" + one.status() + ": " + one.message()).toList() + ".")
          .weNeeded("We needed: " + type + " is " + (isSo ? "True" : "False")
              + (words.isEmpty() ? "" : ", and its message names " + words) + ".")
          .because(because).failUnless(found.isPresent() && found.get().isTrue() == isSo
              && found.get().message().contains(words));
      return this;
    }
  }
}
