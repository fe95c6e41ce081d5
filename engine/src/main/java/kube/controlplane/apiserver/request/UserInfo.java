package kube.controlplane.apiserver.request;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Who asks: a name and the groups it belongs to. People have no object in the API; what
/// authentication says of them is all there is.
///
/// @param uid tells two lives of one name apart; empty when unknown
/// @param extra what else authentication found out, such as the Pod that a token is bound to
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/access-authn-authz/authentication/
public record UserInfo(String name, String uid, List<String> groups,
    SortedMap<String, List<String>> extra) {

  public static final String AUTHENTICATED = "system:authenticated";
  public static final String UNAUTHENTICATED = "system:unauthenticated";
  public static final String MASTERS = "system:masters";

  /// Somebody who showed no credentials.
  public static final UserInfo ANONYMOUS = of("system:anonymous", UNAUTHENTICATED);

  /// The administrator of the quick start, whom nothing is refused.
  public static final UserInfo ADMIN = of("system:admin", MASTERS, AUTHENTICATED);

  public UserInfo {
    groups = List.copyOf(groups);
    extra = Collections.unmodifiableSortedMap(new TreeMap<>(extra));
  }

  public static UserInfo of(String name, String... groups) {
    return new UserInfo(name, "", List.of(groups), Collections.emptySortedMap());
  }

  public boolean isIn(String group) {
    return groups.contains(group);
  }

  /// The form that reviews, certificate requests and the audit log use.
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("username", name);
    if (!uid.isEmpty()) json.put("uid", uid);
    if (!groups.isEmpty()) groups.forEach(json.putArray("groups")::add);
    if (!extra.isEmpty()) {
      ObjectNode all = json.putObject("extra");
      extra.forEach((key, values) -> values.forEach(all.withArray(key)::add));
    }
    return json;
  }

  /// Reads that form; `nameField` is `user` or `username`.
  public static UserInfo of(JsonNode json, String nameField) {
    SortedMap<String, List<String>> extra = new TreeMap<>();
    json.path("extra").forEachEntry((key, values) -> extra.put(key,
        values.valueStream().map(value -> value.asString("")).toList()));
    return new UserInfo(Json.text(json, nameField), Json.text(json, "uid"),
        Json.list(json, "groups", group -> group.asString("")), extra);
  }
}
