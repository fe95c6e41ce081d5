package site.instructor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/// Who is in the class: the learners of a CSV file, in its order.
///
/// The first row names the columns. The id comes from `identifier` (as GitHub Classroom writes it),
/// `id`, `username`, `login` or `email`; the name from `name` or `full name`, and is the id where
/// there is none.
public record Roster(List<Learner> learners) {

  /// @param id the name of the folder or zip that the learner handed in
  public record Learner(String id, String name) {}

  /// The file is not a roster; the message says where and what to do.
  public static final class NotARoster extends Exception {
    private static final long serialVersionUID = 1;

    NotARoster(String message) {
      super(message);
    }
  }

  private static final List<String> ID_COLUMNS = List.of("identifier", "id", "username", "login",
      "email");
  private static final List<String> NAME_COLUMNS = List.of("name", "full name", "full_name");

  private static final CsvMapper CSV = CsvMapper.builder()
      .enable(CsvReadFeature.WRAP_AS_ARRAY, CsvReadFeature.SKIP_EMPTY_LINES,
          CsvReadFeature.TRIM_SPACES)
      .build();

  public Roster {
    learners = List.copyOf(learners);
  }

  /// Reads the file. Refuses a file without an id column, and rows whose id is missing or comes
  /// twice.
  public static Roster read(Path file) throws NotARoster {
    List<List<String>> rows = rows(file);
    if (rows.isEmpty()) throw new NotARoster(file + " is empty. Give it a row of column names.");
    List<String> header = rows.getFirst().stream().map(Roster::columnName).toList();
    int idColumn = column(header, ID_COLUMNS);
    if (idColumn < 0) {
      throw new NotARoster(file + " has the columns " + String.join(", ", header)
          + ", and none of " + String.join(", ", ID_COLUMNS)
          + ". Name the id column 'identifier'.");
    }
    return new Roster(learners(file, rows, idColumn, column(header, NAME_COLUMNS)));
  }

  private static List<Learner> learners(Path file, List<List<String>> rows, int idColumn,
      int nameColumn) throws NotARoster {
    Map<String, Integer> rowOfId = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    List<Learner> learners = new ArrayList<>();
    for (int row = 1; row < rows.size(); row++) {
      String id = cell(rows.get(row), idColumn);
      Integer earlier = id.isEmpty() ? null : rowOfId.putIfAbsent(id, row + 1);
      if (id.isEmpty()) {
        faults.add("row " + (row + 1) + " has no id");
      } else if (earlier != null) {
        faults.add("row " + (row + 1) + " repeats the id '" + id + "' of row " + earlier);
      }
      String name = cell(rows.get(row), nameColumn);
      learners.add(new Learner(id, name.isEmpty() ? id : name));
    }
    if (!faults.isEmpty()) {
      throw new NotARoster(file + ": " + String.join("; ", faults)
          + ". Every learner needs one id of their own.");
    }
    return learners;
  }

  private static List<List<String>> rows(Path file) throws NotARoster {
    ObjectReader reader = CSV.readerForListOf(String.class);
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      try (MappingIterator<List<String>> rows = reader.readValues(text)) {
        return rows.readAll();
      }
    } catch (IOException unreadable) {
      throw new NotARoster(file + " cannot be read (" + unreadable.getMessage()
          + "). Give the path of a CSV file in UTF-8.");
    } catch (JacksonException malformed) {
      throw new NotARoster(file + " is not CSV: " + malformed.getOriginalMessage());
    }
  }

  private static String columnName(String cell) {
    return cell.replace("\ufeff", "").strip().toLowerCase(Locale.ROOT);
  }

  private static int column(List<String> header, List<String> names) {
    return names.stream().mapToInt(header::indexOf).filter(at -> at >= 0).findFirst().orElse(-1);
  }

  private static String cell(List<String> row, int column) {
    return column >= 0 && column < row.size() ? row.get(column).strip() : "";
  }
}
