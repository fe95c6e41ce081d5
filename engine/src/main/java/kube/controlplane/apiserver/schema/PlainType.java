package kube.controlplane.apiserver.schema;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The types of values without fields.
public enum PlainType {

  STRING("string", "string"), BOOLEAN("boolean", "bool"), INT32("int32", "int32"), INT64("int64",
      "int64"), DOUBLE("double", "float64"),

  /// Bytes, written in base64.
  BYTES("bytes", "uint8"),

  /// A moment, to the second.
  TIME("time", "v1.Time"),

  /// A moment, to the microsecond.
  MICRO_TIME("microTime", "v1.MicroTime"),

  /// An amount such as `500m` or `1Gi`; a number will do.
  QUANTITY("quantity", "resource.Quantity"),

  /// A port by number or by name, an amount or a percentage.
  INT_OR_STRING("intOrString", "intstr.IntOrString"),

  /// Anything at all.
  ANY("any", "any"),

  /// A schema, or a yes or no.
  SCHEMA_OR_BOOL("schemaOrBool", "v1.JSONSchemaPropsOrBool"),

  /// A schema, or a list of them.
  SCHEMA_OR_LIST("schemaOrList", "v1.JSONSchemaPropsOrArray"),

  /// A schema, or a list of names.
  SCHEMA_OR_TEXTS("schemaOrTexts", "v1.JSONSchemaPropsOrStringArray");

  static final Map<String, PlainType> BY_WORD = Stream.of(values())
      .collect(Collectors.toUnmodifiableMap(type -> type.word, Function.identity()));

  private final String word;
  private final String goName;

  PlainType(String word, String goName) {
    this.word = word;
    this.goName = goName;
  }

  /// How Kubernetes' own messages name the type.
  public String goName() {
    return goName;
  }

  ValueShape shape() {
    return new ValueShape.Plain(this);
  }
}
