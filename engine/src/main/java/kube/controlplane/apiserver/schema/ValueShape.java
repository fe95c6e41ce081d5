package kube.controlplane.apiserver.schema;

/// The form that the value of a field has.
public sealed interface ValueShape {

  /// One value without fields.
  record Plain(PlainType type) implements ValueShape {}

  /// An array, each item of which has the same form.
  record ListOf(ValueShape item) implements ValueShape {}

  /// An object whose keys its author chooses, such as labels.
  record MapOf(ValueShape value) implements ValueShape {}

  /// An object with the fields of a type, such as `core.v1.Container`.
  record ObjectOf(String type) implements ValueShape {}

  /// Reads the form as the resource writes it: `string`, `[Container`, `{quantity`.
  static ValueShape of(String text, String home) {
    String inner = text.substring(1);
    return switch (text.charAt(0)) {
      case '[' -> new ListOf(of(inner, home));
      case '{' -> new MapOf(of(inner, home));
      default -> {
        PlainType plain = PlainType.BY_WORD.get(text);
        if (plain != null) yield plain.shape();
        yield new ObjectOf(text.indexOf('.') < 0 ? home + text : text);
      }
    };
  }
}
