package kube.controlplane.apiserver.managedfields;

import kube.foundation.api.Printable;
import kube.foundation.api.Request;

/// Under which name a request writes.
public final class ManagerName {

  private static final int LONGEST_BYTES = 128;

  private ManagerName() {}

  /// What `fieldManager` says; else the program that the `User-Agent` begins with; else, for the
  /// components of this cluster, the name of the program that they are part of in Kubernetes.
  public static String of(Request request) {
    String said = request.query("fieldManager").orElse("");
    if (!said.isEmpty()) return said;
    String agent = request.header("user-agent");
    return agent.isEmpty() ? program(request.user()) : beginning(agent);
  }

  private static String program(String actor) {
    if (actor.equals("kcm") || actor.startsWith("kcm.")) return "kube-controller-manager";
    if (actor.startsWith("kubelet/")) return "kubelet";
    return switch (actor) {
      case "scheduler" -> "kube-scheduler";
      case "apiserver" -> "kube-apiserver";
      default -> actor;
    };
  }

  private static String beginning(String agent) {
    int end = agent.indexOf('/');
    String program = end < 0 ? agent : agent.substring(0, end);
    StringBuilder name = new StringBuilder();
    int bytes = 0;
    for (int letter : program.codePoints().toArray()) {
      int size = letter < 0x80 ? 1 : letter < 0x800 ? 2 : letter < 0x10000 ? 3 : 4;
      if (!Printable.isPrintable(letter)) continue;
      if (bytes + size > LONGEST_BYTES) break;
      name.appendCodePoint(letter);
      bytes += size;
    }
    return name.toString();
  }
}
