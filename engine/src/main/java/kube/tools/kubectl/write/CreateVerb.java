package kube.tools.kubectl.write;

import java.util.List;

import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Status;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.RawCall;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.node.ObjectNode;

/// `kubectl create`: new objects, from manifests or from a few words.
public final class CreateVerb {

  static final String MANAGER = "kubectl-create";

  private CreateVerb() {}

  public static Verb verb(List<Verb> generators) {
    List<Flag> flags = Change.with(Change.validate(),
        RawCall.flag(),
        Flag.yesNo("save-config", false, "Keep the manifest in an annotation, for apply."));
    flags.addAll(Finder.fileFlags());
    Verb plain = Verb.of("create", "-f FILENAME",
        "Create a resource from a file or from stdin", List.of(
            "# What a manifest describes", "kubectl create -f web.yaml", "",
            "# A Deployment, in a few words", "kubectl create deployment web --image=nginx"),
        flags, CreateVerb::run);
    return new Verb(plain.name(), plain.usage(), plain.summary(), plain.about(), plain.examples(),
        plain.flags(), generators, false, plain.action());
  }

  private static int run(Session session, Arguments arguments) {
    if (!arguments.words().isEmpty()) {
      throw CommandFailure.usage("create", "Unexpected args: [" + String.join(" ",
          arguments.words()) + "]");
    }
    if (!arguments.given("filename") && !arguments.given("kustomize")) {
      throw CommandFailure.of("must specify one of -f and -k");
    }
    if (arguments.given("raw")) return RawCall.sendFile(session, "POST");
    Change change = new Change(session, MANAGER);
    List<Target> targets = new Finder(session).manifests();
    if (targets.isEmpty()) throw CommandFailure.of("no objects passed to create");
    for (Target target : targets) create(change, target, arguments.isSet("save-config"));
    return change.finish();
  }

  private static void create(Change change, Target target, boolean savesConfig) {
    if (savesConfig) LastApplied.write(target.manifest());
    if (change.onlyHere()) {
      change.report(target, "created");
      return;
    }
    switch (change.send(change.validated("POST", target.resource().path(target.namespace())),
        "application/json", target.manifest())) {
      case Ok<ObjectNode>(ObjectNode created) -> change.report(
          Target.of(target.resource(), created), "created");
      case Refused<ObjectNode>(Status status) -> change.failed(
          Change.at(target, "creating", status));
    }
  }
}
