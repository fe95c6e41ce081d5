package kube.controlplane.apiserver.handler;

import java.util.Optional;

import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.request.Handler;
import kube.controlplane.apiserver.request.Body;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.schema.validation.FieldValidation;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import kube.foundation.machine.Randomness;

import tools.jackson.databind.node.ObjectNode;

/// POST on a collection: a new object.
public final class CreateHandler implements Handler {

  static final Status OTHER_NAMESPACE = Status.badRequest("the namespace of the provided object"
      + " does not match the namespace sent on the request");

  /// Kubernetes says so with a code of 500; it is the client's fault all the same.
  private static final Status HAS_REVISION = Status.badRequest(
      "resourceVersion should not be set on objects to be created");

  private static final int LONGEST_GENERATED_BEGINNING = 58;
  private static final int SUFFIX_LENGTH = 5;
  private static final int NAMES_TRIED = 8;

  private final Writes writes;
  private final Twins twins = new Twins();
  private final Randomness randomness;

  public CreateHandler(Writes writes, Randomness randomness) {
    this.writes = writes;
    this.randomness = randomness;
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    boolean nowhere = info.kind().namespaced() && info.namespace().isEmpty();
    if (!info.name().isEmpty() || nowhere) return new Refused<>(Status.methodNotAllowed());
    Optional<Twins.Candidate> candidate = twins.find(request, info);
    Optional<ObjectNode> recognized = candidate.flatMap(twins::object);
    if (recognized.isPresent()) {
      return placed(info, recognized.get())
          .then(placed -> create(info, placed, request, candidate.get().twin()))
          .map(created -> form.object(201, created));
    }
    return Body.object(request, info)
        .then(object -> FieldValidation.check(request, info, object)
            .then(warnings -> placed(info, object)
                .then(placed -> createFirst(info, placed, request,
                    candidate.filter(_ -> !info.context().mayRepeat() && warnings.isEmpty())))
                .map(created -> warnings.addTo(form.object(201, created)))));
  }

  /// Creates an object that may be the first of many. A slip of its author's would be theirs too.
  private ApiResult<Resource> createFirst(RequestInfo info, ObjectNode object, Request request,
      Optional<Twins.Candidate> candidate) {
    Optional<Twins.Candidate> first = candidate
        .filter(it -> !it.twin().isRecognized()
            && request.query("fieldValidation").orElse("").isEmpty());
    ApiResult<Resource> created = create(info, object, request,
        first.map(Twins.Candidate::twin).orElseGet(Twin::none));
    first.ifPresent(twins::keep);
    return created;
  }

  /// Sees to it that the object has the stored version and says the namespace of the path.
  private static ApiResult<ObjectNode> placed(RequestInfo info, ObjectNode object) {
    info.resource().conversion().toStored(object);
    ObjectNode metadata = object.withObject("metadata");
    String said = Json.text(metadata, "namespace");
    if (!said.isEmpty() && !said.equals(info.namespace())) {
      return new Refused<>(OTHER_NAMESPACE);
    }
    if (!Json.text(metadata, "resourceVersion").isEmpty()) {
      return new Refused<>(HAS_REVISION);
    }
    if (info.kind().namespaced()) metadata.put("namespace", info.namespace());
    return new Ok<>(object);
  }

  private ApiResult<Resource> create(RequestInfo info, ObjectNode object, Request request,
      Twin twin) {
    boolean dryRun = request.query("dryRun").isPresent();
    String name = Json.text(object, "metadata.name");
    String beginning = Json.text(object, "metadata.generateName");
    if (!name.isEmpty() || beginning.isEmpty()) {
      return writes.create(info.named(name), object, dryRun, twin);
    }
    ApiResult<Resource> result = new Refused<>(Status.alreadyExists(info.kind(), beginning));
    for (int tries = 0; tries < NAMES_TRIED && isTaken(result); tries++) {
      ObjectNode candidate = object.deepCopy();
      String generated = generate(beginning);
      candidate.withObject("metadata").put("name", generated);
      result = writes.create(info.named(generated), candidate, dryRun, twin);
    }
    return result;
  }

  private String generate(String beginning) {
    int length = Math.min(beginning.length(), LONGEST_GENERATED_BEGINNING);
    return beginning.substring(0, length) + randomness.nameSuffix(SUFFIX_LENGTH);
  }

  private static boolean isTaken(ApiResult<Resource> result) {
    return result.refusal().filter(status -> status.reason().equals("AlreadyExists")).isPresent();
  }
}
