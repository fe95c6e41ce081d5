package kube.tools.kubectl.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.config.ConfigEntries;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;

import tools.jackson.databind.node.ObjectNode;

/// The parts of `kubectl config` that change a kubeconfig.
final class ConfigEdits {

  private ConfigEdits() {}

  private static ConfigEntries entries(Session session) {
    return new ConfigEntries(session.kubeconfig());
  }

  private static String only(Arguments arguments) {
    if (arguments.words().size() != 1) throw unexpected(arguments);
    return arguments.words().getFirst();
  }

  private static CommandFailure unexpected(Arguments arguments) {
    return CommandFailure.of("Unexpected args: [" + String.join(" ", arguments.words()) + "]");
  }

  static Verb delete(String name, String list, String word) {
    return Verb.of(name, "NAME", "Delete the specified " + word + " from the kubeconfig",
        List.of(), List.of(), (session, arguments) -> {
          boolean isUser = word.equals("user");
          if (arguments.words().size() != 1 && isUser) {
            throw CommandFailure.usage("config delete-user", "user to delete is required");
          }
          String which = only(arguments);
          ConfigEntries entries = entries(session);
          if (!entries.has(list, which)) {
            throw CommandFailure.of("cannot delete " + word + " " + which + ", not in "
                + entries.file());
          }
          entries.delete(list, which);
          session.line("deleted " + word + " " + which + " from " + entries.file());
          return 0;
        });
  }

  static Verb use(String word) {
    return Verb.of(word, "CONTEXT_NAME", "Set the current-context in a kubeconfig file",
        List.of(), List.of(), (session, arguments) -> {
          String name = only(arguments);
          entries(session).use(name);
          session.line("Switched to context \"" + name + "\".");
          return 0;
        });
  }

  static Verb rename() {
    return Verb.of("rename-context", "CONTEXT_NAME NEW_NAME",
        "Rename a context from the kubeconfig file", List.of(), List.of(),
        (session, arguments) -> {
          if (arguments.words().size() != 2) {
            throw unexpected(arguments);
          }
          String from = arguments.words().getFirst();
          String to = arguments.words().getLast();
          entries(session).rename(from, to);
          session.line("Context \"" + from + "\" renamed to \"" + to + "\".");
          return 0;
        });
  }

  static Verb setContext() {
    return Verb.of("set-context", "[NAME | --current] [--cluster=…] [--user=…] [--namespace=…]",
        "Set a context entry in kubeconfig",
        List.of("kubectl config set-context --current --namespace=shop"),
        List.of(Flag.yesNo("current", false, "The current context.")), (session, arguments) -> {
          if (arguments.isSet("current") && !arguments.words().isEmpty()) {
            throw CommandFailure.of("you cannot specify both a context name and --current");
          }
          String name = arguments.isSet("current")
              ? session.kubeconfig().currentContext()
              : contextName(arguments);
          if (name.isEmpty()) throw CommandFailure.of("no current context is set");
          boolean existed = entries(session).set("contexts", name, context -> {
            for (String field : List.of("cluster", "namespace", "user")) {
              arguments.find(field).ifPresent(value -> context.put(field, value));
            }
          });
          session.line("Context \"" + name + "\" " + (existed ? "modified." : "created."));
          return 0;
        });
  }

  private static String contextName(Arguments arguments) {
    if (arguments.words().size() == 1) return arguments.words().getFirst();
    throw arguments.words().isEmpty()
        ? CommandFailure.of("you must specify a non-empty context name or --current")
        : unexpected(arguments);
  }

  static Verb setCluster() {
    return Verb.of("set-cluster", "NAME [--server=…] [--certificate-authority=…]",
        "Set a cluster entry in kubeconfig", List.of(), List.of(
            Flag.yesNo("embed-certs", false, "Put the certificates into the kubeconfig itself."),
            Flag.text("proxy-url", "", "The address of a proxy on the way to the server.")),
        (session, arguments) -> {
          String name = only(arguments);
          requireSensible(arguments);
          entries(session).set("clusters", name, cluster -> {
            put(arguments, cluster, "server", "tls-server-name", "proxy-url");
            pem(session, arguments, cluster, "certificate-authority");
            if (arguments.given("insecure-skip-tls-verify")) {
              cluster.put("insecure-skip-tls-verify", arguments.isSet("insecure-skip-tls-verify"));
            }
          });
          session.line("Cluster \"" + name + "\" set.");
          return 0;
        });
  }

  private static void requireSensible(Arguments arguments) {
    boolean hasAuthority = !arguments.text("certificate-authority").isEmpty();
    if (hasAuthority && arguments.isSet("insecure-skip-tls-verify")) {
      throw CommandFailure.of(
          "you cannot specify a certificate authority and insecure mode at the same time");
    }
    if (arguments.isSet("embed-certs") && !hasAuthority) {
      throw CommandFailure.of("you must specify a --certificate-authority to embed");
    }
  }

  static Verb setCredentials() {
    return Verb.of("set-credentials", "NAME [--client-certificate=…] [--client-key=…] [--token=…]",
        "Set a user entry in kubeconfig", List.of(), List.of(
            Flag.text("exec-api-version", "", "The version in which the program answers."),
            Flag.list("exec-arg", "A word for the program; may be repeated."),
            Flag.text("exec-command", "", "A program that gives credentials, for other clients."),
            Flag.list("exec-env", "NAME=value for the program, NAME- takes it away."),
            Flag.yesNo("embed-certs", false, "Put the certificates into the kubeconfig itself.")),
        (session, arguments) -> {
          String name = only(arguments);
          requireOneWay(arguments);
          entries(session).set("users", name, user -> {
            ExecEntry.change(arguments, user);
            put(arguments, user, "token", "username", "password");
            pem(session, arguments, user, "client-certificate");
            pem(session, arguments, user, "client-key");
          });
          session.line("User \"" + name + "\" set.");
          return 0;
        });
  }

  private static void requireOneWay(Arguments arguments) {
    List<String> ways = new ArrayList<>();
    if (!arguments.text("token").isEmpty()) ways.add("--token");
    if (!arguments.text("username").isEmpty() || !arguments.text("password").isEmpty()) {
      ways.add("--username/--password");
    }
    if (ways.size() > 1) {
      throw CommandFailure.of("you cannot specify more than one authentication method at the same"
          + " time: " + String.join(", ", ways));
    }
  }

  private static void put(Arguments arguments, ObjectNode entry, String... fields) {
    for (String field : fields) {
      arguments.find(field).ifPresent(value -> entry.put(field, value));
    }
  }

  private static void pem(Session session, Arguments arguments, ObjectNode entry, String field) {
    Optional<String> file = arguments.find(field);
    if (file.isEmpty()) return;
    if (!arguments.isSet("embed-certs")) {
      entry.put(field, file.get());
      return;
    }
    try {
      entry.put(field + "-data", Base64.getEncoder().encodeToString(Files.readAllBytes(
          session.console().directory().resolve(file.get()))));
      entry.remove(field);
    } catch (IOException problem) {
      throw CommandFailure.of("could not stat " + field + " file " + file.get() + ": stat "
          + file.get() + ": " + CommandFailure.reason(problem));
    }
  }

  static Verb set() {
    return Verb.of("set", "PROPERTY_NAME PROPERTY_VALUE",
        "Set an individual value in a kubeconfig file", List.of(), List.of(),
        (session, arguments) -> {
          if (arguments.words().size() != 2) {
            throw unexpected(arguments);
          }
          String path = arguments.words().getFirst();
          entries(session).setPath(path, Optional.of(arguments.words().getLast()));
          session.line("Property \"" + path + "\" set.");
          return 0;
        });
  }

  static Verb unset() {
    return Verb.of("unset", "PROPERTY_NAME", "Unset an individual value in a kubeconfig file",
        List.of(), List.of(), (session, arguments) -> {
          String path = only(arguments);
          entries(session).setPath(path, Optional.empty());
          session.line("Property \"" + path + "\" unset.");
          return 0;
        });
  }
}
