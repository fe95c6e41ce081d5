package kube.controlplane.apiserver.cel.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import kube.controlplane.apiserver.cel.Environment;
import kube.controlplane.apiserver.cel.Type;

/// The variables that the expressions of policies and webhooks may use.
public final class PolicyEnvironment {

  private static final List<String> TEXTS = List.of("name", "namespace", "operation", "subResource",
      "requestSubResource", "uid");

  private PolicyEnvironment() {}

  /// @param withParams whether there are parameters
  /// @param variables the names that the policy gives to expressions of its own
  public static Environment of(boolean withParams, List<String> variables) {
    Map<String, Type> types = new LinkedHashMap<>();
    for (String name : List.of("object", "oldObject", "namespaceObject")) {
      types.put(name, Type.anything());
    }
    types.put("request", request());
    types.put("authorizer", Type.authorizer());
    types.put("authorizer.requestResource", Type.resourceCheck());
    if (withParams) types.put("params", Type.anything());
    Map<String, Type> fields = new LinkedHashMap<>();
    variables.forEach(name -> fields.put(name, Type.anything()));
    if (!fields.isEmpty()) {
      types.put("variables", Type.object("kubernetes.variables", fields));
    }
    return Environment.of(types);
  }

  private static Type request() {
    Map<String, Type> fields = new LinkedHashMap<>();
    TEXTS.forEach(name -> fields.put(name, Type.text()));
    for (String name : List.of("kind", "requestKind")) {
      fields.put(name, group(name, "kind"));
    }
    for (String name : List.of("resource", "requestResource")) {
      fields.put(name, group(name, "resource"));
    }
    fields.put("dryRun", Type.bool());
    fields.put("options", Type.anything());
    fields.put("userInfo", Type.object("kubernetes.UserInfo", Map.of("username", Type.text(),
        "uid", Type.text(), "groups", Type.anything(), "extra", Type.anything())));
    return Type.object("kubernetes.AdmissionRequest", fields);
  }

  private static Type group(String name, String last) {
    return Type.object("kubernetes." + name, Map.of("group", Type.text(), "version", Type.text(),
        last, Type.text()));
  }
}
