package kube.tools.kubectl.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.connection.Connection.Duplex;
import kube.tools.kubectl.connection.Connection.Piece;

import tools.jackson.databind.JsonNode;

/// A command in a container, or the container's own, with three streams between it and this end.
///
/// @param in what it reads; empty when nothing is passed to it
/// @param terminal whether it shall believe in a terminal, which has no stream for errors
public record RemoteCommand(Session session, JsonNode pod, String container,
    Optional<InputStream> in, OutputStream out, OutputStream errors, boolean terminal) {

  static final List<String> PROTOCOLS = List.of("v5.channel.k8s.io", "v4.channel.k8s.io");
  private static final int IN = 0;
  private static final int OUT = 1;
  private static final int ERRORS = 2;
  private static final int END = 3;

  /// The same, with what it complains of thrown away.
  public RemoteCommand withoutErrors() {
    return new RemoteCommand(session, pod, container, in, out, OutputStream.nullOutputStream(),
        terminal);
  }

  /// Runs a program and returns its exit code; anything else that goes wrong ends the command.
  public int exec(List<String> command) {
    return carry(request("exec").withQuery("command",
        String.join(String.valueOf(Request.BETWEEN_VALUES), command)));
  }

  /// Attaches to what runs there already.
  public int attach() {
    return carry(request("attach"));
  }

  private Request request(String what) {
    Request request = Request.of("GET", "/api/v1/namespaces/"
        + Json.text(pod, "metadata.namespace") + "/pods/" + Json.text(pod, "metadata.name") + "/"
        + what, "").withQuery("container", container).withQuery("stdout", "true");
    if (in.isPresent()) request = request.withQuery("stdin", "true");
    return terminal ? request.withQuery("tty", "true") : request.withQuery("stderr", "true");
  }

  private int carry(Request request) {
    try (Duplex duplex = session.api().connection().open(request, PROTOCOLS)) {
      in.ifPresent(stream -> Thread.ofVirtual().start(() -> pump(stream, duplex)));
      Optional<Piece> piece = duplex.next();
      while (piece.isPresent()) {
        byte[] bytes = piece.get().bytes();
        switch (piece.get().channel()) {
          case OUT -> write(out, bytes);
          case ERRORS -> write(errors, bytes);
          case END -> {
            return exitCode(Json.parse(bytes));
          }
          default -> {}
        }
        piece = duplex.next();
      }
    }
    return 0;
  }

  private static void write(OutputStream stream, byte[] bytes) {
    try {
      stream.write(bytes);
      stream.flush();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  private void pump(InputStream stream, Duplex duplex) {
    byte[] buffer = new byte[8_192];
    try (stream) {
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        duplex.send(IN, Arrays.copyOf(buffer, read));
      }
      duplex.end(IN);
    } catch (IOException | java.util.concurrent.CompletionException over) {
      session.console().errors().flush();
    }
  }

  private static int exitCode(JsonNode status) {
    if (Json.text(status, "status").equals("Success")) return 0;
    for (JsonNode cause : Json.at(status, "details.causes")) {
      String code = Json.text(cause, "message");
      if (Json.text(cause, "reason").equals("ExitCode") && code.matches("[0-9]{1,3}")) {
        return Integer.parseInt(code);
      }
    }
    throw CommandFailure.of(Json.text(status, "message"));
  }
}
