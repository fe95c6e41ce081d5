package kube.controlplane.apiserver.admission.policy;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.access.authorization.Authorizer;
import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.admission.matching.Configurations;
import kube.controlplane.apiserver.admission.policy.Policies.Applicable;
import kube.controlplane.apiserver.catalogue.KindCatalogue;
import kube.controlplane.apiserver.cel.Evaluation;
import kube.controlplane.apiserver.cel.cost.Budget;
import kube.controlplane.apiserver.cel.policy.CompiledPolicy;
import kube.foundation.api.Json;
import kube.foundation.api.Status;
import kube.foundation.api.Status.Cause;
import kube.foundation.api.kinds.ExtensionKinds;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The gate of ValidatingAdmissionPolicies: what a policy rules out is denied, warned of or noted
/// for the audit, as the binding says.
///
/// **In Kubernetes:**
/// [policy/validating](https://github.com/kubernetes/kubernetes/tree/v1.33.0/staging/src/k8s.io/apiserver/pkg/admission/plugin/policy/validating)
public final class ValidatingPolicies implements AdmissionPlugin {

  private static final String FAILURE = "validation.policy.admission.k8s.io/validation_failure";
  private static final int MESSAGE_AT_MOST = 5 * 1024;

  private final Policies policies;

  public ValidatingPolicies(Configurations configurations, KindCatalogue catalogue,
      Authorizer authorizer) {
    this.policies = new Policies(configurations, catalogue, authorizer,
        ExtensionKinds.VALIDATING_ADMISSION_POLICY,
        ExtensionKinds.VALIDATING_ADMISSION_POLICY_BINDING);
  }

  /// One thing that does not hold, or could not be found out.
  private record Fault(int index, String message, String reason) {}

  @Override
  public Optional<Status> validate(Attributes write) {
    if (policies.areNone()) return Optional.empty();
    Optional<Status> refusal = Optional.empty();
    ArrayNode noted = Json.object().putArray("noted");
    for (Applicable one : policies.about(write)) {
      boolean isNotApplicable = one.failure().isPresent() && !one.policy().failsClosed();
      if (isNotApplicable) continue;
      List<Fault> faults = one.failure().isPresent()
          ? List.of(new Fault(0, one.failure().get(), ""))
          : faults(one);
      for (Fault fault : faults) {
        Optional<Status> denial = act(one, fault, write, noted);
        if (refusal.isEmpty()) refusal = denial;
      }
      if (one.failure().isEmpty()) annotate(one, write);
    }
    if (!noted.isEmpty()) write.info().context().annotate(FAILURE, noted.toString());
    return refusal;
  }

  private static List<Fault> faults(Applicable one) {
    List<Fault> faults = new java.util.ArrayList<>();
    int index = 0;
    Budget budget = Budget.ofObject();
    for (CompiledPolicy.Validation validation : one.policy().validations()) {
      if (budget.isSpent()) {
        if (one.policy().failsClosed()) faults.add(new Fault(index, Budget.SPENT, ""));
        break;
      }
      switch (validation.expression().evaluate(one.values(), budget)) {
        case Evaluation.Value(Object value) -> {
          if (!value.equals(true)) {
            faults.add(new Fault(index, message(validation, one),
                Json.text(validation.source(), "reason")));
          }
        }
        case Evaluation.Failed(String reason) -> {
          if (one.policy().failsClosed()) {
            faults.add(new Fault(index, "expression '" + validation.expression()
                + "' resulted in error: " + reason, ""));
          }
        }
      }
      index++;
    }
    return faults;
  }

  private static String message(CompiledPolicy.Validation validation, Applicable one) {
    if (validation.message().isPresent() && validation.message().get()
        .evaluate(one.values()) instanceof Evaluation.Value(String text)) {
      String trimmed = text.strip();
      boolean isUsable = !trimmed.isEmpty() && !trimmed.contains("\n")
          && trimmed.length() <= MESSAGE_AT_MOST;
      if (isUsable) return trimmed;
    }
    String fixed = Json.text(validation.source(), "message").strip();
    return fixed.isEmpty()
        ? "failed expression: " + Json.text(validation.source(), "expression").strip()
        : fixed;
  }

  private static Optional<Status> act(Applicable one, Fault fault, Attributes write,
      ArrayNode noted) {
    List<String> actions = Json.list(one.binding(), "spec.validationActions",
        action -> action.asString(""));
    if (actions.contains("Warn")) {
      write.info().context().warn("Validation failed for ValidatingAdmissionPolicy '" + one.name()
          + "' with binding '" + one.bindingName() + "': " + fault.message);
    }
    if (actions.contains("Audit")) {
      ObjectNode note = noted.addObject().put("message", fault.message)
          .put("policy", one.name()).put("binding", one.bindingName())
          .put("expressionIndex", fault.index);
      actions.forEach(note.putArray("validationActions")::add);
    }
    if (!actions.contains("Deny")) return Optional.empty();
    String message = "ValidatingAdmissionPolicy '" + one.name() + "' with binding '"
        + one.bindingName() + "' denied request: " + fault.message;
    Status refusal = Status.forbidden(write.info().kind(), write.info().name(), message);
    String reason = fault.reason.isEmpty() ? "Invalid" : fault.reason;
    int code = switch (reason) {
      case "Unauthorized" -> 401;
      case "Forbidden" -> 403;
      case "RequestEntityTooLarge" -> 413;
      default -> 422;
    };
    return Optional.of(new Status(code, reason, refusal.message(), refusal.name(), refusal.group(),
        refusal.kind(), List.of(new Cause("", message, ""))));
  }

  private static void annotate(Applicable one, Attributes write) {
    for (CompiledPolicy.Named annotation : one.policy().annotations()) {
      if (annotation.expression()
          .evaluate(one.values()) instanceof Evaluation.Value(String text)) {
        write.info().context().annotate(one.name() + "/" + annotation.name(), text);
      }
    }
  }
}
