package learner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kube.controlplane.apiserver.admission.slot.AdmissionGate;
import kube.foundation.api.plain.JsonValue;
import kube.foundation.api.plain.JsonValue.Fields;
import kube.foundation.api.plain.JsonValue.Items;
import kube.foundation.api.plain.JsonValue.Numeral;
import kube.foundation.api.plain.JsonValue.Text;

/// Three keepers at one gate: the first fills in, the second reads the rules, the third counts.
///
/// Each works on what the one before it handed on, so no rule ever sees a half-filled Pod, and
/// nobody is counted who is turned away.
public class MyGatekeepers implements AdmissionGate {
  private static final List<String> LOST = List.of("node.kubernetes.io/not-ready",
      "node.kubernetes.io/unreachable");

  /// The rules as they were last written, by kind and namespace.
  private final Map<String, Fields> rules = new HashMap<>();
  /// Who sits in each namespace, by name: a name that is asked for twice is one seat.
  private final Map<String, Set<String>> seats = new HashMap<>();

  @Override
  public Decision admit(Write write) {
    boolean isWhole = write.subresource().isEmpty();
    if (isWhole && write.resource().equals("pods") && write.operation().equals("CREATE")) {
      return newPod(write);
    }
    if (isWhole && !write.dryRun()) remember(write);
    return new Decision.Admitted(write.object(), List.of());
  }

  private Decision newPod(Write write) {
    Fields pod = filled(write.fields(), write.namespace());
    List<String> reasons = new ArrayList<>(brokenRules(pod, write.namespace()));
    quotaRefusal(write).ifPresent(reasons::add);
    if (!reasons.isEmpty()) return new Decision.Denied(reasons);

    if (!write.dryRun()) seatsOf(write).add(write.name());
    return new Decision.Admitted(pod.toString(), List.of());
  }

  // The first keeper: what is missing is filled in, what is there stays.

  private Fields filled(Fields pod, String namespace) {
    Fields spec = pod.fields("spec");
    List<JsonValue> containers = spec.items("containers").stream()
        .map(container -> withDefaults((Fields) container, defaults(namespace)))
        .toList();
    return pod.with("spec", spec.with("containers", new Items(containers))
        .with("tolerations", new Items(tolerations(spec.items("tolerations")))));
  }

  private static JsonValue withDefaults(Fields container, Fields defaults) {
    Fields resources = container.fields("resources");
    Fields limits = together(defaults.fields("default"), resources.fields("limits"));
    Fields requests = together(defaults.fields("defaultRequest"), resources.fields("requests"));
    return container.with("resources",
        resources.with("limits", limits).with("requests", requests));
  }

  /// The defaults with the author's own values over them.
  private static Fields together(Fields defaults, Fields own) {
    Fields all = defaults;
    for (var field : own.all().entrySet()) all = all.with(field.getKey(), field.getValue());
    return all;
  }

  private static List<JsonValue> tolerations(List<JsonValue> own) {
    List<JsonValue> all = new ArrayList<>(own);
    for (String taint : LOST) {
      if (own.stream().noneMatch(each -> bears((Fields) each, taint))) {
        all.add(Fields.none().with("key", new Text(taint)).with("operator", new Text("Exists"))
            .with("effect", new Text("NoExecute")).with("tolerationSeconds", Numeral.of(300)));
      }
    }
    return all;
  }

  private static boolean bears(Fields toleration, String taint) {
    String key = toleration.text("key");
    String effect = toleration.text("effect");
    return (key.isEmpty() || key.equals(taint))
        && (effect.isEmpty() || effect.equals("NoExecute"));
  }

  // The second keeper: every rule, on the finished Pod.

  private List<String> brokenRules(Fields pod, String namespace) {
    Fields labels = rule("namespaces", namespace).fields("metadata").fields("labels");
    boolean isPinned = labels.text("gate/images").equals("pinned");
    boolean isLimited = labels.text("gate/limits").equals("required");

    List<String> broken = new ArrayList<>();
    for (JsonValue each : pod.fields("spec").items("containers")) {
      Fields container = (Fields) each;
      String who = "container " + container.text("name") + ": ";
      if (isPinned && !isPinned(container.text("image"))) {
        broken.add(who + "the image " + container.text("image") + " names no version");
      }
      if (isLimited && container.fields("resources").fields("limits").text("memory").isEmpty()) {
        broken.add(who + "there is no limit for memory");
      }
    }
    return broken;
  }

  private static boolean isPinned(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    return last.contains(":") && !last.endsWith(":latest");
  }

  // The third keeper: the seats.

  private Optional<String> quotaRefusal(Write write) {
    Fields quota = rule("resourcequotas", write.namespace());
    String most = quota.fields("spec").fields("hard").text("pods");
    long taken = seatsOf(write).stream().filter(name -> !name.equals(write.name())).count();
    if (most.isEmpty() || taken < Long.parseLong(most)) return Optional.empty();
    return Optional.of("exceeded quota: " + quota.fields("metadata").text("name")
        + ", requested: pods=1, used: pods=" + taken + ", limited: pods=" + most);
  }

  private Set<String> seatsOf(Write write) {
    return seats.computeIfAbsent(write.namespace(), _ -> new TreeSet<>());
  }

  // What they have been told.

  private void remember(Write write) {
    boolean isGone = write.operation().equals("DELETE");
    switch (write.resource()) {
      case "pods" -> {
        if (isGone) seatsOf(write).remove(write.name());
      }
      case "namespaces", "limitranges", "resourcequotas" -> {
        boolean isNamespace = write.resource().equals("namespaces");
        String place = isNamespace ? write.name() : write.namespace();
        rules.put(write.resource() + "/" + place, isGone ? Fields.none() : write.fields());
      }
      default -> {}
    }
  }

  private Fields rule(String resource, String namespace) {
    return rules.getOrDefault(resource + "/" + namespace, Fields.none());
  }

  private Fields defaults(String namespace) {
    return rule("limitranges", namespace).fields("spec").items("limits").stream()
        .map(Fields.class::cast)
        .filter(item -> item.text("type").equals("Container"))
        .findFirst().orElse(Fields.none());
  }
}
