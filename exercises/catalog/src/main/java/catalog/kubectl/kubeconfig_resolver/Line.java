package catalog.kubectl.kubeconfig_resolver;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import kube.tools.kubectl.config.slot.KubeconfigResolver;
import kube.tools.kubectl.config.slot.KubeconfigResolver.BadConfig;
import kube.tools.kubectl.config.slot.KubeconfigResolver.Connection;
import kube.tools.kubectl.config.slot.KubeconfigResolver.Credential;
import kube.tools.kubectl.config.slot.KubeconfigResolver.Disk;
import kube.tools.kubectl.config.slot.KubeconfigResolver.Flags;

/// What somebody typed, and what surrounds it.
///
/// @param explicit what `--kubeconfig` names
/// @param env the names in `KUBECONFIG`
/// @param flags the other flags, such as `context`
record Line(Optional<String> explicit, List<String> env, Map<String, String> flags) {
  static final String HOME = "/home/ann";

  /// `kubectl` with no flags and no variable.
  static Line plain() {
    return new Line(Optional.empty(), List.of(""), Map.of());
  }

  static Line env(String... names) {
    return new Line(Optional.empty(), List.of(names), Map.of());
  }

  Line with(Map<String, String> others) {
    return new Line(explicit, env, others);
  }

  Line explicitly(String path) {
    return new Line(Optional.of(path), env, flags);
  }

  /// An answer or a refusal.
  record Outcome(Optional<Connection> connection, String refusal) {
    @Override
    public String toString() {
      return connection.map(Outcome::said).orElse("BadConfig: " + refusal);
    }

    /// In these checks no secret is one.
    private static String said(Connection it) {
      return it.server() + " as " + switch (it.credential()) {
        case null -> "null, which is no credential";
        case Credential.None _ -> "nobody";
        case Credential.Token(String token) -> "token " + token;
        case Credential.TokenFile(String path) -> "token in " + path;
        case Credential.Certificate(String certificate, String key) ->
          "certificate " + certificate + " with key " + key;
        case Credential.Password(String name, String password) -> name + " with " + password;
      } + " in namespace " + it.namespace() + ", context \"" + it.contextName() + "\"";
    }

    boolean isSameAs(Outcome other) {
      return connection.equals(other.connection);
    }
  }

  Outcome resolve(KubeconfigResolver resolver, Disk disk) {
    try {
      return new Outcome(Optional.of(resolver.resolve(explicit, env, HOME,
          new Flags(flag("context"), flag("cluster"), flag("user"), flag("namespace"),
              flag("server")),
          disk)), "");
    } catch (BadConfig refused) {
      return new Outcome(Optional.empty(), Optional.ofNullable(refused.getMessage()).orElse(""));
    }
  }

  private Optional<String> flag(String name) {
    return Optional.ofNullable(flags.get(name));
  }

  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    if (!env.equals(List.of("")))
      line.append("KUBECONFIG=").append(String.join(":", env)).append(' ');
    line.append("kubectl");
    explicit.ifPresent(path -> line.append(" --kubeconfig ").append(path));
    flags.forEach((name, value) -> line.append(" --").append(name).append(' ').append(value));
    return "`" + line + "`";
  }
}
