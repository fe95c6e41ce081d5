package kube.tools.kubectl.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Status;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.OpenApi;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.node.ObjectNode;

/// `kubectl apply`: make objects as the manifests say, and leave alone what they do not speak of.
public final class ApplyVerb {

  private static final String CLIENT_SIDE = "kubectl-client-side-apply";
  private static final String APPLY_PATCH = "application/apply-patch+yaml";

  private final Session session;
  private final Arguments arguments;
  private final boolean serverSide;
  private final Change change;
  private final OpenApi openApi;

  private ApplyVerb(Session session) {
    this.session = session;
    this.arguments = session.arguments();
    this.serverSide = arguments.isSet("server-side");
    this.change = new Change(session, serverSide ? "kubectl" : CLIENT_SIDE);
    this.openApi = new OpenApi(session.api());
  }

  public static Verb verb() {
    List<Flag> flags = Change.with(Change.validate(),
        Flag.yesNo("all", false, "With --prune: every object that was applied before."),
        Flag.yesNo("force", false, "Accepted; use replace --force."),
        Flag.yesNo("force-conflicts", false, "Take fields over that others manage."),
        Flag.yesNo("overwrite", true, "Replace values that others have set."),
        Flag.yesNo("prune", false, "Delete what was applied before and is in no manifest now."),
        Flag.text("selector", "", "Only manifests with these labels.").withLetter('l'),
        Flag.yesNo("server-side", false, "Let the server merge, and note who manages what."),
        Flag.duration("timeout", "0s", "Accepted."), Flag.yesNo("wait", false, "Accepted."));
    flags.addAll(Finder.fileFlags());
    Verb verb = Verb.of("apply", "(-f FILENAME | -k DIRECTORY)",
        "Apply a configuration to a resource by file name or stdin", List.of(
            "kubectl apply -f web.yaml", "", "# What is piped in",
            "cat web.yaml | kubectl apply -f -"),
        flags, (session, arguments) -> new ApplyVerb(session).run());
    return new Verb(verb.name(), verb.usage(), verb.summary(), verb.about(), verb.examples(),
        verb.flags(), List.of(LastAppliedVerbs.view(), LastAppliedVerbs.set(),
            LastAppliedVerbs.edit()),
        false,
        verb.action());
  }

  private int run() {
    if (!arguments.words().isEmpty()) {
      throw CommandFailure.usage("apply", "Unexpected args: " + arguments.words());
    }
    if (!arguments.given("filename") && !arguments.given("kustomize")) {
      throw CommandFailure.of("must specify one of -f and -k");
    }
    if (serverSide && change.onlyHere()) {
      throw CommandFailure.of("--dry-run=client doesn't work with --server-side (did you mean "
          + "--dry-run=server instead?)");
    }
    if (arguments.isSet("force-conflicts") && !serverSide) {
      throw CommandFailure.of("--force-conflicts only works with --server-side");
    }
    boolean choosesNothing = arguments.isSet("prune") && !arguments.isSet("all")
        && arguments.text("selector").isEmpty();
    if (choosesNothing) {
      throw CommandFailure.of("all resources selected for prune without explicitly passing --all."
          + " To prune all resources, pass the --all flag. If you did not mean to prune all"
          + " resources, specify a label selector");
    }
    List<Target> targets = new Finder(session).manifests();
    if (targets.isEmpty()) throw CommandFailure.of("no objects passed to apply");
    List<Target> applied = new ArrayList<>();
    for (Target target : targets) {
      if (serverSide) serverSide(target);
      else
        clientSide(target).ifPresent(applied::add);
    }
    if (arguments.isSet("prune")) new Pruning(session, change).prune(applied);
    return change.finish();
  }

  private Optional<Target> clientSide(Target target) {
    Optional<ObjectNode> live = session.api().find(target.path());
    LastApplied.write(target.manifest());
    if (live.isEmpty()) return create(target);
    if (LastApplied.of(live.get()).isEmpty()) {
      session.console().error("Warning: resource " + target.resource().plural() + "/"
          + target.name() + " is missing the " + LastApplied.ANNOTATION + " annotation which is "
          + "required by kubectl apply. kubectl apply should only be used on resources created "
          + "declaratively by either kubectl create --save-config or kubectl apply. The missing "
          + "annotation will be patched automatically.");
    }
    Optional<OpenApi.Schema> schema = isBuiltIn(target)
        ? openApi.of(target.resource())
        : Optional.empty();
    ObjectNode patch = ThreeWay.patch(LastApplied.of(live.get()).orElseGet(Json::object),
        target.manifest(), live.get(), schema);
    if (patch.isEmpty() && !change.onlyHere()) {
      change.report(target.with(live.get()), "unchanged");
      return Optional.of(target.with(live.get()));
    }
    if (change.onlyHere()) {
      change.report(target, "configured");
      return Optional.of(target.with(live.get()));
    }
    return switch (change.send(change.validated("PATCH", target.path()),
        schema.isPresent() ? Change.STRATEGIC : Change.MERGE, patch)) {
      case Ok<ObjectNode>(ObjectNode after) -> {
        change.report(target.with(after), "configured");
        yield Optional.of(target.with(after));
      }
      case Refused<ObjectNode>(Status status) -> {
        change.failed(Change.at(target, "applying patch:\n" + patch + "\nto:\nResource: \""
            + target.resource().group() + "/" + target.resource().version() + ", Resource="
            + target.resource().plural() + "\", GroupVersionKind: \"" + target.resource().group()
            + "/" + target.resource().version() + ", Kind=" + target.resource().kind()
            + "\"\nName: \"" + target.name() + "\", Namespace: \"" + target.namespace()
            + "\"\nfor:", status));
        yield Optional.empty();
      }
    };
  }

  /// Kinds of custom resources know no strategic merge.
  private static boolean isBuiltIn(Target target) {
    String group = target.resource().group();
    return !group.contains(".") || group.endsWith(".k8s.io");
  }

  private Optional<Target> create(Target target) {
    if (change.onlyHere()) {
      change.report(target, "created");
      return Optional.of(target);
    }
    return switch (change.send(change.validated("POST",
        target.resource().path(target.namespace())), "application/json", target.manifest())) {
      case Ok<ObjectNode>(ObjectNode created) -> {
        change.report(target.with(created), "created");
        yield Optional.of(target.with(created));
      }
      case Refused<ObjectNode>(Status status) -> {
        change.failed(Change.at(target, "creating", status));
        yield Optional.empty();
      }
    };
  }

  private void serverSide(Target target) {
    Request request = change.validated("PATCH", target.path())
        .withQuery("force", Boolean.toString(arguments.isSet("force-conflicts")));
    switch (change.send(request, APPLY_PATCH, target.manifest())) {
      case Ok<ObjectNode>(ObjectNode after) -> change.report(target.with(after),
          "serverside-applied");
      case Refused<ObjectNode>(Status status) -> change.failed(Conflicts.explain(target, status));
    }
  }
}
