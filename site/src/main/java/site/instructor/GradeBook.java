package site.instructor;

import grader.report.Provenance;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import site.instructor.ClassReport.Cell;
import site.instructor.ClassReport.Standing;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Every grade that was ever made for a class, one line each, on the disk before it counts.
///
/// A run that was interrupted, or killed, goes on where it stopped: what is in the book with the
/// same submission, exercise, grader, runtime and isolation is not graded again, because it would
/// come out the same. A line that was being written when the power failed is cut off and graded
/// again. When something of it did change, the new grade is compared with the old one.
final class GradeBook implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final FileChannel file;
  private final Map<String, Line> before = new TreeMap<>();
  private final Map<String, GradeChange> changes = new TreeMap<>();

  /// One grade: whose, of what, and what it depends on.
  private record Line(String learner, String exercise, Inputs inputs, Cell cell) {}

  /// What a grade depends on; the seed follows from the submission.
  private record Inputs(String submission, String exercise, String grader, String runtime,
      String isolation) {
    static Inputs of(Provenance provenance) {
      return new Inputs(provenance.submissionDigest(), provenance.exerciseDigest(),
          provenance.graderDigest(), provenance.runtime(), provenance.isolation().sentence());
    }

    /// What is different in another run, in words.
    List<String> differences(Inputs now) {
      List<String> differences = new ArrayList<>();
      if (!submission.equals(now.submission)) differences.add("another submission");
      if (!exercise.equals(now.exercise)) differences.add("the exercise changed");
      if (!grader.equals(now.grader)) differences.add("the grader changed");
      if (!runtime.equals(now.runtime)) differences.add("another JDK");
      if (!isolation.equals(now.isolation)) differences.add("another isolation");
      return differences;
    }
  }

  private GradeBook(FileChannel file) {
    this.file = file;
  }

  /// Opens the book in a folder, and makes one where there is none.
  ///
  /// @throws IOException also when another run is writing into the same book
  static GradeBook open(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel file = FileChannel.open(folder.resolve("grades.jsonl"), StandardOpenOption.CREATE,
        StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!isOurs(file)) {
      file.close();
      throw new IOException("another run is grading into " + folder);
    }
    GradeBook book = new GradeBook(file);
    book.read();
    return book;
  }

  private static boolean isOurs(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException inThisProcess) {
      return false;
    }
  }

  /// Reads every whole line and cuts off what was never finished.
  private void read() throws IOException {
    byte[] bytes = Channels.newInputStream(file).readAllBytes();
    String text = new String(bytes, StandardCharsets.UTF_8);
    long whole = 0;
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      Optional<Line> known = parsed(line);
      if (known.isEmpty()) break;
      before.put(key(known.get().learner(), known.get().exercise()), known.get());
      whole += line.getBytes(StandardCharsets.UTF_8).length + 1;
    }
    file.truncate(whole).position(whole);
  }

  /// The grade of before, when nothing that it depends on is different now.
  synchronized Optional<Cell> known(String learner, Provenance now) {
    Line line = before.get(key(learner, now.exercise()));
    return line != null && line.inputs().equals(Inputs.of(now))
        ? Optional.of(line.cell())
        : Optional.empty();
  }

  /// Writes down a grade; when this returns, no loss of power can take it away.
  synchronized void add(String learner, Provenance provenance, Cell cell) throws IOException {
    Line line = new Line(learner, provenance.exercise(), Inputs.of(provenance), cell);
    ByteBuffer bytes = ByteBuffer.wrap((written(line) + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) file.write(bytes);
    file.force(false);
    Line old = before.put(key(learner, provenance.exercise()), line);
    if (old != null && !old.cell().equals(cell)) {
      changes.put(key(learner, provenance.exercise()),
          new GradeChange(learner, provenance.exercise(),
              old.cell(), cell, old.inputs().differences(line.inputs())));
    }
  }

  /// Whose grade is another one than before this run, in the order of their ids.
  synchronized List<GradeChange> changes() {
    return List.copyOf(changes.values());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static String key(String learner, String exercise) {
    return learner + "\n" + exercise;
  }

  private static String written(Line line) {
    ObjectNode node = JSON.createObjectNode().put("learner", line.learner())
        .put("exercise", line.exercise()).put("submission", line.inputs().submission())
        .put("exerciseDigest", line.inputs().exercise()).put("grader", line.inputs().grader())
        .put("runtime", line.inputs().runtime()).put("isolation", line.inputs().isolation())
        .put("standing", line.cell().standing().name()).put("scored", line.cell().scored())
        .put("message", line.cell().message());
    line.cell().misconceptions().forEach(node.putArray("misconceptions")::add);
    return JSON.writeValueAsString(node);
  }

  /// A line as it was written; nothing when it is damaged.
  private static Optional<Line> parsed(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      Inputs inputs = new Inputs(word(node, "submission"), word(node, "exerciseDigest"),
          word(node, "grader"), word(node, "runtime"), word(node, "isolation"));
      List<String> misconceptions = node.path("misconceptions").valueStream()
          .map(JsonNode::asString).toList();
      return Optional.of(new Line(word(node, "learner"), word(node, "exercise"), inputs,
          new Cell(Standing.valueOf(word(node, "standing")), node.path("scored").asInt(),
              word(node, "message"), misconceptions)));
    } catch (JacksonException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private static String word(JsonNode node, String name) {
    JsonNode word = node.path(name);
    if (!word.isString()) throw new IllegalArgumentException("a grade without " + name);
    return word.asString();
  }
}
