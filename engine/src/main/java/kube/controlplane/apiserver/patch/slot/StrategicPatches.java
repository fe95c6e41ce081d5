package kube.controlplane.apiserver.patch.slot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import kube.controlplane.apiserver.merge.Shape;
import kube.controlplane.apiserver.patch.StrategicMergePatch;
import kube.controlplane.apiserver.patch.slot.PatchSchema.ListRule;
import kube.controlplane.apiserver.patch.slot.Patcher.BadPatch;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.machine.Confinement;
import kube.foundation.machine.Part;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Applies strategic merge patches, and asks whoever stands in the slot to do the same.
///
/// Owned by the loop.
public final class StrategicPatches {

  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final String ORDER = "$setElementOrder/";
  private static final String RETAIN = "$retainKeys";
  private static final String NO_KEY = "does not contain declared merge key";

  /// What somebody else's part is asked to do.
  private interface Question {
    String ask(Patcher patcher) throws BadPatch;
  }

  private final Part<Patcher> part;
  private final Supplier<Confinement> confinement;

  /// @param confinement where somebody else's code runs at present
  public StrategicPatches(Part<Patcher> part, Supplier<Confinement> confinement) {
    this.part = part;
    this.confinement = confinement;
  }

  /// The object with the patch applied; neither argument is changed.
  ///
  /// Refuses with 400 or 422 what cannot be a patch of this object.
  public ApiResult<JsonNode> apply(Shape shape, JsonNode object, ObjectNode patch) {
    if (part.isForeign()) askTheirs(shape, object, patch);
    return StrategicMergePatch.apply(shape, object, patch);
  }

  private void askTheirs(Shape shape, JsonNode object, ObjectNode patch) {
    PatchSchema schema = path -> confinement.get().ours(() -> ruleAt(shape, path));
    ObjectNode asked = patch.deepCopy();
    if (withoutOrders(asked)) {
      ask("merge " + asked, shape, StrategicMergePatch.apply(shape, object, asked),
          patcher -> patcher.strategic(object.toString(), asked.toString(), schema));
    }
    Optional<JsonNode> last = lastApplied(object);
    Optional<JsonNode> desired = lastApplied(patch);
    if (last.isEmpty() || desired.isEmpty()) return;
    ask("apply " + desired.get(), shape,
        new Ok<>(ThreeWayMerge.of(shape, last.get(), object, desired.get())),
        patcher -> patcher.threeWay(last.get().toString(), object.toString(),
            desired.get().toString(), schema));
  }

  private void ask(String what, Shape shape, ApiResult<JsonNode> right, Question question) {
    boolean isTheirs = switch (right) {
      case Ok<JsonNode> _ -> true;
      case Refused<JsonNode>(var status) -> status.message().contains(NO_KEY);
    };
    if (!isTheirs) return;
    Supplier<Optional<String>> nobody = Optional::empty;
    Optional<String> _ = part.ask(patcher -> {
      try {
        return Optional.of(question.ask(patcher));
      } catch (BadPatch refused) {
        return Optional.<String>empty();
      }
    }, answer -> lieIn(what, shape, right, answer), nobody);
  }

  private static Optional<String> lieIn(String what, Shape shape, ApiResult<JsonNode> right,
      Optional<String> answer) {
    String asked = "asked to " + what + " it answered " + answer.orElse("that this is no patch")
        + " where ";
    return switch (right) {
      case Refused<JsonNode> _ -> answer.isEmpty()
          ? Optional.empty()
          : Optional.of(asked + "an item lacks the key that its list is merged by");
      case Ok<JsonNode>(JsonNode merged) -> isSame(shape, merged, answer)
          ? Optional.empty()
          : Optional.of(asked + merged + " is right");
    };
  }

  private static boolean isSame(Shape shape, JsonNode right, Optional<String> answer) {
    try {
      return answer.map(text -> Json.parse(text.getBytes(StandardCharsets.UTF_8)))
          .filter(tree -> sorted(shape, tree).equals(
              sorted(shape, Json.parse(right.toString().getBytes(StandardCharsets.UTF_8)))))
          .isPresent();
    } catch (JacksonException noJson) {
      return false;
    }
  }

  /// The same value with the items of merged lists in an order that says nothing.
  private static JsonNode sorted(Shape shape, JsonNode value) {
    return switch (value) {
      case ObjectNode fields -> {
        ObjectNode copy = Json.object();
        fields.propertyNames().stream().sorted()
            .forEach(name -> copy.set(name, sorted(shape.field(name), fields.path(name))));
        yield copy;
      }
      case ArrayNode items -> {
        List<JsonNode> all = new ArrayList<>();
        items.forEach(item -> all.add(sorted(shape.item(), item)));
        if (!shape.patchKey().isEmpty()) all.sort(Comparator.comparing(JsonNode::toString));
        yield Json.object().putArray("items").addAll(all);
      }
      default -> value;
    };
  }

  /// Takes the orders of elements out. Returns whether the rest can be asked of anybody.
  private static boolean withoutOrders(JsonNode patch) {
    if (patch instanceof ObjectNode fields) {
      if (fields.has(RETAIN)) return false;
      fields.remove(
          fields.propertyNames().stream().filter(name -> name.startsWith(ORDER)).toList());
    }
    return patch.valueStream().allMatch(StrategicPatches::withoutOrders);
  }

  private static Optional<JsonNode> lastApplied(JsonNode object) {
    String text = object.path("metadata").path("annotations").path(LAST_APPLIED).asString("");
    if (text.isBlank()) return Optional.empty();
    try {
      return Optional.of(Json.parse(text.getBytes(StandardCharsets.UTF_8)))
          .filter(JsonNode::isObject);
    } catch (JacksonException garbage) {
      return Optional.empty();
    }
  }

  private static ListRule ruleAt(Shape root, String path) {
    Shape shape = root;
    for (String name : path.split("\\.", -1)) {
      Shape whole = isList(shape) ? shape.item() : shape;
      shape = whole.field(name);
    }
    if (shape.patchKey().isEmpty()) return new ListRule.Atomic();
    return shape.form() == Shape.Form.SET
        ? new ListRule.Set()
        : new ListRule.Merge(shape.patchKey());
  }

  private static boolean isList(Shape shape) {
    return switch (shape.form()) {
      case LIST, SET, KEYED_LIST -> true;
      case SCALAR, STRUCT, MAP, UNTYPED -> false;
    };
  }
}
