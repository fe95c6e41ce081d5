package kube.tools.kubectl.stream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.connection.Connection.Duplex;
import kube.tools.kubectl.connection.Connection.Piece;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;

import tools.jackson.databind.JsonNode;

/// `kubectl port-forward`: a port of this machine that leads to a port of a Pod.
///
/// Every connection to the local port is a WebSocket of its own.
public final class PortForwardVerb {

  private static final List<String> PROTOCOLS = List.of("v4.channel.k8s.io");
  private static final int DATA = 0;
  /// Each channel begins with the number of its port.
  private static final int GREETING = 2;

  private PortForwardVerb() {}

  public static Verb verb() {
    return Verb.of("port-forward",
        "TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]",
        "Forward one or more local ports to a pod",
        List.of("kubectl port-forward pod/web 8080:80"), List.of(
            Flag.list("address", "Accepted; this machine only."),
            Flag.duration("pod-running-timeout", "1m0s", "Accepted.")),
        PortForwardVerb::run);
  }

  private static int run(Session session, Arguments arguments) {
    if (arguments.words().size() < 2) {
      throw CommandFailure.usage("port-forward", "TYPE/NAME and list of ports are required for"
          + " port-forward");
    }
    JsonNode pod = LogsVerb.PodOf.named(session, arguments.words().getFirst());
    String phase = Json.text(pod, "status.phase");
    if (!phase.equals("Running")) {
      throw CommandFailure.of("unable to forward port because pod is not running. Current status="
          + phase);
    }
    String path = "/api/v1/namespaces/" + Json.text(pod, "metadata.namespace") + "/pods/"
        + Json.text(pod, "metadata.name") + "/portforward";
    boolean isService = arguments.words().getFirst().matches("(svc|service|services)/.*");
    List<Thread> listeners = arguments.words().stream().skip(1)
        .map(ports -> listen(session, path, ports, isService
            ? ServicePorts.of(session, arguments.words().getFirst(), pod)
            : ServicePorts.ofPod(pod)))
        .toList();
    session.console().out().flush();
    for (Thread listener : listeners) join(listener);
    return 0;
  }

  private static void join(Thread listener) {
    try {
      listener.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw CommandFailure.withCode(130, "");
    }
  }

  private static Thread listen(Session session, String path, String ports,
      ServicePorts mapping) {
    String[] parts = ports.split(":", -1);
    String remote = parts[parts.length - 1];
    String local = parts.length == 1 ? remote : parts[0];
    if (parts.length > 2) throw CommandFailure.of("invalid port format '" + ports + "'");
    int target = mapping.port(remote);
    boolean isNamed = parts.length == 1 && !remote.matches("[0-9]+");
    int here = isNamed ? target : local.isEmpty() ? 0 : ServicePorts.number("local", local);
    try {
      var server = new ServerSocket(here, 50, InetAddress.getLoopbackAddress());
      session.line("Forwarding from 127.0.0.1:" + server.getLocalPort() + " -> " + target);
      return Thread.ofVirtual().start(() -> accept(session, server, path, target));
    } catch (IOException | IllegalArgumentException taken) {
      throw CommandFailure.of("unable to listen on any of the requested ports: [{" + local + " "
          + remote + "}]");
    }
  }

  private static void accept(Session session, ServerSocket server, String path, int port) {
    try (server) {
      while (!session.console().out().checkError()) {
        Socket socket = server.accept();
        session.line("Handling connection for " + server.getLocalPort());
        session.console().out().flush();
        Thread.ofVirtual().start(() -> carry(session, socket, path, port));
      }
    } catch (IOException over) {
      session.console().error("error: the local port is lost: " + over.getMessage());
    }
  }

  private static void carry(Session session, Socket socket, String path, int port) {
    Request request = Request.of("GET", path, "").withQuery("ports", Integer.toString(port));
    try (socket; Duplex duplex = session.api().connection().open(request, PROTOCOLS)) {
      Thread.ofVirtual().start(() -> upward(socket, duplex));
      int greetings = 0;
      for (Optional<Piece> piece = duplex.next(); piece.isPresent(); piece = duplex.next()) {
        boolean greets = greetings < GREETING && piece.get().bytes().length == 2;
        if (greets) {
          greetings++;
        } else if (piece.get().channel() == DATA) {
          socket.getOutputStream().write(piece.get().bytes());
          socket.getOutputStream().flush();
        } else {
          session.console().error("an error occurred forwarding " + port + ": "
              + new String(piece.get().bytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
      }
    } catch (IOException | CommandFailure broken) {
      session.console().error("error: lost connection to pod: " + broken.getMessage());
    }
  }

  private static void upward(Socket socket, Duplex duplex) {
    byte[] buffer = new byte[16_384];
    try {
      var in = socket.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        duplex.send(DATA, Arrays.copyOf(buffer, read));
      }
      duplex.close();
    } catch (IOException | java.util.concurrent.CompletionException over) {
      duplex.close();
    }
  }

  /// Which port of the Pod a port of a Service means.
  private interface ServicePorts {
    int port(String said);

    static ServicePorts ofPod(JsonNode pod) {
      return said -> said.matches("[0-9]+") ? number("remote", said) : named(pod, said);
    }

    /// A number that a port can have.
    static int number(String side, String said) {
      boolean isNumber = said.matches("[0-9]+");
      boolean isPort = isNumber && said.length() < 6 && Integer.parseInt(said) < 65_536;
      if (isPort) return Integer.parseInt(said);
      throw CommandFailure.of("error parsing " + side + " port '" + said
          + "': strconv.ParseUint: parsing \"" + said + "\": "
          + (isNumber ? "value out of range" : "invalid syntax"));
    }

    static ServicePorts of(Session session, String word, JsonNode pod) {
      JsonNode service = session.api().get(session.mapper().resource("services")
          .path(session.namespace(), word.substring(word.indexOf('/') + 1)));
      return said -> {
        for (JsonNode port : Json.at(service, "spec.ports")) {
          boolean isMeant = Json.text(port, "name").equals(said)
              || Integer.toString(Json.number(port, "port", 0)).equals(said);
          if (isMeant) return target(port, pod);
        }
        throw CommandFailure.of("Service " + Json.text(service, "metadata.name")
            + " does not have a service port " + said);
      };
    }

    private static int target(JsonNode port, JsonNode pod) {
      JsonNode target = port.path("targetPort");
      return target.isString()
          ? named(pod, target.stringValue())
          : target.asInt(Json.number(port, "port", 0));
    }

    private static int named(JsonNode pod, String name) {
      for (JsonNode container : Json.at(pod, "spec.containers")) {
        for (JsonNode one : container.path("ports")) {
          if (Json.text(one, "name").equals(name)) return Json.number(one, "containerPort", 0);
        }
      }
      throw CommandFailure.of("Pod '" + Json.text(pod, "metadata.name")
          + "' does not have a named port '" + name + "'");
    }
  }
}
