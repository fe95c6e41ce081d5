package kube.controlplane.apiserver.about;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import kube.foundation.api.Quoted;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;
import kube.foundation.machine.PartFailure;

/// Answers `/livez`, `/readyz` and the old `/healthz`: in one word, or with `?verbose` check by
/// check; and each check by itself, such as `/readyz/etcd`.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/using-api/health-checks/ ·
/// [healthz.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/server/healthz/healthz.go)
public final class Health {

  private static final List<String> DOORS = List.of("healthz", "livez", "readyz");

  private final Supplier<List<Check>> checks;

  /// @param checks in the order in which they are told
  public Health(Supplier<List<Check>> checks) {
    this.checks = checks;
  }

  /// The answer; empty when the path is another's.
  public Optional<Answer> answer(Request request) {
    for (String door : DOORS) {
      String place = "/" + door;
      if (request.path().equals(place)) return Optional.of(all(request, door));
      Optional<Answer> one = checksOf(door).stream()
          .filter(check -> request.path().equals(place + "/" + check.name())).findFirst()
          .map(Health::one);
      if (one.isPresent()) return one;
    }
    return Optional.empty();
  }

  private List<Check> checksOf(String door) {
    return checks.get().stream().filter(check -> door.equals("readyz") || !check.asksReadiness())
        .toList();
  }

  private static Answer one(Check check) {
    return holds(check)
        ? PlainText.of(200, "ok")
        : PlainText.of(500, "internal server error: " + check.name()
            + " failed: reason withheld\n");
  }

  private Answer all(Request request, String door) {
    List<String> excluded = new ArrayList<>(request.queries("exclude"));
    StringBuilder report = new StringBuilder();
    boolean isWell = true;
    for (Check check : checksOf(door)) {
      boolean isExcluded = excluded.removeIf(check.name()::equals);
      boolean holds = isExcluded || holds(check);
      report.append(holds ? "[+]" : "[-]").append(check.name()).append(
          isExcluded ? " excluded: ok\n" : holds ? " ok\n" : " failed: reason withheld\n");
      isWell &= holds;
    }
    if (!excluded.isEmpty()) {
      report.append("warn: some health checks cannot be excluded: no matches for ")
          .append(excluded.stream().sorted().distinct().map(Quoted::of)
              .collect(Collectors.joining(", ")))
          .append('\n');
    }
    report.append(door).append(" check ");
    if (!isWell) return PlainText.of(500, report + "failed\n");
    return PlainText.of(200,
        request.query("verbose").isPresent() ? report + "passed\n" : "ok");
  }

  private static boolean holds(Check check) {
    try {
      return check.holds().getAsBoolean();
    } catch (PartFailure silent) {
      return false;
    }
  }
}
