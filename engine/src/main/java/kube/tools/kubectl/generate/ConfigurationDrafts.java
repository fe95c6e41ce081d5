package kube.tools.kubectl.generate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;

import tools.jackson.databind.node.ObjectNode;

/// `create configmap` and `create secret`: words and files that Pods read.
final class ConfigurationDrafts {

  private static final String MANAGER = "kubectl-create";

  private ConfigurationDrafts() {}

  private static Flag[] sources() {
    return new Flag[]{
        Flag.list("from-env-file", "A file of lines NAME=value."),
        Flag.list("from-file", "A file, KEY=file, or a folder of files."),
        Flag.list("from-literal", "KEY=value."),
        Flag.text("type", "", "The type of a secret.")};
  }

  static Verb configMap(String name) {
    return Draft.verb(name, "NAME [--from-file=[key=]source] [--from-literal=key1=value1]",
        "Create a config map from a local file, directory or literal value",
        "kubectl create configmap settings --from-literal=color=blue", Draft.flags(sources()),
        (session, arguments) -> {
          Draft draft = new Draft(session, "configmaps", Draft.name(arguments));
          data(session, arguments).forEach((key, bytes) -> put(draft.object(), key, bytes));
          return draft.create(MANAGER);
        });
  }

  /// Text goes to `data`; what is no UTF-8 goes to `binaryData`.
  private static void put(ObjectNode map, String key, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      map.withObject("data").put(key, text);
    } catch (CharacterCodingException _) {
      map.withObject("binaryData").put(key, Base64.getEncoder().encodeToString(bytes));
    }
  }

  static Verb secret() {
    Verb generic = Draft.verb("generic", "NAME [--type=string] [--from-file=[key=]source]"
        + " [--from-literal=key1=value1]",
        "Create a secret from a local file, directory, or literal value",
        "kubectl create secret generic login --from-literal=password=secret",
        Draft.flags(sources()), (session, arguments) -> {
          Draft draft = new Draft(session, "secrets", Draft.name(arguments));
          data(session, arguments).forEach((key, bytes) -> draft.object().withObject("data")
              .put(key, Base64.getEncoder().encodeToString(bytes)));
          arguments.find("type").ifPresent(type -> draft.object().put("type", type));
          return draft.create(MANAGER);
        });
    Verb tls = Draft.verb("tls", "NAME --cert=path/to/cert/file --key=path/to/key/file",
        "Create a TLS secret", "kubectl create secret tls web --cert=web.crt --key=web.key",
        Draft.flags(Flag.text("cert", "", "File with the certificate."),
            Flag.text("key", "", "File with its key.")),
        ConfigurationDrafts::tls);
    Verb registry = Draft.verb("docker-registry", "NAME --docker-username=user"
        + " --docker-password=password --docker-email=email",
        "Create a secret for use with a Docker registry",
        "kubectl create secret docker-registry pull --docker-username=me --docker-password=secret",
        Draft.flags(Flag.text("docker-email", "", "Email."),
            Flag.text("docker-password", "", "Password."),
            Flag.text("docker-server", "https://index.docker.io/v1/", "Address of the registry."),
            Flag.text("docker-username", "", "User.")),
        ConfigurationDrafts::registry);
    return Verb.group("secret", "Create a secret using a specified subcommand",
        List.of(registry, generic, tls));
  }

  private static int tls(Session session, Arguments arguments) {
    if (arguments.text("cert").isEmpty() || arguments.text("key").isEmpty()) {
      throw CommandFailure.of("key and cert must be specified");
    }
    byte[] certificate = read(session, arguments.text("cert"));
    byte[] key = read(session, arguments.text("key"));
    if (!new String(certificate, StandardCharsets.UTF_8).contains("-----BEGIN")) {
      throw CommandFailure.of("tls: failed to find any PEM data in certificate input");
    }
    if (!new String(key, StandardCharsets.UTF_8).contains("-----BEGIN")) {
      throw CommandFailure.of("tls: failed to find any PEM data in key input");
    }
    Draft draft = new Draft(session, "secrets", Draft.name(arguments));
    draft.object().withObject("data")
        .put("tls.crt", Base64.getEncoder().encodeToString(certificate))
        .put("tls.key", Base64.getEncoder().encodeToString(key));
    draft.object().put("type", "kubernetes.io/tls");
    return draft.create(MANAGER);
  }

  private static int registry(Session session, Arguments arguments) {
    String user = arguments.text("docker-username");
    String password = arguments.text("docker-password");
    if (user.isEmpty() || password.isEmpty()) {
      throw CommandFailure.of("either --from-file or the combination of --docker-username, "
          + "--docker-password and --docker-server is required");
    }
    ObjectNode config = Json.object();
    ObjectNode entry = config.putObject("auths").putObject(arguments.text("docker-server"));
    entry.put("username", user).put("password", password);
    if (arguments.given("docker-email")) entry.put("email", arguments.text("docker-email"));
    entry.put("auth", encode(user + ":" + password));
    Draft draft = new Draft(session, "secrets", Draft.name(arguments));
    draft.object().withObject("data").put(".dockerconfigjson", encode(config.toString()));
    draft.object().put("type", "kubernetes.io/dockerconfigjson");
    return draft.create(MANAGER);
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static SortedMap<String, byte[]> data(Session session, Arguments arguments) {
    SortedMap<String, byte[]> data = new TreeMap<>();
    for (String literal : arguments.raw("from-literal")) {
      int equals = literal.indexOf('=');
      if (equals < 1) {
        throw CommandFailure.of("invalid literal source " + literal + ", expected key=value");
      }
      add(data, literal.substring(0, equals),
          literal.substring(equals + 1).getBytes(StandardCharsets.UTF_8));
    }
    for (String source : arguments.list("from-file")) file(session, source, data);
    for (String file : arguments.list("from-env-file")) {
      new String(read(session, file), StandardCharsets.UTF_8).lines().map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(line -> {
            int equals = line.indexOf('=');
            String name = equals < 0 ? line : line.substring(0, equals);
            String value = equals < 0
                ? session.console().variable(name)
                : line.substring(equals + 1);
            add(data, name, value.getBytes(StandardCharsets.UTF_8));
          });
    }
    return data;
  }

  private static void file(Session session, String source, SortedMap<String, byte[]> data) {
    int equals = source.indexOf('=');
    if (equals >= 0) {
      add(data, source.substring(0, equals), read(session, source.substring(equals + 1)));
      return;
    }
    Path path = session.console().directory().resolve(source);
    if (!Files.isDirectory(path)) {
      add(data, String.valueOf(path.getFileName()), read(session, source));
      return;
    }
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        add(data, String.valueOf(file.getFileName()), Files.readAllBytes(file));
      }
    } catch (IOException problem) {
      throw CommandFailure.of("error listing files in " + source + ": " + problem.getMessage());
    }
  }

  private static void add(SortedMap<String, byte[]> data, String key, byte[] value) {
    if (data.putIfAbsent(key, value) != null) {
      throw CommandFailure.of("cannot add key \"" + key + "\", another key by that name already"
          + " exists");
    }
  }

  private static byte[] read(Session session, String file) {
    try {
      return Files.readAllBytes(session.console().directory().resolve(file));
    } catch (NoSuchFileException _) {
      throw CommandFailure.of("error reading " + file + ": no such file or directory");
    } catch (IOException problem) {
      throw CommandFailure.of("error reading " + file + ": " + problem.getMessage());
    }
  }
}
