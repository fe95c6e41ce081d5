package kube.controlplane.scheduler.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import kube.controlplane.scheduler.queue.SchedulingQueue.Backoff;
import kube.controlplane.scheduler.score.NodeResourcesFit.Strategy;
import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// A `KubeSchedulerConfiguration`: the profiles and how long a Pod waits between two attempts.
///
/// **Models** profiles, plugins switched on and off at `multiPoint`, `filter`, `score` and
/// `postFilter`, weights, the scoring strategy of NodeResourcesFit, `percentageOfNodesToScore` and
/// the back-off. **Leaves out** extenders, and arguments of other plugins.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/scheduling/config/
public record SchedulerConfiguration(List<Profile> profiles, Backoff backoff) {

  public static SchedulerConfiguration standard() {
    return new SchedulerConfiguration(List.of(Profile.standard()), Backoff.STANDARD);
  }

  /// Reads the file's content. Throws IllegalArgumentException, in the words of kube-scheduler, for
  /// what it would not start with.
  public static SchedulerConfiguration of(JsonNode tree) {
    String version = Json.text(tree, "apiVersion");
    if (!version.equals("kubescheduler.config.k8s.io/v1")
        || !Json.text(tree, "kind").equals("KubeSchedulerConfiguration")) {
      throw new IllegalArgumentException("no kind \"" + Json.text(tree, "kind")
          + "\" is registered for version \"" + version + "\"");
    }
    int percent = Json.number(tree, "percentageOfNodesToScore", 0);
    List<Profile> profiles = new ArrayList<>();
    tree.path("profiles").forEach(one -> profiles.add(profile(one, percent)));
    if (profiles.isEmpty()) profiles.add(profile(Json.object(), percent));
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < profiles.size(); i++) {
      if (!names.add(profiles.get(i).name())) {
        throw new IllegalArgumentException("profiles[" + i + "].schedulerName: Duplicate value: \""
            + profiles.get(i).name() + "\"");
      }
    }
    return new SchedulerConfiguration(List.copyOf(profiles),
        new Backoff(Duration.ofSeconds(Json.number(tree, "podInitialBackoffSeconds", 1)),
            Duration.ofSeconds(Json.number(tree, "podMaxBackoffSeconds", 10))));
  }

  private static Profile profile(JsonNode tree, int percentForAll) {
    String name = Json.text(tree, "schedulerName");
    JsonNode plugins = tree.path("plugins");
    Set<String> filtersOff = new TreeSet<>();
    boolean preempts = true;
    Map<String, Integer> weights = new TreeMap<>(Profile.STANDARD_WEIGHTS);
    for (String point : List.of("multiPoint", "filter", "postFilter", "score")) {
      boolean everywhere = point.equals("multiPoint");
      for (JsonNode off : plugins.path(point).path("disabled")) {
        String rule = Json.text(off, "name");
        boolean all = rule.equals("*");
        if (everywhere || point.equals("filter")) filtersOff.add(rule);
        if (everywhere || point.equals("score")) {
          weights.keySet().removeIf(known -> all || known.equals(rule));
        }
        if (everywhere || point.equals("postFilter")) {
          preempts &= !all && !rule.equals("DefaultPreemption");
        }
      }
      if (everywhere || point.equals("score")) switchOn(plugins.path(point), weights);
    }
    return new Profile(name.isEmpty() ? "default-scheduler" : name, filtersOff, weights,
        strategy(tree), preempts, Json.number(tree, "percentageOfNodesToScore", percentForAll));
  }

  private static void switchOn(JsonNode point, Map<String, Integer> weights) {
    for (JsonNode on : point.path("enabled")) {
      Integer usual = Profile.STANDARD_WEIGHTS.get(Json.text(on, "name"));
      int weight = Json.number(on, "weight", 0);
      if (usual != null) weights.put(Json.text(on, "name"), weight == 0 ? usual : weight);
    }
  }

  private static Strategy strategy(JsonNode profile) {
    for (JsonNode config : profile.path("pluginConfig")) {
      String type = Json.text(config, "args.scoringStrategy.type");
      if (Json.text(config, "name").equals("NodeResourcesFit") && type.equals("MostAllocated")) {
        return Strategy.MOST_ALLOCATED;
      }
    }
    return Strategy.LEAST_ALLOCATED;
  }
}
