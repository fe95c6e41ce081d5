package kube.controlplane.apiserver.catalogue.conversion;

import java.util.Map;

import tools.jackson.databind.node.ObjectNode;

/// Events of `events.k8s.io`: the objects of the core group, with other words for their fields.
public final class EventConversion implements Conversion {

  private static final Map<String, String> CORE_WORDS = Map.of(
      "reportingController", "reportingComponent", "regarding", "involvedObject",
      "note", "message", "deprecatedSource", "source",
      "deprecatedFirstTimestamp", "firstTimestamp", "deprecatedLastTimestamp", "lastTimestamp",
      "deprecatedCount", "count");

  @Override
  public void toStored(ObjectNode event) {
    event.put("apiVersion", "v1");
    CORE_WORDS.forEach((served, stored) -> rename(event, served, stored));
  }

  @Override
  public void toServed(ObjectNode event) {
    event.put("apiVersion", "events.k8s.io/v1");
    CORE_WORDS.forEach((served, stored) -> rename(event, stored, served));
  }

  private static void rename(ObjectNode event, String from, String to) {
    if (event.has(from)) event.set(to, event.remove(from));
  }
}
