package kube.controlplane.apiserver.admission.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import kube.controlplane.apiserver.access.authorization.Authorizer;
import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.admission.matching.Configurations;
import kube.controlplane.apiserver.admission.policy.Policies.Applicable;
import kube.controlplane.apiserver.catalogue.KindCatalogue;
import kube.controlplane.apiserver.cel.Evaluation;
import kube.controlplane.apiserver.cel.cost.Budget;
import kube.controlplane.apiserver.cel.Values;
import kube.controlplane.apiserver.cel.policy.CompiledPolicy;
import kube.controlplane.apiserver.merge.Shapes;
import kube.controlplane.apiserver.patch.JsonPatch;
import kube.controlplane.apiserver.patch.StrategicMergePatch;
import kube.foundation.api.Json;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.ExtensionKinds;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The gate of MutatingAdmissionPolicies: each changes the object, and the next sees the change.
///
/// **Models** `ApplyConfiguration`, which is merged by the keys of lists, and `JSONPatch`. A
/// policy that says `reinvocationPolicy: IfNeeded` is asked once more when a later one has changed
/// the object since. **Leaves out** a second round after webhooks, and the removal of fields by an
/// apply configuration.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/
public final class MutatingPolicies implements AdmissionPlugin {

  private final Policies policies;
  private final Shapes shapes;

  public MutatingPolicies(Configurations configurations, KindCatalogue catalogue,
      Authorizer authorizer, Shapes shapes) {
    this.policies = new Policies(configurations, catalogue, authorizer,
        ExtensionKinds.MUTATING_ADMISSION_POLICY,
        ExtensionKinds.MUTATING_ADMISSION_POLICY_BINDING);
    this.shapes = shapes;
  }

  @Override
  public Optional<Status> mutate(Attributes write) {
    if (policies.areNone() || write.deletes()) return Optional.empty();
    Map<Applicable, JsonNode> again = new LinkedHashMap<>();
    for (Applicable one : policies.about(write)) {
      Optional<Status> refusal = pass(one, write);
      if (refusal.isPresent()) return refusal;
      boolean mayBeAskedAgain = Json.text(one.policy().spec(), "reinvocationPolicy")
          .equals("IfNeeded");
      if (mayBeAskedAgain) again.put(one, write.object().deepCopy());
    }
    for (var one : again.entrySet()) {
      if (write.object().equals(one.getValue())) continue;
      Optional<Status> refusal = pass(one.getKey(), write);
      if (refusal.isPresent()) return refusal;
    }
    return Optional.empty();
  }

  private Optional<Status> pass(Applicable one, Attributes write) {
    return one.failure().or(() -> apply(one, write)).filter(_ -> one.policy().failsClosed())
        .map(fault -> Status.forbidden(write.info().kind(), write.info().name(),
            "policy '" + one.name() + "' with binding '" + one.bindingName()
                + "' denied request: " + fault));
  }

  /// Carries out every mutation; what went wrong with the first that could not be.
  private Optional<String> apply(Applicable one, Attributes write) {
    Budget budget = Budget.ofObject();
    for (CompiledPolicy.Validation mutation : one.policy().validations()) {
      if (budget.isSpent()) return Optional.of(Budget.SPENT);
      var values = new LinkedHashMap<>(one.values());
      values.put("object", Values.of(write.object()));
      switch (mutation.expression().evaluate(values, budget)) {
        case Evaluation.Failed(String reason) -> {
          return Optional.of("expression '" + mutation.expression() + "' resulted in error: "
              + reason);
        }
        case Evaluation.Value(Object value) -> {
          Optional<String> fault = change(mutation.source(), Values.toJson(value), write);
          if (fault.isPresent()) return fault;
        }
      }
    }
    write.info().strategy().setDefaults(write.object());
    return Optional.empty();
  }

  private Optional<String> change(JsonNode source, JsonNode value, Attributes write) {
    boolean isPatch = Json.text(source, "patchType").equals("JSONPatch");
    Optional<JsonNode> changed = Optional.empty();
    if (isPatch && value instanceof ArrayNode steps) {
      changed = JsonPatch.apply(write.object(), steps);
    } else if (!isPatch && value instanceof ObjectNode configuration) {
      changed = StrategicMergePatch.apply(shapes.of(write.info().resource()), write.object(),
          configuration).toOptional();
    }
    if (changed.isEmpty() || !(changed.get() instanceof ObjectNode object)) {
      return Optional.of("the mutation cannot be applied to the object");
    }
    ObjectNode whole = object.deepCopy();
    write.object().removeAll();
    write.object().setAll(whole);
    return Optional.empty();
  }
}
