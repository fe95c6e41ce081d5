package kube.scenarios.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import kube.Parts;
import kube.Slot;
import kube.controlplane.etcd.BufferedWatchHub;
import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.MultiVersionStore;
import kube.controlplane.etcd.WatchSink;
import kube.scenarios.housekeeping.Manor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Another store and another hub take over the memory of a cluster that runs, and give it back.
///
/// **In Kubernetes:** an etcd member joins with a snapshot and the log after it.
/// https://etcd.io/docs/v3.6/op-guide/runtime-configuration/
class MemorySlotsTest {

  /// What another part does with a call before the good one gets it.
  private interface Twist {
    @Nullable
    Object on(Method method, Object @Nullable [] arguments, Supplier<@Nullable Object> good);
  }

  private static <T> Supplier<T> twisted(Slot<T> slot, Supplier<T> good, Twist twist) {
    return () -> {
      T part = good.get();
      return slot.type().cast(Proxy.newProxyInstance(slot.type().getClassLoader(),
          new Class<?>[]{slot.type()}, (_, method, arguments) -> twist.on(method, arguments,
              () -> call(part, method, arguments))));
    };
  }

  private static @Nullable Object call(Object part, Method method,
      Object @Nullable [] arguments) {
    try {
      return method.invoke(part, arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException known) throw known;
      throw new AssertionError(thrown);
    } catch (IllegalAccessException closed) {
      throw new AssertionError(closed);
    }
  }

  private static List<String> everything(Manor manor, long revision) {
    return manor.cluster().etcd().range("", "\uffff", revision, 0).entries().stream()
        .map(Entry::toString).toList();
  }

  @Test
  void another_store_and_hub_take_over_and_give_back() {
    Manor manor = Manor.calm(1).replicaSet("old", 2).seconds(400);
    long before = manor.cluster().revision();
    List<String> then = everything(manor, before);
    AtomicInteger questions = new AtomicInteger();
    Twist counting = (_, _, good) -> {
      questions.incrementAndGet();
      return good.get();
    };

    manor.cluster().use(Parts.ours()
        .with(Slot.STORE, twisted(Slot.STORE, MultiVersionStore::new, counting))
        .with(Slot.WATCH_HUB, twisted(Slot.WATCH_HUB, BufferedWatchHub::new, counting)));
    manor.replicaSet("web", 3).seconds(30);

    assertThat(manor.cluster().culprits()).isEmpty();
    assertThat(questions.get()).isGreaterThan(200);
    assertThat(everything(manor, before)).isEqualTo(then);
    List<String> there = everything(manor, 0);
    manor.cluster().use(Parts.ours());
    assertThat(everything(manor, 0)).isEqualTo(there);
    assertThat(everything(manor, before)).isEqualTo(then);
    manor.replicaSet("more", 2).seconds(30);
    for (String name : List.of("old", "web", "more")) {
      assertThat(manor.text("apps/v1/namespaces/default/replicasets/" + name,
          "status.readyReplicas")).as(manor::timeline).isIn("2", "3");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"transact", "range", "get", "compact", "restore"})
  void a_store_that_fails_leaves_all_that_was_written(String broken) {
    Manor manor = Manor.calm(2).replicaSet("old", 2).seconds(10);
    AtomicInteger calls = new AtomicInteger();
    manor.cluster().use(Parts.ours().with(Slot.STORE, twisted(Slot.STORE, MultiVersionStore::new,
        (method, _, good) -> {
          if (method.getName().equals(broken) && (broken.equals("restore")
              || calls.incrementAndGet() > 3))
            throw new IllegalStateException("broken disk");
          return good.get();
        })));

    manor.replicaSet("web", 3).seconds(broken.equals("compact") ? 400 : 30);
    manor.names("namespaces/default/pods");

    assertThat(manor.text("apps/v1/namespaces/default/replicasets/web", "status.readyReplicas"))
        .as(manor::timeline).isEqualTo("3");
    assertThat(manor.text("apps/v1/namespaces/default/replicasets/old", "status.readyReplicas"))
        .isEqualTo("2");
    if (calls.get() > 3 || broken.equals("restore")) {
      assertThat(manor.cluster().culprits()).containsOnlyKeys("etcd.store");
      assertThat(manor.names("componentstatuses")).contains("etcd.store");
    }
  }

  @Test
  void a_store_that_errs_in_one_revision_is_found_out() {
    Manor manor = Manor.calm(3).seconds(10);
    manor.cluster().use(Parts.ours().with(Slot.STORE, twisted(Slot.STORE, MultiVersionStore::new,
        (method, arguments, good) -> method.getName().equals("range") && arguments != null
            && arguments[0].toString().contains("/pods/")
                ? call(new MultiVersionStore(), method, arguments)
                : good.get())));
    manor.replicaSet("web", 1).seconds(30);
    assertThat(everything(manor, 0)).isNotEmpty();
    manor.cluster().etcd().range("/registry/pods/", "/registry/pods0", 0, 0);

    assertThat(manor.cluster().culprits().get("etcd.store")).as(manor::timeline)
        .contains("is right");
    assertThat(manor.text("apps/v1/namespaces/default/replicasets/web", "status.readyReplicas"))
        .isEqualTo("1");
  }

  /// The ways in which a hub is wrong that exercise X04 knows.
  @ParameterizedTest
  @ValueSource(strings = {"pump", "onCommit", "watch", "deaf", "twice"})
  void a_hub_that_fails_leaves_no_watcher_without_news(String broken) {
    Manor manor = Manor.calm(4).replicaSet("old", 2).seconds(10);
    AtomicInteger calls = new AtomicInteger();
    manor.cluster().use(Parts.ours().with(Slot.WATCH_HUB, twisted(Slot.WATCH_HUB,
        BufferedWatchHub::new, (method, arguments, good) -> {
          String name = method.getName();
          boolean isLate = calls.incrementAndGet() > 60;
          if (isLate && name.equals(broken)) throw new IllegalStateException("it broke");
          if (isLate && broken.equals("deaf") && name.equals("pump")) return null;
          if (broken.equals("twice") && arguments != null
              && arguments.length == 3 && arguments[2] instanceof WatchSink sink) {
            arguments[2] = (WatchSink) event -> {
              sink.accept(event);
              sink.accept(event);
            };
          }
          return good.get();
        })));
    manor.replicaSet("web", 3).seconds(30);

    assertThat(manor.text("apps/v1/namespaces/default/replicasets/web", "status.readyReplicas"))
        .as(manor::timeline).isEqualTo("3");
    if (!broken.equals("watch")) { // Nobody begins a watch so late.
      assertThat(manor.cluster().culprits()).containsOnlyKeys("etcd.watch");
      assertThat(manor.names("componentstatuses")).contains("etcd.watch");
    }
  }
}
