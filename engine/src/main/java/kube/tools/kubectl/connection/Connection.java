package kube.tools.kubectl.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;

import tools.jackson.databind.JsonNode;

/// The API server, as a command sees it: one question after the other, each waited for.
///
/// A command is a plain story that waits; whether time really passes meanwhile is the connection's
/// affair. Over HTTP it does; on a simulated cluster waiting moves the virtual clock.
public interface Connection extends AutoCloseable {

  /// One event of a watch.
  record Event(String type, JsonNode object) {}

  /// Asks, and waits for the whole answer. Fails when no server is there.
  Answer send(Request request);

  /// Hands each event of a watch to `goOn` until it says no or the server ends the stream.
  ///
  /// @return whether `goOn` said no; otherwise the stream or the time ended first
  boolean watch(Request request, Duration longest, Predicate<Event> goOn);

  /// Hands each line of an answer that grows, such as a followed log, to `goOn` as it comes.
  ///
  /// @return the answer when it was refused, with its status; otherwise an empty one with 200
  Answer lines(Request request, Predicate<String> goOn);

  /// Opens a connection that carries several byte streams both ways.
  ///
  /// @param protocols the ones this end speaks, the best first
  Duplex open(Request request, List<String> protocols);

  /// Time as this end has it.
  Instant now();

  /// Waits.
  void pause(Duration pause);

  /// The server's address, for messages.
  String server();

  @Override
  void close();

  /// Several streams of bytes in one connection, each with a number.
  interface Duplex extends AutoCloseable {

    /// The protocol that both ends agreed on.
    String protocol();

    void send(int channel, byte[] bytes);

    /// Says that no more will come on this channel.
    void end(int channel);

    /// The next piece from the other end, waited for; empty when the connection has ended.
    java.util.Optional<Piece> next();

    @Override
    void close();
  }

  /// Some bytes of one stream.
  @SuppressWarnings("ArrayRecordComponent") // Bytes on their way; never compared.
  record Piece(int channel, byte[] bytes) {}
}
