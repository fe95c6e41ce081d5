package site.progress;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One learner's progress as a file to take along: everything that is kept, and not who it was.
///
/// Reading a file in never loses what is there: of two versions of one thing the newer stays, and
/// an attempt is added once. A file that is not ours is refused whole, naming the place.
public final class ProgressFile {
  private static final String KIND = "kubernetes-inside-out-progress";
  private static final int VERSION = 1;
  private static final int LONGEST_TEXT = 4_000_000;

  /// A table of the file.
  ///
  /// @param texts   the columns that hold text
  /// @param numbers the columns that hold whole numbers
  /// @param clash   what to do with a row that is there already
  private record Table(String name, List<String> texts, List<String> numbers, String clash) {
    List<String> columns() {
      List<String> columns = new ArrayList<>(texts);
      columns.addAll(numbers);
      return columns;
    }

    String insert() {
      String names = "learner, " + String.join(", ", columns());
      String marks = columns().stream().map(_ -> ", ?").collect(Collectors.joining());
      return "insert into " + name + " (" + names + ") select ?" + marks + " where true " + clash;
    }
  }

  private static final List<Table> TABLES = List.of(
      new Table("draft", List.of("exercise", "path", "content", "saved_at"), List.of("revision"),
          newer("draft", "saved_at", "content = excluded.content, saved_at = excluded.saved_at, "
              + "revision = revision + 1")),
      new Table("answer",
          List.of("question", "first_choice", "last_choice", "answered_at", "due_at"),
          List.of("correct", "tries", "stage"),
          newer("answer", "answered_at", "last_choice = excluded.last_choice, "
              + "correct = excluded.correct, tries = max(tries, excluded.tries), "
              + "answered_at = excluded.answered_at, stage = excluded.stage, "
              + "due_at = excluded.due_at")),
      new Table("hint", List.of("exercise", "opened_at"), List.of("task", "number"),
          "on conflict do nothing"),
      new Table("visit", List.of("lesson", "at"), List.of(), newer("visit", "at",
          "at = excluded.at")),
      new Table("placement", List.of("at"), List.of("chapter"), "on conflict do nothing"),
      new Table("attempt", List.of("exercise", "at", "files", "grade"), List.of("passed"), ""));

  private ProgressFile() {}

  /// The file is not one of ours, or is damaged; the message says where.
  public static final class NotOurs extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotOurs(String message) {
      super(message);
    }
  }

  static String write(Database database, Learner learner) {
    ObjectNode file = JsonMapper.shared().createObjectNode();
    file.put("kind", KIND).put("version", VERSION);
    for (Table table : TABLES) {
      ArrayNode rows = file.putArray(table.name());
      String columns = String.join(", ", table.columns());
      database.query(row -> {
        ObjectNode written = rows.addObject();
        for (String text : table.texts()) {
          String value = row.getString(text);
          written.put(text, value == null ? "" : value);
        }
        for (String number : table.numbers()) {
          written.put(number, row.getLong(number));
        }
        return written;
      }, "select " + columns + " from " + table.name() + " where learner = ?", learner.id());
    }
    return file.toPrettyString() + "\n";
  }

  /// Returns how many things were read in, by table.
  static Map<String, Integer> read(Database database, Learner learner, String text) {
    Map<Table, List<Object[]>> rows = rows(learner, text);
    Map<String, Integer> counts = new LinkedHashMap<>();
    database.together(() -> rows.forEach((table, values) -> {
      Set<String> known = table.name().equals("attempt") ? attempts(database, learner) : Set.of();
      int changed = 0;
      for (Object[] row : values) {
        if (!known.contains(row[1] + " " + row[2])) {
          changed += database.update(table.insert(), row);
        }
      }
      counts.put(table.name(), changed);
    }));
    return counts;
  }

  private static Set<String> attempts(Database database, Learner learner) {
    return new TreeSet<>(database.query(row -> row.getString(1) + " " + row.getString(2),
        "select exercise, at from attempt where learner = ?", learner.id()));
  }

  private static Map<Table, List<Object[]>> rows(Learner learner, String text) {
    JsonNode file;
    try {
      file = JsonMapper.shared().readTree(text);
    } catch (JacksonException malformed) {
      throw new NotOurs("This is no JSON: " + malformed.getOriginalMessage() + ".");
    }
    if (!file.path("kind").asString("").equals(KIND)) {
      throw new NotOurs("This is no progress file: it has no \"kind\": \"" + KIND + "\".");
    }
    if (file.path("version").asInt(0) != VERSION) {
      throw new NotOurs(
          "The file has version " + file.path("version") + "; this site reads version "
              + VERSION + ".");
    }
    Map<Table, List<Object[]>> rows = new LinkedHashMap<>();
    for (Table table : TABLES) {
      List<Object[]> values = new ArrayList<>();
      for (JsonNode row : file.path(table.name())) {
        values.add(values(table, row, learner, table.name() + "[" + values.size() + "]"));
      }
      rows.put(table, values);
    }
    return rows;
  }

  private static Object[] values(Table table, JsonNode row, Learner learner, String place) {
    List<Object> values = new ArrayList<>(List.of(learner.id()));
    for (String text : table.texts()) {
      JsonNode value = row.path(text);
      if (!value.isString() || value.asString().length() > LONGEST_TEXT) {
        throw new NotOurs(place + "." + text + " is no text, or too long.");
      }
      values.add(sound(text, value.asString(), place + "." + text));
    }
    for (String number : table.numbers()) {
      JsonNode value = row.path(number);
      if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
        throw new NotOurs(place + "." + number + " is no whole number.");
      }
      values.add(value.asLong());
    }
    return values.toArray();
  }

  /// Refuses what a page could not read later: a time that is none, a verdict that is no JSON.
  private static String sound(String column, String text, String place) {
    try {
      if (column.equals("files") || column.equals("grade")) {
        if (!JsonMapper.shared().readTree(text).isObject()) {
          throw new NotOurs(place + " holds no JSON object.");
        }
      } else if (column.endsWith("at") && !(column.equals("due_at") && text.isEmpty())) {
        Instant.parse(text);
      }
      return text;
    } catch (JacksonException malformed) {
      throw new NotOurs(place + " holds no JSON: " + malformed.getOriginalMessage() + ".");
    } catch (DateTimeParseException noTime) {
      throw new NotOurs(place + " is no time: \"" + noTime.getParsedString() + "\".");
    }
  }

  private static String newer(String table, String time, String change) {
    return "on conflict do update set " + change + " where excluded." + time + " > " + table + "."
        + time;
  }
}
