package kube.scenarios.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

import kube.Parts;
import kube.Slot;
import kube.controlplane.etcd.quorum.MajorityVotes;
import kube.controlplane.etcd.quorum.Quorum;
import kube.foundation.api.Key;
import kube.foundation.client.queue.RateLimitedQueue;
import kube.foundation.client.queue.WorkQueue;
import kube.foundation.machine.Fault;
import kube.scenarios.housekeeping.Manor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Another queue in every controller, and another way to count etcd's votes, while the cluster runs.
///
/// **In Kubernetes:** https://pkg.go.dev/k8s.io/client-go/util/workqueue
class QueueSlotTest {

  /// The mistakes of exercise X13.
  private static final Map<String, Supplier<WorkQueue>> MISTAKES = new TreeMap<>(Map.of(
      "a plain queue", () -> new Twisted() {
        private final ArrayDeque<Key> all = new ArrayDeque<>();

        @Override
        public void add(Key key) {
          all.add(key);
        }

        @Override
        public Optional<Key> take() {
          return Optional.ofNullable(all.poll());
        }
      }, "forgets what comes back", () -> new Twisted() {
        @Override
        public void addAfter(Key key, Duration delay) {}
      }, "comes back too early", () -> new Twisted() {
        @Override
        public void addAfter(Key key, Duration delay) {
          add(key);
        }
      }));

  @Test
  void another_queue_takes_over_what_waits_and_gives_it_back() {
    AtomicInteger taken = new AtomicInteger();
    Manor manor = Manor.calm(1).replicaSet("old", 2).seconds(10);
    manor.cluster().use(Parts.ours().with(Slot.WORK_QUEUE, () -> new Twisted() {
      @Override
      public Optional<Key> take() {
        taken.incrementAndGet();
        return super.take();
      }
    }));
    manor.replicaSet("web", 3).seconds(120);

    assertThat(manor.cluster().culprits()).isEmpty();
    assertThat(taken.get()).isGreaterThan(10);
    manor.cluster().use(Parts.ours());
    manor.replicaSet("more", 2).seconds(30);
    thenAllAreReady(manor, "old", "web", "more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a plain queue", "forgets what comes back", "comes back too early"})
  void a_wrong_queue_is_named_and_nothing_is_forgotten(String mistake) {
    Manor manor = Manor.calm(3).replicaSet("old", 2).seconds(10);
    manor.cluster()
        .use(Parts.ours().with(Slot.WORK_QUEUE, Objects.requireNonNull(MISTAKES.get(mistake))));
    manor.replicaSet("web", 3).delete("namespaces/default/pods/"
        + manor.names("namespaces/default/pods").getFirst()).seconds(400);

    thenAllAreReady(manor, "old", "web");
    assertThat(manor.cluster().culprits()).as(mistake).containsOnlyKeys("client.queue");
    assertThat(manor.names("componentstatuses")).contains("client.queue");
  }

  @Test
  void who_counts_half_of_the_members_as_a_majority_is_named() {
    Manor manor = Manor.calm(4);
    Quorum generous = new MajorityVotesOfHalf();
    manor.cluster().use(Parts.ours().with(Slot.QUORUM, () -> generous));
    manor.cluster().accidents().begin(new Fault.EtcdMemberLoss(3));
    manor.replicaSet("web", 2).seconds(20);

    thenAllAreReady(manor, "web");
    assertThat(manor.cluster().culprits().get("etcd.quorum")).as(manor::timeline)
        .contains("it answered 1 where 2 is right");
    assertThat(manor.timeline()).contains("count members — 0 more may be lost; to add a voter is"
        + " risky: 3 of 4 voters would have to agree, with 1 missing: remove first, then add");
  }

  private static void thenAllAreReady(Manor manor, String... replicaSets) {
    for (String name : replicaSets) {
      String path = "apps/v1/namespaces/default/replicasets/" + name;
      assertThat(manor.text(path, "status.readyReplicas")).as(manor::timeline)
          .isEqualTo(manor.text(path, "spec.replicas"));
    }
  }

  private static final class MajorityVotesOfHalf implements Quorum {

    private final Quorum good = new MajorityVotes();

    @Override
    public int majority(int voters) {
      return voters / 2;
    }

    @Override
    public int tolerated(int voters) {
      return good.tolerated(voters);
    }

    @Override
    public long commitIndex(Map<String, Long> match, Set<String> voters,
        LongUnaryOperator termOf, long currentTerm, long oldCommit) {
      return good.commitIndex(match, voters, termOf, currentTerm, oldCommit);
    }

    @Override
    public Advice change(int voters, int healthy, Change change) {
      return good.change(voters, healthy, change);
    }
  }

  /// A good queue, of which one method is made worse.
  private static class Twisted implements WorkQueue {

    private final RateLimitedQueue good = new RateLimitedQueue();

    @Override
    public void now(Instant moment) {
      good.now(moment);
    }

    @Override
    public void add(Key key) {
      good.add(key);
    }

    @Override
    public void addAfter(Key key, Duration delay) {
      good.addAfter(key, delay);
    }

    @Override
    public void addRateLimited(Key key) {
      good.addRateLimited(key);
    }

    @Override
    public Optional<Key> take() {
      return good.take();
    }

    @Override
    public void done(Key key) {
      good.done(key);
    }

    @Override
    public void forget(Key key) {
      good.forget(key);
    }

    @Override
    public int waiting() {
      return good.waiting();
    }
  }
}
