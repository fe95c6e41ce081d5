package learner;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kube.tools.kubectl.config.slot.KubeconfigResolver;

/// Another way: nothing is merged. Each name is looked for when it is needed, file by file.
public final class MyKubeconfigResolver implements KubeconfigResolver {

  /// An entry, and the folder of the file that it was found in.
  private record Found(Entry entry, String folder) {

    Optional<String> value(String field) {
      return Optional.ofNullable(entry.fields().get(field));
    }

    Optional<String> path(String field) {
      return value(field).map(path -> path.startsWith("/") ? path : folder + "/" + path);
    }
  }

  @Override
  public Connection resolve(Optional<String> explicit, List<String> env, String home, Flags flags,
      Disk disk) throws BadConfig {
    List<String> named = env.stream().filter(Predicate.not(String::isBlank)).toList();
    List<String> usual = named.isEmpty() ? List.of(home + "/.kube/config") : named;
    List<ConfigFile> files = explicit.map(List::of).orElse(usual).stream()
        .flatMap(path -> disk.read(path).stream()).toList();

    Optional<String> contextName = flags.context().or(() -> files.stream()
        .map(ConfigFile::currentContext).filter(Predicate.not(String::isEmpty)).findFirst());
    Optional<Found> context = find(contextName, files, ConfigFile::contexts);
    Optional<Found> cluster = find(
        flags.cluster().or(() -> context.flatMap(it -> it.value("cluster"))), files,
        ConfigFile::clusters);
    Optional<Found> user = find(flags.user().or(() -> context.flatMap(it -> it.value("user"))),
        files, ConfigFile::users);
    String server = flags.server().or(() -> cluster.flatMap(it -> it.value("server")))
        .orElseThrow(() -> new BadConfig("which server? No cluster says it"));
    return new Connection(server, user.isEmpty() ? new Credential.None() : credential(user.get()),
        flags.namespace().or(() -> context.flatMap(it -> it.value("namespace"))).orElse("default"),
        contextName.orElse(""));
  }

  private static Optional<Found> find(Optional<String> name, List<ConfigFile> files,
      Function<ConfigFile, List<Entry>> list) throws BadConfig {
    if (name.isEmpty()) return Optional.empty();
    Stream<Found> all = files.stream().flatMap(file -> list.apply(file).stream()
        .map(entry -> new Found(entry, file.folder())));
    return Optional.of(all.filter(found -> found.entry().name().equals(name.get())).findFirst()
        .orElseThrow(() -> new BadConfig("there is no entry named " + name.get())));
  }

  private static Credential credential(Found user) throws BadConfig {
    Optional<String> certificate = user.value("client-certificate-data")
        .or(() -> user.path("client-certificate"));
    Optional<Credential> token = user.value("token").<Credential>map(Credential.Token::new)
        .or(() -> user.path("tokenFile").map(Credential.TokenFile::new));
    if (certificate.isPresent() && token.isPresent()) {
      throw new BadConfig("user " + user.entry().name() + " has two credentials");
    }
    if (token.isPresent()) return token.get();
    if (certificate.isPresent()) {
      return new Credential.Certificate(certificate.get(), user.value("client-key-data")
          .or(() -> user.path("client-key")).orElse(""));
    }
    return user.value("username").<Credential>map(
        name -> new Credential.Password(name, user.value("password").orElse("")))
        .orElse(new Credential.None());
  }
}
