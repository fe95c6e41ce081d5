package kube.scenarios.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import kube.Parts;
import kube.Slot;
import kube.controlplane.apiserver.registry.slot.GenericRegistry;
import kube.controlplane.apiserver.registry.slot.Obj;
import kube.controlplane.apiserver.registry.slot.OptimisticRegistry;
import kube.controlplane.apiserver.registry.slot.Shelf;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.scenarios.housekeeping.Manor;
import kube.tools.kubectl.resource.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody else decides what writes make of objects, as exercise X06 asks for, while the cluster
/// runs.
///
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions
class RegistrySlotTest {

  private static final String SETTINGS = "namespaces/default/configmaps/settings";
  private static final String WEB = "apps/v1/namespaces/default/deployments/web";

  /// The mistakes of exercise X06.
  private static final Map<String, Supplier<GenericRegistry>> MISTAKES = new TreeMap<>(Map.of(
      "the last writer wins", () -> new Twisted() {
        @Override
        public Obj update(Obj wish, Shelf shelf) throws Refused {
          return super.update(wish.withVersion(""), shelf);
        }
      }, "labels are a wish", () -> new Twisted() {
        @Override
        public Obj update(Obj wish, Shelf shelf) throws Refused {
          Obj seen = shelf.get(wish.namespace(), wish.name()).orElseThrow();
          boolean counts = shelf.countsGenerations() && !wish.rest().equals(seen.rest());
          return super.update(counts ? wish.withSpec(wish.spec() + " ") : wish, shelf);
        }
      }, "the status door is wide open", () -> new Twisted() {
        @Override
        public Obj updateStatus(Obj wish, Shelf shelf) throws Refused {
          Obj seen = shelf.get(wish.namespace(), wish.name()).orElseThrow();
          return shelf.write(wish.withSpec("{}").born(seen.uid(), seen.created()),
              seen.resourceVersion()).orElseThrow();
        }
      }, "finalizers hold nothing back", () -> new Twisted() {
        @Override
        public Optional<Obj> delete(String namespace, String name, Preconditions wanted,
            Shelf shelf) {
          Obj seen = shelf.get(namespace, name).orElseThrow();
          shelf.remove(namespace, name, seen.resourceVersion());
          return Optional.empty();
        }
      }, "a change of what was read long ago", () -> new Twisted() {
        @Override
        public Obj retrying(String namespace, String name, UnaryOperator<Obj> change,
            int triesAtMost, Shelf shelf) throws Refused {
          Obj seen = shelf.get(namespace, name).orElseThrow();
          return super.update(change.apply(seen.withVersion("1")), shelf);
        }
      }));

  @Test
  void another_registry_decides_about_every_write() {
    AtomicInteger asked = new AtomicInteger();
    Manor manor = Manor.calm(1);
    manor.cluster().use(Parts.ours().with(Slot.REGISTRY, () -> new Twisted() {
      @Override
      public Obj update(Obj wish, Shelf shelf) throws Refused {
        asked.incrementAndGet();
        return super.update(wish, shelf);
      }
    }));
    everybodyWrites(manor);
    manor.namespace("short").seconds(2).delete("namespaces/short").seconds(20);
    manor.delete(WEB, "Foreground").seconds(60);

    assertThat(manor.cluster().culprits()).as(manor::timeline).isEmpty();
    assertThat(asked.get()).isPositive();
    assertThat(manor.exists(WEB)).isFalse();
    assertThat(manor.names("namespaces/default/pods")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"the last writer wins", "labels are a wish",
      "the status door is wide open", "finalizers hold nothing back",
      "a change of what was read long ago"})
  void a_wrong_registry_is_named_and_no_update_is_lost(String mistake) {
    Manor manor = Manor.calm(2);
    manor.cluster().use(Parts.ours().with(Slot.REGISTRY,
        Objects.requireNonNull(MISTAKES.get(mistake))));
    everybodyWrites(manor);

    assertThat(manor.cluster().culprits()).as(mistake).containsOnlyKeys("apiserver.registry");
    assertThat(manor.names("componentstatuses")).contains("apiserver.registry");
    assertThat(manor.text(SETTINGS, "data.color")).isEqualTo("green");
    assertThat(manor.text(SETTINGS, "metadata.deletionTimestamp")).isNotEmpty();
    assertThat(manor.text(WEB, "status.readyReplicas")).as(manor::timeline).isEqualTo("2");
    assertThat(manor.get(WEB).path("metadata").path("generation").asInt()).isEqualTo(1);
  }

  /// A rollout; and settings that one writer changes on the ground of an old version, that get a
  /// label, and that are to go but are held back.
  private static void everybodyWrites(Manor manor) {
    manor.create("apps/v1/namespaces/default/deployments", """
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 2,
          selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}},
          spec: {containers: [{name: main, image: nginx}]}}}}""");
    manor.create("namespaces/default/configmaps", "{apiVersion: v1, kind: ConfigMap, metadata:"
        + " {name: settings, finalizers: [example.com/hold]}, data: {color: red}}");
    put(manor, SETTINGS, "", "color: red}");
    String version = manor.text(SETTINGS, "metadata.resourceVersion");
    put(manor, SETTINGS, "resourceVersion: '" + version + "',", "color: green}");
    put(manor, SETTINGS, "resourceVersion: '" + version + "',", "color: blue}");
    manor.seconds(20).patch(WEB, "{metadata: {labels: {seen: 'yes'}}}");
    Response _ = manor.cluster().transport().send(Request.of("PUT", "/apis/" + WEB, "user")
        .withBody("application/json", labelled(manor)));
    manor.delete(SETTINGS).delete(SETTINGS).seconds(1);
  }

  private static byte[] labelled(Manor manor) {
    return manor.get(WEB).toString().replace("\"seen\":\"yes\"", "\"seen\":\"twice\"")
        .getBytes(UTF_8);
  }

  private static void put(Manor manor, String object, String metadata, String data) {
    Response _ = manor.cluster().transport().send(Request.of("PUT", "/api/v1/" + object, "user")
        .withBody("application/json", Json.bytes(Yaml.one("{apiVersion: v1, kind: ConfigMap,"
            + " metadata: {name: settings, " + metadata + " finalizers: [example.com/hold]},"
            + " data: {" + data + "}"))));
  }

  /// A good registry, of which one method is made worse.
  private static class Twisted implements GenericRegistry {

    private final GenericRegistry good = new OptimisticRegistry();

    @Override
    public Obj create(Obj wish, Shelf shelf) throws Refused {
      return good.create(wish, shelf);
    }

    @Override
    public Obj update(Obj wish, Shelf shelf) throws Refused {
      return good.update(wish, shelf);
    }

    @Override
    public Obj updateStatus(Obj wish, Shelf shelf) throws Refused {
      return good.updateStatus(wish, shelf);
    }

    @Override
    public Optional<Obj> delete(String namespace, String name, Preconditions wanted, Shelf shelf)
        throws Refused {
      return good.delete(namespace, name, wanted, shelf);
    }

    @Override
    public Obj retrying(String namespace, String name, UnaryOperator<Obj> change, int triesAtMost,
        Shelf shelf) throws Refused {
      return good.retrying(namespace, name, change, triesAtMost, shelf);
    }
  }
}
