package kube.controlplane.apiserver.strategy;

import java.util.List;
import java.util.Optional;

/// A form that a name may have; most are among [Names].
@FunctionalInterface
public interface NameForm {

  /// Names that only have to fit into a path: roles and bindings, whose names often carry colons.
  NameForm PATH_SEGMENT = name -> {
    if (name.equals(".") || name.equals("..")) return Optional.of("may not be '" + name + "'");
    if (name.contains("/")) return Optional.of("may not contain '/'");
    return name.contains("%") ? Optional.of("may not contain '%'") : Optional.empty();
  };

  /// What is wrong with the name, in Kubernetes' words; empty when nothing is.
  Optional<String> fault(String name);

  /// All that is wrong with the name.
  default List<String> faults(String name) {
    return fault(name).stream().toList();
  }
}
