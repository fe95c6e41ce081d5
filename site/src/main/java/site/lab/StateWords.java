package site.lab;

import java.util.stream.StreamSupport;
import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// How an object stands, in the few words of a table's cell.
///
/// **Leaves out** most of what `kubectl get` shows, because it is asked at every write; the whole
/// object is one click away.
final class StateWords {
  static final String HEARTBEATS = "/registry/leases/";
  static final String RENEWED = "renewed";
  private static final int LONGEST = 90;

  private StateWords() {}

  static String of(String kind, JsonNode object) {
    String words = switch (kind) {
      case "Pod" -> pod(object);
      case "Node" -> node(object);
      case "ReplicaSet", "Deployment", "StatefulSet", "ReplicationController" ->
        Json.number(object, "status.readyReplicas", 0) + " of "
            + Json.number(object, "spec.replicas", 1) + " ready";
      case "DaemonSet" -> Json.number(object, "status.numberReady", 0) + " of "
          + Json.number(object, "status.desiredNumberScheduled", 0) + " ready";
      case "Job" -> Json.number(object, "status.succeeded", 0) + " of "
          + Json.number(object, "spec.completions", 1) + " done";
      case "Service" -> service(object);
      case "EndpointSlice" -> count(object.path("endpoints").size(), "endpoint", "endpoints");
      case "Lease" -> "held by " + Json.text(object, "spec.holderIdentity");
      case "Event" -> Json.text(object, "reason") + ": " + Json.text(object, "message");
      case "ConfigMap", "Secret" -> count(object.path("data").size(), "entry", "entries");
      default -> Json.text(object, "status.phase");
    };
    if (!Json.text(object, "metadata.deletionTimestamp").isEmpty()) words = "ending, " + words;
    if (words.isBlank()) return "present";
    return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
  }

  private static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  private static String pod(JsonNode pod) {
    String node = Json.text(pod, "spec.nodeName");
    String phase = Json.text(pod, "status.phase");
    String reason = StreamSupport
        .stream(Json.at(pod, "status.containerStatuses").spliterator(), false)
        .map(StateWords::reason).filter(one -> !one.isEmpty()).findFirst().orElse(phase);
    long ready = StreamSupport
        .stream(Json.at(pod, "status.containerStatuses").spliterator(), false)
        .filter(status -> Json.flag(status, "ready")).count();
    return reason + ", " + ready + "/" + Json.at(pod, "spec.containers").size() + " ready"
        + (node.isEmpty() ? ", no node yet" : ", " + node);
  }

  private static String reason(JsonNode status) {
    String waiting = Json.text(status, "state.waiting.reason");
    return waiting.isEmpty() ? Json.text(status, "state.terminated.reason") : waiting;
  }

  private static String node(JsonNode node) {
    String ready = StreamSupport.stream(Json.at(node, "status.conditions").spliterator(), false)
        .filter(condition -> Json.text(condition, "type").equals("Ready"))
        .map(condition -> Json.text(condition, "status")).findFirst().orElse("Unknown");
    return switch (ready) {
      case "True" -> "Ready";
      case "False" -> "NotReady";
      default -> "Ready is unknown";
    } + (Json.flag(node, "spec.unschedulable") ? ", cordoned" : "");
  }

  private static String service(JsonNode service) {
    String address = Json.text(service, "spec.clusterIP");
    String type = Json.text(service, "spec.type");
    return type + (address.isEmpty() ? "" : " " + address);
  }
}
