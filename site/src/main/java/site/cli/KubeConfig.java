package site.cli;

/// The file by which `kubectl` and other clients find a cluster.
final class KubeConfig {

  private KubeConfig() {}

  /// A kubeconfig with one cluster, one user and one context, all named `inside-out`.
  static String yaml(String url) {
    return """
      apiVersion: v1
      kind: Config
      clusters:
      - name: inside-out
        cluster:
          server: %s
      users:
      - name: inside-out
        user: {}
      contexts:
      - name: inside-out
        context:
          cluster: inside-out
          user: inside-out
          namespace: default
      current-context: inside-out
      """.formatted(url);
  }
}
