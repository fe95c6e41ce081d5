package kube.tools.kubectl.config.slot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Our own way: in each list the first file to name an entry wins, whole.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/#merging-kubeconfig-files
public final class FirstFileWins implements KubeconfigResolver {

  private static final List<String> PATHS = List.of("client-certificate", "client-key",
      "tokenFile");

  @Override
  public Connection resolve(Optional<String> explicit, List<String> env, String home, Flags flags,
      Disk disk) throws BadConfig {
    List<ConfigFile> files = new ArrayList<>();
    for (String path : paths(explicit, env, home)) disk.read(path).ifPresent(files::add);
    String context = flags.context().orElseGet(() -> files.stream()
        .map(ConfigFile::currentContext).filter(name -> !name.isEmpty()).findFirst().orElse(""));
    SortedMap<String, String> chosen = entry("context", context, files, ConfigFile::contexts);
    SortedMap<String, String> cluster = entry("cluster",
        flags.cluster().orElse(field(chosen, "cluster")), files, ConfigFile::clusters);
    SortedMap<String, String> user = entry("user", flags.user().orElse(field(chosen, "user")),
        files, ConfigFile::users);
    String server = flags.server().orElse(field(cluster, "server"));
    if (server.isEmpty()) throw new BadConfig("no server is named");
    String namespace = flags.namespace().orElse(field(chosen, "namespace"));
    return new Connection(server, credential(user), namespace.isEmpty() ? "default" : namespace,
        context);
  }

  private static List<String> paths(Optional<String> explicit, List<String> env, String home) {
    if (explicit.isPresent()) return List.of(explicit.get());
    List<String> named = env.stream().filter(name -> !name.isEmpty()).toList();
    return named.isEmpty() ? List.of(home + "/.kube/config") : named;
  }

  private static SortedMap<String, String> entry(String list, String name,
      List<ConfigFile> files, Function<ConfigFile, List<Entry>> entries) throws BadConfig {
    if (name.isEmpty()) return Collections.emptySortedMap();
    for (ConfigFile file : files) {
      for (Entry entry : entries.apply(file)) {
        if (entry.name().equals(name)) return anchored(entry.fields(), file.folder());
      }
    }
    throw new BadConfig(list + " \"" + name + "\" does not exist");
  }

  private static SortedMap<String, String> anchored(SortedMap<String, String> fields,
      String folder) {
    SortedMap<String, String> anchored = new TreeMap<>(fields);
    for (String field : PATHS) {
      anchored.computeIfPresent(field,
          (_, path) -> path.startsWith("/") ? path : folder + "/" + path);
    }
    return anchored;
  }

  private static Credential credential(SortedMap<String, String> user) throws BadConfig {
    String certificate = first(user, "client-certificate-data", "client-certificate");
    boolean hasToken = !first(user, "token", "tokenFile").isEmpty();
    if (!certificate.isEmpty() && hasToken) {
      throw new BadConfig("a certificate and a token are both set: say which one is meant");
    }
    if (!certificate.isEmpty()) {
      return new Credential.Certificate(certificate, first(user, "client-key-data", "client-key"));
    }
    if (user.containsKey("token")) return new Credential.Token(field(user, "token"));
    if (hasToken) return new Credential.TokenFile(field(user, "tokenFile"));
    return user.containsKey("username")
        ? new Credential.Password(field(user, "username"), field(user, "password"))
        : new Credential.None();
  }

  private static String first(SortedMap<String, String> fields, String one, String other) {
    return fields.containsKey(one) ? field(fields, one) : field(fields, other);
  }

  private static String field(SortedMap<String, String> fields, String name) {
    return fields.getOrDefault(name, "");
  }
}
