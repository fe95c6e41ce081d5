package kube.controlplane.apiserver.registry;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.Resource;
import kube.foundation.machine.Randomness;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Gives each Service an address of `10.96.0.0/16` and, when it asks for one, a port of the nodes.
///
/// Which are taken is read from the Services themselves, so nothing can leak. New addresses come
/// from the upper part of the range; the first 256 are left to those who choose theirs.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/
public final class ServiceAddresses {

  private static final String NETWORK = "10.96.";
  private static final List<String> KEPT = List.of("clusterIP", "clusterIPs", "ipFamilies",
      "ipFamilyPolicy");
  private static final int FIRST_ADDRESS = 256;
  private static final int LAST_ADDRESS = 65_534;
  private static final int FIRST_NODE_PORT = 30_000;
  private static final int LAST_NODE_PORT = 32_767;

  private final Registry registry;
  private final Randomness randomness;

  public ServiceAddresses(Registry registry, Randomness randomness) {
    this.registry = registry;
    this.randomness = randomness;
  }

  /// Writes address and ports into a new Service.
  public void allocate(ObjectNode service, FieldErrors errors) {
    ObjectNode spec = service.withObject("spec");
    String type = Json.text(spec, "type");
    if (type.equals("ExternalName")) return;
    allocateAddress(spec, errors);
    if (wantsPorts(spec)) allocatePorts(spec, taken("nodePort"), errors);
    allocateCheck(spec);
    if (!spec.has("ipFamilies")) spec.putArray("ipFamilies").add("IPv4");
    checkFamilies(spec, errors);
    if (!spec.has("ipFamilyPolicy")) spec.put("ipFamilyPolicy", "SingleStack");
  }

  /// This cluster has one family of addresses.
  private static void checkFamilies(ObjectNode spec, FieldErrors errors) {
    int index = 0;
    for (JsonNode family : spec.path("ipFamilies")) {
      String field = "spec.ipFamilies[" + index++ + "]";
      if (family.asString("").equals("IPv6")) {
        errors.invalid(field, family, "not configured on this cluster");
      }
    }
    if (Json.text(spec, "ipFamilyPolicy").equals("RequireDualStack")) {
      errors.invalid("spec.ipFamilyPolicy", "RequireDualStack",
          "this cluster is not configured for dual-stack services");
    }
  }

  private static boolean wantsPorts(ObjectNode spec) {
    String type = Json.text(spec, "type");
    return type.equals("NodePort") || (type.equals("LoadBalancer")
        && spec.path("allocateLoadBalancerNodePorts").asBoolean(true));
  }

  /// Where a load balancer asks a node whether it has Pods of the Service.
  private void allocateCheck(ObjectNode spec) {
    boolean isNeeded = Json.text(spec, "type").equals("LoadBalancer")
        && Json.text(spec, "externalTrafficPolicy").equals("Local");
    if (!isNeeded || Json.number(spec, "healthCheckNodePort", 0) != 0) return;
    Set<String> taken = taken("nodePort");
    spec.path("ports").forEach(port -> taken.add(port.path("nodePort").asString("")));
    String port = pick(FIRST_NODE_PORT, LAST_NODE_PORT, taken, Integer::toString);
    spec.put("healthCheckNodePort", Integer.parseInt(port));
  }

  /// Keeps an address that an update leaves out, and finds the ports that it newly needs.
  public void keep(ObjectNode service, JsonNode old, FieldErrors errors) {
    ObjectNode spec = service.withObject("spec");
    String type = Json.text(spec, "type");
    if (type.equals("ExternalName")) {
      spec.remove(KEPT);
      return;
    }
    if (Json.text(old, "spec.clusterIP").isEmpty()) {
      allocate(service, errors);
      return;
    }
    changeFirst(spec, old.path("spec"));
    for (String field : KEPT) {
      JsonNode before = old.path("spec").path(field);
      if (!spec.has(field) && !before.isMissingNode()) spec.set(field, before);
    }
    if (wantsPorts(spec)) keepPorts(spec, old, errors);
    boolean checks = Json.text(spec, "externalTrafficPolicy").equals("Local");
    if (checks && !spec.has("healthCheckNodePort") && old.path("spec").has("healthCheckNodePort")) {
      spec.set("healthCheckNodePort", old.path("spec").get("healthCheckNodePort"));
    }
    allocateCheck(spec);
  }

  /// Who changes only the one field means the first address of the other.
  private static void changeFirst(ObjectNode spec, JsonNode before) {
    boolean changes = !Json.text(spec, "clusterIP").isEmpty()
        && !spec.path("clusterIP").equals(before.path("clusterIP"));
    boolean same = !spec.has("clusterIPs")
        || spec.path("clusterIPs").equals(before.path("clusterIPs"));
    if (changes && same) spec.putArray("clusterIPs").add(Json.text(spec, "clusterIP"));
  }

  /// A port keeps the port of the nodes that it had, when the author leaves it out.
  private static void keepNodePorts(ObjectNode spec, JsonNode before) {
    for (JsonNode port : spec.path("ports")) {
      if (!(port instanceof ObjectNode fields) || Json.number(port, "nodePort", 0) != 0) continue;
      before.path("ports").valueStream()
          .filter(old -> old.path("port").equals(port.path("port"))
              && old.path("protocol").equals(port.path("protocol")) && old.has("nodePort"))
          .findFirst().ifPresent(old -> fields.set("nodePort", old.get("nodePort")));
    }
  }

  /// Ports that the Service has already are its own, and not taken by somebody else.
  private void keepPorts(ObjectNode spec, JsonNode old, FieldErrors errors) {
    keepNodePorts(spec, old.path("spec"));
    Set<String> ours = new HashSet<>();
    Json.at(old, "spec.ports").forEach(port -> ours.add(port.path("nodePort").asString("")));
    Set<String> taken = taken("nodePort");
    taken.removeAll(ours);
    allocatePorts(spec, taken, errors);
  }

  private void allocateAddress(ObjectNode spec, FieldErrors errors) {
    String wanted = Json.text(spec, "clusterIP");
    if (!wanted.isEmpty() && !wanted.equals("None")) {
      check(wanted, errors);
    } else if (wanted.isEmpty()) {
      wanted = pick(FIRST_ADDRESS, LAST_ADDRESS, taken("clusterIP"),
          number -> NETWORK + (number >> 8) + "." + (number & 255));
      spec.put("clusterIP", wanted);
    }
    spec.putArray("clusterIPs").add(wanted);
  }

  private void check(String wanted, FieldErrors errors) {
    String why = "failed to allocate IP " + wanted + ": ";
    JsonNode shown = Json.object().putArray("list").add(wanted);
    if (!wanted.matches("10\\.96\\.\\d{1,3}\\.\\d{1,3}")) {
      errors.invalid("spec.clusterIPs", shown, why + "the provided IP (" + wanted
          + ") is not in the valid range. The range of valid IPs is 10.96.0.0/16");
    } else if (taken("clusterIP").contains(wanted)) {
      errors.invalid("spec.clusterIPs", shown, why + "provided IP is already allocated");
    }
  }

  private void allocatePorts(ObjectNode spec, Set<String> taken, FieldErrors errors) {
    int index = 0;
    for (JsonNode port : spec.path("ports")) {
      String field = "spec.ports[" + index++ + "].nodePort";
      int wanted = Json.number(port, "nodePort", 0);
      if (wanted == 0) {
        String picked = pick(FIRST_NODE_PORT, LAST_NODE_PORT, taken, Integer::toString);
        ((ObjectNode) port).put("nodePort", Integer.parseInt(picked));
        taken.add(picked);
      } else if (wanted < FIRST_NODE_PORT || wanted > LAST_NODE_PORT) {
        errors.invalid(field, port.path("nodePort"), "provided port is not in the valid range. The"
            + " range of valid ports is 30000-32767");
      } else if (!taken.add(Integer.toString(wanted))) {
        errors.invalid(field, port.path("nodePort"), "provided port is already allocated");
      }
    }
  }

  /// A random one, or the next free one after it.
  private String pick(int first, int last, Set<String> taken, IntFunction<String> form) {
    int count = last - first + 1;
    int start = randomness.below(count);
    for (int step = 0; step < count; step++) {
      String candidate = form.apply(first + (start + step) % count);
      if (!taken.contains(candidate)) return candidate;
    }
    throw new IllegalStateException("no address is left between " + form.apply(first) + " and "
        + form.apply(last));
  }

  private Set<String> taken(String field) {
    Set<String> taken = new HashSet<>();
    for (Resource service : registry.all(Kinds.SERVICE)) {
      JsonNode spec = service.tree().path("spec");
      taken.add(Json.text(spec, field));
      spec.path("ports").forEach(port -> taken.add(port.path(field).asString("")));
      if (field.equals("nodePort")) taken.add(Json.text(spec, "healthCheckNodePort"));
    }
    return taken;
  }
}
