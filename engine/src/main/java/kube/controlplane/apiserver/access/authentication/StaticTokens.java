package kube.controlplane.apiserver.access.authentication;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import kube.controlplane.apiserver.request.UserInfo;

/// A list of tokens that were written down before the cluster started.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/authentication/#static-token-file
public final class StaticTokens {

  /// Nobody has a token.
  public static final StaticTokens NONE = new StaticTokens(Map.of());

  private final Map<String, UserInfo> users;

  private StaticTokens(Map<String, UserInfo> users) {
    this.users = new TreeMap<>(users);
  }

  /// Reads lines of `token,user,uid,"group,group"`, as `--token-auth-file` takes them.
  ///
  /// Throws IllegalArgumentException that names the line with less than three fields.
  public static StaticTokens parse(List<String> lines) {
    Map<String, UserInfo> users = new TreeMap<>();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) continue;
      String[] fields = line.split(",", 4);
      if (fields.length < 3 || fields[0].isBlank()) {
        throw new IllegalArgumentException(
            "a line of a token file is token,user,uid,\"groups\", not: " + line);
      }
      List<String> groups = fields.length < 4
          ? List.of()
          : List.of(fields[3].strip().replace("\"", "").split("\\s*,\\s*"));
      users.put(fields[0].strip(), new UserInfo(fields[1].strip(), fields[2].strip(),
          groups, new TreeMap<>()));
    }
    return new StaticTokens(users);
  }

  Optional<UserInfo> user(String token) {
    return Optional.ofNullable(users.get(token));
  }

  /// Says how many there are, and no secrets.
  @Override
  public String toString() {
    return "StaticTokens[" + users.size() + "]";
  }
}
