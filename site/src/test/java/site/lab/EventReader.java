package site.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Reads a lab's stream of server-sent events, as a browser does.
///
/// It blocks until what is waited for comes; the test's own time limit ends a wait in vain.
final class EventReader implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final InputStream stream;
  private final BufferedReader lines;
  private JsonNode last = MissingNode.getInstance();
  private String event = "";
  private String id = "";

  EventReader(InputStream stream) {
    this.stream = stream;
    this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /// The next message of this kind.
  JsonNode next(String kind) throws IOException {
    do {
      read();
    } while (!event.equals(kind));
    return last;
  }

  /// The next message that fits.
  JsonNode next(Predicate<JsonNode> fits) throws IOException {
    do {
      read();
    } while (!fits.test(last));
    return last;
  }

  /// Reads until the cluster's state fits; the last one may fit already.
  void until(Predicate<JsonNode> fits) throws IOException {
    while (!fits.test(last.path("state"))) read();
  }

  JsonNode last() {
    return last;
  }

  String lastId() {
    return id;
  }

  private void read() throws IOException {
    String data = "";
    for (String line = lines.readLine();; line = lines.readLine()) {
      if (line == null) throw new IOException("the stream has ended");
      if (line.startsWith("event: ")) event = line.substring(7);
      if (line.startsWith("id: ")) id = line.substring(4);
      if (line.startsWith("data: ")) data = line.substring(6);
      if (line.isEmpty() && !data.isEmpty()) break;
    }
    last = MAPPER.readTree(data);
    if (event.equals("gone")) throw new IOException(last.path("message").asString(""));
  }

  /// Whether every item has this value in its field, and there is one.
  static boolean all(JsonNode items, String field, String value) {
    for (JsonNode item : items) {
      if (!item.path(field).asString("").equals(value)) return false;
    }
    return !items.isEmpty();
  }

  /// Whether no item with this value in its field has the flag.
  static boolean none(JsonNode items, String field, String value, String flag) {
    for (JsonNode item : items) {
      if (item.path(field).asString("").equals(value) && item.path(flag).asBoolean()) return false;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
