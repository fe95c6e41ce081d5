package grader.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads one exercise's folder: `exercise.yaml`, `instructions.adoc`, `hints.adoc`, `mutants.yaml`,
/// `starter/`, `solution/`, `alternative/`, `wrong/*/`, and the classes `Checks`, `HiddenChecks` and
/// `HiddenWorlds`, of which the hidden two may be missing.
final class ExerciseFolder {
  private static final YAMLMapper YAML = YAMLMapper.builder().build();
  private static final Duration USUAL_BUDGET = Duration.ofSeconds(5);

  private final Path folder;
  private final JsonNode yaml;

  private ExerciseFolder(Path folder) {
    this.folder = folder;
    this.yaml = YAML.readTree(text(folder.resolve("exercise.yaml")));
  }

  static Exercise read(Path catalogRoot, Path folder, ClassLoader loader) {
    String packageName = "catalog." + catalogRoot.relativize(folder).toString().replace('/', '.')
        .replace('\\', '.');
    return new ExerciseFolder(folder).exercise(packageName, loader);
  }

  private Exercise exercise(String packageName, ClassLoader loader) {
    return new Exercise(word("id"), word("slug"), word("title"), number("stars"), number("minutes"),
        word("lesson"), word("slot"), more("alsoFills"), type(word("slotType"), loader),
        word("submissionClass"), budget(), tasks(),
        HintFile.read(text(folder.resolve("hints.adoc"))),
        sources(folder.resolve("starter")),
        solutions(), wrongs(), mutants(), checks(packageName, loader),
        text(folder.resolve("instructions.adoc")),
        FolderDigest.of(folder));
  }

  /// A list of words that may be missing.
  private List<String> more(String field) {
    return yaml.path(field).valueStream().map(word -> word.asString("")).toList();
  }

  private Duration budget() {
    return yaml.has("seconds") ? Duration.ofSeconds(number("seconds")) : USUAL_BUDGET;
  }

  private List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    for (JsonNode task : yaml.path("tasks")) {
      tasks.add(
          new Task(tasks.size() + 1, task.path("title").asString(), task.path("points").asInt()));
    }
    return tasks;
  }

  private List<Solution> solutions() {
    return folders(folder)
        .filter(each -> !each.name().equals("starter") && !each.name().equals("wrong"))
        .sorted((left, right) -> rank(left) != rank(right)
            ? rank(left) - rank(right)
            : left.name().compareTo(right.name()))
        .map(each -> new Solution(each.name(), sources(each.path())))
        .filter(solution -> !solution.files().isEmpty()).toList();
  }

  private static int rank(Folder folder) { return folder.name().equals("solution") ? 0 : 1; }

  private List<WrongSolution> wrongs() {
    return folders(folder.resolve("wrong")).map(each -> {
      JsonNode expected = YAML.readTree(text(each.path().resolve("expected.yaml")));
      return new WrongSolution(each.name(), sources(each.path()), expected.path("task").asInt(),
          expected.path("check").asString(), expected.path("message").asString().strip());
    }).toList();
  }

  private StatedMutants mutants() {
    Path file = folder.resolve("mutants.yaml");
    if (!Files.exists(file)) return StatedMutants.NOTHING;
    JsonNode stated = YAML.readTree(text(file));
    List<KnownMutant> equivalent = new ArrayList<>();
    for (JsonNode each : stated.path("equivalent")) {
      equivalent.add(new KnownMutant(each.path("source").asString(), each.path("change").asString(),
          each.path("why").asString()));
    }
    return new StatedMutants(stated.path("killed").asInt(), stated.path("of").asInt(), equivalent);
  }

  private static List<Class<?>> checks(String packageName, ClassLoader loader) {
    List<Class<?>> checks = new ArrayList<>();
    checks.add(type(packageName + ".Checks", loader));
    for (String hidden : List.of(".HiddenChecks", ".HiddenWorlds")) {
      String name = packageName + hidden;
      boolean isThere = loader.getResource(name.replace('.', '/') + ".class") != null;
      if (isThere) checks.add(type(name, loader));
    }
    return checks;
  }

  private static Class<?> type(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException problem) {
      throw new IllegalStateException("The exercise names a class that is not there: " + name,
          problem);
    }
  }

  /// Java files of one folder; `Name.java.txt` counts as `Name.java`.
  private static SortedMap<String, String> sources(Path folder) {
    SortedMap<String, String> sources = new TreeMap<>();
    if (!Files.isDirectory(folder))
      return sources;
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> {
        String name = file.getFileName().toString();
        if (name.endsWith(".java"))
          sources.put(name, text(file));
        if (name.endsWith(".java.txt"))
          sources.put(name.substring(0, name.length() - 4), text(file));
      });
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    return sources;
  }

  private static Stream<Folder> folders(Path parent) {
    if (!Files.isDirectory(parent))
      return Stream.of();
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(Files::isDirectory)
          .map(child -> new Folder(child.getFileName().toString().replace("/", ""), child)).sorted()
          .toList().stream();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private String word(String key) {
    if (!yaml.path(key).isString()) {
      throw new IllegalStateException(folder + "/exercise.yaml has no text under '" + key + "'");
    }
    return yaml.path(key).asString();
  }

  private int number(String key) {
    if (!yaml.path(key).isInt()) {
      throw new IllegalStateException(folder + "/exercise.yaml has no number under '" + key + "'");
    }
    return yaml.path(key).asInt();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException problem) {
      throw new UncheckedIOException("An exercise lacks its file " + file, problem);
    }
  }

  private record Folder(String name, Path path) implements Comparable<Folder> {
    @Override
    public int compareTo(Folder other) { return name.compareTo(other.name); }
  }
}
