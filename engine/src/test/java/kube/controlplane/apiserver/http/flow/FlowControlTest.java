package kube.controlplane.apiserver.http.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import kube.foundation.api.Caller;
import kube.foundation.api.Request;

import org.junit.jupiter.api.Test;

/// One hot client waits behind itself; the others wait behind nobody.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/cluster-administration/flow-control/
class FlowControlTest {

  private final Queue<Runnable> thread = new ArrayDeque<>();
  private final List<String> served = new ArrayList<>();
  private final FlowControl flows = new FlowControl(1, 5);

  @Test
  void a_client_with_one_request_need_not_wait_for_all_of_a_hot_one() {
    for (int count = 1; count <= 5; count++) enter("hot " + count, by("hot"));
    enter("calm", by("calm"));

    run();

    assertThat(served).containsExactly("hot 1", "calm", "hot 2", "hot 3", "hot 4", "hot 5");
  }

  @Test
  void too_many_of_one_flow_are_refused_and_none_of_another() {
    for (int count = 1; count <= 5; count++) enter("hot", by("hot"));

    assertThat(flows.enter(by("hot"), thread::add, () -> {})).isFalse();
    assertThat(flows.enter(by("calm"), thread::add, () -> {})).isTrue();
    assertThat(FlowControl.tooManyRequests().headers()).containsEntry("Retry-After", "1");
  }

  @Test
  void probes_and_watches_go_first_and_are_never_refused() {
    for (int count = 1; count <= 5; count++) enter("list", by("hot"));
    for (int count = 1; count <= 7; count++) {
      enter("watch", by("hot").withQuery("watch", "true"));
    }

    run();

    assertThat(served.subList(0, 7)).containsOnly("watch");
    assertThat(served).hasSize(12);
  }

  @Test
  void levels_share_by_their_weight_and_a_stranger_gets_little() {
    FairQueues<String> queues = new FairQueues<>(100);
    for (int count = 0; count < 50; count++) {
      queues.add(PriorityLevel.of(by("x").from(Caller.STRANGER)), "x", "stranger");
      queues.add(PriorityLevel.of(by("y")), "y", "person");
    }

    List<String> first = new ArrayList<>();
    for (int count = 0; count < 25; count++) first.add(queues.poll().orElseThrow());

    assertThat(first.stream().filter("stranger"::equals).count()).isBetween(4L, 6L);
  }

  private void enter(String name, Request request) {
    flows.enter(request, thread::add, () -> {
      served.add(name);
      flows.leave(thread::add);
    });
  }

  private void run() {
    while (!thread.isEmpty()) thread.remove().run();
  }

  private static Request by(String program) {
    return Request.of("GET", "/api/v1/pods", "user").withHeader("User-Agent", program);
  }
}
