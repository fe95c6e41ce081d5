package kube.node.kubelet;

import java.time.Instant;
import java.util.Optional;

import kube.foundation.api.Container;
import kube.foundation.api.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What the kubelet remembers of one container: its present state and how its last run ended.
///
/// Owned by the loop, and changed by the [PodWorker] alone.
final class ContainerView {

  /// The present state.
  sealed interface State {
    record Waiting(String reason, String message) implements State {}

    record Running(Instant since) implements State {}

    record Terminated(String containerId, int exitCode, Instant since, Instant at)
        implements
          State {}
  }

  final Container wish;
  String containerId = "";
  int restartCount;
  State state = new State.Waiting("ContainerCreating", "");
  private State.@Nullable Terminated lastRun;

  ContainerView(Container wish) {
    this.wish = wish;
  }

  boolean isRunning() {
    return state instanceof State.Running;
  }

  boolean hasEverRun() {
    return !containerId.isEmpty();
  }

  Optional<State.Terminated> lastRun() {
    return Optional.ofNullable(lastRun);
  }

  void ended(int exitCode, Instant at) {
    Instant since = state instanceof State.Running running ? running.since() : at;
    lastRun = new State.Terminated(containerId, exitCode, since, at);
    state = lastRun;
  }

  /// The run whose log is asked for when nothing else is said; empty before the first.
  Optional<String> latestRun() {
    return state instanceof State.Waiting
        ? previousRun()
        : Optional.of(containerId);
  }

  /// The last run that has ended, unless it is the present one.
  Optional<String> previousRun() {
    return lastRun().filter(run -> !run.equals(state)).map(State.Terminated::containerId);
  }

  /// Why there is no log yet, in the words of the kubelet.
  String whyNoLog() {
    String reason = state instanceof State.Waiting waiting ? waiting.reason() : "";
    return switch (reason) {
      case "ErrImagePull" -> "image can't be pulled";
      case "ImagePullBackOff" -> "trying and failing to pull image";
      default -> reason;
    };
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object().put("name", wish.name()).put("image", wish.image());
    json.put("imageID", hasEverRun() ? wish.image() : "");
    if (hasEverRun()) json.put("containerID", "simulated://" + containerId);
    json.put("ready", isRunning()).put("started", isRunning()).put("restartCount", restartCount);
    json.set("state", stateJson(state));
    json.set("lastState",
        lastRun == null || lastRun.equals(state) ? Json.object() : stateJson(lastRun));
    return json;
  }

  private static ObjectNode stateJson(State state) {
    ObjectNode json = Json.object();
    switch (state) {
      case State.Waiting waiting -> {
        ObjectNode inside = json.putObject("waiting").put("reason", waiting.reason());
        if (!waiting.message().isEmpty()) inside.put("message", waiting.message());
      }
      case State.Running running ->
        json.putObject("running").put("startedAt", Json.time(running.since()));
      case State.Terminated ended -> json.putObject("terminated")
          .put("exitCode", ended.exitCode())
          .put("reason", ended.exitCode() == 0 ? "Completed" : "Error")
          .put("startedAt", Json.time(ended.since()))
          .put("finishedAt", Json.time(ended.at()))
          .put("containerID", "simulated://" + ended.containerId());
    }
    return json;
  }
}
