package kube.tools.kubectl.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The server that a command line means, and as whom to speak to it.
///
/// @param namespace where things are looked for when the command says no namespace
/// @param authority certificates in PEM that sign the server's; empty for those of the machine
/// @param certificate and `key` in PEM, of the client; empty for none
/// @param headers what says who asks; a header of several values has [Request#BETWEEN_VALUES] in it
public record Server(String url, String namespace, SortedMap<String, String> headers,
    String authority, String certificate, String key, boolean skipsVerification, Route route) {

  /// The server when nothing names one.
  public static final String DEFAULT = "http://localhost:8080";

  /// Flags win over the context, the context over what is usual.
  public static Server of(Kubeconfig config, Arguments arguments) {
    String contextName = arguments.find("context").orElse(config.currentContext());
    Optional<JsonNode> context = config.entry("contexts", contextName);
    if (context.isEmpty() && arguments.given("context")) {
      throw CommandFailure.verbatim(
          "Error in configuration: context was not found for specified context: " + contextName);
    }
    JsonNode chosen = context.orElse(MissingNode.getInstance());
    String clusterName = arguments.find("cluster").orElse(Json.text(chosen, "cluster"));
    String userName = saidUser(arguments).orElse(Json.text(chosen, "user"));
    JsonNode cluster = entry(config, "clusters", clusterName);
    JsonNode user = entry(config, "users", userName);
    requireUser(user, userName, arguments);
    String url = arguments.find("server").orElse(Json.text(cluster, "server"));
    String namespace = Json.text(chosen, "namespace");
    return new Server(url.isEmpty() ? DEFAULT : withScheme(url),
        namespace.isEmpty() ? "default" : namespace, headers(user, arguments, url),
        pem(cluster, "certificate-authority", clusterName, arguments),
        pem(user, "client-certificate", userName, arguments),
        pem(user, "client-key", userName, arguments),
        arguments.isSet("insecure-skip-tls-verify")
            || Json.flag(cluster, "insecure-skip-tls-verify"),
        Route.of(cluster, arguments));
  }

  /// `create rolebinding --user` names somebody else: there the flag is a list.
  public static Optional<String> saidUser(Arguments arguments) {
    return Optional.ofNullable(arguments.known().get("user"))
        .filter(flag -> flag.type() == Flag.Type.TEXT).flatMap(_ -> arguments.find("user"));
  }

  private static String withScheme(String url) {
    return url.contains("://") ? url : "http://" + url;
  }

  private static JsonNode entry(Kubeconfig config, String list, String name) {
    if (name.isEmpty()) return MissingNode.getInstance();
    return config.entry(list, name).orElseThrow(() -> CommandFailure.of(list.equals("clusters")
        ? "no server found for cluster \"" + name + "\""
        : "auth info \"" + name + "\" does not exist"));
  }

  /// Groups belong to somebody.
  private static void requireUser(JsonNode user, String name, Arguments arguments) {
    boolean isSomebody = !arguments.find("as").orElse(Json.text(user, "as")).isEmpty();
    boolean asksForMore = arguments.given("as-group") || arguments.given("as-uid");
    if (asksForMore && !isSomebody) {
      throw CommandFailure.of("requesting uid, groups or user-extra for " + name
          + " without impersonating a user");
    }
  }

  private static SortedMap<String, String> headers(JsonNode user, Arguments arguments,
      String url) {
    refuseWhatRunsPrograms(user);
    SortedMap<String, String> headers = new TreeMap<>();
    // Over plain HTTP everybody on the way could read a secret, so none is sent.
    if (url.startsWith("https:")) credentials(user, arguments, headers);
    impersonate(user, arguments, headers);
    return headers;
  }

  /// In whose name to ask: the flags say it, or the entry of the user.
  private static void impersonate(JsonNode user, Arguments arguments,
      SortedMap<String, String> headers) {
    put(headers, "Impersonate-User", arguments.find("as").orElse(Json.text(user, "as")));
    put(headers, "Impersonate-Uid", arguments.find("as-uid").orElse(Json.text(user, "as-uid")));
    put(headers, "Impersonate-Group", several(arguments.given("as-group")
        ? arguments.raw("as-group")
        : Json.list(user, "as-groups", group -> group.asString(""))));
    user.path("as-user-extra").forEachEntry((name, values) -> put(headers,
        "Impersonate-Extra-" + name, several(Json.list(user.path("as-user-extra"), name,
            value -> value.asString("")))));
  }

  private static void put(SortedMap<String, String> headers, String name, String value) {
    if (!value.isEmpty()) headers.put(name, value);
  }

  private static String several(List<String> values) {
    return String.join(String.valueOf(Request.BETWEEN_VALUES), values);
  }

  private static void credentials(JsonNode user, Arguments arguments,
      SortedMap<String, String> headers) {
    String token = arguments.find("token").orElse(Json.text(user, "token"));
    String file = Json.text(user, "tokenFile");
    if (token.isEmpty() && !file.isEmpty())
      token = contents(file, "tokenFile", "this user").strip();
    String name = arguments.find("username").orElse(Json.text(user, "username"));
    String password = arguments.find("password").orElse(Json.text(user, "password"));
    if (!token.isEmpty()) {
      headers.put("Authorization", "Bearer " + token);
    } else if (!name.isEmpty()) {
      headers.put("Authorization", "Basic " + Base64.getEncoder()
          .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static void refuseWhatRunsPrograms(JsonNode user) {
    String program = Json.text(user, "exec.command");
    if (!program.isEmpty()) {
      throw CommandFailure.of("this user's credentials come from the program \"" + program
          + "\", which this kubectl does not start: a kubeconfig could name any program. Give a "
          + "token or a client certificate instead");
    }
    String provider = Json.text(user, "auth-provider.name");
    if (!provider.isEmpty()) {
      throw CommandFailure.of("no Auth Provider found for name \"" + provider + "\"");
    }
  }

  /// The PEM text of a certificate or key, from the entry itself, a file, or a flag.
  private static String pem(JsonNode entry, String field, String owner, Arguments arguments) {
    if (arguments.given(field)) return contents(arguments.text(field), field, owner);
    String inline = Json.text(entry, field + "-data");
    if (!inline.isEmpty()) {
      try {
        return new String(Base64.getDecoder().decode(inline), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException wrong) {
        throw CommandFailure.of("illegal base64 data in " + field + "-data: "
            + wrong.getMessage());
      }
    }
    String file = Json.text(entry, field);
    return file.isEmpty() ? "" : contents(file, field, owner);
  }

  private static String contents(String file, String what, String owner) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException problem) {
      throw CommandFailure.of("unable to read " + what.replace("certificate", "cert")
          .replace("cert-authority", "certificate-authority") + " " + file + " for " + owner
          + " due to open " + file + ": " + CommandFailure.reason(problem));
    }
  }
}
