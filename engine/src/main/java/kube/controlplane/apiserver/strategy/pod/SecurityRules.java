package kube.controlplane.apiserver.strategy.pod;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.pod.volume.FilePaths;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The rules for what a Pod and its containers may do on the node.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
final class SecurityRules {

  private static final List<String> PROFILES = List.of("Localhost", "RuntimeDefault",
      "Unconfined");
  private static final String SYSCTL = "([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*"
      + "[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
  private static final int SYSCTL_AT_MOST = 253;
  private static final int PROFILE_AT_MOST = 4095;
  private static final long LAST_ID = 0xffffffffL;

  private SecurityRules() {}

  static void validatePod(JsonNode spec, String path, FieldErrors errors) {
    Field context = new Field(spec.path("securityContext"), path + ".securityContext", errors);
    for (String id : List.of("fsGroup", "runAsUser", "runAsGroup")) validateId(context.at(id));
    context.at("supplementalGroups").elements().forEach(SecurityRules::validateId);
    if (Json.flag(spec, "shareProcessNamespace") && Json.flag(spec, "hostPID")) {
      errors.invalid(path + ".securityContext.shareProcessNamespace",
          spec.path("shareProcessNamespace"),
          "ShareProcessNamespace and HostPID cannot both be enabled");
    }
    validateSysctls(spec, context.at("sysctls"));
    context.at("fsGroupChangePolicy").mustBeOneOf(List.of("Always", "OnRootMismatch"));
    validateSeccomp(context.at("seccompProfile"));
    WindowsRules.validateOptions(context.at("windowsOptions"));
    validateAppArmor(context.at("appArmorProfile"));
    context.at("supplementalGroupsPolicy").mustBeOneOf(List.of("Merge", "Strict"));
    context.at("seLinuxChangePolicy").mustBeOneOf(List.of("MountOption", "Recursive"));
    WindowsRules.validateHostProcess(spec, path, errors);
  }

  static void validateContainer(Field context, boolean hostUsers) {
    if (!context.isPresent()) return;
    validateId(context.at("runAsUser"));
    validateId(context.at("runAsGroup"));
    Field mount = context.at("procMount");
    mount.mustBeOneOf(List.of("Default", "Unmasked"));
    if (hostUsers && mount.text().equals("Unmasked")) {
      mount.invalid("`hostUsers` must be false to use `Unmasked`");
    }
    validateSeccomp(context.at("seccompProfile"));
    validateEscalation(context);
    WindowsRules.validateOptions(context.at("windowsOptions"));
    validateAppArmor(context.at("appArmorProfile"));
  }

  /// Who is to gain nothing cannot be given everything.
  private static void validateEscalation(Field context) {
    if (context.at("allowPrivilegeEscalation").value().asBoolean(true)) return;
    if (context.flag("privileged")) {
      context.invalid(
          "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
    }
    for (Field capability : context.at("capabilities").at("add").elements()) {
      if (capability.text().equals("CAP_SYS_ADMIN")) {
        context.invalid("cannot set `allowPrivilegeEscalation` to false and `capabilities.Add`"
            + " CAP_SYS_ADMIN");
      }
    }
  }

  private static void validateId(Field id) {
    id.errors().within(id.value(), 0, LAST_ID, id.path());
  }

  private static void validateSysctls(JsonNode spec, Field sysctls) {
    Set<String> seen = new HashSet<>();
    for (Field sysctl : sysctls.elements()) {
      Field name = sysctl.at("name");
      String text = name.text();
      if (!name.mustBeThere()) continue;
      if (text.length() > SYSCTL_AT_MOST || !text.matches(SYSCTL)) {
        name.invalid("must have at most " + SYSCTL_AT_MOST + " characters and match regex ^("
            + "[a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$");
      } else if (!seen.add(text)) {
        name.errors().duplicate(name.path(), text);
      }
      String dotted = text.replace('/', '.');
      if (Json.flag(spec, "hostNetwork") && dotted.startsWith("net.")) {
        name.invalid("may not be specified when 'hostNetwork' is true");
      } else if (Json.flag(spec, "hostIPC") && isOfIpc(dotted)) {
        name.invalid("may not be specified when 'hostIPC' is true");
      }
    }
  }

  private static boolean isOfIpc(String sysctl) {
    return sysctl.startsWith("kernel.shm") || sysctl.startsWith("kernel.msg")
        || sysctl.startsWith("fs.mqueue.") || sysctl.equals("kernel.sem");
  }

  private static void validateSeccomp(Field profile) {
    if (!profile.isPresent()) return;
    Field type = profile.at("type");
    Field file = profile.at("localhostProfile");
    if (type.mustBeThere("type is required when seccompProfile is set")) {
      type.mustBeOneOf(PROFILES);
    }
    if (!type.text().equals("Localhost")) {
      if (file.isPresent()) {
        profile.errors().invalid(file.path(), profile.value(),
            "can only be set when seccomp type is Localhost");
      }
    } else if (!file.isPresent()) {
      file.required("must be set when seccomp type is Localhost");
    } else {
      FilePaths.validateDescending(file.text(), file.path(), file.errors());
    }
  }

  private static void validateAppArmor(Field profile) {
    if (!profile.isPresent()) return;
    Field type = profile.at("type");
    Field file = profile.at("localhostProfile");
    if (type.mustBeThere("type is required when appArmorProfile is set")) {
      type.mustBeOneOf(PROFILES);
    }
    if (type.text().equals("Localhost")) {
      if (file.text().isBlank()) file.required("must be set when AppArmor type is Localhost");
      else if (!file.text().equals(file.text().strip())) {
        file.invalid("must not be padded with whitespace");
      }
      if (file.text().length() > PROFILE_AT_MOST) {
        file.errors().tooLong(file.path(), PROFILE_AT_MOST);
      }
    } else if (file.isPresent() && PROFILES.contains(type.text())) {
      file.invalid("can only be set when AppArmor type is Localhost");
    }
  }
}
