package kube.tools.kubectl.workload;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.ApiResource;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.Target;
import kube.tools.kubectl.write.Change;

import tools.jackson.databind.node.ObjectNode;

/// `kubectl autoscale`: a HorizontalPodAutoscaler for something that can be scaled.
public final class AutoscaleVerb {

  private AutoscaleVerb() {}

  public static Verb verb() {
    List<Flag> flags = new ArrayList<>(Change.flags());
    flags.addAll(Finder.fileFlags());
    flags.addAll(List.of(
        Flag.number("cpu-percent", -1, "How busy the Pods shall be, on average."),
        Flag.number("max", -1, "The most Pods."), Flag.number("min", -1, "The fewest Pods."),
        Flag.text("name", "", "The name of the autoscaler.")));
    return Verb.of("autoscale",
        "(-f FILENAME | TYPE NAME | TYPE/NAME) [--min=MINPODS] --max=MAXPODS [--cpu-percent=CPU]",
        "Auto-scale a deployment, replica set, stateful set, or replication controller",
        List.of("kubectl autoscale deployment web --min=2 --max=10 --cpu-percent=80"), flags,
        AutoscaleVerb::run);
  }

  private static int run(Session session, Arguments arguments) {
    if (!arguments.given("max")) throw CommandFailure.of("required flag(s) \"max\" not set");
    long most = arguments.number("max");
    long fewest = arguments.number("min");
    if (most < 1) {
      throw CommandFailure.of("--max=MAXPODS is required and must be at least 1, max: " + most);
    }
    if (most < fewest) {
      throw CommandFailure.of("--max=MAXPODS must be larger or equal to --min=MINPODS, max: "
          + most + ", min: " + fewest);
    }
    Change change = new Change(session, "kubectl-autoscale");
    ApiResource autoscalers = session.mapper().resource("horizontalpodautoscalers");
    for (Target target : new Finder(session).objects(arguments.words())) {
      if (!target.resource().subresources().contains("scale")) {
        throw CommandFailure.of("cannot autoscale a " + target.resource().kind()
            + ": could not find scale subresource for " + target.resource().group() + "/"
            + target.resource().version() + ", Resource=" + target.resource().plural()
            + " in discovery information");
      }
      ObjectNode autoscaler = autoscaler(arguments, autoscalers, target);
      Target made = Target.of(autoscalers, autoscaler);
      if (!change.onlyHere()) {
        made = made.with(change.demand(change.request("POST",
            autoscalers.path(target.namespace())), "application/json", autoscaler));
      }
      change.report(made, change.onlyHere() ? "created" : "autoscaled");
    }
    return change.finish();
  }

  private static ObjectNode autoscaler(Arguments arguments, ApiResource kind, Target target) {
    ObjectNode autoscaler = Json.object().put("apiVersion", kind.apiVersion())
        .put("kind", kind.kind());
    autoscaler.putObject("metadata").put("name",
        arguments.find("name").orElse(target.name())).put("namespace", target.namespace());
    ObjectNode spec = autoscaler.putObject("spec");
    spec.put("maxReplicas", arguments.number("max"));
    if (arguments.number("min") > 0) spec.put("minReplicas", arguments.number("min"));
    long percent = arguments.number("cpu-percent");
    if (percent >= 0 && kind.version().equals("v1")) {
      spec.put("targetCPUUtilizationPercentage", percent);
    } else if (percent >= 0) {
      ObjectNode metric = spec.putArray("metrics").addObject().put("type", "Resource");
      metric.putObject("resource").put("name", "cpu").putObject("target")
          .put("averageUtilization", percent).put("type", "Utilization");
    }
    spec.putObject("scaleTargetRef").put("apiVersion", target.resource().apiVersion())
        .put("kind", target.resource().kind()).put("name", target.name());
    return autoscaler;
  }
}
