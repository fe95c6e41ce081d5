package site.lab.own;

/// Writes the file by which a kubectl finds a lab.
final class Kubeconfigs {
  private Kubeconfigs() {}

  /// For a kubectl anywhere on this computer. The address holds the token.
  ///
  /// @param site the address of the site, such as `http://127.0.0.1:8080`
  static String yaml(KeptLab lab, String site) {
    return at(lab, site + lab.path() + "/api/" + lab.token());
  }

  /// @param server where the API answers
  static String at(KeptLab lab, String server) {
    return """
        apiVersion: v1
        kind: Config
        current-context: %1$s
        clusters:
        - name: %1$s
          cluster: {server: "%2$s"}
        users:
        - name: %1$s
          user: {}
        contexts:
        - name: %1$s
          context: {cluster: %1$s, user: %1$s, namespace: default}
        """.formatted(lab.id(), server);
  }
}
