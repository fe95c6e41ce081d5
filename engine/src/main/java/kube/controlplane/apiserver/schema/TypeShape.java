package kube.controlplane.apiserver.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/// One type of object: its fields, by their names in JSON and as protobuf has them.
///
/// Its lines of the resource are read when somebody asks, because most clusters meet few types. Two
/// threads may read them at once; both come to the same, which does not change any more.
public final class TypeShape {

  private final Schema schema;
  private final String id;
  private final boolean isAtomic;
  private final String lines;
  private @Nullable Fields read;

  /// @param named by name, those of inlined parts included
  /// @param byName the same, found faster
  private record Fields(SortedMap<String, FieldShape> named, List<FieldShape> wire,
      Map<String, FieldShape> byName) {}

  TypeShape(Schema schema, String header, String lines) {
    int space = header.indexOf(' ');
    this.schema = schema;
    this.id = space < 0 ? header : header.substring(0, space);
    this.isAtomic = header.endsWith(" atomic");
    this.lines = lines;
  }

  /// Group, version and name, such as `core.v1.Container`.
  public String id() {
    return id;
  }

  /// The name alone, such as `Container`.
  public String name() {
    return id.substring(id.lastIndexOf('.') + 1);
  }

  /// Group and version, such as `core.v1`.
  public String home() {
    return id.substring(0, id.lastIndexOf('.'));
  }

  /// Whether server-side apply takes the object as one.
  public boolean isAtomic() {
    return isAtomic;
  }

  /// The fields by their names in JSON, to be read only.
  public SortedMap<String, FieldShape> fields() {
    return read().named;
  }

  /// The field of this name; null when there is none.
  @Nullable
  public FieldShape field(String jsonName) {
    return read().byName.get(jsonName);
  }

  /// As protobuf has them: a part that JSON inlines is one field here, without a name.
  public List<FieldShape> wire() {
    return read().wire;
  }

  /// How Kubernetes' own messages name the type, such as `v1.Container`.
  public String goName() {
    return id.substring(id.indexOf('.') + 1);
  }

  private Fields read() {
    Fields fields = read;
    if (fields == null) {
      fields = readLines();
      read = fields;
    }
    return fields;
  }

  private Fields readLines() {
    String home = home() + ".";
    List<FieldShape> wire = new ArrayList<>();
    SortedMap<String, FieldShape> named = new TreeMap<>();
    int end;
    for (int at = 0; at < lines.length(); at = end + 1) {
      end = lines.indexOf('\n', at);
      FieldShape field = FieldShape.of(lines.substring(at + 1, end), home);
      wire.add(field);
      if (!field.name().isEmpty()) {
        named.put(field.name(), field);
      } else if (field.value() instanceof ValueShape.ObjectOf(String part)) {
        named.putAll(schema.type(part).fields());
      }
    }
    return new Fields(named, List.copyOf(wire), new HashMap<>(named));
  }
}
