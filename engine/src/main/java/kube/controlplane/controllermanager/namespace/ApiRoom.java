package kube.controlplane.controllermanager.namespace;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import kube.foundation.api.AnyObject;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Namespace;
import kube.foundation.api.Status;
import kube.foundation.client.ApiClient;
import kube.foundation.machine.Clock;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A namespace as the API server has it.
final class ApiRoom implements Room {

  /// All kinds of things that lie in namespaces, those with several names once.
  private static final List<Kind<AnyObject>> BUILT_IN = builtIn();

  private final Clock clock;
  private final ApiClient client;
  private final Namespace namespace;
  private final Map<String, Kind<AnyObject>> kinds = new LinkedHashMap<>();

  /// @param definitions of the custom kinds that there are
  ApiRoom(Clock clock, ApiClient client, Namespace namespace, List<AnyObject> definitions) {
    this.clock = clock;
    this.client = client;
    this.namespace = namespace;
    BUILT_IN.forEach(kind -> kinds.put(kind.qualifiedPlural(), kind));
    definitions.forEach(definition -> addCustom(definition.resource().tree()));
  }

  private static List<Kind<AnyObject>> builtIn() {
    Map<String, Kind<AnyObject>> byFolder = new LinkedHashMap<>();
    Kinds.ALL.stream().filter(kind -> kind.namespaced() && kind.isStored())
        .forEach(kind -> byFolder.putIfAbsent(kind.folder(), kind.readAs(AnyObject::of)));
    return List.copyOf(byFolder.values());
  }

  private void addCustom(JsonNode definition) {
    boolean isServed = Json.at(definition, "status.conditions").valueStream()
        .anyMatch(condition -> Json.text(condition, "type").equals("Established")
            && Json.text(condition, "status").equals("True"));
    if (!isServed || !Json.text(definition, "spec.scope").equals("Namespaced")) return;
    Json.at(definition, "spec.versions").valueStream()
        .filter(version -> Json.flag(version, "served")).findFirst()
        .map(version -> Kind.of(Json.text(definition, "spec.group"), Json.text(version, "name"),
            Json.text(definition, "spec.names.kind"),
            Json.text(definition, "spec.names.plural")))
        .ifPresent(kind -> kinds.put(kind.qualifiedPlural(), kind));
  }

  @Override
  public Instant now() {
    return clock.now();
  }

  @Override
  public List<String> kinds() {
    return List.copyOf(kinds.keySet());
  }

  @Override
  public ApiResult<List<Occupant>> list(String kind) {
    return unlessUnknown(client.list(kind(kind), namespace.metadata().name())
        .map(objects -> objects.stream().map(ApiRoom::occupant).toList()), List.of());
  }

  /// Of a kind that is switched off, such as those of beta APIs, there is nothing.
  private static <T> ApiResult<T> unlessUnknown(ApiResult<T> answer, T nothing) {
    return answer.refusal().filter(Status::isNotFound).isPresent()
        ? new ApiResult.Ok<>(nothing)
        : answer;
  }

  private static Occupant occupant(AnyObject object) {
    JsonNode metadata = object.resource().tree().path("metadata");
    return new Occupant(object.metadata().name(), object.metadata().finalizers(),
        metadata.path("deletionGracePeriodSeconds").asLong(0));
  }

  @Override
  public ApiResult<String> deleteAll(String kind) {
    return unlessUnknown(client.deleteAll(kind(kind), namespace.metadata().name()), "");
  }

  @Override
  public ApiResult<String> report(List<Condition> conditions) {
    boolean isSaid = namespace.conditions().equals(conditions);
    if (isSaid) return new ApiResult.Ok<>("");
    ObjectNode status = Json.object();
    ArrayNode list = status.putArray("conditions");
    conditions.forEach(condition -> list.add(condition.toJson()));
    return client.patchStatus(Kinds.NAMESPACE, namespace.key(), status).map(_ -> "");
  }

  @Override
  public ApiResult<String> release() {
    return client.edit(Kinds.NAMESPACE, namespace.key(), "finalize", object -> {
      List<String> others = Json.list(object, "spec.finalizers", name -> name.asString(""))
          .stream().filter(name -> !name.equals("kubernetes")).toList();
      ArrayNode finalizers = object.withObject("spec").putArray("finalizers");
      others.forEach(finalizers::add);
    }).map(_ -> "");
  }

  private Kind<AnyObject> kind(String name) {
    Kind<AnyObject> kind = kinds.get(name);
    if (kind == null) throw new IllegalArgumentException("no kind \"" + name + "\" here");
    return kind;
  }
}
