package kube.tools.kubectl.stream;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;

import tools.jackson.databind.JsonNode;

/// Waits until a container runs and attaches to it; one that has ended already shows its log.
///
/// @param in what is passed to it; empty when nothing is
public record Attachment(Session session, String namespace, String name, String container,
    Optional<InputStream> in, boolean terminal) {

  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  public void follow(boolean isQuiet) {
    JsonNode pod = await();
    boolean isRunning = state(pod).has("running");
    if (in.isPresent() && !isQuiet) {
      session.console().error("If you don't see a command prompt, try pressing enter.");
    }
    if (isRunning) {
      new RemoteCommand(session, pod, container, in, session.console().out(),
          session.console().errors(), terminal).attach();
      return;
    }
    session.api().connection().lines(Request.of("GET", path() + "/log", "")
        .withQuery("container", container), line -> {
          session.line(line);
          return true;
        });
  }

  /// The exit code of the Pod's only run, waited for.
  public int exitCode() {
    Instant end = session.now().plus(LONGEST);
    while (session.now().isBefore(end)) {
      JsonNode pod = pod();
      String phase = Json.text(pod, "status.phase");
      if (phase.equals("Succeeded")) return 0;
      if (phase.equals("Failed")) {
        JsonNode ended = state(pod).path("terminated");
        throw CommandFailure.withCode(Math.max(1, Json.number(ended, "exitCode", 1)),
            "pod " + namespace + "/" + name + " terminated (" + Json.text(ended, "reason") + ")"
                + (Json.text(ended, "message").isEmpty()
                    ? ""
                    : "\n" + Json.text(ended, "message")));
      }
      session.api().connection().pause(BETWEEN_LOOKS);
    }
    throw CommandFailure.of("timed out waiting for the condition");
  }

  private JsonNode await() {
    Instant end = session.now().plus(LONGEST);
    while (session.now().isBefore(end)) {
      JsonNode pod = pod();
      JsonNode state = state(pod);
      if (state.has("running") || state.has("terminated")) return pod;
      session.api().connection().pause(BETWEEN_LOOKS);
    }
    throw CommandFailure.of("timed out waiting for the condition");
  }

  private JsonNode pod() {
    return session.api().get(path());
  }

  private String path() {
    return session.mapper().resource("pods").path(namespace, name);
  }

  private JsonNode state(JsonNode pod) {
    for (String list : List.of("containerStatuses", "ephemeralContainerStatuses")) {
      for (JsonNode status : pod.path("status").path(list)) {
        if (Json.text(status, "name").equals(container)) return status.path("state");
      }
    }
    return Json.object();
  }
}
