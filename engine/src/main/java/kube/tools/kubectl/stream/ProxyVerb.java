package kube.tools.kubectl.stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;

/// `kubectl proxy`: the API on a port of this machine, spoken to as the user of the kubeconfig.
public final class ProxyVerb {

  private ProxyVerb() {}

  public static Verb verb() {
    return Verb.of("proxy", "[--port=PORT] [--api-prefix=prefix]",
        "Run a proxy to the Kubernetes API server", List.of("kubectl proxy --port=8001"), List.of(
            Flag.text("api-prefix", "/", "Only paths that begin so are served."),
            Flag.number("port", 8001, "The local port; 0 for any free one.").withLetter('p')),
        ProxyVerb::run);
  }

  private static int run(Session session, Arguments arguments) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(),
          Math.toIntExact(arguments.number("port"))), 0);
    } catch (IOException | IllegalArgumentException | ArithmeticException taken) {
      throw CommandFailure.of("listen tcp 127.0.0.1:" + arguments.text("port") + ": bind: "
          + taken.getMessage());
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(session, arguments, exchange));
    server.start();
    session.line("Starting to serve on 127.0.0.1:" + server.getAddress().getPort());
    session.console().out().flush();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      server.stop(0);
    }
    return 0;
  }

  private static void answer(Session session, Arguments arguments, HttpExchange exchange)
      throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!path.startsWith(arguments.text("api-prefix"))) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      Request request = Request.of(exchange.getRequestMethod(), path, "");
      String query = exchange.getRequestURI().getRawQuery();
      if (query != null) {
        for (String pair : query.split("&")) {
          String[] parts = pair.split("=", 2);
          request = request.withQuery(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
        }
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      String accept = exchange.getRequestHeaders().getFirst("Accept");
      if (body.length > 0)
        request = request.withBody(type == null ? "application/json" : type,
            body);
      if (accept != null) request = request.withHeader("accept", accept);
      if (request.flag("watch") || request.flag("follow")) stream(session, exchange, request);
      else
        whole(exchange, session.api().connection().send(request));
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void whole(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.sendResponseHeaders(answer.code(), answer.body().length == 0
        ? -1
        : answer.body().length);
    exchange.getResponseBody().write(answer.body());
  }

  private static void stream(Session session, HttpExchange exchange, Request request)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    session.api().connection().lines(request, line -> {
      try {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return true;
      } catch (IOException gone) {
        return false;
      }
    });
  }
}
