package catalog.apiserver.no_lost_updates;

import java.util.List;
import java.util.Optional;
import kube.controlplane.apiserver.registry.slot.GenericRegistry.Preconditions;
import kube.controlplane.apiserver.registry.slot.Obj;

/// The objects of the checks' stories.
final class Things {
  static final Preconditions ANY = new Preconditions("", "");
  static final String VOLUME = "example.com/volume";
  static final String ADDRESS = "example.com/address";

  private Things() {}

  /// A wish for `shop/web`, as a client sends it that knows nothing yet.
  static Obj web() {
    return named("web");
  }

  static Obj named(String name) {
    return new Obj("shop", name, "", "", 0, List.of(), Optional.empty(), Optional.empty(),
        "{\"image\":1,\"replicas\":1}", "{\"ready\":1}", "{\"labels\":{\"app\":\"web\"}}");
  }

  static Obj counter() {
    return web().withSpec("0");
  }

  static Obj counted(Obj counter) {
    return counter.withSpec(Integer.toString(Integer.parseInt(counter.spec()) + 1));
  }

  static Obj held(Obj object, String... finalizers) {
    return object.withRestOf(with(object, List.of(finalizers), object.rest()));
  }

  static Obj labelled(Obj object, String app) {
    return object.withRestOf(
        with(object, object.finalizers(), "{\"labels\":{\"app\":\"" + app + "\"}}"));
  }

  private static Obj with(Obj it, List<String> finalizers, String rest) {
    return new Obj(it.namespace(), it.name(), it.uid(), it.resourceVersion(), it.generation(),
        finalizers, it.created(), it.deleted(), it.spec(), it.status(), rest);
  }
}
