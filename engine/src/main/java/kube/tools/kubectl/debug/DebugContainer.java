package kube.tools.kubectl.debug;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.flags.Arguments;

import tools.jackson.databind.node.ObjectNode;

/// The container that is added for looking around, as the flags describe it.
final class DebugContainer {

  private DebugContainer() {}

  static ObjectNode of(Arguments arguments, String name) {
    ObjectNode container = Json.object();
    if (!arguments.after().isEmpty()) {
      var words = container.putArray(arguments.isSet("arguments-only") ? "args" : "command");
      arguments.after().forEach(words::add);
    }
    for (String pair : arguments.raw("env")) {
      int equals = pair.indexOf('=');
      if (equals < 1) throw CommandFailure.of("invalid argument: " + pair);
      container.withArray("env").addObject().put("name", pair.substring(0, equals))
          .put("value", pair.substring(equals + 1));
    }
    container.put("image", arguments.text("image"));
    arguments.find("image-pull-policy").ifPresent(policy -> container.put("imagePullPolicy",
        policy));
    container.put("name", name);
    if (arguments.isSet("stdin")) container.put("stdin", true);
    if (arguments.isSet("tty")) container.put("tty", true);
    return container.put("terminationMessagePolicy", "File");
  }

  /// What the profile allows it, beyond what any container may.
  static void profile(ObjectNode container, String profile) {
    switch (profile) {
      case "general" -> container.withObject("securityContext").withObject("capabilities")
          .withArray("add").add("SYS_PTRACE");
      case "netadmin" -> container.withObject("securityContext").withObject("capabilities")
          .withArray("add").add("NET_ADMIN").add("NET_RAW");
      case "sysadmin" -> container.withObject("securityContext").put("privileged", true);
      case "restricted" -> {
        ObjectNode context = container.withObject("securityContext");
        context.put("allowPrivilegeEscalation", false).put("runAsNonRoot", true);
        context.withObject("capabilities").withArray("drop").add("ALL");
        context.withObject("seccompProfile").put("type", "RuntimeDefault");
      }
      case "baseline", "legacy" -> {}
      default -> throw CommandFailure.of("unknown profile: " + profile);
    }
  }
}
