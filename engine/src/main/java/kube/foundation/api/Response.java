package kube.foundation.api;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import kube.foundation.stream.ByteSource;
import kube.foundation.stream.Session;
import tools.jackson.databind.JsonNode;

/// What the API answers: a value at once, a stream of watch events, bytes as they come, or a
/// connection that goes on in another way.
public sealed interface Response {

  /// A complete answer.
  @SuppressWarnings("ArrayRecordComponent") // The bytes of the wire; never compared.
  record Answer(int code, String contentType, byte[] body, SortedMap<String, String> headers)
      implements
        Response {

    public static Answer json(int code, JsonNode tree) {
      return json(code, Json.bytes(tree));
    }

    public static Answer json(int code, byte[] json) {
      return new Answer(code, "application/json", json, new TreeMap<>());
    }

    public static Answer refusal(Status status) {
      Answer answer = json(status.code(), status.toJson());
      int seconds = status.retryAfterSeconds();
      return seconds > 0
          ? answer.withHeaders(Map.of("Retry-After", Integer.toString(seconds)))
          : answer;
    }

    public Answer withHeaders(Map<String, String> more) {
      SortedMap<String, String> all = new TreeMap<>(headers);
      all.putAll(more);
      return new Answer(code, contentType, body, all);
    }

    public boolean isOk() {
      return code < 300;
    }
  }

  /// A watch that was accepted and starts when it is opened.
  record Stream(WatchSource source) implements Response {}

  /// Bytes without a known end, such as a log that is followed; they flow when it is opened.
  record Flow(String contentType, ByteSource source) implements Response {}

  /// The connection leaves HTTP: both sides send bytes on named streams from now on.
  record Upgrade(Session session) implements Response {}

  /// An answer that somebody else must help with: it comes when they have.
  ///
  /// The request is carried out also when nobody waits for its answer.
  record Later(Promise promise) implements Response {}

  /// Gives its response to one listener, on the loop, now or later.
  interface Promise {
    void whenKept(Consumer<Response> listener);
  }

  /// Starts a watch: events reach `sink`, on the loop, until the returned handle is cancelled.
  interface WatchSource {
    WatchHandle open(WatchSink sink);
  }

  /// Ends a watch that its client no longer wants.
  interface WatchHandle {
    void cancel();
  }

  /// Takes the events of one watch.
  interface WatchSink {

    /// One event. `BOOKMARK` carries a revision only; `ERROR` carries a Status and is the last.
    void event(WatchEvent event);

    /// The server has ended the stream.
    void ended();
  }

  /// One event of a watch, as the wire has it: its type and the object after the change.
  record WatchEvent(String type, Resource object) {}
}
