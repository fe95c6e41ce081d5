package kube.controlplane.apiserver.merge;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import kube.controlplane.apiserver.catalogue.ServedKind;
import kube.controlplane.apiserver.merge.Shape.Form;
import kube.controlplane.apiserver.schema.FieldShape;
import kube.controlplane.apiserver.schema.PlainType;
import kube.controlplane.apiserver.schema.Schema;
import kube.controlplane.apiserver.schema.TypeShape;
import kube.controlplane.apiserver.schema.ValueShape;

import tools.jackson.databind.JsonNode;

/// The shapes of all kinds, worked out from their schema when first asked for.
///
/// Owned by the loop.
public final class Shapes {

  private static final int SCHEMAS_KEPT = 1_000;
  private static final String A_VALUE_ITSELF = "the value itself";

  private final Schema schema;
  private final Map<String, Shape> structs = new TreeMap<>();

  /// By the schema itself, not by its content: a definition that changes brings another.
  private final IdentityHashMap<JsonNode, Shape> custom = new IdentityHashMap<>();

  /// @param schema of the built-in kinds
  public Shapes(Schema schema) {
    this.schema = schema;
  }

  /// The shape of the objects of a kind; untyped for a kind that no schema describes.
  public Shape of(ServedKind served) {
    if (served.schema().isEmpty()) return struct(schema.of(served.stored()));
    JsonNode own = served.schema().get();
    if (custom.size() > SCHEMAS_KEPT) custom.clear();
    return custom.computeIfAbsent(own,
        it -> CustomShapes.of(it, struct(schema.find("meta.v1.ObjectMeta"))));
  }

  private Shape struct(Optional<TypeShape> found) {
    if (found.isEmpty()) return Shape.UNTYPED;
    TypeShape type = found.get();
    Shape known = structs.get(type.id());
    if (known != null) return known;
    Shape shape = new Shape(Form.STRUCT, type.isAtomic(), List.of(), "", false,
        name -> Optional.ofNullable(type.fields().get(name)).map(this::field)
            .orElse(Shape.UNKNOWN));
    structs.put(type.id(), shape);
    return shape;
  }

  private Shape field(FieldShape field) {
    FieldShape.Merge merge = field.merge();
    Shape shape = value(field.value());
    if (field.value() instanceof ValueShape.ListOf) return list(merge, shape.item());
    if (merge.isAtomic()) return shape.asOneValue();
    return merge.retainsKeys()
        ? new Shape(shape.form(), false, List.of(), "", true, shape::field)
        : shape;
  }

  /// The shape of a value wherever it stands; a list is one value here.
  private Shape value(ValueShape shape) {
    return switch (shape) {
      case ValueShape.ListOf(ValueShape item) ->
        new Shape(Form.LIST, true, List.of(), "", false, _ -> value(item));
      case ValueShape.MapOf(ValueShape inner) -> {
        Shape values = value(inner);
        yield new Shape(Form.MAP, false, List.of(), "", false, _ -> values);
      }
      case ValueShape.ObjectOf(String type) -> struct(schema.find(type));
      case ValueShape.Plain(PlainType type) ->
        type == PlainType.ANY ? Shape.UNTYPED : Shape.SCALAR;
    };
  }

  private static Shape list(FieldShape.Merge merge, Shape item) {
    Form form = merge.isSet()
        ? Form.SET
        : merge.applyKeys().isEmpty() ? Form.LIST : Form.KEYED_LIST;
    boolean mergesPlainValues = merge.patched() && merge.patchKey().isEmpty();
    return new Shape(form, form == Form.LIST, merge.applyKeys(),
        mergesPlainValues ? A_VALUE_ITSELF : merge.patchKey(), merge.retainsKeys(), _ -> item);
  }
}
