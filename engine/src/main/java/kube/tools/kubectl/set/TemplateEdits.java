package kube.tools.kubectl.set;

import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.set.SetVerbs.Wish;

import tools.jackson.databind.node.ObjectNode;

/// Image, resources and service account of a Pod template, and the selector of a Service.
final class TemplateEdits {

  private TemplateEdits() {}

  static boolean image(ObjectNode object, Wish wish) {
    if (wish.words().isEmpty()) {
      throw CommandFailure.of("at least one image update is required");
    }
    for (String pair : wish.words()) {
      String name = pair.substring(0, pair.indexOf('='));
      List<ObjectNode> found = SetVerbs.containers(object, List.of(name));
      if (found.isEmpty()) {
        throw CommandFailure.of("unable to find container named \"" + name + "\"");
      }
      found.forEach(container -> container.put("image", pair.substring(name.length() + 1)));
    }
    return true;
  }

  static boolean resources(ObjectNode object, Wish wish) {
    boolean any = false;
    for (String kind : List.of("limits", "requests")) {
      if (!wish.arguments().given(kind)) continue;
      any = true;
      List<String> only = List.of(wish.arguments().text("containers").split(","));
      for (ObjectNode container : SetVerbs.containers(object, only)) {
        ObjectNode amounts = container.withObject("resources").withObject(kind);
        for (String pair : wish.arguments().text(kind).split(",")) {
          String[] parts = pair.split("=", 2);
          if (parts.length != 2) {
            throw CommandFailure.of("Invalid argument syntax " + pair
                + ", expected <resource>=<value>");
          }
          amounts.put(parts[0], parts[1]);
        }
      }
    }
    if (!any) {
      throw CommandFailure.of("you must specify an update to requests or limits (in the form of"
          + " --requests/--limits)");
    }
    return true;
  }

  static boolean account(ObjectNode object, Wish wish) {
    if (wish.words().size() != 1) throw CommandFailure.of("serviceaccount is required");
    SetVerbs.podSpec(object).put("serviceAccountName", wish.words().getFirst());
    return true;
  }

  static boolean selector(ObjectNode object, Wish wish) {
    if (!Json.text(object, "kind").equals("Service")) {
      throw CommandFailure.of("the selector of a " + Json.text(object, "kind")
          + " cannot be changed");
    }
    ObjectNode selector = object.withObject("spec").putObject("selector");
    for (String pair : String.join(",", wish.words()).split(",")) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) selector.put(parts[0], parts[1]);
    }
    return true;
  }
}
