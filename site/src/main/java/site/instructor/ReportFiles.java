package site.instructor;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import site.instructor.ClassReport.Cell;
import site.instructor.ClassReport.Row;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a [ClassReport] as a page to read, a table for a spreadsheet, and data for programs.
///
/// No file carries a date or a duration, so that the same class gives the same bytes.
public final class ReportFiles {

  private static final int VERSION = 1;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ReportFiles() {}

  /// Writes `report.html`, `report.csv` and `report.json` into `folder`, each whole or not at all.
  public static List<Path> write(ClassReport report, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> written = new ArrayList<>();
    written.add(write(folder.resolve("report.html"), html(report)));
    written.add(write(folder.resolve("report.csv"), csv(report)));
    written.add(write(folder.resolve("report.json"), json(report)));
    return written;
  }

  static String html(ClassReport report) {
    StringOutput page = new StringOutput();
    TemplateEngine.createPrecompiled(null, ContentType.Html, null, "site.templates")
        .render("instructor/report.jte", report, page);
    return page.toString();
  }

  static String csv(ClassReport report) {
    StringBuilder table = new StringBuilder("identifier,name");
    report.exercises().forEach(exercise -> table.append(',').append(exercise.id()));
    table.append(",scored,possible,problem\n");
    for (Row row : report.rows()) {
      table.append(csvCell(row.learner().id())).append(',').append(csvCell(row.learner().name()));
      row.cells().forEach(cell -> table.append(',').append(word(cell)));
      table.append(',').append(row.scored()).append(',').append(report.points());
      table.append(',').append(csvCell(row.problem())).append('\n');
    }
    return table.toString();
  }

  static String json(ClassReport report) {
    ObjectNode root = JSON.createObjectNode().put("version", VERSION);
    root.put("isolation", report.isolation());
    ArrayNode exercises = root.putArray("exercises");
    report.exercises().forEach(exercise -> exercises.addObject()
        .put("id", exercise.id())
        .put("title", exercise.title())
        .put("points", exercise.points()));
    ArrayNode learners = root.putArray("learners");
    report.rows().forEach(row -> putRow(learners.addObject(), report, row));
    ArrayNode misconceptions = root.putArray("misconceptions");
    report.misconceptions().forEach(found -> {
      ObjectNode node = misconceptions.addObject();
      node.put("exercise", found.exercise()).put("name", found.name());
      ArrayNode names = node.putArray("learners");
      found.learners().forEach(names::add);
    });
    ArrayNode strangers = root.putArray("notOnTheRoster");
    report.strangers().forEach(strangers::add);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static void putRow(ObjectNode node, ClassReport report, Row row) {
    node.put("identifier", row.learner().id()).put("name", row.learner().name());
    node.put("scored", row.scored()).put("problem", row.problem());
    ArrayNode cells = node.putArray("exercises");
    for (int column = 0; column < row.cells().size(); column++) {
      Cell cell = row.cells().get(column);
      ObjectNode target = cells.addObject()
          .put("id", report.exercises().get(column).id())
          .put("standing", word(cell))
          .put("scored", cell.scored())
          .put("message", cell.message());
      ArrayNode names = target.putArray("misconceptions");
      cell.misconceptions().forEach(names::add);
    }
  }

  private static String word(Cell cell) {
    return cell.standing().name().toLowerCase(Locale.ROOT);
  }

  /// A spreadsheet must read a name as a name, also when it begins like a formula.
  static String csvCell(String text) {
    String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return safe.matches("(?s).*[\",\\n\\r].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  private static Path write(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".part");
    Files.write(draft, text.lines().collect(Collectors.joining("\n", "", "\n"))
        .getBytes(StandardCharsets.UTF_8));
    return Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
