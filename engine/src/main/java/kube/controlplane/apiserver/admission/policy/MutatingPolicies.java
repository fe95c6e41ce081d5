package kube.controlplane.apiserver.admission.policy;

import java.util.Optional;

import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.admission.matching.Configurations;
import kube.controlplane.apiserver.admission.policy.Policies.Applicable;
import kube.controlplane.apiserver.catalogue.KindCatalogue;
import kube.controlplane.apiserver.cel.Evaluation;
import kube.controlplane.apiserver.cel.Values;
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
/// **Models** `ApplyConfiguration`, which is merged by the keys of lists, and `JSONPatch`. **Leaves
/// out** a second round (`reinvocationPolicy: IfNeeded`), and the removal of fields by an apply
/// configuration.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/
public final class MutatingPolicies implements AdmissionPlugin {

  private final Policies policies;
  private final Shapes shapes;

  public MutatingPolicies(Configurations configurations, KindCatalogue catalogue, Shapes shapes) {
    this.policies = new Policies(configurations, catalogue,
        ExtensionKinds.MUTATING_ADMISSION_POLICY,
        ExtensionKinds.MUTATING_ADMISSION_POLICY_BINDING);
    this.shapes = shapes;
  }

  @Override
  public Optional<Status> mutate(Attributes write) {
    if (policies.areNone() || write.deletes()) return Optional.empty();
    for (Applicable one : policies.about(write)) {
      Optional<String> fault = one.failure().or(() -> apply(one, write));
      if (fault.isPresent() && one.policy().failsClosed()) {
        return Optional.of(Status.forbidden(write.info().kind(), write.info().name(),
            "policy '" + one.name() + "' with binding '" + one.bindingName()
                + "' denied request: " + fault.get()));
      }
    }
    return Optional.empty();
  }

  /// Carries out every mutation; what went wrong with the first that could not be.
  private Optional<String> apply(Applicable one, Attributes write) {
    for (CompiledPolicy.Validation mutation : one.policy().validations()) {
      var values = new java.util.LinkedHashMap<>(one.values());
      values.put("object", Values.of(write.object()));
      switch (mutation.expression().evaluate(values)) {
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
