package kube.controlplane.apiserver.strategy.batch;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.NameForm;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.controlplane.apiserver.strategy.template.PodTemplates;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// CronJobs: a Job, made again and again by the clock.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
final class CronJobStrategy implements Strategy {

  /// A Job's name has eleven characters more, and may have 63.
  private static final int LONGEST_NAME = 52;

  private static final NameForm NAME = name -> {
    Optional<String> fault = Names.DNS_SUBDOMAIN.fault(name);
    return fault.isEmpty() && name.length() > LONGEST_NAME
        ? Optional.of("must be no more than " + LONGEST_NAME + " characters")
        : fault;
  };

  @Override
  public void setDefaults(ObjectNode object) {
    ObjectNode spec = Defaults.object(object, "spec");
    Defaults.put(spec, "concurrencyPolicy", "Allow");
    Defaults.put(spec, "suspend", false);
    Defaults.put(spec, "successfulJobsHistoryLimit", 3);
    Defaults.put(spec, "failedJobsHistoryLimit", 1);
    if (!(spec.path("jobTemplate") instanceof ObjectNode template)) return;
    Defaults.object(template, "metadata").remove("creationTimestamp");
    ObjectNode job = Defaults.object(template, "spec");
    JobRules.setFailurePolicyDefaults(job);
    PodTemplates.setDefaults(job);
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status");
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    validateSchedule(spec.at("schedule"));
    spec.at("startingDeadlineSeconds").mustNotBeNegative();
    validateTimeZone(spec.at("timeZone"));
    spec.at("concurrencyPolicy").mustBeOneOf(List.of("Allow", "Forbid", "Replace"));
    Field job = spec.at("jobTemplate").at("spec");
    JobRules.validate(job);
    if (job.at("selector").isPresent()) {
      job.at("selector").invalid("`selector` will be auto-generated");
    }
    if (job.flag("manualSelector")) {
      errors.notSupported(job.path() + ".manualSelector", job.at("manualSelector").value(),
          List.of("nil", "false"));
    }
    spec.at("successfulJobsHistoryLimit").mustNotBeNegative();
    spec.at("failedJobsHistoryLimit").mustNotBeNegative();
  }

  private static void validateSchedule(Field schedule) {
    if (!schedule.mustBeThere()) return;
    CronExpression.fault(schedule.text()).ifPresent(schedule::invalid);
    if (schedule.text().contains("TZ")) {
      schedule.invalid("cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
    }
  }

  private static void validateTimeZone(Field zone) {
    if (!zone.isPresent()) return;
    String name = zone.text();
    if (name.isEmpty()) {
      zone.invalid("timeZone must be nil or non-empty string");
    } else if (name.toLowerCase(Locale.ROOT).equals("local")) {
      zone.invalid("timeZone must be an explicit time zone as defined in"
          + " https://www.iana.org/time-zones");
    } else if (!ZoneId.getAvailableZoneIds().contains(name)) {
      zone.invalid("unknown time zone " + name);
    }
  }

  @Override
  public void validateSubresource(String subresource, JsonNode object, JsonNode old,
      FieldErrors errors) {}

  @Override
  public NameForm nameForm() {
    return NAME;
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }
}
