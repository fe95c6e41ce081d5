package kube.controlplane.apiserver.handler;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import kube.controlplane.apiserver.admission.gates.Admission;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.handler.opinion.SecondOpinion;
import kube.controlplane.apiserver.managedfields.FieldManager;
import kube.controlplane.apiserver.registry.ListOptions;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.registry.ServiceAddresses;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.strategy.Faults;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.MetadataRules;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;
import kube.foundation.api.Status.Cause;
import kube.foundation.machine.Actor;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The way of every write: defaults, notes of who owns what, admission, rules, store.
///
/// Owned by the loop.
public final class Writes {

  private static final List<String> SYSTEM_FIELDS = List.of("deletionTimestamp",
      "deletionGracePeriodSeconds", "selfLink", "generation");

  private final Actor actor;
  private final Registry registry;
  private final Admission admission;
  private final FieldManager fields;
  private final ServiceAddresses addresses;
  private final SecondOpinion opinion;

  public Writes(Actor actor, Registry registry, Admission admission, FieldManager fields,
      SecondOpinion opinion) {
    this.opinion = opinion;
    this.actor = actor;
    this.registry = registry;
    this.admission = admission;
    this.fields = fields;
    this.addresses = new ServiceAddresses(registry, actor.randomness());
  }

  /// Stores a new object, whose name and namespace are already those of `info`.
  ApiResult<Resource> create(RequestInfo info, ObjectNode object, boolean dryRun) {
    return create(info, object, dryRun, Twin.none());
  }

  /// The same for an object that may have a twin.
  ApiResult<Resource> create(RequestInfo info, ObjectNode object, boolean dryRun, Twin twin) {
    object.withObject("metadata").remove("managedFields");
    if (!twin.isRecognized()) info.strategy().setDefaults(object);
    twin.learn(object, fields.noteNew(info, object, twin.owned()));
    return insert(info, object, dryRun, twin);
  }

  /// Stores a new object that says already who owns what of it.
  ApiResult<Resource> createApplied(RequestInfo info, ObjectNode object, boolean dryRun) {
    info.strategy().setDefaults(object);
    return insert(info, object, dryRun, Twin.none());
  }

  private ApiResult<Resource> insert(RequestInfo info, ObjectNode object, boolean dryRun,
      Twin twin) {
    Optional<ObjectNode> sent = dryRun ? Optional.empty() : opinion.keep(object);
    ApiResult<Resource> inserted = insertOurs(info, object, dryRun, twin);
    sent.ifPresent(it -> {
      RequestInfo named = info.named(Json.text(object, "metadata.name"));
      opinion.ofCreation(named, it, object, registry.find(info.kind(), named.key()), inserted);
    });
    return inserted;
  }

  private ApiResult<Resource> insertOurs(RequestInfo info, ObjectNode object, boolean dryRun,
      Twin twin) {
    Strategy strategy = info.strategy();
    fillSystemFields(strategy, object);
    strategy.prepareForCreate(object);
    strategy.rememberAuthor(object, info.user().toJson());
    Attributes write = new Attributes(info, object, Optional.empty(), dryRun);
    Optional<Status> refusal = admission.mutate(write)
        .or(() -> moved(info, object))
        .or(() -> invalid(info, faultsOfNew(strategy, object, twin)))
        .or(() -> admission.validate(write));
    if (refusal.isPresent()) return new Refused<>(refusal.get());
    return insertAdmitted(info.named(Json.text(object, "metadata.name")), object, dryRun,
        twin.written());
  }

  private static FieldErrors faultsOfNew(Strategy strategy, ObjectNode object, Twin twin) {
    boolean mixes = !strategy.judgesByItself() || strategy.judgesMetadata(object);
    if (!mixes && twin.recognizeSound(object)) return Faults.ofMetadata(strategy, object);
    FieldErrors errors = Faults.ofNew(strategy, object);
    if (!mixes && errors.isEmpty()) twin.foundSound(object);
    return errors;
  }

  /// A gate may give a new object another name, but not another namespace.
  private static Optional<Status> moved(RequestInfo info, ObjectNode object) {
    return Json.text(object, "metadata.namespace").equals(info.namespace())
        ? Optional.empty()
        : Optional.of(CreateHandler.OTHER_NAMESPACE);
  }

  private ApiResult<Resource> insertAdmitted(RequestInfo info, ObjectNode object,
      boolean dryRun, List<Json.Written> known) {
    Kind<?> kind = info.kind();
    if (kind.equals(Kinds.SERVICE)) {
      FieldErrors errors = new FieldErrors();
      addresses.allocate(object, errors);
      if (!errors.isEmpty()) return new Refused<>(invalid(info, errors).orElseThrow());
    }
    info.resource().conversion().prepare(List.of(object));
    if (dryRun) {
      return registry.find(kind, info.key()).isPresent()
          ? new Refused<>(Status.alreadyExists(kind, info.name()))
          : new Ok<>(Resource.of(object));
    }
    return lighterIfTooLarge(object, () -> registry.create(kind, info.key(), object, known));
  }

  /// Stores `object` in place of `old`; the subresource decides which half of it counts.
  ///
  /// An object that was only waiting for its last finalizer is deleted instead.
  ApiResult<Resource> update(RequestInfo info, ObjectNode object, Resource old, boolean dryRun) {
    return update(info, object, old, dryRun, false);
  }

  /// The same for an object that says already who owns what of it.
  ApiResult<Resource> updateApplied(RequestInfo info, ObjectNode object, Resource old,
      boolean dryRun) {
    return update(info, object, old, dryRun, true);
  }

  private ApiResult<Resource> update(RequestInfo info, ObjectNode object, Resource old,
      boolean dryRun, boolean isNoted) {
    Optional<ObjectNode> sent = dryRun ? Optional.empty() : opinion.keep(object);
    ApiResult<Resource> updated = updateOurs(info, object, old, dryRun, isNoted);
    sent.ifPresent(it -> opinion.ofUpdate(info, it, object, old, isReleased(object, old.tree()),
        updated));
    return updated;
  }

  private ApiResult<Resource> updateOurs(RequestInfo info, ObjectNode object, Resource old,
      boolean dryRun, boolean isNoted) {
    return checkSeen(info, object, old).then(_ -> {
      Strategy strategy = info.strategy();
      MetadataRules.keep(object, old.tree());
      Halves.keepOther(info, object, old.tree());
      strategy.prepareForUpdate(info.subresource(), object, old.tree());
      strategy.stamp(info.subresource(), object, old.tree(), actor.now());
      strategy.setDefaults(object);
      if (!isNoted) fields.note(info, old.tree(), object);
      FieldErrors errors = new FieldErrors();
      if (info.kind().equals(Kinds.SERVICE)) addresses.keep(object, old.tree(), errors);
      if (!info.subresource().equals("status")) countGeneration(strategy, object, old.tree());
      Attributes write = new Attributes(info, object, Optional.of(old.tree()), dryRun);
      Optional<Status> refusal = invalid(info, errors)
          .or(() -> admission.mutate(write))
          .or(() -> invalid(info, Faults.ofUpdate(strategy, info.subresource(), object,
              old.tree())))
          .or(() -> admission.validate(write));
      if (refusal.isPresent()) return new Refused<>(refusal.get());
      info.resource().conversion().prepare(List.of(object));
      if (dryRun) return new Ok<>(Resource.of(object));
      return isReleased(object, old.tree())
          ? release(info, object, old)
          : lighterIfTooLarge(object, () -> registry.update(info.kind(), old, object));
    });
  }

  /// Stores an object that is too large a second time without its notes of owners.
  private static ApiResult<Resource> lighterIfTooLarge(ObjectNode object,
      Supplier<ApiResult<Resource>> store) {
    ApiResult<Resource> stored = store.get();
    boolean tooLarge = stored.refusal().filter(status -> status.code() == 413).isPresent();
    if (!tooLarge) return stored;
    object.withObject("metadata").remove("managedFields");
    return store.get();
  }

  private void fillSystemFields(Strategy strategy, ObjectNode object) {
    ObjectNode metadata = object.withObject("metadata");
    metadata.remove(SYSTEM_FIELDS);
    metadata.put("uid", actor.randomness().uid());
    metadata.put("creationTimestamp", Json.time(actor.now()));
    if (strategy.countsGenerations()) metadata.put("generation", 1);
  }

  /// Refuses an update that is based on another state, or another life, of the object.
  private static ApiResult<Boolean> checkSeen(RequestInfo info, ObjectNode object, Resource old) {
    String uid = Json.text(object, "metadata.uid");
    if (!uid.isEmpty() && !uid.equals(old.uid())) {
      return new Refused<>(Status.conflict(info.kind(), info.name(),
          "StorageError: invalid object, Code: 4, Key: /registry/" + info.kind().plural() + "/"
              + info.key() + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID"
              + " in precondition: " + uid + ", UID in object meta: " + old.uid()));
    }
    String revision = Json.text(object, "metadata.resourceVersion");
    if (revision.isEmpty() && !info.strategy().allowsUnconditionalUpdate()) {
      return new Refused<>(Status.invalid(info.kind(), info.name(),
          List.of(
              new Cause("FieldValueInvalid", "Invalid value: 0: must be specified for an update",
                  "metadata.resourceVersion"))));
    }
    return ListOptions.parse(revision).then(seen -> seen == 0 || seen == old.revision()
        ? new Ok<>(true)
        : new Refused<>(Status.modified(info.kind(), info.name())));
  }

  private static void countGeneration(Strategy strategy, ObjectNode object, JsonNode old) {
    if (!strategy.countsGenerations()) return;
    long generation = Json.at(old, "metadata.generation").asLong(0);
    boolean wishChanged = !strategy.wish(object).equals(strategy.wish(old));
    object.withObject("metadata").put("generation", wishChanged ? generation + 1 : generation);
  }

  /// Whether the object was to go and nothing holds it back any longer.
  private static boolean isReleased(JsonNode object, JsonNode old) {
    JsonNode metadata = object.path("metadata");
    boolean wasHeld = !Json.at(old, "metadata.finalizers").isEmpty()
        || !Json.at(old, "spec.finalizers").isEmpty();
    return wasHeld && metadata.has("deletionTimestamp")
        && metadata.path("deletionGracePeriodSeconds").asLong(0) == 0
        && metadata.path("finalizers").isEmpty() && Json.at(object, "spec.finalizers").isEmpty();
  }

  private ApiResult<Resource> release(RequestInfo info, ObjectNode object, Resource old) {
    return registry.delete(info.kind(), old)
        .map(gone -> Resource.of(object.deepCopy()).edit(last -> last.withObject("metadata")
            .put("resourceVersion", Long.toString(gone.revision()))));
  }

  private static Optional<Status> invalid(RequestInfo info, FieldErrors errors) {
    return errors.isEmpty()
        ? Optional.empty()
        : Optional.of(Status.invalid(info.kind(), info.name(), errors.causes()));
  }
}
