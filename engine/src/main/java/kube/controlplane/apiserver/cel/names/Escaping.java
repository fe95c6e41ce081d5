package kube.controlplane.apiserver.cel.names;

import java.util.Optional;
import java.util.Set;

/// Writes the name of a field so that it is an identifier in CEL.
public final class Escaping {

  private static final Set<String> RESERVED = Set.of("true", "false", "null", "in", "as", "break",
      "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
      "namespace", "return", "var", "void", "while");

  private Escaping() {}

  /// The escaped name; empty when there is none, and no expression can use the field.
  public static Optional<String> escape(String name) {
    if (RESERVED.contains(name)) return Optional.of("__" + name + "__");
    if (!name.matches("[A-Za-z_][A-Za-z0-9_./-]*")) return Optional.empty();
    return Optional.of(name.replace("__", "__underscores__").replace(".", "__dot__")
        .replace("-", "__dash__").replace("/", "__slash__"));
  }
}
