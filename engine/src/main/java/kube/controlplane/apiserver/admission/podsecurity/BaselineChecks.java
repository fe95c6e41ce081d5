package kube.controlplane.apiserver.admission.podsecurity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// What no ordinary Pod needs: the ways out of its container that are known.
///
/// **Leaves out** the check of hosts in probes.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
final class BaselineChecks {

  private static final List<String> CAPABILITIES = List.of("AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE",
      "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP",
      "SETUID", "SYS_CHROOT");
  private static final List<String> SELINUX_TYPES = List.of("", "container_t", "container_init_t",
      "container_kvm_t", "container_engine_t");
  private static final List<String> SYSCTLS = List.of("kernel.shm_rmid_forced",
      "net.ipv4.ip_local_port_range", "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range",
      "net.ipv4.ip_unprivileged_port_start", "net.ipv4.ip_local_reserved_ports",
      "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl",
      "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem");

  private final CheckedPod pod;
  private final List<Violation> found = new ArrayList<>();

  private BaselineChecks(CheckedPod pod) {
    this.pod = pod;
  }

  /// @param isStrict whether a stricter level follows, which has its own word on some of these
  static List<Violation> of(CheckedPod pod, boolean isStrict) {
    BaselineChecks checks = new BaselineChecks(pod);
    checks.appArmor();
    if (!isStrict) checks.capabilities();
    checks.hostNamespaces();
    if (!isStrict) checks.hostPaths();
    checks.hostPorts();
    checks.flag("privileged", "must not set securityContext.privileged=true", "privileged");
    checks.procMount();
    checks.seLinux();
    if (!isStrict) checks.seccomp();
    checks.sysctls();
    checks.hostProcess();
    return checks.found;
  }

  private void appArmor() {
    boolean onPod = isUnconfined(pod.securityContext(), "appArmorProfile");
    List<String> bad = pod.containers(container -> isUnconfined(
        container.path("securityContext"), "appArmorProfile"));
    List<String> setters = CheckedPod.setters(onPod, bad);
    if (setters.isEmpty()) return;
    add("forbidden AppArmor profile", String.join(" and ", setters)
        + " must not set AppArmor profile type to \"Unconfined\"");
  }

  private static boolean isUnconfined(JsonNode context, String field) {
    return Json.text(context, field + ".type").equals("Unconfined");
  }

  private void capabilities() {
    TreeSet<String> extra = new TreeSet<>();
    List<String> bad = pod.containers(container -> {
      List<String> added = Json.list(container, "securityContext.capabilities.add",
          name -> name.asString("")).stream().filter(name -> !CAPABILITIES.contains(name)).toList();
      extra.addAll(added);
      return !added.isEmpty();
    });
    if (bad.isEmpty()) return;
    add("non-default capabilities", Violation.named("container", bad) + " must not include "
        + Violation.quoted(List.copyOf(extra)) + " in securityContext.capabilities.add");
  }

  private void hostNamespaces() {
    List<String> used = List.of("hostNetwork", "hostPID", "hostIPC").stream()
        .filter(field -> Json.flag(pod.spec(), field)).map(field -> field + "=true").toList();
    if (!used.isEmpty()) add("host namespaces", String.join(", ", used));
  }

  private void hostPaths() {
    List<String> bad = pod.spec().path("volumes").valueStream()
        .filter(volume -> volume.has("hostPath")).map(volume -> Json.text(volume, "name")).toList();
    if (!bad.isEmpty()) add("hostPath volumes", Violation.named("volume", bad));
  }

  private void hostPorts() {
    TreeSet<String> ports = new TreeSet<>();
    List<String> bad = pod.containers(container -> {
      List<String> used = container.path("ports").valueStream()
          .map(port -> Json.number(port, "hostPort", 0)).filter(port -> port != 0)
          .map(String::valueOf).toList();
      ports.addAll(used);
      return !used.isEmpty();
    });
    if (bad.isEmpty()) return;
    add("hostPort", Violation.named("container", bad) + " "
        + Violation.plural("uses", "use", bad.size()) + " "
        + Violation.plural("hostPort", "hostPorts", ports.size()) + " "
        + String.join(", ", ports));
  }

  private void flag(String field, String words, String reason) {
    List<String> bad = pod.containers(
        container -> Json.flag(container, "securityContext." + field));
    if (!bad.isEmpty()) add(reason, Violation.named("container", bad) + " " + words);
  }

  private void procMount() {
    TreeSet<String> kinds = new TreeSet<>();
    List<String> bad = pod.containers(container -> {
      String mount = Json.text(container, "securityContext.procMount");
      boolean isBad = !mount.isEmpty() && !mount.equals("Default");
      if (isBad) kinds.add(mount);
      return isBad;
    });
    if (bad.isEmpty()) return;
    add("procMount", Violation.named("container", bad) + " must not set securityContext.procMount"
        + " to " + Violation.quoted(List.copyOf(kinds)));
  }

  private void seLinux() {
    TreeSet<String> types = new TreeSet<>();
    TreeSet<String> others = new TreeSet<>();
    boolean onPod = isBadSeLinux(pod.securityContext(), types, others);
    List<String> bad = pod.containers(
        container -> isBadSeLinux(container.path("securityContext"), types, others));
    List<String> setters = CheckedPod.setters(onPod, bad);
    if (setters.isEmpty()) return;
    List<String> faults = new ArrayList<>();
    if (!types.isEmpty()) faults.add(Violation.named("type", List.copyOf(types)));
    if (others.contains("user")) faults.add("user may not be set");
    if (others.contains("role")) faults.add("role may not be set");
    add("seLinuxOptions", String.join(" and ", setters)
        + " set forbidden securityContext.seLinuxOptions: " + String.join("; ", faults));
  }

  private static boolean isBadSeLinux(JsonNode context, Set<String> types,
      Set<String> others) {
    JsonNode options = context.path("seLinuxOptions");
    String type = Json.text(options, "type");
    boolean badType = !SELINUX_TYPES.contains(type);
    if (badType) types.add(type);
    List<String> set = List.of("user", "role").stream()
        .filter(field -> !Json.text(options, field).isEmpty()).toList();
    others.addAll(set);
    return badType || !set.isEmpty();
  }

  private void seccomp() {
    boolean onPod = isUnconfined(pod.securityContext(), "seccompProfile");
    List<String> bad = pod.containers(
        container -> isUnconfined(container.path("securityContext"), "seccompProfile"));
    List<String> setters = CheckedPod.setters(onPod, bad);
    if (setters.isEmpty()) return;
    add("seccompProfile", String.join(" and ", setters)
        + " must not set securityContext.seccompProfile.type to \"Unconfined\"");
  }

  private void sysctls() {
    List<String> bad = pod.securityContext().path("sysctls").valueStream()
        .map(sysctl -> Json.text(sysctl, "name")).filter(name -> !SYSCTLS.contains(name)).toList();
    if (!bad.isEmpty()) add("forbidden sysctls", String.join(", ", bad));
  }

  private void hostProcess() {
    boolean onPod = Json.flag(pod.securityContext(), "windowsOptions.hostProcess");
    List<String> bad = pod.containers(
        container -> Json.flag(container, "securityContext.windowsOptions.hostProcess"));
    List<String> setters = CheckedPod.setters(onPod, bad);
    if (setters.isEmpty()) return;
    add("hostProcess", String.join(" and ", setters)
        + " must not set securityContext.windowsOptions.hostProcess=true");
  }

  private void add(String reason, String detail) {
    found.add(new Violation(reason, detail));
  }
}
