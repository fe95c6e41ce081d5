package grader.compile;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/// Writes what a name takes and gives as a reader would, without the packages.
final class Signatures {
  private Signatures() {}

  /// The kind of a suggestion; empty for what nobody types, such as a constructor.
  static String kind(Element element) {
    if (element.getSimpleName().toString().startsWith("__caret__")) return "";
    return switch (element.getKind()) {
      case METHOD -> "method";
      case FIELD, ENUM_CONSTANT -> "field";
      case LOCAL_VARIABLE, PARAMETER, EXCEPTION_PARAMETER, RESOURCE_VARIABLE, BINDING_VARIABLE ->
        "variable";
      case CLASS, INTERFACE, RECORD, ENUM, ANNOTATION_TYPE, TYPE_PARAMETER -> "type";
      case PACKAGE -> "package";
      default -> "";
    };
  }

  /// @param owner the type whose member it is, with its arguments; null when it is nobody's
  static String of(Element element, @Nullable DeclaredType owner, Types types) {
    return switch (element.getKind()) {
      case METHOD -> method((ExecutableElement) element, owner, types);
      case FIELD, ENUM_CONSTANT, LOCAL_VARIABLE, PARAMETER, EXCEPTION_PARAMETER, RESOURCE_VARIABLE,
          BINDING_VARIABLE ->
        words(seen(element, owner, types));
      default -> "";
    };
  }

  private static String method(ExecutableElement method, @Nullable DeclaredType owner,
      Types types) {
    ExecutableType type = (ExecutableType) seen(method, owner, types);
    List<String> taken = new ArrayList<>();
    for (int index = 0; index < type.getParameterTypes().size(); index++) {
      String name = method.getParameters().get(index).getSimpleName().toString();
      String words = words(type.getParameterTypes().get(index));
      taken.add(name.matches("arg\\d+") ? words : words + " " + name);
    }
    return "(" + String.join(", ", taken) + ") → " + words(type.getReturnType());
  }

  private static TypeMirror seen(Element element, @Nullable DeclaredType owner, Types types) {
    Element around = element.getEnclosingElement();
    if (owner == null || around == null || !around.getKind().isDeclaredType()) {
      return element.asType();
    }
    return types.asMemberOf(owner, element);
  }

  private static String words(TypeMirror type) {
    return type.toString().replaceAll("@[\\w.]+ ", "")
        .replaceAll("\\b([a-z_]\\w*\\.)+(?=[A-Z])", "")
        .replace(",", ", ").replace(",  ", ", ");
  }
}
