package kube.controlplane.apiserver.admission.webhook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.controlplane.apiserver.access.authorization.Authorizer;
import kube.controlplane.apiserver.admission.policy.Rights;
import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.admission.matching.AdmissionRequest;
import kube.controlplane.apiserver.admission.matching.Configurations;
import kube.controlplane.apiserver.admission.matching.Rules;
import kube.controlplane.apiserver.cel.Evaluation;
import kube.controlplane.apiserver.cel.Expression;
import kube.controlplane.apiserver.cel.cost.Budget;
import kube.controlplane.apiserver.cel.Values;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.ExtensionKinds;
import kube.foundation.machine.Randomness;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The gate of the webhooks: mutating ones one after the other, each seeing what those before it
/// have made of the object, then all validating ones.
///
/// **In Kubernetes:**
/// [plugin/webhook](https://github.com/kubernetes/kubernetes/tree/v1.33.0/staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook)
public final class Webhooks implements AdmissionPlugin {

  private record Known(long revision, List<Webhook> webhooks) {}

  private final Configurations configurations;
  private final WebhookCalls calls;
  private final Authorizer authorizer;
  private final Randomness randomness;
  private final Map<String, Known> known = new HashMap<>();

  public Webhooks(Configurations configurations, WebhookCalls calls, Randomness randomness,
      Authorizer authorizer) {
    this.configurations = configurations;
    this.authorizer = authorizer;
    this.calls = calls;
    this.randomness = randomness;
  }

  @Override
  public Optional<Status> mutate(Attributes write) {
    List<Webhook> asked = about(ExtensionKinds.MUTATING_WEBHOOK_CONFIGURATION, write);
    if (asked.isEmpty()) return Optional.empty();
    JsonNode seen = write.object().deepCopy();
    for (Webhook webhook : asked) {
      Optional<Status> refusal = ask(webhook, write, "first");
      if (refusal.isPresent()) return refusal;
    }
    if (seen.equals(write.object())) return Optional.empty();
    for (Webhook webhook : asked) {
      if (!webhook.isReinvoked()) continue;
      Optional<Status> refusal = ask(webhook, write, "again");
      if (refusal.isPresent()) return refusal;
    }
    return Optional.empty();
  }

  @Override
  public Optional<Status> validate(Attributes write) {
    for (Webhook webhook : about(ExtensionKinds.VALIDATING_WEBHOOK_CONFIGURATION, write)) {
      Optional<Status> refusal = ask(webhook, write, "validating");
      if (refusal.isPresent()) return refusal;
    }
    return Optional.empty();
  }

  private List<Webhook> about(Kind<?> kind, Attributes write) {
    List<Webhook> asked = new ArrayList<>();
    if (configurations.all(kind).isEmpty() || !Rules.mayConcern(write)) return asked;
    for (Resource configuration : configurations.all(kind)) {
      for (Webhook webhook : webhooks(kind, configuration)) {
        JsonNode source = webhook.source();
        boolean exact = Json.text(source, "matchPolicy").equals("Exact");
        boolean isAsked = Rules.anyMatches(source.path("rules"), write, exact)
            && Rules.selected(source, write, configurations);
        if (isAsked) asked.add(webhook);
      }
    }
    return asked;
  }

  private List<Webhook> webhooks(Kind<?> kind, Resource configuration) {
    String place = kind.plural() + "/" + configuration.name();
    Known before = known.get(place);
    if (before != null && before.revision == configuration.revision()) return before.webhooks;
    List<Webhook> webhooks = Json.list(configuration.tree(), "webhooks", Webhook::of);
    known.put(place, new Known(configuration.revision(), webhooks));
    return webhooks;
  }

  private Optional<Status> ask(Webhook webhook, Attributes write, String round) {
    Optional<Boolean> isMet = conditionsHold(webhook, write);
    if (isMet.isEmpty()) {
      return webhook.failsClosed()
          ? Optional.of(Status.forbidden(write.info().kind(), write.info().name(),
              "matchConditions of webhook \"" + webhook.name() + "\" could not be evaluated"))
          : Optional.empty();
    }
    if (!isMet.get()) return Optional.empty();
    if (write.dryRun() && !webhook.supportsDryRun()) {
      return Optional.of(Status.badRequest(
          "admission webhook \"" + webhook.name() + "\" does not support dry run"));
    }
    JsonNode review = review(write);
    String question = round + " " + webhook.name() + " " + state(write);
    return switch (calls.ask(question, webhook.call(review))) {
      case WebhookAnswer.Reviewed(JsonNode answer) -> Verdict.of(webhook, answer)
          .carryOut(webhook, write, !round.equals("validating"));
      case WebhookAnswer.Unreachable(String reason) -> webhook.failsClosed()
          ? Optional.of(failed(webhook, "failed to call webhook: " + reason))
          : Optional.empty();
    };
  }

  static Status failed(Webhook webhook, String why) {
    return Status.internalError("failed calling webhook \"" + webhook.name() + "\": " + why);
  }

  private JsonNode review(Attributes write) {
    ObjectNode review = Json.object().put("kind", "AdmissionReview")
        .put("apiVersion", "admission.k8s.io/v1");
    ObjectNode request = review.putObject("request").put("uid", randomness.uid());
    AdmissionRequest.of(write).forEachEntry(request::set);
    request.set("object", AdmissionRequest.object(write));
    request.set("oldObject", AdmissionRequest.oldObject(write));
    return review;
  }

  /// What the write is about, and in which state: the same request meets the same object again as
  /// long as nobody else has changed it. The object itself would not do, because some of it is drawn
  /// anew whenever the request is carried out.
  private static String state(Attributes write) {
    boolean isNamed = !write.creates()
        || Json.text(write.object(), "metadata.generateName").isEmpty();
    RequestInfo info = isNamed ? write.info() : write.info().named("");
    return info.object() + " " + write.old()
        .map(old -> Json.text(old, "metadata.resourceVersion")).orElse("new");
  }

  /// Whether all conditions hold; empty when one of them cannot be evaluated.
  private Optional<Boolean> conditionsHold(Webhook webhook, Attributes write) {
    if (webhook.conditions().isEmpty()) return Optional.of(true);
    Map<String, Object> values = new HashMap<>(Rights.of(authorizer, write.info()));
    values.put("object", Values.of(AdmissionRequest.object(write)));
    values.put("oldObject", Values.of(AdmissionRequest.oldObject(write)));
    values.put("request", Values.of(AdmissionRequest.of(write)));
    values.put("namespaceObject",
        Values.of(configurations.namespace(write.info().namespace())));
    boolean isUnclear = false;
    Budget budget = Budget.ofMatchConditions();
    for (Expression condition : webhook.conditions()) {
      if (budget.isSpent()) return Optional.empty();
      switch (condition.evaluate(values, budget)) {
        case Evaluation.Value(Object value) -> {
          if (!value.equals(true)) return Optional.of(false);
        }
        case Evaluation.Failed _ -> isUnclear = true;
      }
    }
    return isUnclear ? Optional.empty() : Optional.of(true);
  }
}
