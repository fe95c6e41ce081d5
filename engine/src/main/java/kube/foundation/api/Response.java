package kube.foundation.api;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/// What the API answers: a value at once, or a stream of watch events.
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
      return json(status.code(), status.toJson());
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
