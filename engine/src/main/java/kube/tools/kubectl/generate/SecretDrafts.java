package kube.tools.kubectl.generate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;

import tools.jackson.databind.node.ObjectNode;

/// `create secret`: what Pods read and people had better not.
final class SecretDrafts {

  private static final String MANAGER = "kubectl-create";

  private SecretDrafts() {}

  static Verb secret() {
    Verb generic = Draft.verb("generic", "NAME [--type=string] [--from-file=[key=]source]"
        + " [--from-literal=key1=value1]",
        "Create a secret from a local file, directory, or literal value",
        "kubectl create secret generic login --from-literal=password=secret",
        Draft.flags(ConfigurationDrafts.sources()), (session, arguments) -> {
          Draft draft = new Draft(session, "secrets", Draft.name(arguments));
          Sources.of(session, arguments, "Secret")
              .forEach((key, bytes) -> draft.object().withObject("data")
                  .put(key, Base64.getEncoder().encodeToString(bytes)));
          arguments.find("type").ifPresent(type -> draft.object().put("type", type));
          return draft.create(MANAGER);
        });
    Verb tls = Draft.verb("tls", "NAME --cert=path/to/cert/file --key=path/to/key/file",
        "Create a TLS secret", "kubectl create secret tls web --cert=web.crt --key=web.key",
        Draft.flags(Flag.text("cert", "", "File with the certificate."),
            Flag.text("key", "", "File with its key.")),
        SecretDrafts::tls);
    Verb registry = Draft.verb("docker-registry", "NAME --docker-username=user"
        + " --docker-password=password --docker-email=email",
        "Create a secret for use with a Docker registry",
        "kubectl create secret docker-registry pull --docker-username=me --docker-password=secret",
        Draft.flags(Flag.text("docker-email", "", "Email."),
            Flag.text("docker-password", "", "Password."),
            Flag.text("docker-server", "https://index.docker.io/v1/", "Address of the registry."),
            Flag.text("docker-username", "", "User.")),
        SecretDrafts::registry);
    return Verb.group("secret", "Create a secret using a specified subcommand",
        List.of(registry, generic, tls));
  }

  private static int tls(Session session, Arguments arguments) {
    if (arguments.text("cert").isEmpty() || arguments.text("key").isEmpty()) {
      throw CommandFailure.of("key and cert must be specified");
    }
    byte[] certificate = pem(session, arguments.text("cert"));
    byte[] key = pem(session, arguments.text("key"));
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

  private static byte[] pem(Session session, String file) {
    return Sources.bytes(session.console().directory(), file,
        "Cannot read file " + file + ", open " + file + ": ");
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
