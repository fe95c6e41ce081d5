package kube.node.containerruntime;

/// What a registry asks from those who pull private images.
///
/// @param registry such as `registry.example.com`
public record Credential(String registry, String user, String password) {

  @Override
  public String toString() {
    return registry + " as " + user;
  }
}
