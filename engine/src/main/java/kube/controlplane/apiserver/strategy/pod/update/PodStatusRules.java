package kube.controlplane.apiserver.strategy.pod.update;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.controlplane.apiserver.strategy.Addresses;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The rules for what a kubelet reports of a Pod: what has ended for good does not run again.
public final class PodStatusRules {

  private static final List<String> SYSTEM_CONDITIONS = List.of("PodScheduled", "Ready",
      "Initialized");

  private PodStatusRules() {}

  public static void validate(JsonNode pod, JsonNode old, FieldErrors errors) {
    Field status = new Field(pod.path("status"), "status", errors);
    for (Field condition : status.at("conditions").elements()) {
      String type = condition.at("type").text();
      String field = condition.path().replace("status.", "metadata.") + ".Type";
      if (!SYSTEM_CONDITIONS.contains(type)) errors.key(field, type);
    }
    Field nominated = status.at("nominatedNodeName");
    boolean isNews = !nominated.text().equals(Json.text(old, "status.nominatedNodeName"));
    if (isNews && !nominated.isEmpty()) nominated.mustHaveForm(Names.DNS_SUBDOMAIN);
    errors.immutable("status.qosClass", Json.at(old, "status.qosClass"),
        status.at("qosClass").value());
    String policy = Json.text(old, "spec.restartPolicy");
    validateEnds(status.at("containerStatuses"), old, policy, Set.of());
    validateEnds(status.at("initContainerStatuses"), old, policy, sidecars(old));
    validateEnds(status.at("ephemeralContainerStatuses"), old, "Never", Set.of());
    for (String list : List.of("podIPs", "hostIPs")) validateAddresses(status.at(list));
    Field hosts = status.at("hostIPs");
    if (!hosts.isEmpty()) {
      Field first = hosts.elements().getFirst().at("ip");
      if (!first.text().equals(status.at("hostIP").text())) {
        first.invalid("must be equal to `hostIP`");
      }
    }
  }

  private static Set<String> sidecars(JsonNode pod) {
    Set<String> names = new HashSet<>();
    for (JsonNode container : Json.at(pod, "spec.initContainers")) {
      if (Json.text(container, "restartPolicy").equals("Always")) {
        names.add(Json.text(container, "name"));
      }
    }
    return names;
  }

  private static void validateEnds(Field list, JsonNode old, String policy,
      Set<String> restarting) {
    if (policy.equals("Always")) return;
    int index = 0;
    for (JsonNode before : Json.at(old, list.path())) {
      String field = list.path() + "[" + index++ + "].state";
      JsonNode end = Json.at(before, "state.terminated");
      String name = Json.text(before, "name");
      boolean mayRestart = end.isMissingNode() || restarting.contains(name)
          || (policy.equals("OnFailure") && Json.number(end, "exitCode", 0) != 0)
          || hasOwnPolicy(old, name);
      if (mayRestart) continue;
      for (Field now : list.elements()) {
        if (now.at("name").text().equals(name)
            && !now.at("state").at("terminated").isPresent()) {
          list.errors().forbidden(field, "may not be transitioned to non-terminated state");
        }
      }
    }
  }

  private static boolean hasOwnPolicy(JsonNode pod, String container) {
    for (String list : List.of("containers", "initContainers")) {
      for (JsonNode candidate : Json.at(pod, "spec." + list)) {
        if (Json.text(candidate, "name").equals(container)) return candidate.has("restartPolicy");
      }
    }
    return false;
  }

  private static void validateAddresses(Field list) {
    Set<String> seen = new HashSet<>();
    Set<Boolean> families = new HashSet<>();
    boolean hasTwoOfAFamily = false;
    for (Field entry : list.elements()) {
      String address = entry.at("ip").text();
      Addresses.validate(address, entry.path(), list.errors());
      if (!seen.add(address)) list.errors().duplicate(entry.path(), entry.value());
      hasTwoOfAFamily |= !families.add(address.contains(":"));
    }
    if (hasTwoOfAFamily) list.invalid("may specify no more than one IP for each IP family");
  }
}
