package kube.controlplane.apiserver.strategy.pod;

import java.util.ArrayList;
import java.util.List;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/// The rules for Pods on Windows, and against mixing up the two systems.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/windows/
final class WindowsRules {

  private static final List<String> NOT_IN_POD_CONTEXT = List.of("appArmorProfile",
      "seLinuxOptions", "seccompProfile", "fsGroup", "fsGroupChangePolicy", "sysctls",
      "runAsUser", "runAsGroup", "supplementalGroups", "supplementalGroupsPolicy",
      "seLinuxChangePolicy");
  private static final List<String> NOT_IN_POD = List.of("hostUsers", "hostPID", "hostIPC",
      "shareProcessNamespace");
  private static final List<String> NOT_IN_CONTAINER = List.of("appArmorProfile",
      "seLinuxOptions", "seccompProfile", "capabilities", "readOnlyRootFilesystem", "privileged",
      "allowPrivilegeEscalation", "procMount", "runAsUser", "runAsGroup");
  private static final int SPEC_AT_MOST = 64 * 1024;
  private static final int USER_AT_MOST = 104;
  private static final int DOMAIN_UNDER = 256;

  private WindowsRules() {}

  /// Checks that nothing is asked for that the Pod's system does not have.
  static void validateSystem(JsonNode spec, String system, String path, FieldErrors errors) {
    Field pod = new Field(spec, path, errors);
    Field context = pod.at("securityContext");
    if (system.equals("linux")) {
      String why = "windows options cannot be set for a linux pod";
      if (context.at("windowsOptions").isPresent()) context.at("windowsOptions").forbidden(why);
      for (Field container : containers(pod)) {
        Field options = container.at("securityContext").at("windowsOptions");
        if (options.isPresent()) options.forbidden(why);
      }
      return;
    }
    String why = "cannot be set for a windows pod";
    for (String name : NOT_IN_POD_CONTEXT) {
      if (context.at(name).isPresent()) context.at(name).forbidden(why);
    }
    for (String name : NOT_IN_POD) {
      if (pod.at(name).isPresent()) pod.at(name).forbidden(why);
    }
    for (Field container : containers(pod)) {
      for (String name : NOT_IN_CONTAINER) {
        Field setting = container.at("securityContext").at(name);
        if (setting.isPresent()) setting.forbidden(why);
      }
    }
  }

  private static List<Field> containers(Field pod) {
    List<Field> all = new ArrayList<>(pod.at("initContainers").elements());
    all.addAll(pod.at("containers").elements());
    all.addAll(pod.at("ephemeralContainers").elements());
    return all;
  }

  static void validateOptions(Field options) {
    options.at("gmsaCredentialSpecName").mustHaveForm(Names.DNS_SUBDOMAIN);
    Field spec = options.at("gmsaCredentialSpec");
    if (spec.isPresent() && spec.isEmpty()) {
      spec.invalid("gmsaCredentialSpec cannot be an empty string");
    } else if (spec.text().length() > SPEC_AT_MOST) {
      spec.invalid("gmsaCredentialSpec size must be under 64 KiB");
    }
    if (options.at("runAsUserName").isPresent()) validateUser(options.at("runAsUserName"));
  }

  private static void validateUser(Field name) {
    String text = name.text();
    if (text.isEmpty()) {
      name.invalid("runAsUserName cannot be an empty string");
    } else if (text.chars().anyMatch(Character::isISOControl)) {
      name.invalid("runAsUserName cannot contain control characters");
    } else if (text.chars().filter(letter -> letter == '\\').count() > 1) {
      name.invalid("runAsUserName cannot contain more than one backslash");
    } else {
      int slash = text.indexOf('\\');
      if (slash >= 0) validateDomain(name, text.substring(0, slash));
      validateUserPart(name, text.substring(slash + 1));
    }
  }

  private static void validateDomain(Field name, String domain) {
    if (domain.length() >= DOMAIN_UNDER) {
      name.invalid("runAsUserName's Domain length must be under 256 characters");
    }
    boolean isNetBios = domain.matches("[^\\\\/:*?\"<>|.][^\\\\/:*?\"<>|]{0,14}");
    boolean isDns = domain.matches("[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
        + "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*");
    if (!isNetBios && !isDns) {
      name.invalid("runAsUserName's Domain doesn't match the NetBios nor the DNS format");
    }
  }

  private static void validateUserPart(Field name, String user) {
    if (user.isEmpty()) {
      name.invalid("runAsUserName's User cannot be empty");
    } else if (user.length() > USER_AT_MOST) {
      name.invalid("runAsUserName's User length must not be longer than 104 characters");
    }
    if (user.matches("[. ]+")) {
      name.invalid("runAsUserName's User cannot contain only periods or spaces");
    }
    if (user.matches(".*[\"/\\\\:;|=,+*?<>@\\[\\]].*")) {
      name.invalid("runAsUserName's User cannot contain the following characters:"
          + " \"/\\:;|=,+*?<>@[]");
    }
  }

  /// Containers that are processes of the host: all of a Pod's containers are, or none.
  static void validateHostProcess(JsonNode spec, String path, FieldErrors errors) {
    Field pod = new Field(spec, path, errors);
    JsonNode ofPod = Json.at(spec, "securityContext.windowsOptions.hostProcess");
    int count = 0;
    List<Field> containers = containers(pod);
    for (Field container : containers) {
      Field own = container.at("securityContext").at("windowsOptions").at("hostProcess");
      if (ofPod.isBoolean() && own.isPresent() && !own.value().equals(ofPod)) {
        own.invalid("pod hostProcess value must be identical if both are specified, was " + ofPod);
      }
      boolean isHostProcess = own.isPresent()
          ? own.value().asBoolean(false)
          : ofPod.asBoolean(false);
      if (isHostProcess) count++;
    }
    if (count == 0) return;
    if (count != containers.size()) {
      errors.invalid(path, "", "If pod contains any hostProcess containers then all containers"
          + " must be HostProcess containers");
    }
    if (!Json.flag(spec, "hostNetwork")) {
      errors.invalid(path + ".hostNetwork", BooleanNode.FALSE,
          "hostNetwork must be true if pod contains any hostProcess containers");
    }
  }
}
