package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import kube.controlplane.etcd.BufferedWatchHub;
import kube.controlplane.etcd.Compare;
import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.Etcd;
import kube.controlplane.etcd.Operation;
import kube.controlplane.etcd.RangeResult;
import kube.controlplane.etcd.RevisionStore;
import kube.controlplane.etcd.TransactionResult;
import kube.foundation.api.Response.Answer;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.Faults;
import kube.foundation.machine.PartFailure;

import org.junit.jupiter.api.Test;

/// A learner's store may die in the middle of a request: that is a fault, not the end of the world.
class BrokenStoreTest {

  @Test
  void the_client_gets_a_500_and_the_loop_hears_of_the_failure() {
    EventLoop loop = new EventLoop(World.START, 1);
    ApiServer server = new ApiServer(loop.actor("apiserver"),
        new Etcd(new DeadStore(), new BufferedWatchHub()),
        new Faults(loop.randomness("faults"), Faults.Plan.calm()));
    List<String> failures = new ArrayList<>();
    loop.onPartFailure((actor, failure) -> failures.add(actor.name() + ": " + failure.reason()));

    var answer = (Answer) server.handle(World.request("GET", "/api/v1/pods"));
    loop.runUntil(World.START);

    assertThat(answer.code()).isEqualTo(500);
    assertThat(failures).containsExactly("apiserver: it hangs");
  }

  /// https://kubernetes.io/docs/reference/using-api/health-checks/
  @Test
  void who_asks_how_the_server_is_hears_what_is_broken() {
    EventLoop loop = new EventLoop(World.START, 1);
    ApiServer server = new ApiServer(loop.actor("apiserver"),
        new Etcd(new DeadStore(), new BufferedWatchHub()),
        new Faults(loop.randomness("faults"), Faults.Plan.calm()));

    assertThat(asked(server, "/livez"))
        .startsWith("500 [+]ping ok\n[+]log ok\n[-]etcd failed: reason withheld\n")
        .endsWith("\nlivez check failed\n");
    assertThat(asked(server, "/livez/etcd"))
        .isEqualTo("500 internal server error: etcd failed: reason withheld\n");
    assertThat(asked(server, "/livez/ping")).isEqualTo("200 ok");
  }

  private static String asked(ApiServer server, String path) {
    var answer = (Answer) server.handle(World.request("GET", path));
    return answer.code() + " " + new String(answer.body(), StandardCharsets.UTF_8);
  }

  /// Throws whatever it is asked, but for the one question at the start.
  private static final class DeadStore implements RevisionStore {
    private boolean begun;

    @Override
    public long revision() {
      if (begun) throw new PartFailure("it hangs");
      begun = true;
      return 1;
    }

    @Override
    public long put(String key, byte[] value) {
      throw new PartFailure("it hangs");
    }

    @Override
    public OptionalLong delete(String key) {
      throw new PartFailure("it hangs");
    }

    @Override
    public Optional<Entry> get(String key, long atRevision) {
      throw new PartFailure("it hangs");
    }

    @Override
    public RangeResult range(String from, String to, long atRevision, int limit) {
      throw new PartFailure("it hangs");
    }

    @Override
    public RangeResult list(String folder, long atRevision, int limit) {
      throw new PartFailure("it hangs");
    }

    @Override
    public TransactionResult transact(List<Compare> ifAll, List<Operation> then,
        List<Operation> otherwise) {
      throw new PartFailure("it hangs");
    }

    @Override
    public void compact(long revision) {
      throw new PartFailure("it hangs");
    }
  }
}
