package learner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kube.tools.kubectl.config.slot.KubeconfigResolver;

/// Finds out which server a command line means, as whom, and in which namespace.
///
/// First all files become one: whoever names an entry first keeps it, whole. Then a context leads
/// to a cluster and a user, and every flag may overrule one step of that way.
public class MyKubeconfigResolver implements KubeconfigResolver {
  private static final List<String> PATHS = List.of("client-certificate", "client-key",
      "tokenFile");

  /// All files as one; each entry by its name.
  private static final class Merged {
    private final Map<String, Map<String, String>> clusters = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> users = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> contexts = new LinkedHashMap<>();
    private String currentContext = "";

    void add(ConfigFile file) {
      if (currentContext.isEmpty()) currentContext = file.currentContext();
      keepFirst(clusters, file.clusters(), file.folder());
      keepFirst(users, file.users(), file.folder());
      keepFirst(contexts, file.contexts(), file.folder());
    }

    private static void keepFirst(Map<String, Map<String, String>> known, List<Entry> entries,
        String folder) {
      for (Entry entry : entries) known.putIfAbsent(entry.name(), anchored(entry, folder));
    }

    /// The fields of an entry, with paths that no longer depend on where its file lies.
    private static Map<String, String> anchored(Entry entry, String folder) {
      Map<String, String> fields = new TreeMap<>(entry.fields());
      for (String field : PATHS) {
        fields.computeIfPresent(field,
            (_, path) -> path.startsWith("/") ? path : folder + "/" + path);
      }
      return fields;
    }
  }

  @Override
  public Connection resolve(Optional<String> explicit, List<String> env, String home, Flags flags,
      Disk disk) throws BadConfig {
    Merged all = new Merged();
    for (String path : paths(explicit, env, home)) disk.read(path).ifPresent(all::add);

    String name = flags.context().orElse(all.currentContext);
    Map<String, String> context = named("context", name, all.contexts);
    Map<String, String> cluster = named("cluster",
        flags.cluster().orElse(field(context, "cluster")), all.clusters);
    Map<String, String> user = named("user",
        flags.user().orElse(field(context, "user")), all.users);

    String server = flags.server().orElse(field(cluster, "server"));
    if (server.isEmpty()) throw new BadConfig("no server is named, by no file and by no flag");
    String namespace = flags.namespace().orElse(context.getOrDefault("namespace", "default"));
    return new Connection(server, credential(user), namespace, name);
  }

  private static List<String> paths(Optional<String> explicit, List<String> env, String home) {
    if (explicit.isPresent()) return List.of(explicit.get());
    List<String> paths = new ArrayList<>(env);
    paths.removeIf(String::isEmpty);
    return paths.isEmpty() ? List.of(home + "/.kube/config") : paths;
  }

  /// The entry of this name; no name is no entry, and no mistake.
  private static Map<String, String> named(String list, String name,
      Map<String, Map<String, String>> entries) throws BadConfig {
    if (name.isEmpty()) return Map.of();
    Map<String, String> entry = entries.get(name);
    if (entry == null) throw new BadConfig(list + " \"" + name + "\" does not exist");
    return entry;
  }

  private static Credential credential(Map<String, String> user) throws BadConfig {
    String certificate = user.getOrDefault("client-certificate-data",
        field(user, "client-certificate"));
    boolean hasToken = user.containsKey("token") || user.containsKey("tokenFile");
    if (!certificate.isEmpty() && hasToken) {
      throw new BadConfig("a certificate and a token are both set: say which of them is meant");
    }
    if (!certificate.isEmpty()) {
      return new Credential.Certificate(certificate,
          user.getOrDefault("client-key-data", field(user, "client-key")));
    }
    if (user.containsKey("token")) return new Credential.Token(field(user, "token"));
    if (user.containsKey("tokenFile")) return new Credential.TokenFile(field(user, "tokenFile"));
    return user.containsKey("username")
        ? new Credential.Password(field(user, "username"), field(user, "password"))
        : new Credential.None();
  }

  private static String field(Map<String, String> fields, String name) {
    return fields.getOrDefault(name, "");
  }
}
