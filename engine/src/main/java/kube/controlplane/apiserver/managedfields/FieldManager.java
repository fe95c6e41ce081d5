package kube.controlplane.apiserver.managedfields;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.merge.Shape;
import kube.controlplane.apiserver.merge.Shapes;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Status;
import kube.foundation.machine.Clock;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Keeps the notes of who owns which field, and applies configurations by them.
///
/// Whoever changes a field owns it and takes it from all others. Who *applies* says what he wants
/// to own: he may not change what another owns unless he forces it, may own the same value together
/// with others, and what he leaves out next time goes when nobody else owns it.
///
/// Owned by the loop.
///
/// **Models** managers by program, operation, version and subresource; the upgrade of objects that
/// `kubectl apply` made on the client's side; notes that are thrown away and then no longer kept;
/// the limit on updaters.
///
/// **Leaves out** the translation of notes between versions of a kind: notes of another version
/// count as they stand.
///
/// **In Kubernetes:**
/// [managedfields](https://github.com/kubernetes/kubernetes/tree/v1.33.0/staging/src/k8s.io/apimachinery/pkg/util/managedfields)
public final class FieldManager {

  private static final String KUBECTL = "kubectl";
  private static final String BEFORE_FIRST_APPLY = "before-first-apply";
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private final Clock clock;
  private final Shapes shapes;

  public FieldManager(Clock clock, Shapes shapes) {
    this.clock = clock;
    this.shapes = shapes;
  }

  /// Notes in `after` what its writer changes; without notes on an object that exists, none are
  /// begun.
  ///
  /// @param before the object so far; an empty one for a new object
  public void note(RequestInfo info, JsonNode before, ObjectNode after) {
    boolean isNew = Json.text(before, "metadata.uid").isEmpty();
    ManagedFields notes = ManagedFields.ofWrite(before, after, !info.subresource().isEmpty());
    if (notes.isEmpty() && !isNew) {
      notes.writeTo(after);
      return;
    }
    Comparison comparison = compare(info, before, after);
    Manager writer = writer(info, info.context().fieldManager(), false);
    updated(notes, comparison, writer).writeTo(after);
  }

  /// Notes in a new object what its writer owns, which is all of it, and returns that set.
  ///
  /// @param besideMetadata what is owned beside the metadata, if that is known from another object
  public ObjectNode noteNew(RequestInfo info, ObjectNode object,
      Optional<ObjectNode> besideMetadata) {
    ObjectNode owned = besideMetadata
        .map(known -> FieldSet.union(Comparison.ofNewMetadata(shape(info), object).changed(),
            known))
        .orElseGet(() -> compare(info, Json.object(), object).changed());
    if (!owned.isEmpty()) {
      ManagedFields.NONE.with(writer(info, info.context().fieldManager(), false).with(owned)
          .at(now())).writeTo(object);
    }
    return owned;
  }

  /// What one part of this server makes of an object that it brings along.
  ///
  /// @param subresource through which it writes; empty for the object itself
  /// @param fields an object that has what it writes and nothing else
  public record Piece(String manager, boolean applies, String subresource, ObjectNode fields) {

    public static Piece updated(String manager, ObjectNode fields) {
      return new Piece(manager, false, "", fields);
    }

    public static Piece applied(String manager, String subresource, ObjectNode fields) {
      return new Piece(manager, true, subresource, fields);
    }
  }

  /// Notes in an object that this server brings along who made what of it, and when.
  public void noteFirst(RequestInfo info, ObjectNode object, Instant then, List<Piece> pieces) {
    ManagedFields notes = ManagedFields.NONE;
    for (Piece piece : pieces) {
      RequestInfo door = info.onPart(piece.subresource());
      ObjectNode owned = piece.applies()
          ? Claims.of(shape(door), piece.fields(), ignored(door)).fields()
          : compare(door, Json.object(), piece.fields()).changed();
      if (owned.isEmpty()) continue;
      notes = notes.with(new Manager(piece.manager(), piece.applies(), info.kind().apiVersion(),
          piece.subresource(), Json.time(then), owned));
    }
    notes.writeTo(object);
  }

  private ManagedFields updated(ManagedFields notes, Comparison comparison, Manager writer) {
    if (comparison.isSame()) return notes;
    ObjectNode before = notes.find(writer).map(Manager::fields).orElse(FieldSet.EMPTY);
    ManagedFields others = notes.without(comparison.removed(), NOBODY)
        .without(comparison.changed(), writer);
    if (comparison.changed().isEmpty()) return others;
    ObjectNode fields = FieldSet.union(FieldSet.difference(before, comparison.removed()),
        comparison.changed());
    return others.with(writer.with(fields).at(now())).capped();
  }

  private static final Manager NOBODY = new Manager("", false, "", "", "", FieldSet.EMPTY);

  /// The configuration, if all its fields are ones of the kind; refuses with 400 otherwise.
  ///
  /// No client can have a field ignored here: what nobody knows, nobody can own.
  public ApiResult<ObjectNode> typed(RequestInfo info, ObjectNode config) {
    return Claims.of(shape(info), config, ignored(info)).fault()
        .<ApiResult<ObjectNode>>map(fault -> new Refused<>(untyped(info, fault)))
        .orElseGet(() -> new Ok<>(config));
  }

  /// The object with the configuration applied to it, notes included.
  ///
  /// Refuses with 409 when it would take fields of others without force.
  ///
  /// @param live the object so far; an empty one when there is none
  public ApiResult<ObjectNode> apply(RequestInfo info, JsonNode live, ObjectNode config,
      boolean force) {
    if (!Json.at(config, "metadata.managedFields").isMissingNode()) {
      return new Refused<>(Status.badRequest("metadata.managedFields must be nil"));
    }
    Claims.Claimed claimed = Claims.of(shape(info), config, ignored(info));
    if (claimed.fault().isPresent()) return new Refused<>(untyped(info, claimed.fault().get()));
    Manager applier = writer(info, info.context().fieldManager(), true).with(claimed.fields());
    Application application = new Application(info, live, config, applier, notesOf(info, live));
    return apply(application, force).map(applied -> withLastApplied(applied, live, config,
        applier));
  }

  private record Application(RequestInfo info, JsonNode live, ObjectNode config, Manager applier,
      ManagedFields notes) {}

  private ApiResult<ObjectNode> apply(Application task, boolean force) {
    Shape shape = shape(task.info);
    ObjectNode merged = (ObjectNode) Merging.merge(shape, task.live, task.config);
    merged = merged.deepCopy();
    Optional<Manager> last = task.notes.find(task.applier);
    ManagedFields notes = task.notes.with(task.applier);
    if (last.isPresent()) {
      Pruning.prune(shape, merged, last.get().fields(), withMetadata(notes.owned()));
    }
    Comparison comparison = compare(task.info, task.live, merged);
    Conflicts conflicts = task.notes.losing(comparison.changed(), task.applier);
    if (!force && !allowed(task, conflicts).isEmpty()) {
      return new Refused<>(allowed(task, conflicts).toStatus());
    }
    boolean changesNothing = comparison.isSame()
        && last.filter(manager -> manager.fields().equals(task.applier.fields())).isPresent();
    String time = changesNothing ? last.get().time() : now();
    ManagedFields after = notes.without(comparison.removed(), task.applier)
        .without(comparison.changed(), task.applier)
        .with(task.applier.at(time));
    after.writeTo(merged);
    return new Ok<>(merged);
  }

  /// Name and namespace, which every configuration holds and no notes do, keep the metadata alive.
  private static ObjectNode withMetadata(ObjectNode owned) {
    return owned.has("f:metadata")
        ? owned
        : FieldSet.union(owned, Json.object().set("f:metadata", Json.object()));
  }

  /// `kubectl` may take what its own client-side apply has set before.
  private Conflicts allowed(Application task, Conflicts conflicts) {
    String text = lastApplied(task.live);
    if (!task.applier.name().equals(KUBECTL) || text.isEmpty()) return conflicts;
    try {
      JsonNode config = Json.parse(text.getBytes(StandardCharsets.UTF_8));
      Claims.Claimed claimed = Claims.of(shape(task.info), config, ignored(task.info));
      return claimed.fault().isPresent() ? conflicts : conflicts.without(claimed.fields());
    } catch (JacksonException notJson) {
      return conflicts;
    }
  }

  /// Client-side and server-side apply go on side by side only if the annotation keeps up.
  private static ObjectNode withLastApplied(ObjectNode applied, JsonNode live, ObjectNode config,
      Manager applier) {
    boolean follows = applier.name().equals(KUBECTL) && !lastApplied(live).isEmpty();
    if (follows) {
      applied.withObject("metadata").withObject("annotations")
          .put(LAST_APPLIED, config.toString() + "\n");
    }
    return applied;
  }

  private static String lastApplied(JsonNode object) {
    return Json.at(object, "metadata.annotations").path(LAST_APPLIED).asString("");
  }

  /// The notes to apply by. What was there before anybody kept notes belongs to nobody known.
  private ManagedFields notesOf(RequestInfo info, JsonNode live) {
    ManagedFields notes = ManagedFields.of(live);
    if (!notes.isEmpty() || Json.text(live, "metadata.uid").isEmpty()) return notes;
    Comparison all = compare(info, Json.object(), live);
    Manager unknown = writer(info, BEFORE_FIRST_APPLY, false).with(all.changed()).at(now());
    return ManagedFields.NONE.with(unknown);
  }

  private Comparison compare(RequestInfo info, JsonNode before, JsonNode after) {
    return Comparison.of(shape(info), before, after, ignored(info));
  }

  private Shape shape(RequestInfo info) {
    return shapes.of(info.resource());
  }

  private static Manager writer(RequestInfo info, String name, boolean applies) {
    return new Manager(name, applies, info.kind().apiVersion(), info.context().fieldDoor(), "",
        FieldSet.EMPTY);
  }

  /// The half of the object that the request's door does not lead to.
  private static String ignored(RequestInfo info) {
    if (info.subresource().equals("status")) return "spec";
    return info.kind().hasSubresource("status") ? "status" : "";
  }

  private static Status untyped(RequestInfo info, String why) {
    return Status.badRequest("failed to create typed patch object (" + info.key() + "; "
        + info.kind().apiVersion() + ", Kind=" + info.kind().name() + "): " + why);
  }

  private String now() {
    return Json.time(clock.now());
  }
}
