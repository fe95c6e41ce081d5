package kube.node.containerruntime.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import kube.foundation.stream.ByteSink;
import org.jspecify.annotations.Nullable;

/// A cache in memory that speaks the inline form of the Redis protocol.
///
/// **Models** PING, SET, GET, DEL, INCR and QUIT, one command a line. **Leaves out** everything else.
///
/// Owned by the loop.
final class KeyValueServer implements Program {

  private static final int PORT = 6_379;

  private final Map<String, String> values = new TreeMap<>();

  @Override
  public void start(Surroundings around) {
    around.print("Ready to accept connections tcp");
    around.listen(PORT, back -> new Session(values, back));
  }

  @Override
  public void remember(Program before) {
    if (before instanceof KeyValueServer other) values.putAll(other.values);
  }

  @Override
  public String commandLine() {
    return "redis-server *:" + PORT;
  }

  /// One client. Owned by the loop.
  private static final class Session implements ByteSink {
    private final Map<String, String> values;
    private final ByteSink back;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    private Session(Map<String, String> values, ByteSink back) {
      this.values = values;
      this.back = back;
    }

    @Override
    public void bytes(byte[] bytes) {
      heard.writeBytes(bytes);
      String all = heard.toString(StandardCharsets.UTF_8);
      int end = all.lastIndexOf('\n');
      if (end < 0) return;
      heard.reset();
      heard.writeBytes(all.substring(end + 1).getBytes(StandardCharsets.UTF_8));
      all.substring(0, end).lines().map(String::strip).filter(line -> !line.isEmpty())
          .forEach(line -> back.bytes((answer(line.split("\\s+")) + "\r\n")
              .getBytes(StandardCharsets.UTF_8)));
      if (all.strip().toUpperCase(Locale.ROOT).endsWith("QUIT")) back.end();
    }

    @Override
    public void end() {
      back.end();
    }

    private String answer(String[] words) {
      String command = words[0].toUpperCase(Locale.ROOT);
      if (command.equals("PING")) return "+PONG";
      if (command.equals("QUIT")) return "+OK";
      if (words.length < 2) {
        return "-ERR unknown command '" + words[0] + "', with args beginning with: ";
      }
      String key = words[1];
      return switch (command) {
        case "GET" -> bulk(values.get(key));
        case "DEL" -> values.remove(key) == null ? ":0" : ":1";
        case "INCR" -> increment(key);
        case "SET" -> {
          values.put(key, words.length > 2 ? words[2] : "");
          yield "+OK";
        }
        default -> "-ERR unknown command '" + words[0] + "', with args beginning with: '" + key
            + "' ";
      };
    }

    private String increment(String key) {
      String old = values.getOrDefault(key, "0");
      if (!old.matches("-?\\d{1,18}")) return "-ERR value is not an integer or out of range";
      values.put(key, Long.toString(Long.parseLong(old) + 1));
      return ":" + values.get(key);
    }

    private static String bulk(@Nullable String value) {
      return value == null ? "$-1" : "$" + value.length() + "\r\n" + value;
    }
  }
}
