package catalog.apiserver.the_gatekeepers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import kube.foundation.api.plain.JsonValue;
import kube.foundation.api.plain.JsonValue.Fields;
import kube.foundation.api.plain.JsonValue.Items;
import kube.foundation.api.plain.JsonValue.Numeral;
import kube.foundation.api.plain.JsonValue.Text;

/// A Pod as its author writes it, and the same Pod as it has to be stored.
record PodDraft(String name, List<Box> containers, List<Bearing> tolerations) {
  static final String NOT_READY = "node.kubernetes.io/not-ready";
  static final String UNREACHABLE = "node.kubernetes.io/unreachable";

  /// A container: amounts by resource.
  record Box(String name, String image, Map<String, String> limits,
      Map<String, String> requests) {

    private Fields json() {
      Fields resources = Fields.none();
      if (!limits.isEmpty()) resources = resources.with("limits", texts(limits));
      if (!requests.isEmpty()) resources = resources.with("requests", texts(requests));
      Fields box = Fields.none().with("name", new Text(name)).with("image", new Text(image))
          .with("stdin", new JsonValue.Flag(true));
      return resources.all().isEmpty() ? box : box.with("resources", resources);
    }
  }

  /// A toleration; an empty key or effect stands for all of them.
  record Bearing(String key, String effect, long seconds) {

    private Fields json() {
      Fields json = Fields.none().with("operator", new Text("Exists"))
          .with("tolerationSeconds", Numeral.of(seconds));
      if (!key.isEmpty()) json = json.with("key", new Text(key));
      return effect.isEmpty() ? json : json.with("effect", new Text(effect));
    }
  }

  /// One container with this image and nothing else.
  static PodDraft bare(String name, String image) {
    return new PodDraft(name, List.of(new Box("app", image, Map.of(), Map.of())), List.of());
  }

  PodDraft bearing(Bearing... more) {
    return new PodDraft(name, containers, List.of(more));
  }

  PodDraft beside(Box more) {
    List<Box> all = new ArrayList<>(containers);
    all.add(more);
    return new PodDraft(name, all, tolerations);
  }

  PodDraft called(String other) {
    return new PodDraft(other, containers, tolerations);
  }

  /// As it has to be stored where these are the defaults.
  PodDraft filled(Map<String, String> limits, Map<String, String> requests) {
    List<Box> boxes = containers.stream().map(box -> new Box(box.name(), box.image(),
        over(limits, box.limits()), over(requests, box.requests()))).toList();
    List<Bearing> all = new ArrayList<>(tolerations);
    Stream.of(NOT_READY, UNREACHABLE).filter(taint -> tolerations.stream().noneMatch(
        own -> List.of("", taint).contains(own.key())
            && List.of("", "NoExecute").contains(own.effect())))
        .forEach(taint -> all.add(new Bearing(taint, "NoExecute", 300)));
    return new PodDraft(name, boxes, all);
  }

  private static Map<String, String> over(Map<String, String> defaults, Map<String, String> own) {
    Map<String, String> all = new LinkedHashMap<>(defaults);
    all.putAll(own);
    return all;
  }

  Fields json() {
    Fields spec = Fields.none().with("containers",
        new Items(containers.stream().<JsonValue>map(Box::json).toList()));
    if (!tolerations.isEmpty()) {
      spec = spec.with("tolerations",
          new Items(tolerations.stream().<JsonValue>map(Bearing::json).toList()));
    }
    return Fields.none().with("apiVersion", new Text("v1")).with("kind", new Text("Pod"))
        .with("metadata", Fields.none().with("name", new Text(name)))
        .with("spec", spec.with("restartPolicy", new Text("Always")));
  }

  static Fields texts(Map<String, String> amounts) {
    Fields json = Fields.none();
    for (String name : new TreeSet<>(amounts.keySet())) {
      json = json.with(name, new Text(String.valueOf(amounts.get(name))));
    }
    return json;
  }
}
