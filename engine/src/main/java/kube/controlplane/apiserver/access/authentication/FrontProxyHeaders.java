package kube.controlplane.apiserver.access.authentication;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.Request;

/// What a front proxy says in headers about who asks.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/authentication/#authenticating-proxy
final class FrontProxyHeaders {

  private static final String EXTRA = "x-remote-extra-";

  private FrontProxyHeaders() {}

  /// Whoever is named; empty when nobody is.
  static Optional<UserInfo> user(Request request) {
    String name = request.header("x-remote-user");
    if (name.isEmpty()) return Optional.empty();
    List<String> groups = request.headerValues("x-remote-group").stream()
        .filter(group -> !group.isEmpty()).toList();
    TreeMap<String, List<String>> extra = new TreeMap<>();
    for (String header : request.headers().keySet()) {
      if (!header.startsWith(EXTRA)) continue;
      extra.computeIfAbsent(unescaped(header.substring(EXTRA.length())), _ -> new ArrayList<>())
          .addAll(request.headerValues(header));
    }
    return Optional.of(new UserInfo(name, request.header("x-remote-uid"), groups, extra));
  }

  /// A name that is escaped wrongly is taken as it stands.
  private static String unescaped(String name) {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return name;
    }
  }
}
