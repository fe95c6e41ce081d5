package kube.controlplane.controllermanager.daemonset;

import java.util.List;

import kube.controlplane.controllermanager.workload.ReadYourWrites;
import kube.controlplane.controllermanager.workload.Refusals;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Kinds;
import kube.foundation.api.apps.DaemonSet;
import kube.foundation.client.ApiClient;
import kube.foundation.client.EventRecorder;
import tools.jackson.databind.node.ObjectNode;

/// Carries out what a DaemonSet decides about its Pods, and notes it as events of the set.
///
/// Owned by the loop.
final class DaemonPodControl {

  private static final int MOST_IN_ONE_PASS = 250;

  private final ApiClient client;
  private final EventRecorder events;
  private final ReadYourWrites writes;

  DaemonPodControl(ApiClient client, EventRecorder events, ReadYourWrites writes) {
    this.client = client;
    this.events = events;
    this.writes = writes;
  }

  /// Creates in batches of 1, 2, 4, … and stops after one that met a refusal.
  void create(DaemonSet set, ObjectNode wish, List<String> nodes, Refusals refusals) {
    int most = Math.min(nodes.size(), MOST_IN_ONE_PASS);
    for (int begun = 0, batch = 1; begun < most; batch *= 2) {
      int end = Math.min(begun + batch, most);
      nodes.subList(begun, end).forEach(node -> create(set, wish, node, refusals));
      if (!refusals.isEmpty()) return;
      begun = end;
    }
  }

  private void create(DaemonSet set, ObjectNode wish, String node, Refusals refusals) {
    ApiResult<DaemonPod> created = writes.wrote(set.key(), client.create(DaemonPod.KIND,
        set.metadata().namespace(), DaemonPodTemplate.on(wish, node)));
    switch (created) {
      case ApiResult.Ok<DaemonPod>(DaemonPod pod) -> events.normal(Kinds.DAEMON_SET,
          set.metadata(), "SuccessfulCreate", "Created pod: " + pod.metadata().name());
      case ApiResult.Refused<DaemonPod>(var refusal) -> events.warning(Kinds.DAEMON_SET,
          set.metadata(), "FailedCreate", "Error creating: " + refusal.message());
    }
    refusals.take(created);
  }

  void delete(DaemonSet set, Staffing.Leaving leaving, Refusals refusals) {
    DaemonPod pod = leaving.pod();
    String what = "daemon pod " + pod.key() + " on node " + pod.node();
    if (leaving.ended().equals("Failed")) {
      events.warning(Kinds.DAEMON_SET, set.metadata(), "FailedDaemonPod",
          "Found failed " + what + ", will try to kill it");
    } else if (leaving.ended().equals("Succeeded")) {
      events.normal(Kinds.DAEMON_SET, set.metadata(), "SucceededDaemonPod",
          "Found succeeded " + what + ", will try to delete it");
    }
    ApiResult<?> deleted = writes.deleted(set.key(),
        client.delete(DaemonPod.KIND, pod.metadata()));
    if (deleted.isOk()) {
      events.normal(Kinds.DAEMON_SET, set.metadata(), "SuccessfulDelete",
          "Deleted pod: " + pod.metadata().name());
    }
    refusals.take(deleted);
  }
}
