package kube.controlplane.apiserver.merge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;

/// How the value at one place of an object is merged with another value for that place.
///
/// A shape without a schema behind it ([#UNTYPED]) takes values as they come: objects are maps, and
/// lists are one value.
///
/// Owned by the loop: fields are looked up once and remembered.
public final class Shape {

  /// What a value at the place consists of.
  public enum Form {
    /// Text, number, truth value.
    SCALAR,
    /// Fields with names that the schema knows.
    STRUCT,
    /// Entries with names that authors choose.
    MAP,
    /// A list, which is one value.
    LIST,
    /// A list of plain values, each at most once.
    SET,
    /// A list of objects that some of their fields tell apart.
    KEYED_LIST,
    /// Nobody knows; the value decides.
    UNTYPED
  }

  /// The shape of what no schema describes.
  public static final Shape UNTYPED = new Shape(Form.UNTYPED, false, List.of(), "", false,
      name -> Shape.UNTYPED);

  /// The shape of a field that the schema does not know.
  public static final Shape UNKNOWN = new Shape(Form.UNTYPED, false, List.of(), "", false,
      name -> Shape.UNTYPED);

  /// The shape of a value without parts.
  public static final Shape SCALAR = new Shape(Form.SCALAR, false, List.of(), "", false,
      name -> Shape.UNTYPED);

  private final Form form;
  private final boolean atomic;
  private final List<String> keys;
  private final String patchKey;
  private final boolean retainsKeys;
  private final Function<String, Shape> parts;
  private final Map<String, Shape> known = new HashMap<>();

  /// @param atomic whether server-side apply sees the value as one
  /// @param keys the fields that tell the items of a list apart, for server-side apply
  /// @param patchKey the one field that does so for a strategic merge patch; empty for none
  /// @param retainsKeys whether a strategic merge patch says which fields stay
  /// @param parts the shape of a field or entry; of an item for the empty name
  public Shape(Form form, boolean atomic, List<String> keys, String patchKey, boolean retainsKeys,
      Function<String, Shape> parts) {
    this.form = form;
    this.atomic = atomic;
    this.keys = List.copyOf(keys);
    this.patchKey = patchKey;
    this.retainsKeys = retainsKeys;
    this.parts = parts;
  }

  public Form form() {
    return form;
  }

  public List<String> keys() {
    return keys;
  }

  public String patchKey() {
    return patchKey;
  }

  public boolean retainsKeys() {
    return retainsKeys;
  }

  /// The shape of the field or entry of this name.
  public Shape field(String name) {
    Shape shape = known.get(name);
    if (shape != null) return shape;
    shape = parts.apply(name);
    if (form == Form.STRUCT) known.put(name, shape);
    return shape;
  }

  /// The shape of the items of a list.
  public Shape item() {
    Shape shape = known.get("");
    if (shape != null) return shape;
    shape = parts.apply("");
    known.put("", shape);
    return shape;
  }

  /// Whether this value has parts that can belong to different owners.
  public boolean isDivided(JsonNode value) {
    if (atomic) return false;
    return switch (form) {
      case STRUCT, MAP, UNTYPED -> value.isObject();
      case SET, KEYED_LIST -> value.isArray();
      case SCALAR, LIST -> false;
    };
  }

  /// The same place, where a value belongs to one owner as a whole.
  Shape asOneValue() {
    return new Shape(form, true, keys, patchKey, retainsKeys, parts);
  }
}
