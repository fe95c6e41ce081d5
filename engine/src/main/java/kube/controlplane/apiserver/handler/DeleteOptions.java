package kube.controlplane.apiserver.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.registry.Numbers;
import kube.controlplane.apiserver.registry.slot.GenericRegistry.Preconditions;
import kube.controlplane.apiserver.request.Body;
import kube.controlplane.apiserver.request.WriteOptions;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Status;
import kube.foundation.api.Status.Cause;

import tools.jackson.databind.node.ObjectNode;

/// How a client wants an object deleted; from the body, or without one from the query.
///
/// @param graceSeconds what the client asks for; empty to leave it to the object
/// @param policy what happens to what the object owns: `Background`, `Foreground`, `Orphan`; empty
///   for what is usual for the kind
/// @param uid the life of the object that is meant; empty for any, as is `revision`
record DeleteOptions(Optional<Long> graceSeconds, String policy, String uid, String revision,
    boolean dryRun) {

  private static final List<String> POLICIES = List.of("Foreground", "Background", "Orphan");

  /// What the object has to be, as plain values.
  Preconditions preconditions() {
    return new Preconditions(uid, revision);
  }

  /// Refuses with 400 what cannot be read, with 422 what contradicts itself.
  static ApiResult<DeleteOptions> of(Request request) {
    return (request.body().length == 0 ? ofQuery(request) : Body.options(request))
        .then(DeleteOptions::checkForm).then(DeleteOptions::of);
  }

  /// Those that stand in another object, such as an Eviction.
  static ApiResult<DeleteOptions> ofObject(ObjectNode options) {
    return checkForm(options).then(DeleteOptions::of);
  }

  private static ApiResult<ObjectNode> ofQuery(Request request) {
    ObjectNode options = Json.object();
    for (String text : List.of("propagationPolicy")) {
      request.query(text).ifPresent(value -> options.put(text, value));
    }
    request.query("orphanDependents").ifPresent(value -> options.put("orphanDependents",
        !value.equals("false") && !value.equals("0")));
    if (request.query("dryRun").isPresent()) {
      request.queries("dryRun").forEach(options.putArray("dryRun")::add);
    }
    if (request.query("gracePeriodSeconds").orElse("").isEmpty()) return new Ok<>(options);
    return Numbers.of(request, "gracePeriodSeconds")
        .map(seconds -> options.put("gracePeriodSeconds", seconds));
  }

  /// The types that the fields of a `DeleteOptions` have.
  private static ApiResult<ObjectNode> checkForm(ObjectNode options) {
    String kind = Json.text(options, "kind");
    boolean fits = (kind.isEmpty() || kind.equals("DeleteOptions"))
        && isNothingOr(options.path("gracePeriodSeconds").isIntegralNumber(), options,
            "gracePeriodSeconds")
        && isNothingOr(options.path("propagationPolicy").isString(), options, "propagationPolicy")
        && isNothingOr(options.path("orphanDependents").isBoolean(), options, "orphanDependents")
        && isNothingOr(options.path("preconditions").isObject(), options, "preconditions")
        && isNothingOr(options.path("dryRun").isArray(), options, "dryRun");
    return fits
        ? new Ok<>(options)
        : new Refused<>(Status.badRequest("decoded object cannot be converted to DeleteOptions"));
  }

  private static boolean isNothingOr(boolean fits, ObjectNode options, String field) {
    return fits || !options.has(field) || options.path(field).isNull();
  }

  private static ApiResult<DeleteOptions> of(ObjectNode options) {
    String policy = Json.text(options, "propagationPolicy");
    boolean saysOrphan = options.path("orphanDependents").isBoolean();
    List<Cause> faults = new ArrayList<>();
    if (saysOrphan && !policy.isEmpty()) {
      faults.add(new Cause("FieldValueInvalid", "Invalid value: \"" + policy
          + "\": orphanDependents and deletionPropagation cannot be both set",
          "propagationPolicy"));
    }
    if (!policy.isEmpty() && !POLICIES.contains(policy)) {
      faults.add(new Cause("FieldValueNotSupported", "Unsupported value: \"" + policy
          + "\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"",
          "propagationPolicy"));
    }
    WriteOptions.dryRunFault(Json.list(options, "dryRun", it -> it.asString("")))
        .ifPresent(faults::add);
    Optional<Status> refusal = WriteOptions.refusal("DeleteOptions", faults);
    if (refusal.isPresent()) return new Refused<>(refusal.get());
    if (saysOrphan) policy = Json.flag(options, "orphanDependents") ? "Orphan" : "Background";
    Optional<Long> grace = options.path("gracePeriodSeconds").isNumber()
        ? Optional.of(options.path("gracePeriodSeconds").asLong(0))
        : Optional.empty();
    return new Ok<>(new DeleteOptions(grace.map(seconds -> seconds < 0 ? 1 : seconds), policy,
        Json.text(options, "preconditions.uid"),
        Json.text(options, "preconditions.resourceVersion"), !options.path("dryRun").isEmpty()));
  }
}
