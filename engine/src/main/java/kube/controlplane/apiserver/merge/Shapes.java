package kube.controlplane.apiserver.merge;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.controlplane.apiserver.catalogue.ServedKind;
import kube.controlplane.apiserver.merge.Shape.Form;

import tools.jackson.databind.JsonNode;

/// The shapes of all kinds, worked out from their schema when first asked for.
///
/// Owned by the loop.
public final class Shapes {

  private static final int SCHEMAS_KEPT = 1_000;

  private final Map<String, SortedMap<String, String>> types;
  private final Map<String, Shape> structs = new TreeMap<>();

  /// By the schema itself, not by its content: a definition that changes brings another.
  private final IdentityHashMap<JsonNode, Shape> custom = new IdentityHashMap<>();

  /// @param types the fields of each type and their types: `string`, `Container`, `[Container]`,
  ///   `{string}`
  public Shapes(Map<String, SortedMap<String, String>> types) {
    this.types = types;
  }

  /// The shape of the objects of a kind; untyped for a kind that no schema describes.
  public Shape of(ServedKind served) {
    if (served.schema().isEmpty()) return builtIn(served.stored().name());
    JsonNode schema = served.schema().get();
    if (custom.size() > SCHEMAS_KEPT) custom.clear();
    return custom.computeIfAbsent(schema, it -> CustomShapes.of(it, builtIn("ObjectMeta")));
  }

  private Shape builtIn(String type) {
    return types.containsKey(type) ? struct(type) : Shape.UNTYPED;
  }

  private Shape struct(String type) {
    Shape known = structs.get(type);
    if (known != null) return known;
    Shape shape = new Shape(Form.STRUCT, ListTypes.isAtomic(type), List.of(), "", false,
        name -> fieldOf(type, name));
    structs.put(type, shape);
    return shape;
  }

  private Shape fieldOf(String struct, String name) {
    String type = types.getOrDefault(struct, new TreeMap<>()).getOrDefault(name, "");
    if (type.isEmpty()) return Shape.UNKNOWN;
    String place = struct + "." + name;
    if (type.startsWith("[")) return list(place, name, inner(type));
    if (type.startsWith("{")) return map(place, inner(type));
    Shape shape = plain(type);
    boolean retains = ListTypes.retainsKeys(place);
    return retains
        ? new Shape(shape.form(), false, List.of(), "", true, shape::field)
        : shape;
  }

  private Shape plain(String type) {
    if (type.startsWith("[")) {
      return new Shape(Form.LIST, true, List.of(), "", false, it -> plain(inner(type)));
    }
    if (type.startsWith("{")) return map("", inner(type));
    if (types.containsKey(type)) return struct(type);
    return type.equals("any") ? Shape.UNTYPED : Shape.SCALAR;
  }

  private Shape map(String place, String type) {
    Shape values = plain(type);
    Shape map = new Shape(Form.MAP, false, List.of(), "", false, name -> values);
    return ListTypes.isAtomic(place) ? map.asOneValue() : map;
  }

  private Shape list(String place, String name, String type) {
    Shape items = plain(type);
    ListTypes.Merge merge = ListTypes.of(place, name, types.containsKey(type)
        && types.getOrDefault(type, new TreeMap<>()).containsKey("type"));
    return new Shape(merge.form(), merge.form() == Form.LIST, merge.keys(), merge.patchKey(),
        ListTypes.retainsKeys(place), it -> items);
  }

  private static String inner(String type) {
    return type.substring(1, type.length() - 1);
  }
}
