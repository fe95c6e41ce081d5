package kube.tools.kubectl.describe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import kube.foundation.api.Json;
import kube.foundation.api.Quantity;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;

/// A node: how it is, what it has, and which Pods use how much of it.
final class NodeText {

  private static final List<String> ALWAYS = List.of("cpu", "memory", "ephemeral-storage");
  private static final String ROLE = "node-role.kubernetes.io/";

  private NodeText() {}

  static void write(Sheet sheet, Session session, Target target) {
    JsonNode node = target.manifest();
    sheet.field("Name", target.name());
    List<String> roles = new ArrayList<>();
    Json.texts(node, "metadata.labels").keySet().stream().filter(name -> name.startsWith(ROLE))
        .forEach(name -> roles.add(name.substring(ROLE.length())));
    sheet.field("Roles", String.join(",", roles));
    sheet.labels(0, node).annotations(0, node);
    sheet.field("CreationTimestamp", Sheet.time(node, "metadata.creationTimestamp"));
    taints(sheet, node);
    sheet.field("Unschedulable", Boolean.toString(Json.flag(node, "spec.unschedulable")));
    lease(sheet, session, target);
    conditions(sheet, node);
    sheet.line("Addresses:");
    Json.at(node, "status.addresses").forEach(one -> sheet.line("  " + Json.text(one, "type")
        + ":\t" + Json.text(one, "address")));
    amounts(sheet, "Capacity", node, "capacity");
    amounts(sheet, "Allocatable", node, "allocatable");
    system(sheet, Json.at(node, "status.nodeInfo"));
    String range = Json.text(node, "spec.podCIDR");
    if (!range.isEmpty()) {
      sheet.field("PodCIDR", range);
      sheet.field("PodCIDRs", String.join(",", Json.list(node, "spec.podCIDRs",
          one -> one.asString(""))));
    }
    String provider = Json.text(node, "spec.providerID");
    if (!provider.isEmpty()) sheet.field("ProviderID", provider);
    pods(sheet, session, target);
  }

  private static void taints(Sheet sheet, JsonNode node) {
    List<String> taints = Json.list(node, "spec.taints", taint -> {
      String value = Json.text(taint, "value");
      return Json.text(taint, "key") + (value.isEmpty() ? "" : "=" + value) + ":"
          + Json.text(taint, "effect");
    });
    String start = "Taints:\t";
    for (String taint : taints) {
      sheet.line(start + taint);
      start = "\t";
    }
    if (taints.isEmpty()) sheet.field("Taints", "");
  }

  private static void lease(Sheet sheet, Session session, Target target) {
    sheet.line("Lease:");
    var lease = session.api().find("/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/"
        + target.name());
    if (lease.isEmpty()) {
      sheet.line("  Failed to get lease: leases.coordination.k8s.io \"" + target.name()
          + "\" not found");
      return;
    }
    sheet.line("  HolderIdentity:\t" + unset(Json.text(lease.get(), "spec.holderIdentity")));
    sheet.line("  AcquireTime:\t" + unset(Sheet.time(lease.get(), "spec.acquireTime")));
    sheet.line("  RenewTime:\t" + unset(Sheet.time(lease.get(), "spec.renewTime")));
  }

  private static String unset(String text) {
    return text.isEmpty() ? "<unset>" : text;
  }

  private static void conditions(Sheet sheet, JsonNode node) {
    sheet.line("Conditions:");
    sheet.line("  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage");
    sheet.line("  ----\t------\t-----------------\t------------------\t------\t-------");
    for (JsonNode one : Json.at(node, "status.conditions")) {
      sheet.line("  " + Json.text(one, "type") + " \t" + Json.text(one, "status") + " \t"
          + Sheet.time(one, "lastHeartbeatTime") + " \t" + Sheet.time(one, "lastTransitionTime")
          + " \t" + Json.text(one, "reason") + " \t" + Json.text(one, "message"));
    }
  }

  private static void amounts(Sheet sheet, String name, JsonNode node, String field) {
    sheet.line(name + ":");
    Json.texts(node, "status." + field)
        .forEach((resource, amount) -> sheet.line("  " + resource + ":\t" + amount));
  }

  private static void system(Sheet sheet, JsonNode system) {
    sheet.line("System Info:");
    Map<String, String> names = new java.util.LinkedHashMap<>();
    names.put("Machine ID", "machineID");
    names.put("System UUID", "systemUUID");
    names.put("Boot ID", "bootID");
    names.put("Kernel Version", "kernelVersion");
    names.put("OS Image", "osImage");
    names.put("Operating System", "operatingSystem");
    names.put("Architecture", "architecture");
    names.put("Container Runtime Version", "containerRuntimeVersion");
    names.put("Kubelet Version", "kubeletVersion");
    names.put("Kube-Proxy Version", "kubeProxyVersion");
    names.forEach((shown, field) -> sheet.line("  " + shown + ":\t" + Json.text(system, field)));
  }

  private static void pods(Sheet sheet, Session session, Target target) {
    JsonNode allocatable = Json.at(target.manifest(), "status.allocatable");
    List<JsonNode> pods = session.api().get(Session.request("GET", "/api/v1/pods")
        .withQuery("fieldSelector", "spec.nodeName=" + target.name()
            + ",status.phase!=Succeeded,status.phase!=Failed")
        .withQuery("limit", "500")).path("items").valueStream().toList();
    sheet.line("Non-terminated Pods:\t(" + pods.size() + " in total)");
    sheet
        .line("  Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge");
    sheet
        .line("  ---------\t----\t\t------------\t----------\t---------------\t-------------\t---");
    Map<String, BigDecimal> requests = new TreeMap<>();
    Map<String, BigDecimal> limits = new TreeMap<>();
    ALWAYS.forEach(name -> {
      requests.put(name, BigDecimal.ZERO);
      limits.put(name, BigDecimal.ZERO);
    });
    for (JsonNode pod : pods) {
      Map<String, BigDecimal> asked = PodAmounts.of(pod, "requests");
      Map<String, BigDecimal> capped = PodAmounts.of(pod, "limits");
      asked.forEach((name, amount) -> requests.merge(name, amount, BigDecimal::add));
      capped.forEach((name, amount) -> limits.merge(name, amount, BigDecimal::add));
      String age = Json.time(pod, "metadata.creationTimestamp")
          .map(since -> Ages.of(Duration.between(since, session.now()))).orElse("<unknown>");
      sheet.line("  " + Json.text(pod, "metadata.namespace") + "\t"
          + Json.text(pod, "metadata.name") + "\t\t" + share("cpu", asked, allocatable) + "\t"
          + share("cpu", capped, allocatable) + "\t" + share("memory", asked, allocatable) + "\t"
          + share("memory", capped, allocatable) + "\t" + age);
    }
    sheet.line("Allocated resources:");
    sheet.line("  (Total limits may be over 100 percent, i.e., overcommitted.)");
    sheet.line("  Resource\tRequests\tLimits");
    sheet.line("  --------\t--------\t------");
    for (String name : ALWAYS) {
      sheet.line("  " + name + "\t" + share(name, requests, allocatable) + "\t"
          + share(name, limits, allocatable));
    }
  }

  private static String share(String resource, Map<String, BigDecimal> amounts,
      JsonNode allocatable) {
    BigDecimal amount = amounts.getOrDefault(resource, BigDecimal.ZERO);
    String whole = allocatable.path(resource).asString("0");
    BigDecimal total = Quantity.parse(whole).amount();
    String percent = total.signum() == 0
        ? "0"
        : amount.movePointRight(2).divide(total, 0, RoundingMode.DOWN).toPlainString();
    return PodAmounts.text(resource, amount) + " (" + percent + "%)";
  }
}
