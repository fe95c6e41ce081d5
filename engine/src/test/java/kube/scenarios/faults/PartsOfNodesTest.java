package kube.scenarios.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import kube.Parts;
import kube.Slot;
import kube.controlplane.controllermanager.endpointslice.SliceReconciler;
import kube.controlplane.controllermanager.hpa.LargestWins;
import kube.controlplane.controllermanager.job.JobReconciler;
import kube.controlplane.controllermanager.nodeipam.FirstFree;
import kube.foundation.api.Json;
import kube.network.HostLocal;
import kube.node.kubelet.container.CrashBackoff;
import kube.node.kubelet.plan.PlannedSync;
import kube.node.kubelet.probe.ThresholdJudge;
import kube.node.kubelet.volume.LinkSwap;
import kube.scenarios.housekeeping.Manor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Parts of nodes and controllers, as exercises X20 to X31 swap them while the cluster runs: a good
/// one does the work, a bad one is sent away, and no container is started anew for it.
class PartsOfNodesTest {

  /// @param good a part as a learner could have written it
  record Case(Slot<?> slot, Supplier<?> good) {

    @Override
    public String toString() {
      return slot.id();
    }
  }

  static Stream<Case> every_slot() {
    return Stream.of(new Case(Slot.ENDPOINT_SLICE_CONTROLLER, SliceReconciler::new),
        new Case(Slot.JOB_CONTROLLER, JobReconciler::new),
        new Case(Slot.HPA_MATH, LargestWins::new), new Case(Slot.NODE_RANGES, FirstFree::new),
        new Case(Slot.POD_SYNC, PlannedSync::new),
        new Case(Slot.PROBE_JUDGE, ThresholdJudge::new),
        new Case(Slot.RESTART_BACKOFF, CrashBackoff::new),
        new Case(Slot.ATOMIC_FOLDER, LinkSwap::new), new Case(Slot.IPAM, HostLocal::new));
  }

  @ParameterizedTest
  @MethodSource("every_slot")
  void a_good_part_does_the_work(Case swapped) {
    AtomicInteger questions = new AtomicInteger();
    Manor manor = Manor.calm(1).replicaSet("old", 2).seconds(10);
    use(manor, swapped.slot(), () -> counting(questions, swapped.good().get()));
    everythingHappens(manor);

    assertThat(questions.get()).as(manor::timeline).isPositive();
    assertThat(manor.cluster().log().entries()).as(manor::timeline)
        .noneMatch(entry -> entry.verb().equals("fall-back"));
    thenAllIsWell(manor);
  }

  @ParameterizedTest
  @MethodSource("every_slot")
  void a_part_that_throws_is_sent_away(Case swapped) {
    Manor manor = Manor.calm(2).replicaSet("old", 2).seconds(10);
    use(manor, swapped.slot(), () -> (proxy, method, arguments) -> {
      throw new IllegalStateException("not today");
    });
    everythingHappens(manor);

    assertThat(manor.cluster().log().entries()).as(manor::timeline)
        .anyMatch(entry -> entry.verb().equals("fall-back")
            && entry.object().equals(swapped.slot().id()) && entry.detail().contains("not today"));
    assertThat(manor.names("componentstatuses")).contains(swapped.slot().id());
    thenAllIsWell(manor);
  }

  private static InvocationHandler counting(AtomicInteger questions, Object good) {
    return (proxy, method, arguments) -> {
      questions.incrementAndGet();
      try {
        return method.invoke(good, arguments);
      } catch (InvocationTargetException thrown) {
        throw thrown.getCause();
      }
    };
  }

  private static <T> void use(Manor manor, Slot<T> slot, Supplier<InvocationHandler> handler) {
    manor.cluster().use(Parts.ours().with(slot, () -> slot.type().cast(Proxy.newProxyInstance(
        slot.type().getClassLoader(), new Class<?>[]{slot.type()}, handler.get()))));
  }

  /// Something for every part to do.
  private static void everythingHappens(Manor manor) {
    manor.replicaSet("web", 2)
        .create("namespaces/default/services", """
            {apiVersion: v1, kind: Service, metadata: {name: web},
             spec: {selector: {app: web}, ports: [{port: 80}]}}""")
        .create("batch/v1/namespaces/default/jobs", """
            {apiVersion: batch/v1, kind: Job, metadata: {name: work}, spec: {template: {spec: {
              restartPolicy: Never, containers: [{name: c, image: busybox,
                command: [sh, -c, 'sleep 2']}]}}}}""")
        .create("namespaces/default/pods", """
            {apiVersion: v1, kind: Pod, metadata: {name: probed}, spec: {containers: [
              {name: c, image: nginx, readinessProbe: {httpGet: {path: /, port: 80},
                periodSeconds: 5}}]}}""")
        .create("namespaces/default/pods", """
            {apiVersion: v1, kind: Pod, metadata: {name: weak}, spec: {containers: [
              {name: c, image: busybox, command: [sh, -c, 'exit 3']}]}}""")
        .create("nodes", "{apiVersion: v1, kind: Node, metadata: {name: late}}")
        .create("autoscaling/v2/namespaces/default/horizontalpodautoscalers", """
            {apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: web},
             spec: {minReplicas: 2, maxReplicas: 4, metrics: [{type: Resource, resource: {name: cpu,
               target: {type: AverageValue, averageValue: 500m}}}],
               scaleTargetRef: {apiVersion: apps/v1, kind: ReplicaSet, name: web}}}""")
        .seconds(75);
  }

  private static void thenAllIsWell(Manor manor) {
    assertThat(manor.text("apps/v1/namespaces/default/replicasets/web", "status.readyReplicas"))
        .as(manor::timeline).isEqualTo("2");
    assertThat(manor.condition("batch/v1/namespaces/default/jobs/work", "Complete"))
        .as(manor::timeline).startsWith("True");
    assertThat(manor.condition("namespaces/default/pods/probed", "Ready")).as(manor::timeline)
        .startsWith("True");
    assertThat(restarts(manor, "weak")).as(manor::timeline).isBetween(2, 4);
    assertThat(manor.text("nodes/late", "spec.podCIDR")).as(manor::timeline).endsWith("/24");
    assertThat(manor.condition("autoscaling/v2/namespaces/default/horizontalpodautoscalers/web",
        "ScalingActive")).as(manor::timeline).startsWith("True");
    assertThat(endpoints(manor)).as(manor::timeline).isEqualTo(2);
    manor.names("namespaces/default/pods").stream().filter(pod -> pod.startsWith("old-"))
        .forEach(pod -> assertThat(restarts(manor, pod)).isZero());
  }

  private static int restarts(Manor manor, String pod) {
    return manor.get("namespaces/default/pods/" + pod).path("status").path("containerStatuses")
        .path(0).path("restartCount").asInt();
  }

  private static long endpoints(Manor manor) {
    return manor.get("discovery.k8s.io/v1/namespaces/default/endpointslices").path("items")
        .valueStream().filter(slice -> Json.text(slice, "metadata.name").startsWith("web-"))
        .mapToLong(slice -> slice.path("endpoints").size()).sum();
  }
}
