package kube.controlplane.apiserver.strategy.batch;

import java.util.List;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.SelectorRules;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.controlplane.apiserver.strategy.template.PodTemplates;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Jobs: Pods that run to their end, counted by a selector that nobody has to write.
///
/// **Models** the generated selector and labels, which keep two Jobs from counting each other's
/// Pods.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/job/ ·
/// [batch/job/strategy.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/registry/batch/job/strategy.go)
final class JobStrategy implements Strategy {

  private static final String UID_LABEL = "batch.kubernetes.io/controller-uid";
  private static final String NAME_LABEL = "batch.kubernetes.io/job-name";
  private static final List<String> UID_LABELS = List.of(UID_LABEL, "controller-uid");
  private static final List<String> NAME_LABELS = List.of(NAME_LABEL, "job-name");

  @Override
  public void setDefaults(ObjectNode object) {
    ObjectNode spec = Defaults.object(object, "spec");
    if (Defaults.isAbsent(spec, "parallelism")) {
      if (Defaults.isAbsent(spec, "completions")) spec.put("completions", 1);
      spec.put("parallelism", 1);
    }
    Defaults.put(spec, "backoffLimit",
        spec.has("backoffLimitPerIndex") ? Integer.MAX_VALUE : 6);
    Defaults.put(spec, "completionMode", "NonIndexed");
    Defaults.put(spec, "suspend", false);
    Defaults.put(spec, "manualSelector", false);
    Defaults.put(spec, "podReplacementPolicy",
        spec.has("podFailurePolicy") ? "Failed" : "TerminatingOrFailed");
    JobRules.setFailurePolicyDefaults(spec);
    PodTemplates.setDefaults(spec);
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status");
    if (!(object.path("spec") instanceof ObjectNode spec)) return;
    if (!Json.flag(spec, "manualSelector")) generateSelector(object, spec);
    JsonNode podLabels = Json.at(spec, "template.metadata.labels");
    if (Json.at(object, "metadata.labels").isEmpty() && !podLabels.isEmpty()) {
      object.withObject("metadata").set("labels", podLabels.deepCopy());
    }
  }

  private static void generateSelector(ObjectNode object, ObjectNode spec) {
    if (!(spec.path("template") instanceof ObjectNode template)) return;
    String uid = Json.text(object, "metadata.uid");
    String name = Json.text(object, "metadata.name");
    ObjectNode labels = Defaults.object(Defaults.object(template, "metadata"), "labels");
    UID_LABELS.forEach(label -> Defaults.put(labels, label, uid));
    NAME_LABELS.forEach(label -> Defaults.put(labels, label, name));
    Defaults.put(Defaults.object(Defaults.object(spec, "selector"), "matchLabels"), UID_LABEL, uid);
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field job = Field.of(object, errors);
    Field spec = job.at("spec");
    if (!spec.flag("manualSelector")) validateGenerated(job);
    JobRules.validate(spec);
    if (!spec.at("selector").isPresent()) {
      spec.at("selector").required("");
    } else if (SelectorRules.validate(spec.at("selector"))) {
      SelectorRules.validateChoice(spec);
    }
    validateHostNames(job);
  }

  /// Each Pod of an indexed Job is called after its index; the last one has the longest name.
  private static void validateHostNames(Field job) {
    Field spec = job.at("spec");
    long completions = spec.at("completions").number();
    if (!spec.at("completionMode").text().equals("Indexed") || completions <= 0) return;
    Field name = job.at("metadata").at("name");
    String longest = name.text() + "-" + (completions - 1);
    if (Names.DNS_LABEL.fault(longest).isPresent()) {
      name.invalid("will not able to create pod with invalid DNS label: " + longest);
    }
  }

  private static void validateGenerated(Field job) {
    if (!job.at("spec").at("selector").isPresent()) return;
    String uid = Json.text(job.value(), "metadata.uid");
    String name = Json.text(job.value(), "metadata.name");
    Field labels = job.at("spec").at("template").at("metadata").at("labels");
    for (String label : UID_LABELS) requireLabel(labels, label, uid);
    for (String label : NAME_LABELS) requireLabel(labels, label, name);
    Field selector = job.at("spec").at("selector");
    boolean isOwn = selector.value().path("matchLabels").properties().stream()
        .allMatch(label -> label.getValue().asString("").equals(
            UID_LABELS.contains(label.getKey())
                ? uid
                : NAME_LABELS.contains(label.getKey()) ? name : ""));
    if (!isOwn) selector.invalid("`selector` not auto-generated");
  }

  private static void requireLabel(Field labels, String label, String expected) {
    String actual = labels.value().path(label).asString("");
    if (actual.isEmpty()) {
      labels.errors().required(labels.path() + "." + label, "must be '" + expected + "'");
    } else if (!actual.equals(expected)) {
      labels.errors().invalid(labels.path() + "." + label, labels.value(),
          "must be '" + expected + "'");
    }
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    validateCompletions(Field.of(object, errors).at("spec"), Json.at(old, "spec.completions"));
    errors.immutable("spec.selector", Json.at(old, "spec.selector"),
        Json.at(object, "spec.selector"));
    errors.immutable("spec.template", templateBefore(object, old),
        Json.at(object, "spec.template"));
    for (String field : List.of("completionMode", "podFailurePolicy", "backoffLimitPerIndex",
        "managedBy", "successPolicy")) {
      errors.immutable("spec." + field, old.path("spec").path(field),
          object.path("spec").path(field));
    }
  }

  /// An indexed Job may get more or fewer indexes, if it also gets as many Pods at a time.
  private static void validateCompletions(Field spec, JsonNode before) {
    Field now = spec.at("completions");
    boolean isIndexed = spec.at("completionMode").text().equals("Indexed");
    if (!isIndexed) {
      now.errors().immutable(now.path(), before, now.value());
    } else if (now.isPresent() && !now.value().equals(before)
        && now.number() != spec.at("parallelism").number()) {
      now.invalid("can only be modified in tandem with spec.parallelism");
    }
  }

  /// What the template must be like; a Job that has not begun may still be told where to run.
  private static JsonNode templateBefore(JsonNode object, JsonNode old) {
    JsonNode before = Json.at(old, "spec.template");
    boolean waits = Json.flag(old, "spec.suspend") && Json.text(old, "status.startTime").isEmpty();
    if (!waits || !(before.deepCopy() instanceof ObjectNode template)) return before;
    JsonNode now = Json.at(object, "spec.template");
    copy("labels", now.path("metadata"), Defaults.object(template, "metadata"));
    copy("annotations", now.path("metadata"), Defaults.object(template, "metadata"));
    ObjectNode spec = Defaults.object(template, "spec");
    for (String field : List.of("nodeSelector", "tolerations", "schedulingGates")) {
      copy(field, now.path("spec"), spec);
    }
    JsonNode affinity = now.path("spec").path("affinity");
    copy("nodeAffinity", affinity, Defaults.object(spec, "affinity"));
    if (spec.path("affinity").isEmpty() && !affinity.isObject()) spec.remove("affinity");
    return template;
  }

  private static void copy(String field, JsonNode from, ObjectNode to) {
    if (from.has(field)) {
      to.set(field, from.get(field));
    } else {
      to.remove(field);
    }
  }

  @Override
  public void validateSubresource(String subresource, JsonNode object, JsonNode old,
      FieldErrors errors) {
    JobStatusRules.validate(Field.of(object, errors), old);
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }

  @Override
  public List<String> selectableFields() {
    return List.of("status.successful");
  }

  @Override
  public String selectableValue(JsonNode object, String field) {
    return Integer.toString(Json.number(object, "status.succeeded", 0));
  }
}
