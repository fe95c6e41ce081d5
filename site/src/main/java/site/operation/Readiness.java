package site.operation;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/// `GET /readyz`: whether requests may come, told the way the Kubernetes API server tells it: one word
/// when all is well, and with `?verbose` or in trouble a line for each check.
///
/// A site that is stopping is alive but not ready: a balancer in front of it sends the next visitor
/// elsewhere, while those who are there are still served.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/using-api/health-checks/
public final class Readiness {

  /// Throws, with the reason, when something that every page needs does not work.
  public interface Check {
    void require();
  }

  private final Map<String, Check> checks = new LinkedHashMap<>();
  private volatile boolean isStopping;

  public Readiness() {
    checks.put("shutdown", () -> {
      if (isStopping) throw new IllegalStateException("the site is stopping");
    });
  }

  /// One more thing that must work; before the first request.
  public Readiness with(String name, Check check) {
    checks.put(name, check);
    return this;
  }

  /// From now on nobody new shall come.
  public void stop() {
    isStopping = true;
  }

  /// Answers 200 when every check holds, and 503 with the failed ones when not.
  public void answer(Context ctx) {
    StringBuilder told = new StringBuilder();
    boolean isReady = true;
    for (Map.Entry<String, Check> check : checks.entrySet()) {
      isReady &= holds(check.getKey(), check.getValue(), told);
    }
    told.append("readyz check ").append(isReady ? "passed" : "failed").append('\n');
    boolean isBrief = isReady && ctx.queryParam("verbose") == null;
    ctx.status(isReady ? 200 : 503).header("Cache-Control", "no-store")
        .result(isBrief ? "ok\n" : told.toString());
  }

  private static boolean holds(String name, Check check, StringBuilder told) {
    try {
      check.require();
      told.append("[+]").append(name).append(" ok\n");
      return true;
    } catch (RuntimeException trouble) {
      told.append("[-]").append(name).append(" failed: ").append(trouble.getMessage()).append('\n');
      return false;
    }
  }
}
