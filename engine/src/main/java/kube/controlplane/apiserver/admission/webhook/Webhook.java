package kube.controlplane.apiserver.admission.webhook;

import java.util.ArrayList;
import java.util.List;

import kube.controlplane.apiserver.cel.policy.PolicyEnvironment;
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
    return WebhookCall.of(source.path("clientConfig"), review, seconds);
  }
}
