package kube.controlplane.controllermanager.workload;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.Metadata;
import kube.foundation.api.apps.ControllerRevision;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Lister;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The versions that an object's template has had, as ControllerRevisions: what DaemonSets and
/// StatefulSets have in place of old ReplicaSets.
///
/// Going back to an earlier template finds its revision and makes it the newest.
///
/// **In Kubernetes:** `pkg/controller/history`
/// ([controller_history.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/history/controller_history.go)).
public final class RevisionHistory {

  private static final Comparator<ControllerRevision> OLDEST_FIRST = Comparator
      .comparingLong(ControllerRevision::revision)
      .thenComparing(revision -> revision.metadata().creationTimestamp().orElseThrow())
      .thenComparing(revision -> revision.metadata().name());

  /// The newest revision, which says what the template says now.
  ///
  /// @param collided whether the name of a new one was taken, so that the next pass must count that
  public record Newest(Optional<ControllerRevision> revision, boolean collided) {}

  private final String hashLabel;
  private final ApiClient client;
  private final Lister<ControllerRevision> copy;
  private final ReadYourWrites writes;

  /// @param hashLabel the label that says of a revision which one it is
  public RevisionHistory(String hashLabel, ApiClient client, Lister<ControllerRevision> copy,
      ReadYourWrites writes) {
    this.hashLabel = hashLabel;
    this.client = client;
    this.copy = copy;
    this.writes = writes;
  }

  /// The owner's revisions, oldest first; those that nobody owns are adopted.
  public List<ControllerRevision> of(Kind<?> kind, Metadata owner, LabelSelector selector,
      Refusals refusals) {
    return Claim.of(owner, selector, copy.list(owner.namespace()))
        .settle(client, Kinds.CONTROLLER_REVISION, kind, owner, refusals)
        .stream()
        .sorted(OLDEST_FIRST)
        .toList();
  }

  /// Sees to it that the newest revision is that of the template.
  ///
  /// @param collisions how often a name was taken before
  public Newest newest(Kind<?> kind, Metadata owner, String template, int collisions,
      List<ControllerRevision> known, Refusals refusals) {
    ObjectNode data = data(template);
    long next = known.isEmpty() ? 1 : known.getLast().revision() + 1;
    Optional<ControllerRevision> same = known.reversed().stream()
        .filter(revision -> parse(revision.data()).equals(data))
        .findFirst();
    if (same.isEmpty()) return create(kind, owner, template, data, next, collisions, refusals);
    if (same.get().equals(known.getLast())) return new Newest(same, false);
    ObjectNode patch = Json.object().put("revision", next);
    return new Newest(refusals.take(writes.wrote(owner.key(),
        client.patch(Kinds.CONTROLLER_REVISION, same.get().key(), patch))), false);
  }

  private Newest create(Kind<?> kind, Metadata owner, String template, ObjectNode data, long next,
      int collisions, Refusals refusals) {
    String hash = TemplateHash.of(data, collisions);
    ObjectNode revision = Json.object().put("apiVersion", "apps/v1")
        .put("kind", "ControllerRevision");
    ObjectNode metadata = revision.putObject("metadata").put("name", owner.name() + "-" + hash);
    Map<String, String> labels = Json.texts(parse(template), "metadata.labels");
    metadata.set("labels", Json.object(labels).put(hashLabel, hash));
    if (!owner.annotations().isEmpty()) {
      metadata.set("annotations", Json.object(owner.annotations()));
    }
    metadata.putArray("ownerReferences").add(PodFromTemplate.reference(kind, owner).toJson());
    revision.set("data", data);
    revision.put("revision", next);
    ApiResult<ControllerRevision> created = writes.wrote(owner.key(),
        client.create(Kinds.CONTROLLER_REVISION, owner.namespace(), revision));
    boolean collided = created.refusal()
        .filter(refusal -> refusal.reason().equals("AlreadyExists"))
        .isPresent();
    return new Newest(refusals.take(created), collided);
  }

  /// Deletes the oldest revisions beyond the limit, but none that is still in use.
  public void truncate(Metadata owner, List<ControllerRevision> known, Set<String> namesInUse,
      int kept, Refusals refusals) {
    List<ControllerRevision> unused = known.stream()
        .filter(revision -> !namesInUse.contains(revision.metadata().name()))
        .toList();
    unused.stream()
        .limit(Math.max(0, unused.size() - kept))
        .forEach(revision -> refusals.take(writes.deleted(owner.key(),
            client.delete(Kinds.CONTROLLER_REVISION, revision.metadata()))));
  }

  /// The template that the revision brings back, as JSON.
  public static String template(ControllerRevision revision) {
    JsonNode template = Json.at(parse(revision.data()), "spec.template").deepCopy();
    if (template instanceof ObjectNode fields) fields.remove("$patch");
    return template.toString();
  }

  /// A patch that puts the whole template in the place of whatever is there.
  private static ObjectNode data(String template) {
    ObjectNode data = Json.object();
    ObjectNode whole = (ObjectNode) parse(template);
    whole.put("$patch", "replace");
    data.putObject("spec").set("template", whole);
    return data;
  }

  private static JsonNode parse(String json) {
    return Json.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
