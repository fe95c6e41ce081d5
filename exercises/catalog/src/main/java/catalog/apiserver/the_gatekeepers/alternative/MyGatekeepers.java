package learner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kube.controlplane.apiserver.admission.slot.AdmissionGate;
import kube.foundation.api.plain.JsonValue;
import kube.foundation.api.plain.JsonValue.Fields;
import kube.foundation.api.plain.JsonValue.Items;
import kube.foundation.api.plain.JsonValue.Text;

/// Another way: two passes over a list of plugins, each with what it remembers of its own.
public final class MyGatekeepers implements AdmissionGate {

  /// One concern. It hears of every write that is stored, and is asked about new Pods.
  private abstract static class Plugin {
    Fields mutate(Fields pod, String namespace) {
      return pod;
    }

    List<String> validate(Fields pod, Write write) {
      return List.of();
    }

    void stored(Write write) {}
  }

  private final List<Plugin> plugins = List.of(new Seats(), new Sizes(), new HouseRules(),
      new Patience());

  @Override
  public Decision admit(Write write) {
    if (!write.subresource().isEmpty()) return as(write.object());
    String stored = write.object();
    if (write.resource().equals("pods") && write.operation().equals("CREATE")) {
      Fields pod = write.fields();
      for (Plugin plugin : plugins) pod = plugin.mutate(pod, write.namespace());
      List<String> reasons = new ArrayList<>();
      for (Plugin plugin : plugins.reversed()) reasons.addAll(plugin.validate(pod, write));
      if (!reasons.isEmpty()) return new Decision.Denied(reasons);
      stored = pod.toString();
    }
    if (!write.dryRun()) plugins.forEach(plugin -> plugin.stored(write));
    return as(stored);
  }

  private static Decision as(String object) {
    return new Decision.Admitted(object, List.of());
  }

  private static boolean isGone(Write write) {
    return write.operation().equals("DELETE");
  }

  private static final class Patience extends Plugin {
    @Override
    Fields mutate(Fields pod, String namespace) {
      Fields spec = pod.fields("spec");
      List<JsonValue> own = spec.items("tolerations");
      Stream<JsonValue> added = Stream.of("not-ready", "unreachable")
          .map("node.kubernetes.io/"::concat)
          .filter(taint -> own.stream().map(Fields.class::cast)
              .filter(each -> Set.of("", taint).contains(each.text("key")))
              .noneMatch(each -> Set.of("", "NoExecute").contains(each.text("effect"))))
          .map("""
              {"key": "%s", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300}
              """::formatted)
          .map(JsonValue::parse);
      return pod.with("spec", spec.with("tolerations",
          new Items(Stream.concat(own.stream(), added).toList())));
    }
  }

  private static final class Sizes extends Plugin {
    private final Map<String, Fields> ranges = new HashMap<>();

    @Override
    Fields mutate(Fields pod, String namespace) {
      Fields range = ranges.getOrDefault(namespace, Fields.none());
      List<JsonValue> containers = new ArrayList<>();
      for (JsonValue each : pod.fields("spec").items("containers")) {
        Fields container = (Fields) each;
        Fields resources = container.fields("resources");
        resources = filled(resources, "limits", range.fields("default"));
        resources = filled(resources, "requests", range.fields("defaultRequest"));
        containers.add(container.with("resources", resources));
      }
      return pod.with("spec", pod.fields("spec").with("containers", new Items(containers)));
    }

    private static Fields filled(Fields resources, String name, Fields defaults) {
      Map<String, JsonValue> all = new TreeMap<>(resources.fields(name).all());
      defaults.all().forEach(all::putIfAbsent);
      return resources.with(name, new Fields(all));
    }

    @Override
    void stored(Write write) {
      if (!write.resource().equals("limitranges")) return;
      ranges.remove(write.namespace());
      if (isGone(write)) return;
      for (JsonValue item : write.fields().fields("spec").items("limits")) {
        Fields range = (Fields) item;
        if (range.get("type").equals(java.util.Optional.of(new Text("Container")))) {
          ranges.put(write.namespace(), range);
        }
      }
    }
  }

  private static final class HouseRules extends Plugin {
    private final Map<String, Fields> labels = new HashMap<>();

    @Override
    List<String> validate(Fields pod, Write write) {
      Fields rules = labels.getOrDefault(write.namespace(), Fields.none());
      return pod.fields("spec").items("containers").stream().map(Fields.class::cast)
          .flatMap(each -> Stream.of(
              rules.text("gate/images").equals("pinned") && isVague(each.text("image"))
                  ? "a pinned image is missing"
                  : "",
              rules.text("gate/limits").equals("required")
                  && !each.fields("resources").fields("limits").has("memory")
                      ? "a memory limit is missing"
                      : "")
              .filter(problem -> !problem.isEmpty())
              .map(problem -> problem + " in " + each.text("name")))
          .collect(Collectors.toList());
    }

    private static boolean isVague(String image) {
      String last = Arrays.asList(image.split("/")).getLast();
      return !last.contains(":") || last.substring(last.indexOf(':')).equals(":latest");
    }

    @Override
    void stored(Write write) {
      if (!write.resource().equals("namespaces")) return;
      labels.put(write.name(), write.fields().fields("metadata").fields("labels"));
    }
  }

  private static final class Seats extends Plugin {
    private final Map<String, Integer> most = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    @Override
    List<String> validate(Fields pod, Write write) {
      String here = write.namespace() + "/";
      long others = taken.stream()
          .filter(each -> each.startsWith(here) && !each.equals(here + write.name())).count();
      int allowed = most.getOrDefault(write.namespace(), Integer.MAX_VALUE);
      if (others < allowed) return List.of();
      return List.of("exceeded quota: %s, requested: pods=1, used: pods=%d, limited: pods=%d"
          .formatted(names.get(write.namespace()), others, allowed));
    }

    @Override
    void stored(Write write) {
      if (write.resource().equals("pods")) {
        String seat = write.namespace() + "/" + write.name();
        if (isGone(write)) taken.remove(seat);
        else
          taken.add(seat);
      }
      if (write.resource().equals("resourcequotas")) {
        most.remove(write.namespace());
        if (isGone(write)) return;
        String pods = write.fields().fields("spec").fields("hard").text("pods");
        names.put(write.namespace(), write.name());
        if (!pods.isEmpty()) most.put(write.namespace(), Integer.valueOf(pods));
      }
    }
  }
}
