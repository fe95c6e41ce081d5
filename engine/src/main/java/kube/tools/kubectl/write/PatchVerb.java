package kube.tools.kubectl.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.OpenApi;
import kube.tools.kubectl.resource.Patching;
import kube.tools.kubectl.resource.Target;
import kube.tools.kubectl.resource.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl patch`: change some fields of an object, as a piece of JSON or YAML says.
public final class PatchVerb {

  private PatchVerb() {}

  public static Verb verb() {
    List<Flag> flags = Change.with(
        Flag.text("patch", "", "What to change, in JSON or YAML.").withLetter('p'),
        Flag.text("patch-file", "", "A file with what to change."),
        Flag.text("subresource", "", "Change this part of the object, such as status or scale."),
        Flag.text("type", "strategic", "How the patch is meant: strategic, merge or json."));
    flags.addAll(Finder.fileFlags());
    return Verb.of("patch", "(-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]",
        "Update fields of a resource", List.of(
            "kubectl patch node node-a -p '{\"spec\":{\"unschedulable\":true}}'", "",
            "# One place, by its path", "kubectl patch deployment web --type=json -p "
                + "'[{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":3}]'"),
        flags, PatchVerb::run);
  }

  private static int run(Session session, Arguments arguments) {
    String contentType = switch (arguments.text("type")) {
      case "strategic" -> Change.STRATEGIC;
      case "merge" -> Change.MERGE;
      case "json" -> Change.JSON_PATCH;
      default -> throw CommandFailure.of("--type must be one of [json merge strategic], not \""
          + arguments.text("type") + "\"");
    };
    byte[] patch = patch(session, arguments);
    Change change = new Change(session, "kubectl-patch");
    String part = arguments.text("subresource");
    for (Target target : new Finder(session).objects(arguments.words())) {
      ObjectNode before = target.manifest();
      if (change.onlyHere()) {
        change.report(target.with(patched(session, target, contentType, patch)), "patched");
        continue;
      }
      String path = target.path() + (part.isEmpty() ? "" : "/" + part);
      ObjectNode after = demand(change, change.request("PATCH", path)
          .withBody(contentType, patch));
      boolean changed = !part.isEmpty()
          || !Json.text(before, "metadata.resourceVersion")
              .equals(Json.text(after, "metadata.resourceVersion"))
          || (change.dryRun() == Change.DryRun.SERVER && !before.equals(after));
      change.report(target.with(after), changed ? "patched" : "patched (no change)");
    }
    return change.finish();
  }

  private static ObjectNode demand(Change change, kube.foundation.api.Request request) {
    return switch (change.send(request)) {
      case kube.foundation.api.ApiResult.Ok<ObjectNode>(ObjectNode object) -> object;
      case kube.foundation.api.ApiResult.Refused<ObjectNode>(kube.foundation.api.Status status) ->
        throw status.code() == 422 && status.causes().isEmpty()
            ? CommandFailure.verbatim("The request is invalid: " + status.message())
            : CommandFailure.of(status);
    };
  }

  /// What this end makes of the patch, without asking the server.
  private static ObjectNode patched(Session session, Target target, String contentType,
      byte[] patch) {
    JsonNode said = Json.parse(patch);
    return switch (contentType) {
      case Change.JSON_PATCH -> Patching.steps(target.manifest(), said);
      case Change.MERGE -> Patching.merged(target.manifest(), said, Optional.empty());
      default -> Patching.merged(target.manifest(), said,
          new OpenApi(session.api()).of(target.resource()));
    };
  }

  /// What looks like JSON goes to the server as it is; YAML is turned into JSON here.
  private static byte[] patch(Session session, Arguments arguments) {
    String file = arguments.text("patch-file");
    String text = arguments.text("patch");
    if (text.isEmpty() == file.isEmpty()) {
      throw CommandFailure.of(text.isEmpty()
          ? "must specify --patch or --patch-file containing the contents of the patch"
          : "cannot specify --patch and --patch-file together");
    }
    try {
      String said = file.isEmpty()
          ? text
          : Files.readString(session.console().directory().resolve(file));
      if (said.stripLeading().startsWith("{")) return said.getBytes(StandardCharsets.UTF_8);
      JsonNode patch = Yaml.one(said);
      if (patch.isMissingNode() || !patch.isContainer()) {
        throw CommandFailure.of("unable to parse \"" + text + "\": it is neither a mapping nor a"
            + " list");
      }
      return Json.bytes(patch);
    } catch (IllegalArgumentException wrong) {
      throw CommandFailure.of("unable to parse \"" + text + "\": " + wrong.getMessage());
    } catch (IOException problem) {
      throw CommandFailure.of("unable to read patch file: " + problem.getMessage());
    }
  }
}
