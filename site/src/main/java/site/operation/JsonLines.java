package site.operation;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `serve --log json`: everything that is logged, each a JSON object on a line of standard error, for
/// programs that collect logs.
///
/// A line has `time`, `level`, `logger` and `message`, the fields of its event, and the trace in
/// `exception` where something was thrown.
public final class JsonLines extends Formatter {

  private static final String PROVIDER = "slf4j.provider";
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final Logger OURS = Logger.getLogger("site");

  /// From here on whatever is logged is a JSON line. Must come before the first logger.
  public static void begin() {
    System.setProperty(PROVIDER, "org.slf4j.jul.JULServiceProvider");
    LogManager.getLogManager().reset();
    Handler lines = new ConsoleHandler();
    lines.setFormatter(new JsonLines());
    Logger root = Logger.getLogger("");
    root.addHandler(lines);
    root.setLevel(Level.WARNING);
    OURS.setLevel(Level.FINE);
  }

  /// An event with fields.
  static LogRecord event(String logger, String message, Map<String, Object> fields) {
    LogRecord said = new LogRecord(Level.INFO, message);
    said.setLoggerName(logger);
    said.setParameters(new Object[]{fields});
    return said;
  }

  @Override
  public String format(LogRecord said) {
    ObjectNode line = MAPPER.createObjectNode();
    line.put("time", said.getInstant().toString());
    line.put("level", level(said.getLevel()));
    line.put("logger", said.getLoggerName());
    line.put("message", formatMessage(said));
    Object[] parameters = said.getParameters();
    if (parameters != null && parameters.length == 1 && parameters[0] instanceof Map<?, ?> fields) {
      fields.forEach((name, value) -> line.putPOJO(String.valueOf(name), value));
    }
    Throwable thrown = said.getThrown();
    if (thrown != null) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      line.put("exception", trace.toString());
    }
    return MAPPER.writeValueAsString(line) + "\n";
  }

  private static String level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) return "error";
    if (level.intValue() >= Level.WARNING.intValue()) return "warn";
    return level.intValue() >= Level.INFO.intValue() ? "info" : "debug";
  }
}
