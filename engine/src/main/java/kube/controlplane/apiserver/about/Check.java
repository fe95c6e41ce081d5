package kube.controlplane.apiserver.about;

import java.util.function.BooleanSupplier;

/// One thing that must hold for the server to be well, by the name that a real one gives it.
///
/// @param asksReadiness whether only `/readyz` asks for it: a server that is not ready yet, or no
///   longer, is none to kill
/// @param holds may fail with the store that it looks into
public record Check(String name, boolean asksReadiness, BooleanSupplier holds) {

  public static Check of(String name, BooleanSupplier holds) {
    return new Check(name, false, holds);
  }

  /// What the server does as soon as it has started.
  public static Check hook(String name, BooleanSupplier holds) {
    return of("poststarthook/" + name, holds);
  }

  public static Check ofReadiness(String name, BooleanSupplier holds) {
    return new Check(name, true, holds);
  }
}
