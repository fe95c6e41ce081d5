package kube.node.kubelet.status;

import java.util.SortedMap;

import kube.foundation.api.Json;
import kube.foundation.api.Quantity;
import kube.node.containerruntime.image.Registry;
import kube.node.kubelet.container.ContainerView;
import kube.node.kubelet.container.ContainerView.State;
import kube.node.kubelet.plan.ContainerSeen.Role;
import kube.node.kubelet.wish.ContainerWish;
import tools.jackson.databind.node.ObjectNode;

/// How the API shows one container. Nobody waits for an ephemeral one: it is never ready. Once it has
/// run, its image is called as the runtime calls it, with its registry.
final class ContainerStatusText {

  private ContainerStatusText() {}

  static ObjectNode of(ContainerView view, String runtime) {
    ContainerWish wish = view.wish();
    ObjectNode json = Json.object().put("name", view.name()).put("image", view.hasRun()
        ? Registry.fullName(wish.image())
        : wish.image());
    json.put("imageID", view.hasRun()
        ? Registry.repository(Registry.fullName(wish.image())) + "@"
            + Registry.digest(wish.image())
        : "");
    if (view.hasRun()) json.put("containerID", runtime + "://" + view.containerId());
    boolean isAsked = view.role() != Role.EPHEMERAL;
    json.put("ready", isAsked && view.isReady());
    if (isAsked) json.put("started", view.isStarted());
    json.put("restartCount", view.restartCount());
    json.set("state", state(view.state(), runtime));
    json.set("lastState", view.lastRun().filter(run -> !run.equals(view.state()))
        .map(run -> state(run, runtime)).orElseGet(Json::object));
    if (view.hasRun()) resources(json, wish, view.applied());
    for (ContainerWish.Mount mount : wish.mounts()) {
      ObjectNode entry = json.withArray("volumeMounts").addObject().put("name", mount.volume())
          .put("mountPath", mount.path());
      if (mount.readOnly()) {
        entry.put("readOnly", true).put("recursiveReadOnly", "Disabled");
      }
    }
    return json;
  }

  /// @param has what it really has, which follows what is allocated
  private static void resources(ObjectNode json, ContainerWish allocated, ContainerWish has) {
    if (!allocated.requests().isEmpty()) {
      json.set("allocatedResources", amounts(allocated.requests()));
    }
    if (has.requests().isEmpty() && has.limits().isEmpty()) return;
    ObjectNode resources = json.putObject("resources");
    if (!has.limits().isEmpty()) resources.set("limits", amounts(has.limits()));
    if (!has.requests().isEmpty()) resources.set("requests", amounts(has.requests()));
  }

  private static ObjectNode amounts(SortedMap<String, Quantity> amounts) {
    ObjectNode json = Json.object();
    amounts.forEach((name, amount) -> json.put(name, QuantityText.of(name, amount)));
    return json;
  }

  private static ObjectNode state(State state, String runtime) {
    ObjectNode json = Json.object();
    switch (state) {
      case State.Waiting(String reason, String message) -> {
        ObjectNode inside = json.putObject("waiting").put("reason", reason);
        if (!message.isEmpty()) inside.put("message", message);
      }
      case State.Running(var since) ->
        json.putObject("running").put("startedAt", Json.time(since));
      case State.Terminated ended -> {
        ObjectNode inside = json.putObject("terminated").put("exitCode", ended.exitCode())
            .put("reason", ended.reason());
        if (!ended.message().isEmpty()) inside.put("message", ended.message());
        inside.put("startedAt", Json.time(ended.since()))
            .put("finishedAt", Json.time(ended.at()))
            .put("containerID", runtime + "://" + ended.containerId());
      }
    }
    return json;
  }
}
