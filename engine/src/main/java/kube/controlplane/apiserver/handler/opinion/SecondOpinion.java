package kube.controlplane.apiserver.handler.opinion;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import kube.controlplane.apiserver.registry.slot.GenericRegistry;
import kube.controlplane.apiserver.registry.slot.GenericRegistry.Preconditions;
import kube.controlplane.apiserver.registry.slot.GenericRegistry.Reason;
import kube.controlplane.apiserver.registry.slot.Obj;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks whoever stands in the slot `apiserver.registry` what it makes of a write that we have just
/// decided, and sends it away when it comes to something else.
///
/// What the client sent and what the gates made of it both matter: the wish is what came out of the
/// gates, under the identity that the client sent.
///
/// Owned by the loop.
public final class SecondOpinion {

  private static final int TRIES_AT_MOST = 5;
  private static final int SHOWN = 120;
  private static final Set<String> OURS_TO_KEEP = Set.of("metadata.uid",
      "metadata.creationTimestamp", "metadata.deletionTimestamp", "metadata.finalizers");
  private static final List<String> IDENTITY = List.of("uid", "resourceVersion",
      "creationTimestamp", "deletionTimestamp", "generation");

  /// What a part has come to.
  private sealed interface Outcome {

    record Done(Optional<Obj> object) implements Outcome {}

    record Refusal(Reason reason) implements Outcome {}
  }

  /// What the part is asked.
  private interface Question {
    Optional<Obj> ask(GenericRegistry registry, ShelfCopy shelf) throws GenericRegistry.Refused;
  }

  private final Actor actor;
  private final Part<GenericRegistry> part;

  public SecondOpinion(Actor actor, Part<GenericRegistry> part) {
    this.actor = actor;
    this.part = part;
  }

  /// A copy of what a client sent, when somebody is to be asked about it later.
  public Optional<ObjectNode> keep(ObjectNode sent) {
    return part.isForeign() ? Optional.of(sent.deepCopy()) : Optional.empty();
  }

  /// Compares a creation.
  ///
  /// @param object what came out of the gates, and what is stored unless `ours` says otherwise
  /// @param rival who has the name already
  public void ofCreation(RequestInfo info, ObjectNode sent, ObjectNode object,
      Optional<Resource> rival, ApiResult<Resource> ours) {
    PlainForm form = new PlainForm(info);
    Obj right = form.of(object);
    Obj wish = form.of(underIdentityOf(sent, object));
    Optional<Obj> lying = ours.isOk() ? Optional.empty() : rival.map(it -> form.of(it.tree()));
    ShelfCopy shelf = shelf(info, lying, right.uid());
    ask("create", wish, shelf, ours.refusal(), Optional.of(right),
        (registry, its) -> Optional.of(registry.create(wish, its)));
  }

  /// Compares an update, by whichever door it came.
  ///
  /// @param object what came out of the gates, and what is stored unless `ours` says otherwise
  /// @param isReleased whether the object was to go and has gone now
  public void ofUpdate(RequestInfo info, ObjectNode sent, ObjectNode object, Resource old,
      boolean isReleased, ApiResult<Resource> ours) {
    boolean isOfStatus = info.subresource().equals("status");
    if (!isOfStatus && !info.subresource().isEmpty()) return;
    if (isOfStatus && isReleased) return;
    PlainForm form = new PlainForm(info);
    Obj stored = form.of(old.tree());
    if (mayGoLater(old, stored)) return;
    Obj known = form.of(underIdentityOf(sent, object));
    ShelfCopy shelf = shelf(info, Optional.of(stored), stored.uid());
    if (isOfStatus) {
      Obj wish = known.withSpec(form.spec(sent)).withRestOf(stored);
      ask("update the status of", wish, shelf, ours.refusal(),
          Optional.of(form.of(object).withSpec(stored.spec()).withRestOf(stored)),
          (registry, its) -> Optional.of(registry.updateStatus(wish, its)));
      return;
    }
    Obj wish = known.withStatus(form.status(sent));
    Optional<Obj> right = isReleased
        ? Optional.empty()
        : Optional.of(form.of(object).withStatus(stored.status()));
    if (info.verb().equals("patch") && ours.isOk()) {
      ask("change", wish, shelf, ours.refusal(), right, (registry, its) -> Optional.of(
          registry.retrying(stored.namespace(), stored.name(), its.changeTo(wish), TRIES_AT_MOST,
              its)));
    } else {
      ask("update", wish, shelf, ours.refusal(), right,
          (registry, its) -> Optional.of(registry.update(wish, its)));
    }
  }

  /// Compares a deletion.
  ///
  /// @param before what was stored, with the finalizers that the deletion itself brings
  /// @param after what is stored now; empty when nothing is
  public void ofDeletion(RequestInfo info, JsonNode before, Preconditions wanted,
      Optional<JsonNode> after, Optional<Status> refusal) {
    if (!part.isForeign()) return;
    PlainForm form = new PlainForm(info);
    Obj stored = form.of(before);
    Obj wish = stored.born(wanted.uid(), stored.created()).withVersion(wanted.resourceVersion());
    ask("delete", wish, shelf(info, Optional.of(stored), stored.uid()), refusal,
        after.map(form::of), (registry, its) -> registry.delete(stored.namespace(), stored.name(),
            wanted, its));
  }

  /// A Pod that has time to end, and a namespace, go when others say so.
  private static boolean mayGoLater(Resource old, Obj stored) {
    if (stored.deleted().isEmpty()) return false;
    JsonNode tree = old.tree();
    return stored.finalizers().isEmpty() || !Json.at(tree, "spec.finalizers").isEmpty()
        || Json.at(tree, "metadata.deletionGracePeriodSeconds").asLong(0) > 0;
  }

  private ShelfCopy shelf(RequestInfo info, Optional<Obj> lying, String uid) {
    return new ShelfCopy(actor.confinement(), lying, actor.now().truncatedTo(ChronoUnit.SECONDS),
        uid, info.strategy().countsGenerations());
  }

  private static ObjectNode underIdentityOf(ObjectNode sent, ObjectNode object) {
    ObjectNode wish = object.deepCopy();
    ObjectNode metadata = wish.withObject("metadata");
    metadata.remove(IDENTITY);
    IDENTITY.stream().filter(sent.path("metadata")::has)
        .forEach(field -> metadata.set(field, sent.path("metadata").path(field)));
    return wish;
  }

  private void ask(String what, Obj wish, ShelfCopy shelf, Optional<Status> refusal,
      Optional<Obj> right, Question question) {
    Optional<Reason> reason = refusal.flatMap(status -> reasonOf(status, wish, shelf));
    if (refusal.isPresent() && reason.isEmpty()) return; // Somebody else's business.
    String asked = "asked to " + what + " " + wish.name() + " it ";
    Supplier<Outcome> nobody = () -> new Outcome.Done(right);
    Outcome _ = part.ask(registry -> {
      try {
        return new Outcome.Done(question.ask(registry, shelf));
      } catch (GenericRegistry.Refused refused) {
        return new Outcome.Refusal(refused.reason());
      }
    }, outcome -> lieIn(outcome, shelf, reason, right).map(asked::concat), nobody);
  }

  private static Optional<String> lieIn(Outcome outcome, ShelfCopy shelf, Optional<Reason> reason,
      Optional<Obj> right) {
    if (shelf.sawChangeOfOld()) return Optional.of("changed what it had not just read");
    if (shelf.writes() > 1) return Optional.of("wrote " + shelf.writes() + " times");
    return switch (outcome) {
      case Outcome.Refusal(Reason theirs) when !reason.equals(Optional.of(theirs)) ->
        Optional.of("refused with " + theirs + " where " + reason
            .map(it -> it + " is right").orElse("nothing is wrong"));
      case Outcome.Refusal _ -> shelf.lying().equals(shelf.before())
          ? Optional.empty()
          : Optional.of("refused and stored it all the same");
      case Outcome.Done _ when reason.isPresent() ->
        Optional.of("did so where " + reason.get() + " is right");
      case Outcome.Done(Optional<Obj> answer) -> right.isEmpty()
          ? shelf.lying().map(_ -> "kept what nothing holds back")
          : lieIn(answer, shelf, right.get());
    };
  }

  private static Optional<String> lieIn(Optional<Obj> answer, ShelfCopy shelf, Obj right) {
    if (shelf.lying().isEmpty()) return Optional.of("stored nothing");
    if (!answer.equals(shelf.lying())) return Optional.of("answered what it has not stored");
    boolean isNews = shelf.before()
        .filter(before -> before.equals(right.withVersion(before.resourceVersion()))).isEmpty();
    if (!isNews && shelf.writes() > 0) return Optional.of("wrote although nothing has changed");
    Obj theirs = shelf.lying().get();
    return difference(theirs, right.withVersion(theirs.resourceVersion()));
  }

  /// The first field that is not as it should be.
  private static Optional<String> difference(Obj theirs, Obj ours) {
    if (theirs.equals(ours)) return Optional.empty();
    if (!theirs.uid().equals(ours.uid())) return wrong("uid", theirs.uid(), ours.uid());
    if (!theirs.created().equals(ours.created())) {
      return wrong("creation", theirs.created(), ours.created());
    }
    if (!theirs.deleted().equals(ours.deleted())) {
      return wrong("deletion", theirs.deleted(), ours.deleted());
    }
    if (theirs.generation() != ours.generation()) {
      return wrong("generation", theirs.generation(), ours.generation());
    }
    if (!theirs.spec().equals(ours.spec())) return wrong("spec", theirs.spec(), ours.spec());
    if (!theirs.status().equals(ours.status())) {
      return wrong("status", theirs.status(), ours.status());
    }
    return wrong("object", theirs, ours);
  }

  private static Optional<String> wrong(String field, Object theirs, Object right) {
    return Optional.of("stored the " + field + " " + shortly(theirs) + " where " + shortly(right)
        + " is right");
  }

  private static String shortly(Object value) {
    String text = value instanceof Optional<?> maybe
        ? maybe.map(Object::toString).orElse("none")
        : value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  /// Our reason, when it is one that a registry finds; a gate may say the same words.
  private static Optional<Reason> reasonOf(Status status, Obj wish, ShelfCopy shelf) {
    return switch (status.reason()) {
      case "AlreadyExists" -> Optional.of(Reason.ALREADY_EXISTS);
      case "Conflict" -> shelf.before().filter(stored -> isAnother(wish.uid(), stored.uid())
          || isAnother(wish.resourceVersion(), stored.resourceVersion()))
          .map(_ -> Reason.CONFLICT);
      case "Invalid" -> status.causes().stream().allMatch(it -> OURS_TO_KEEP.contains(it.field()))
          ? Optional.of(Reason.INVALID)
          : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean isAnother(String wanted, String stored) {
    return !wanted.isEmpty() && !wanted.equals(stored);
  }
}
