package kube.scenarios.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.foundation.api.Key;
import kube.foundation.api.Metadata;
import kube.foundation.client.informer.ListThenWatch;
import kube.foundation.client.informer.ListWatch;
import kube.foundation.client.informer.MetadataInformer;
import kube.foundation.machine.Faults;
import kube.scenarios.housekeeping.Manor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Another informer in every program, while the cluster runs and its watches break.
///
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
class InformerSlotTest {

  /// The mistakes of exercise X12.
  private static final Map<String, Supplier<MetadataInformer>> MISTAKES = new TreeMap<>(Map.of(
      "watches from now", () -> new Twisted() {
        @Override
        public void step(ListWatch server) {
          super.step(new Bent(server) {
            @Override
            public List<Event> watch(String fromRevision) throws Cut, Expired {
              return super.watch("");
            }
          });
        }
      }, "lists at every hiccup", () -> new Twisted() {
        @Override
        public void step(ListWatch server) {
          super.step(new Bent(server) {
            @Override
            public List<Event> watch(String fromRevision) throws Cut, Expired {
              try {
                return super.watch(fromRevision);
              } catch (Cut hiccup) {
                throw new Expired("list again");
              }
            }
          });
        }
      }, "never forgets", () -> new Twisted() {
        private final TreeMap<Key, Metadata> all = new TreeMap<>();

        @Override
        public Optional<Metadata> get(Key key) {
          good.get(key).ifPresent(object -> all.put(key, object));
          return Optional.ofNullable(all.get(key));
        }
      }, "trusts an empty copy", () -> new Twisted() {
        @Override
        public boolean synced() {
          return true;
        }
      }, "tells nobody", () -> new Twisted() {
        @Override
        public void onChange(Handler handler) {}
      }));

  @Test
  void another_informer_follows_through_broken_watches_and_forgotten_pasts() {
    AtomicInteger cuts = new AtomicInteger();
    AtomicInteger expired = new AtomicInteger();
    Manor manor = Manor.calm(1).replicaSet("old", 2).seconds(10);
    manor.cluster().use(Parts.ours().with(Slot.INFORMER, () -> new Twisted() {
      @Override
      public void step(ListWatch server) {
        super.step(new Bent(server) {
          @Override
          public List<Event> watch(String fromRevision) throws Cut, Expired {
            try {
              return super.watch(fromRevision);
            } catch (Cut cut) {
              cuts.incrementAndGet();
              throw cut;
            } catch (Expired gone) {
              expired.incrementAndGet();
              throw gone;
            }
          }
        });
      }
    }));
    trouble(manor);
    silence(manor);

    assertThat(manor.cluster().culprits()).as(manor::timeline).isEmpty();
    assertThat(cuts.get()).as(manor::timeline).isPositive();
    assertThat(expired.get()).as(manor::timeline).isPositive();
    thenAllAreReady(manor);
    manor.cluster().use(Parts.ours());
    thenAllAreReady(manor.replicaSet("more", 1).seconds(20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"watches from now", "lists at every hiccup", "never forgets",
      "trusts an empty copy", "tells nobody"})
  void a_wrong_informer_is_named_and_controllers_go_on(String mistake) {
    Manor manor = Manor.calm(2).replicaSet("old", 2).seconds(10);
    manor.cluster().use(Parts.ours().with(Slot.INFORMER,
        Objects.requireNonNull(MISTAKES.get(mistake))));
    trouble(manor);

    assertThat(manor.cluster().culprits()).as(mistake).containsOnlyKeys("client.informer");
    assertThat(manor.names("componentstatuses")).contains("client.informer");
    thenAllAreReady(manor);
  }

  private static void trouble(Manor manor) {
    Cluster cluster = manor.cluster();
    manor.replicaSet("web", 3).seconds(10);
    cluster.unplug("apiserver");
    manor.seconds(5);
    cluster.plugIn("apiserver");
    manor.seconds(40).delete("namespaces/default/pods/"
        + manor.names("namespaces/default/pods").getFirst()).seconds(60);
  }

  /// Nobody hears anything until what happened meanwhile is forgotten.
  private static void silence(Manor manor) {
    manor.cluster().faults().follow(Faults.Plan.calm().withWatchSilenced(1));
    manor.configMap("unheard").seconds(1);
    manor.cluster().faults().follow(Faults.Plan.calm());
    manor.configMap("forgotten").cluster().etcd().compact(manor.cluster().etcd().revision());
    manor.seconds(60);
  }

  private static void thenAllAreReady(Manor manor) {
    for (String name : manor.names("apps/v1/namespaces/default/replicasets")) {
      String path = "apps/v1/namespaces/default/replicasets/" + name;
      assertThat(manor.text(path, "status.readyReplicas")).as(manor::timeline)
          .isEqualTo(manor.text(path, "spec.replicas"));
    }
  }

  /// The server, of which one answer is made worse.
  private static class Bent implements ListWatch {

    private final ListWatch server;

    Bent(ListWatch server) {
      this.server = server;
    }

    @Override
    public Listing list() {
      return server.list();
    }

    @Override
    public List<Event> watch(String fromRevision) throws Cut, Expired {
      return server.watch(fromRevision);
    }
  }

  /// A good informer, of which one method is made worse.
  private static class Twisted implements MetadataInformer {

    final MetadataInformer good = new ListThenWatch();

    @Override
    public void onChange(Handler handler) {
      good.onChange(handler);
    }

    @Override
    public void step(ListWatch server) {
      good.step(server);
    }

    @Override
    public boolean synced() {
      return good.synced();
    }

    @Override
    public Optional<Metadata> get(Key key) {
      return good.get(key);
    }

    @Override
    public List<Metadata> list() {
      return good.list();
    }
  }
}
