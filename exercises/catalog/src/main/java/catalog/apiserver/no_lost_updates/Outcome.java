package catalog.apiserver.no_lost_updates;

import java.util.Optional;
import kube.controlplane.apiserver.registry.slot.GenericRegistry.Reason;
import kube.controlplane.apiserver.registry.slot.GenericRegistry.Refused;
import kube.controlplane.apiserver.registry.slot.Obj;

/// What a registry made of a write.
sealed interface Outcome {
  /// It was done; empty when the object was taken away.
  record Done(Optional<Obj> object) implements Outcome {
    @Override
    public String toString() {
      return object.map(it -> "done, " + shown(it)).orElse("done, and it is gone");
    }
  }

  /// It could not be.
  record Refusal(Reason reason) implements Outcome {
    @Override
    public String toString() {
      return "refused, " + reason;
    }
  }

  /// A question to a registry.
  interface Write {
    Optional<Obj> ask() throws Refused;
  }

  /// One that answers with an object.
  interface Store {
    Obj ask() throws Refused;
  }

  static Outcome of(Store write) {
    return ofDeletion(() -> Optional.of(write.ask()));
  }

  static Outcome ofDeletion(Write write) {
    try {
      return new Done(write.ask());
    } catch (Refused refused) {
      return new Refusal(refused.reason());
    }
  }

  default boolean isDone() {
    return this instanceof Done;
  }

  default boolean isRefusedWith(Reason reason) {
    return equals(new Refusal(reason));
  }

  /// An object in a few words.
  static String shown(Obj it) {
    return it.name() + " (uid " + orNone(it.uid()) + ", version " + orNone(it.resourceVersion())
        + ", generation " + it.generation() + ", finalizers " + it.finalizers() + ", created "
        + it.created().map(Object::toString).orElse("—") + ", deleted "
        + it.deleted().map(Object::toString).orElse("—") + ", spec " + it.spec() + ", status "
        + orNone(it.status()) + ", rest " + it.rest() + ")";
  }

  static String shown(Optional<Obj> object) {
    return object.map(Outcome::shown).orElse("nothing");
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "—" : text;
  }
}
