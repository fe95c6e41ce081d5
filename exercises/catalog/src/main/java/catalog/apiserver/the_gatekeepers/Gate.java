package catalog.apiserver.the_gatekeepers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import kube.controlplane.apiserver.admission.slot.AdmissionGate;
import kube.controlplane.apiserver.admission.slot.AdmissionGate.Decision;
import kube.controlplane.apiserver.admission.slot.AdmissionGate.Write;
import kube.foundation.api.plain.JsonValue;
import kube.foundation.api.plain.JsonValue.Fields;
import kube.foundation.api.plain.JsonValue.Items;
import kube.foundation.api.plain.JsonValue.Text;

/// The way to a learner's gate: writes as the API server makes them.
record Gate(AdmissionGate keepers, String namespace) {

  Decision create(PodDraft pod) {
    return keepers.admit(write("CREATE", "pods", pod.name(), "", pod.json(), false));
  }

  Decision createDryly(PodDraft pod) {
    return keepers.admit(write("CREATE", "pods", pod.name(), "", pod.json(), true));
  }

  Decision delete(String pod) {
    return keepers.admit(write("DELETE", "pods", pod, "", PodDraft.bare(pod, "web:1").json(),
        false));
  }

  /// Any other write of a Pod.
  Decision send(String operation, PodDraft pod, String subresource) {
    return keepers.admit(write(operation, "pods", pod.name(), subresource, pod.json(), false));
  }

  Decision limits(String operation, Map<String, String> limits, Map<String, String> requests) {
    Fields item = Fields.none().with("default", PodDraft.texts(limits))
        .with("defaultRequest", PodDraft.texts(requests)).with("type", new Text("Container"));
    Fields other = Fields.none().with("default", PodDraft.texts(Map.of("memory", "9Ti")))
        .with("type", new Text("Pod"));
    return rule(operation, "limitranges", "sizes", spec("limits", new Items(List.of(other, item))),
        "", false);
  }

  Decision quota(String operation, String pods) {
    return quota(operation, pods, "", false);
  }

  Decision quota(String operation, String pods, String subresource, boolean dryRun) {
    return rule(operation, "resourcequotas", "seats", spec("hard", PodDraft.texts(
        Map.of("pods", pods, "services", "3"))), subresource, dryRun);
  }

  Decision labels(Map<String, String> labels) {
    return keepers.admit(new Write("CREATE", "namespaces", "", namespace, "", "ann", List.of(),
        Fields.none().with("metadata", Fields.none().with("name", new Text(namespace))
            .with("labels", PodDraft.texts(labels))).toString(),
        "", false));
  }

  private static Fields spec(String name, JsonValue value) {
    return Fields.none().with("spec", Fields.none().with(name, value));
  }

  private Decision rule(String operation, String resource, String name, Fields object,
      String subresource, boolean dryRun) {
    return keepers.admit(write(operation, resource, name, subresource, object.with("metadata",
        Fields.none().with("name", new Text(name)).with("namespace", new Text(namespace))),
        dryRun));
  }

  private Write write(String operation, String resource, String name, String subresource,
      Fields object, boolean dryRun) {
    String old = operation.equals("UPDATE") ? object.toString() : "";
    return new Write(operation, resource, namespace, name, subresource, "ann", List.of(),
        object.toString(), old, dryRun);
  }

  // What came back, in words and in a form that can be compared.

  static boolean isAdmitted(Decision decision) {
    return decision instanceof Decision.Admitted;
  }

  static List<String> reasons(Decision decision) {
    return decision instanceof Decision.Denied(var reasons) ? reasons : List.of();
  }

  static String shown(Decision decision) {
    return switch (decision) {
      case Decision.Admitted(String object, _) -> "admitted " + object;
      case Decision.Denied(var reasons) -> "denied because " + reasons;
    };
  }

  /// Whether this Pod was admitted, whatever the order of its fields and tolerations.
  static boolean isStored(Decision decision, PodDraft wanted) {
    return decision instanceof Decision.Admitted(String object, _)
        && isJson(object) && plain(JsonValue.parse(object)).equals(plain(wanted.json()));
  }

  private static boolean isJson(String text) {
    try {
      JsonValue.object(text);
      return true;
    } catch (IllegalArgumentException garbage) {
      return false;
    }
  }

  /// Without objects and lists that hold nothing, and with tolerations in the order of their texts.
  private static JsonValue plain(JsonValue value) {
    return switch (value) {
      case Fields fields -> {
        Fields kept = Fields.none();
        for (String name : fields.all().keySet().stream().sorted().toList()) {
          JsonValue inside = plain(fields.get(name).orElseThrow());
          if (inside instanceof Items(var items) && name.equals("tolerations")) {
            List<JsonValue> sorted = new ArrayList<>(items);
            sorted.sort(Comparator.comparing(JsonValue::toString));
            inside = new Items(sorted);
          }
          if (!inside.toString().equals("{}") && !inside.toString().equals("[]")) {
            kept = kept.with(name, inside);
          }
        }
        yield kept;
      }
      case Items(var items) -> new Items(items.stream().map(Gate::plain).toList());
      case Text _,JsonValue.Numeral _,JsonValue.Flag _,JsonValue.Nothing _ -> value;
    };
  }
}
