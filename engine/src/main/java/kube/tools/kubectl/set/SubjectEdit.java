package kube.tools.kubectl.set;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.set.SetVerbs.Wish;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl set subject`: more subjects for a binding; those it has stay.
final class SubjectEdit {

  private static final String GROUP = "rbac.authorization.k8s.io";

  private SubjectEdit() {}

  static boolean run(ObjectNode object, Wish wish) {
    Arguments arguments = wish.arguments();
    List<ObjectNode> subjects = new ArrayList<>();
    arguments.list("user").forEach(name -> subjects.add(named("User", name)));
    arguments.list("group").forEach(name -> subjects.add(named("Group", name)));
    for (String account : arguments.list("serviceaccount")) {
      String[] parts = account.split(":", -1);
      if (parts.length != 2 || parts[1].isEmpty()) {
        throw CommandFailure.of("serviceaccount must be <namespace>:<name>");
      }
      subjects.add(Json.object().put("kind", "ServiceAccount").put("name", parts[1])
          .put("namespace", parts[0]));
    }
    if (subjects.isEmpty()) {
      throw CommandFailure.of("you must specify at least one value of user, group or"
          + " serviceaccount");
    }
    if (!Json.text(object, "kind").endsWith("RoleBinding")) {
      throw CommandFailure.of("setting subjects is only supported for RoleBinding/"
          + "ClusterRoleBinding");
    }
    ArrayNode list = object.withArray("subjects");
    for (JsonNode subject : subjects) {
      if (list.valueStream().noneMatch(subject::equals)) list.add(subject);
    }
    return true;
  }

  private static ObjectNode named(String kind, String name) {
    return Json.object().put("apiGroup", GROUP).put("kind", kind).put("name", name);
  }
}
