package kube.tools.kubectl.write;

import java.time.Duration;
import java.util.List;

import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Status;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.connection.Api;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.RawCall;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl replace`: this object instead of the one that is there.
public final class ReplaceVerb {

  private ReplaceVerb() {}

  public static Verb verb() {
    List<Flag> flags = Change.with(Change.validate(),
        Flag.text("cascade", "background", "With --force: what happens to what is owned."),
        Flag.yesNo("force", false, "Delete the old object and create a new one."),
        Flag.number("grace-period", -1, "With --force: seconds to end in peace."),
        RawCall.flag(),
        Flag.yesNo("save-config", false, "Keep the manifest in an annotation, for apply."),
        Flag.text("subresource", "", "Replace this part of the object, such as status."),
        Flag.duration("timeout", "0s", "With --force: how long to wait for the end."));
    flags.addAll(Finder.fileFlags());
    return Verb.of("replace", "-f FILENAME", "Replace a resource by file name or stdin",
        List.of("kubectl replace -f web.yaml", "",
            "# Also where a field can no longer be changed", "kubectl replace --force -f web.yaml"),
        flags, ReplaceVerb::run);
  }

  private static int run(Session session, Arguments arguments) {
    if (!arguments.given("filename") && !arguments.given("kustomize")) {
      throw CommandFailure.of("must specify one of -f and -k");
    }
    if (arguments.given("raw")) return RawCall.sendFile(session, "PUT");
    Change change = new Change(session, "kubectl-replace");
    for (Target target : new Finder(session).manifests()) {
      if (arguments.isSet("save-config") || target.manifest().path("metadata")
          .path("annotations").has(LastApplied.ANNOTATION)) {
        LastApplied.write(target.manifest());
      }
      if (change.onlyHere()) change.report(target, "replaced");
      else if (arguments.isSet("force")) anew(session, change, target);
      else
        replace(change, target, arguments.text("subresource"));
    }
    return change.finish();
  }

  private static void replace(Change change, Target target, String part) {
    String path = target.path() + (part.isEmpty() ? "" : "/" + part);
    switch (change.send(change.validated("PUT", path), "application/json", target.manifest())) {
      case Ok<ObjectNode>(ObjectNode after) -> change.report(target.with(after), "replaced");
      case Refused<ObjectNode>(Status status) -> change.failed(
          Change.at(target, "replacing", status));
    }
  }

  private static void anew(Session session, Change change, Target target) {
    ObjectNode options = Json.object().put("propagationPolicy", "Background");
    long grace = Math.max(0, session.arguments().number("grace-period"));
    options.put("gracePeriodSeconds", grace);
    switch (session.api().ask(Api.withJson(Session.request("DELETE", target.path()),
        "application/json", options))) {
      case Ok<JsonNode> _ -> session.line(target.resource().label() + " \"" + target.name()
          + "\" deleted");
      case Refused<JsonNode>(Status status) -> {
        if (!status.isNotFound()) throw CommandFailure.of(status);
      }
    }
    while (session.api().find(target.path()).isPresent()) {
      session.api().connection().pause(Duration.ofMillis(250));
    }
    switch (change.send(change.validated("POST", target.resource().path(target.namespace())),
        "application/json", target.manifest())) {
      case Ok<ObjectNode>(ObjectNode after) -> change.report(target.with(after), "replaced");
      case Refused<ObjectNode>(Status status) -> change.failed(
          Change.at(target, "creating", status));
    }
  }
}
