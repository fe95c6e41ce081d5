package kube.controlplane.apiserver.admission.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.controlplane.apiserver.access.authorization.Authorizer;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.admission.matching.AdmissionRequest;
import kube.controlplane.apiserver.admission.matching.Configurations;
import kube.controlplane.apiserver.admission.matching.Rules;
import kube.controlplane.apiserver.catalogue.KindCatalogue;
import kube.controlplane.apiserver.catalogue.ServedKind;
import kube.controlplane.apiserver.cel.Evaluation;
import kube.controlplane.apiserver.cel.cost.Budget;
import kube.controlplane.apiserver.cel.Values;
import kube.controlplane.apiserver.cel.policy.CompiledPolicy;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.Resource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/// The policies of one sort, with their bindings: which of them speak about a write.
///
/// Owned by the loop.
final class Policies {

  /// A policy that is about a write, with one set of its parameters.
  ///
  /// @param values what its expressions may look at
  /// @param failure why it cannot be applied, such as missing parameters
  record Applicable(String name, JsonNode binding, CompiledPolicy policy,
      Map<String, Object> values, Optional<String> failure) {

    String bindingName() {
      return Json.text(binding, "metadata.name");
    }
  }

  private record Compiled(long revision, CompiledPolicy policy) {}

  private final Configurations configurations;
  private final KindCatalogue catalogue;
  private final Authorizer authorizer;
  private final Kind<?> policyKind;
  private final Kind<?> bindingKind;
  private final Map<String, Compiled> compiled = new HashMap<>();

  Policies(Configurations configurations, KindCatalogue catalogue, Authorizer authorizer,
      Kind<?> policyKind, Kind<?> bindingKind) {
    this.configurations = configurations;
    this.catalogue = catalogue;
    this.authorizer = authorizer;
    this.policyKind = policyKind;
    this.bindingKind = bindingKind;
  }

  boolean areNone() {
    return configurations.all(policyKind).isEmpty();
  }

  /// All that are about the write, in the order of policies and then of bindings.
  List<Applicable> about(Attributes write) {
    List<Applicable> applicable = new ArrayList<>();
    if (areNone() || !Rules.mayConcern(write)) return applicable;
    for (Resource object : configurations.all(policyKind)) {
      JsonNode constraints = Json.at(object.tree(), "spec.matchConstraints");
      if (!matches(constraints, write)) continue;
      for (Resource binding : configurations.all(bindingKind)) {
        JsonNode resources = Json.at(binding.tree(), "spec.matchResources");
        boolean isBound = Json.text(binding.tree(), "spec.policyName").equals(object.name())
            && (resources.isMissingNode() || matches(resources, write));
        if (isBound) add(object, binding.tree(), write, applicable);
      }
    }
    return applicable;
  }

  private boolean matches(JsonNode constraints, Attributes write) {
    boolean exact = Json.text(constraints, "matchPolicy").equals("Exact");
    JsonNode rules = constraints.path("resourceRules");
    return (rules.isEmpty() || Rules.anyMatches(rules, write, exact))
        && !Rules.anyMatches(constraints.path("excludeResourceRules"), write, exact)
        && Rules.selected(constraints, write, configurations);
  }

  private void add(Resource object, JsonNode binding, Attributes write,
      List<Applicable> applicable) {
    CompiledPolicy policy = compiled(object);
    Map<String, Object> values = values(write);
    JsonNode paramKind = policy.spec().path("paramKind");
    if (paramKind.isMissingNode()) {
      addIfMet(object, binding, policy, values, applicable);
      return;
    }
    Optional<ServedKind> kind = catalogue.of(Json.text(paramKind, "apiVersion"),
        Json.text(paramKind, "kind"));
    List<JsonNode> params = kind.map(found -> params(found, binding, write)).orElse(List.of());
    boolean mayBeMissing = Json.text(binding, "spec.paramRef.parameterNotFoundAction")
        .equals("Allow");
    if (params.isEmpty() && !mayBeMissing) {
      String why = kind.isEmpty()
          ? "failed to configure policy: failed to find resource referenced by paramKind: '"
              + Json.text(paramKind, "apiVersion") + ", Kind=" + Json.text(paramKind, "kind") + "'"
          : "failed to configure binding: no params found for policy binding with `Deny`"
              + " parameterNotFoundAction";
      applicable.add(new Applicable(object.name(), binding, policy, values, Optional.of(why)));
    }
    for (JsonNode param : params) {
      Map<String, Object> more = new LinkedHashMap<>(values);
      more.put("params", Values.of(param));
      addIfMet(object, binding, policy, more, applicable);
    }
  }

  private static void addIfMet(Resource object, JsonNode binding, CompiledPolicy policy,
      Map<String, Object> values, List<Applicable> applicable) {
    Optional<String> failure = Optional.empty();
    Budget budget = Budget.ofMatchConditions();
    for (CompiledPolicy.Named condition : policy.conditions()) {
      if (budget.isSpent()) {
        failure = Optional.of(Budget.SPENT);
        break;
      }
      switch (condition.expression().evaluate(values, budget)) {
        case Evaluation.Value(Object value) -> {
          if (!value.equals(true)) return;
        }
        case Evaluation.Failed(String reason) -> failure = Optional.of("expression '"
            + condition.expression() + "' resulted in error: " + reason);
      }
    }
    applicable.add(new Applicable(object.name(), binding, policy, policy.withVariables(values),
        failure));
  }

  private List<JsonNode> params(ServedKind kind, JsonNode binding, Attributes write) {
    JsonNode reference = Json.at(binding, "spec.paramRef");
    if (reference.isMissingNode()) return List.of(NullNode.instance);
    String said = Json.text(reference, "namespace");
    boolean isNamespaced = kind.stored().namespaced();
    String namespace = !isNamespaced
        ? ""
        : said.isEmpty() ? write.info().namespace() : said;
    String name = Json.text(reference, "name");
    if (!name.isEmpty()) {
      return configurations.find(kind.stored(), new Key(namespace, name)).stream()
          .map(Resource::tree).toList();
    }
    LabelSelector selector = LabelSelector.of(reference.path("selector"));
    return configurations.objects(kind.stored()).stream()
        .filter(param -> param.namespace().equals(namespace)
            && selector.matches(Json.texts(param.tree(), "metadata.labels")))
        .map(Resource::tree).toList();
  }

  private Map<String, Object> values(Attributes write) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("object", Values.of(AdmissionRequest.object(write)));
    values.put("oldObject", Values.of(AdmissionRequest.oldObject(write)));
    values.put("request", Values.of(AdmissionRequest.of(write)));
    values.putAll(Rights.of(authorizer, write.info()));
    values.put("params", Values.nothing());
    values.put("namespaceObject",
        Values.of(configurations.namespace(write.info().namespace())));
    return values;
  }

  private CompiledPolicy compiled(Resource object) {
    Compiled known = compiled.get(object.name());
    if (known != null && known.revision == object.revision()) return known.policy;
    CompiledPolicy policy = CompiledPolicy.of(object.tree(), new FieldErrors());
    compiled.put(object.name(), new Compiled(object.revision(), policy));
    return policy;
  }
}
