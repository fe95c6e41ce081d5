package kube.tools.kubectl;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import kube.foundation.api.Request;
import kube.foundation.machine.Part;
import kube.tools.kubectl.config.Kubeconfig;
import kube.tools.kubectl.config.Server;
import kube.tools.kubectl.config.slot.KubeconfigResolver;
import kube.tools.kubectl.config.slot.Resolution;
import kube.tools.kubectl.connection.Api;
import kube.tools.kubectl.connection.Connection;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.resource.Mapper;
import org.jspecify.annotations.Nullable;

/// One run of a command: its console, its flags, and the server, which is asked only when needed.
public final class Session implements AutoCloseable {

  private final Console console;
  private final Arguments arguments;
  private final Function<Server, Connection> dial;
  private final Part<KubeconfigResolver> resolver;
  private @Nullable Server server;
  private @Nullable Api api;
  private @Nullable Mapper mapper;

  Session(Console console, Arguments arguments, Function<Server, Connection> dial,
      Part<KubeconfigResolver> resolver) {
    this.console = console;
    this.arguments = arguments;
    this.dial = dial;
    this.resolver = resolver;
  }

  public Console console() {
    return console;
  }

  public Arguments arguments() {
    return arguments;
  }

  public Kubeconfig kubeconfig() {
    return Kubeconfig.load(console, arguments.text("kubeconfig"),
        !arguments.verb().startsWith("config "));
  }

  public Server server() {
    Server known = server;
    if (known != null) return known;
    Server found = Server.of(kubeconfig(), arguments);
    Resolution.ask(resolver, console, arguments, found);
    server = found;
    return found;
  }

  public Api api() {
    if (api == null) {
      api = new Api(dial.apply(server()), warning -> console.error("Warning: " + warning));
    }
    return api;
  }

  public Mapper mapper() {
    if (mapper == null) mapper = Mapper.of(api());
    return mapper;
  }

  /// Asks anew what the server serves: something may just have been added.
  public Mapper freshMapper() {
    mapper = Mapper.of(api());
    return mapper;
  }

  /// The namespace that is meant when nothing else says one.
  public String namespace() {
    return arguments.find("namespace").orElseGet(() -> server().namespace());
  }

  /// The namespace that `-n` said.
  public Optional<String> saidNamespace() {
    return arguments.find("namespace");
  }

  public Instant now() {
    return api().connection().now();
  }

  /// A request for JSON.
  public static Request request(String method, String path) {
    return Api.request(method, path);
  }

  public void line(String text) {
    console.line(text);
  }

  @Override
  public void close() {
    if (api != null) api.connection().close();
  }
}
