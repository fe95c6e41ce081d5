package grader.format;

import grader.check.Disclosure;
import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.report.Grade;
import grader.report.GradeJson;
import grader.report.Openness;
import grader.run.GradeListener;
import grader.run.Grader;
import grader.run.Intake;
import grader.run.Submission;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A verdict with the files it was about: enough for anybody to make it again.
///
/// @param verdict the verdict's own bytes
/// @param openness how much of each check it shows, where an instructor decided that
public record SavedVerdict(String exercise, long seed, Optional<Openness> openness,
    SortedMap<String, String> files, String verdict) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FILES = "files";

  /// This grade of this submission, to be kept.
  public static SavedVerdict of(Grade grade, Submission submission) {
    return new SavedVerdict(grade.provenance().exercise(), grade.provenance().seed(),
        grade.provenance().openness(), submission.files(), GradeJson.verdict(grade));
  }

  /// A file that holds no saved verdict.
  public static final class NotSaved extends Exception {
    private static final long serialVersionUID = 1;

    NotSaved(String message) {
      super(message);
    }
  }

  /// As a file: the verdict, and beside it the files.
  public String text() {
    ObjectNode root = (ObjectNode) JSON.readTree(verdict);
    ObjectNode texts = root.putObject(FILES);
    files.forEach(texts::put);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  /// What [#text] wrote.
  public static SavedVerdict read(String text) throws NotSaved {
    try {
      if (!(JSON.readTree(text) instanceof ObjectNode root)
          || !(root.remove(FILES) instanceof ObjectNode texts)) {
        throw new NotSaved("It is no verdict with files. Save one with 'grade --save'.");
      }
      SortedMap<String, String> files = new TreeMap<>();
      for (Map.Entry<String, JsonNode> file : texts.properties()) {
        files.put(file.getKey(), file.getValue().asString());
      }
      String seed = root.path("provenance").path("seed").asString("");
      return new SavedVerdict(root.path("exercise").asString(""), Long.parseLong(seed),
          openness(root.path("provenance").path("shown")), files,
          JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    } catch (JacksonException | IllegalArgumentException | DateTimeException damaged) {
      throw new NotSaved("It is damaged: " + damaged.getMessage());
    }
  }

  private static Optional<Openness> openness(JsonNode shown) {
    if (shown.isMissingNode()) return Optional.empty();
    List<Disclosure> levels = new ArrayList<>();
    for (JsonNode level : shown.path("levels")) levels.add(Disclosure.valueOf(level.asString()));
    return Optional.of(new Openness(LocalDate.parse(shown.path("on").asString()), levels));
  }

  /// Makes the verdict again, and says line by line what is different now; empty when nothing is.
  public List<String> differences(Catalog catalog, Grader grader) throws NotSaved {
    Exercise known = catalog.find(exercise)
        .orElseThrow(() -> new NotSaved("There is no exercise '" + exercise + "' here."));
    return switch (Submission.of(files)) {
      case Intake.Rejected rejected -> throw new NotSaved(rejected.message());
      case Intake.Accepted accepted -> differences(GradeJson.verdict(grader.grade(known,
          accepted.submission(), OptionalLong.of(seed), openness, GradeListener.SILENT)));
    };
  }

  private List<String> differences(String now) {
    List<String> saved = verdict.lines().toList();
    List<String> made = now.lines().toList();
    List<String> differences = new ArrayList<>();
    for (int line = 0; line < Math.max(saved.size(), made.size()); line++) {
      String before = line < saved.size() ? saved.get(line).strip() : "";
      String after = line < made.size() ? made.get(line).strip() : "";
      if (!before.equals(after)) differences.add("- " + before + "\n+ " + after);
    }
    return differences;
  }
}
