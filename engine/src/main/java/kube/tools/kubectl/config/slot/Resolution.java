package kube.tools.kubectl.config.slot;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Json;
import kube.foundation.machine.Part;
import kube.tools.kubectl.Console;
import kube.tools.kubectl.config.Server;
import kube.tools.kubectl.config.slot.KubeconfigResolver.BadConfig;
import kube.tools.kubectl.config.slot.KubeconfigResolver.ConfigFile;
import kube.tools.kubectl.config.slot.KubeconfigResolver.Connection;
import kube.tools.kubectl.config.slot.KubeconfigResolver.Credential;
import kube.tools.kubectl.config.slot.KubeconfigResolver.Entry;
import kube.tools.kubectl.config.slot.KubeconfigResolver.Flags;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.resource.Yaml;

import tools.jackson.databind.JsonNode;

/// Asks whoever stands in the slot, and does not believe what is wrong.
///
/// What somebody else's part got wrong is named without what it got wrong: a message travels, and
/// could hold a token.
public final class Resolution {

  /// Flags that say as whom to speak, so that no file is asked.
  private static final List<String> OVERRIDES = List.of("token", "username", "password",
      "client-certificate", "client-key");

  private Resolution() {}

  /// Asks for what kubectl has found out already.
  ///
  /// @param right what kubectl found itself
  public static void ask(Part<KubeconfigResolver> part, Console console, Arguments arguments,
      Server right) {
    if (!part.isForeign() || right.url().equals(Server.DEFAULT)
        || OVERRIDES.stream().anyMatch(arguments::given))
      return;
    Optional<String> explicit = arguments.find("kubeconfig").filter(name -> !name.isEmpty())
        .map(name -> console.directory().resolve(name).toString());
    List<String> env = List.of(console.variable("KUBECONFIG")
        .split(File.pathSeparator, -1)).stream()
        .map(name -> name.isEmpty() ? "" : console.directory().resolve(name).toString()).toList();
    Flags flags = new Flags(arguments.find("context"), arguments.find("cluster"),
        Server.saidUser(arguments), arguments.find("namespace"), arguments.find("server"));
    String namespace = flags.namespace().orElse(right.namespace());
    Optional<Connection> _ = part.ask(resolver -> {
      try {
        return Optional.of(resolver.resolve(explicit, env, console.variable("HOME"), flags,
            Resolution::read));
      } catch (BadConfig refused) {
        return Optional.<Connection>empty();
      }
    }, answer -> lieIn(answer, right, namespace), Optional::<Connection>empty);
  }

  private static Optional<String> lieIn(Optional<Connection> answer, Server right,
      String namespace) {
    if (answer.isEmpty()) {
      boolean isPlain = right.certificate().isEmpty() || !right.headers()
          .containsKey("Authorization");
      return isPlain
          ? Optional.of("it finds no server where there is one")
          : Optional.empty(); // Two credentials: it asks, and does not guess.
    }
    Connection connection = answer.get();
    if (!right.url().equals(connection.server())
        && !right.url().equals("http://" + connection.server())) {
      return Optional.of("it goes to " + connection.server() + " where " + right.url()
          + " is meant");
    }
    if (!connection.namespace().equals(namespace)) {
      return Optional.of("it looks in namespace " + connection.namespace() + " where " + namespace
          + " is meant");
    }
    return isSame(connection.credential(), right)
        ? Optional.empty()
        : Optional.of("it speaks as somebody else");
  }

  private static boolean isSame(Credential credential, Server right) {
    String header = right.headers().getOrDefault("Authorization", "");
    if (!right.url().startsWith("https:")) return true; // There nobody says who they are.
    return switch (credential) {
      case Credential.None _ -> header.isEmpty() && right.certificate().isEmpty();
      case Credential.Token(String token) -> header.equals("Bearer " + token);
      case Credential.TokenFile(String path) -> header.equals("Bearer " + contents(path).strip());
      case Credential.Certificate(String certificate, _) ->
        right.certificate().equals(contents(certificate));
      case Credential.Password(String name, String password) -> header.equals("Basic "
          + Base64.getEncoder()
              .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8)));
    };
  }

  /// What is in the file, or in the Base64 that stands for one.
  private static String contents(String pathOrData) {
    try {
      if (pathOrData.startsWith("/")) return Files.readString(Path.of(pathOrData));
      return new String(Base64.getDecoder().decode(pathOrData), StandardCharsets.UTF_8);
    } catch (IOException | IllegalArgumentException nothing) {
      return "";
    }
  }

  private static Optional<ConfigFile> read(String path) {
    Path file = Path.of(path).toAbsolutePath();
    try {
      if (!Files.exists(file)) return Optional.empty();
      JsonNode tree = Yaml.one(Files.readString(file));
      return Optional.of(new ConfigFile(String.valueOf(file.getParent()),
          entries(tree, "clusters", "cluster"), entries(tree, "users", "user"),
          entries(tree, "contexts", "context"), Json.text(tree, "current-context")));
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty(); // kubectl has complained of it before it asked.
    }
  }

  private static List<Entry> entries(JsonNode file, String list, String inner) {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode entry : file.path(list)) {
      SortedMap<String, String> fields = new TreeMap<>();
      entry.path(inner).forEachEntry((name, value) -> {
        if (value.isValueNode()) fields.put(name, value.asString(""));
      });
      entries.add(new Entry(Json.text(entry, "name"), fields));
    }
    return entries;
  }
}
