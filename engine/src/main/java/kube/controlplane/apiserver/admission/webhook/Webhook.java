package kube.controlplane.apiserver.admission.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import kube.controlplane.apiserver.admission.policy.PolicyEnvironment;
import kube.controlplane.apiserver.cel.Compilation;
import kube.controlplane.apiserver.cel.Environment;
import kube.controlplane.apiserver.cel.Expression;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// One webhook of a configuration, with its conditions compiled.
record Webhook(JsonNode source, List<Expression> conditions) {

  private static final int SECONDS = 10;

  static Webhook of(JsonNode source) {
    List<Expression> conditions = new ArrayList<>();
    if (!source.path("matchConditions").isEmpty()) {
      Environment environment = PolicyEnvironment.of(false, List.of());
      for (JsonNode condition : source.path("matchConditions")) {
        Compilation compilation = environment.condition(Json.text(condition, "expression"));
        if (compilation instanceof Compilation.Compiled(Expression one)) conditions.add(one);
      }
    }
    return new Webhook(source, List.copyOf(conditions));
  }

  String name() {
    return Json.text(source, "name");
  }

  boolean failsClosed() {
    return !Json.text(source, "failurePolicy").equals("Ignore");
  }

  boolean supportsDryRun() {
    return List.of("None", "NoneOnDryRun").contains(Json.text(source, "sideEffects"));
  }

  boolean isReinvoked() {
    return Json.text(source, "reinvocationPolicy").equals("IfNeeded");
  }

  WebhookCall call(JsonNode review) {
    int seconds = Json.number(source, "timeoutSeconds", SECONDS);
    JsonNode config = source.path("clientConfig");
    JsonNode service = config.path("service");
    String url = service.isObject()
        ? "https://" + Json.text(service, "name") + "." + Json.text(service, "namespace")
            + ".svc:" + Json.number(service, "port", 443) + path(Json.text(service, "path"))
        : Json.text(config, "url");
    return new WebhookCall(url + "?timeout=" + seconds + "s", service.isObject(),
        pem(Json.text(config, "caBundle")), review, Duration.ofSeconds(seconds));
  }

  private static String path(String path) {
    return path.startsWith("/") || path.isEmpty() ? path : "/" + path;
  }

  private static String pem(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return base64;
    }
  }
}
