package kube.controlplane.apiserver.schema.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

/// What the protobuf descriptors of the Java client say: every type, its fields and their numbers.
final class Descriptors {

  private static final String PACKAGE = "io.kubernetes.client.proto.";
  private static final List<String> FILES = List.of("Meta", "V1", "V1Admissionregistration",
      "V1Apiextensions", "V1Apps", "V1Authentication", "V1Authorization", "V1Autoscaling",
      "V2Autoscaling", "V1Batch", "V1Certificates", "V1Coordination", "V1Discovery", "V1Events",
      "V1Flowcontrol", "V1Networking", "V1Node", "V1Policy", "V1Rbac", "V1Resource",
      "V1Scheduling", "V1Storage");

  /// Types that are more than their fields: how the schema calls them.
  private static final Map<String, String> SPECIAL = Map.ofEntries(Map.entry("Time", "time"),
      Map.entry("MicroTime", "microTime"), Map.entry("Duration", "string"),
      Map.entry("Quantity", "quantity"), Map.entry("IntOrString", "intOrString"),
      Map.entry("RawExtension", "any"), Map.entry("FieldsV1", "any"), Map.entry("JSON", "any"),
      Map.entry("JSONSchemaPropsOrBool", "schemaOrBool"),
      Map.entry("JSONSchemaPropsOrArray", "schemaOrList"),
      Map.entry("JSONSchemaPropsOrStringArray", "schemaOrTexts"),
      Map.entry("ExtraValue", "[string"), Map.entry("Verbs", "[string"));

  private final Map<String, Descriptor> byType = new TreeMap<>();

  Descriptors() {
    for (String file : FILES) {
      for (Descriptor message : fileOf(file).getMessageTypes()) {
        byType.put(nameOf(message), message);
      }
    }
  }

  /// One field as it is written in the schema.
  ///
  /// @param name empty when the fields of its type stand in its place in JSON
  record Field(String name, String type, int number) {}

  Descriptor descriptor(String type) {
    return descriptor(type, byType);
  }

  boolean has(String type) {
    return byType.containsKey(type);
  }

  /// The fields of a type, with the names that they have in JSON.
  List<Field> fields(String type) {
    Optional<Models.Model> model = Models.of(type);
    List<Field> fields = new ArrayList<>();
    for (FieldDescriptor field : descriptor(type, byType).getFields()) {
      fields.add(new Field(jsonName(field, model), typeOf(field), field.getNumber()));
    }
    if (model.isPresent()) {
      for (String field : List.of("apiVersion", "kind")) {
        boolean missing = fields.stream().noneMatch(known -> known.name.equals(field));
        if (missing && model.get().fields().contains(field)) {
          fields.add(new Field(field, "string", 0));
        }
      }
    }
    return fields;
  }

  /// Every type that can be met on the way down from these.
  Set<String> reachable(List<String> roots) {
    Set<String> found = new TreeSet<>();
    List<String> waiting = new ArrayList<>(roots);
    while (!waiting.isEmpty()) {
      String type = waiting.removeLast();
      if (!byType.containsKey(type) || !found.add(type)) continue;
      for (Field field : fields(type)) {
        String inner = field.type.replaceFirst("^[\\[{]+", "");
        waiting.add(inner.startsWith("schemaOr")
            ? "apiextensions.v1.JSONSchemaProps"
            : inner);
      }
    }
    return found;
  }

  private static String jsonName(FieldDescriptor field, Optional<Models.Model> model) {
    if (model.isEmpty()) return field.getName();
    Optional<String> known = model.get().fields().stream()
        .filter(name -> Models.letters(name).equals(Models.letters(field.getName()))).findFirst();
    boolean isMessage = !field.isRepeated()
        && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    return known.orElse(isMessage ? "" : field.getName());
  }

  private static String typeOf(FieldDescriptor field) {
    if (field.isMapField()) {
      return "{" + single(field.getMessageType().findFieldByName("value"));
    }
    return (field.isRepeated() ? "[" : "") + single(field);
  }

  private static String single(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case INT -> "int32";
      case LONG -> "int64";
      case DOUBLE -> "double";
      case BYTE_STRING -> "bytes";
      case MESSAGE -> {
        String special = SPECIAL.get(field.getMessageType().getName());
        yield special == null ? nameOf(field.getMessageType()) : special;
      }
      case ENUM, FLOAT -> throw new IllegalStateException("not met before: " + field);
    };
  }

  /// `core.v1.Pod` for `k8s.io.api.core.v1.Pod`.
  private static String nameOf(Descriptor message) {
    String[] parts = message.getFullName().split("\\.");
    int last = parts.length - 1;
    return parts[last - 2] + "." + parts[last - 1] + "." + parts[last];
  }

  private static Descriptor descriptor(String type, Map<String, Descriptor> known) {
    Descriptor descriptor = known.get(type);
    if (descriptor == null) throw new IllegalArgumentException("no such type: " + type);
    return descriptor;
  }

  private static FileDescriptor fileOf(String file) {
    try {
      return (FileDescriptor) Class.forName(PACKAGE + file).getMethod("getDescriptor").invoke(null);
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException("the client's protobuf classes have changed", changed);
    }
  }
}
