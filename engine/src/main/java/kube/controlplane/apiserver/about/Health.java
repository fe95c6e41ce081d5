package kube.controlplane.apiserver.about;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import kube.controlplane.etcd.Etcd;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;
import kube.foundation.machine.PartFailure;

/// Answers `/livez`, `/readyz` and the old `/healthz`: in one word, or with `?verbose` check by check.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/using-api/health-checks/
public final class Health {

  private static final List<String> DOORS = List.of("healthz", "livez", "readyz");
  private static final List<String> CHECKS = List.of("ping", "log", "etcd");

  private Health() {}

  /// The answer; empty when the path is another's.
  public static Optional<Answer> answer(Request request, Etcd etcd) {
    String[] path = request.path().split("/", -1);
    if (path.length < 2 || !DOORS.contains(path[1])) return Optional.empty();
    if (path.length == 2) return Optional.of(all(request, path[1], etcd));
    boolean isCheck = path.length == 3 && CHECKS.contains(path[2]);
    if (!isCheck) return Optional.empty();
    return Optional.of(isWell(path[2], etcd)
        ? text(200, "ok")
        : text(500, "internal server error: " + path[2] + " failed: reason withheld\n"));
  }

  private static Answer all(Request request, String door, Etcd etcd) {
    String excluded = request.query("exclude").orElse("");
    List<String> lines = new ArrayList<>();
    boolean well = true;
    for (String check : CHECKS) {
      if (check.equals(excluded)) {
        lines.add("[+]" + check + " excluded: ok");
      } else if (isWell(check, etcd)) {
        lines.add("[+]" + check + " ok");
      } else {
        lines.add("[-]" + check + " failed: reason withheld");
        well = false;
      }
    }
    String report = String.join("\n", lines) + "\n" + door + " check ";
    if (!well) return text(500, report + "failed\n");
    return request.query("verbose").isPresent() ? text(200, report + "passed\n") : text(200, "ok");
  }

  private static boolean isWell(String check, Etcd etcd) {
    if (!check.equals("etcd")) return true;
    try {
      return etcd.get("/registry/health", 0).isEmpty();
    } catch (PartFailure silent) {
      return false;
    }
  }

  static Answer text(int code, String text) {
    return new Answer(code, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8),
        new TreeMap<>());
  }
}
