package site.bench.api;

import java.nio.charset.StandardCharsets;

/// A Pod as large as real ones are: about 3 kB when it is stored.
final class PodText {

  private static final String[] PARTS = text().split("NAME", -1);

  private PodText() {}

  static byte[] of(String name) {
    return String.join(name, PARTS).getBytes(StandardCharsets.UTF_8);
  }

  private static String text() {
    StringBuilder environment = new StringBuilder();
    for (int number = 0; number < 12; number++) {
      if (number > 0) environment.append(',');
      environment.append("{\"name\":\"SETTING_").append(number)
          .append("\",\"value\":\"a value of the usual length, number ").append(number)
          .append("\"}");
    }
    return """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"NAME","labels":{"app":"web",\
        "pod-template-hash":"5d4f8c7b9","tier":"frontend","release":"stable"},"annotations":{\
        "example.com/config-hash":"8f14e45fceea167a5a36dedd4bea2543",\
        "example.com/restarted-at":"2026-11-22T10:00:00Z"}},"spec":{"containers":[{"name":"web",\
        "image":"registry.example.com/team/web:1.27.3","ports":[{"name":"http",\
        "containerPort":8080,"protocol":"TCP"}],"env":[%s],"resources":{"requests":{\
        "cpu":"100m","memory":"64Mi"},"limits":{"cpu":"500m","memory":"256Mi"}},\
        "livenessProbe":{"httpGet":{"path":"/healthz","port":8080},"initialDelaySeconds":5},\
        "readinessProbe":{"httpGet":{"path":"/ready","port":8080},"periodSeconds":5},\
        "volumeMounts":[{"name":"config","mountPath":"/etc/config"}]}],\
        "volumes":[{"name":"config","configMap":{"name":"web-config"}}],\
        "terminationGracePeriodSeconds":30,"tolerations":[{"key":"dedicated",\
        "operator":"Equal","value":"web","effect":"NoSchedule"}]}}""".formatted(environment);
  }
}
