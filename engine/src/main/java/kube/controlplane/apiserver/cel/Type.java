package kube.controlplane.apiserver.cel;

import java.util.Map;
import java.util.Optional;

import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;

/// What a variable is, as far as it is known when an expression is compiled.
public record Type(CelType cel) {

  /// Known only when the expression is evaluated.
  public static Type anything() {
    return new Type(SimpleType.DYN);
  }

  public static Type bool() {
    return new Type(SimpleType.BOOL);
  }

  public static Type text() {
    return new Type(SimpleType.STRING);
  }

  /// An object with these fields and no others.
  public static Type object(String name, Map<String, Type> fields) {
    ImmutableMap<String, CelType> known = fields.entrySet().stream()
        .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, field -> field.getValue().cel()));
    return new Type(StructType.create(name, known.keySet(),
        field -> Optional.ofNullable(known.get(field))));
  }

  /// The variable `authorizer`.
  public static Type authorizer() {
    return new Type(Authority.TYPE);
  }

  /// The variable `authorizer.requestResource`.
  public static Type resourceCheck() {
    return new Type(Authority.RESOURCE_CHECK);
  }

  /// The same, or nothing.
  public Type optional() {
    return new Type(OptionalType.create(cel));
  }
}
