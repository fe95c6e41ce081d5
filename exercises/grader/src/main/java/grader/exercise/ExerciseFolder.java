package grader.exercise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads one exercise's folder: `exercise.yaml`, `instructions.adoc`, `hints.adoc`, `mutants.yaml`,
/// `starter/`, `solution/`, `alternative/`, `wrong/*/`, and the classes `Checks`, `HiddenChecks` and
/// `HiddenWorlds`, of which the hidden two may be missing.
final class ExerciseFolder {
  private static final YAMLMapper YAML = YAMLMapper.builder().build();
  private static final Duration USUAL_BUDGET = Duration.ofSeconds(5);

  /// The file that makes a folder an exercise.
  static final String FILE = "exercise.yaml";

  private final Shelf folder;
  private final JsonNode yaml;

  private ExerciseFolder(Shelf folder) {
    this.folder = folder;
    this.yaml = YAML.readTree(folder.text(FILE));
  }

  /// @param folder its name on the shelf of all, such as `etcd/memory`
  static Exercise read(Shelf catalog, String folder, ClassLoader loader) {
    return new ExerciseFolder(catalog.below(folder))
        .exercise("catalog." + folder.replace('/', '.'), loader);
  }

  private Exercise exercise(String packageName, ClassLoader loader) {
    return new Exercise(word("id"), word("slug"), word("title"), number("stars"), number("minutes"),
        word("lesson"), word("slot"), more("alsoFills"), type(word("slotType"), loader),
        word("submissionClass"), budget(), tasks(),
        HintFile.read(folder.text("hints.adoc")),
        sources(folder.below("starter")),
        solutions(), wrongs(), mutants(), checks(packageName, loader),
        folder.text("instructions.adoc"),
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
    return folder.folders().stream()
        .filter(name -> !name.equals("starter") && !name.equals("wrong"))
        .sorted(Comparator.comparing((String name) -> !name.equals("solution"))
            .thenComparing(Comparator.naturalOrder()))
        .map(name -> new Solution(name, sources(folder.below(name))))
        .filter(solution -> !solution.files().isEmpty()).toList();
  }

  private List<WrongSolution> wrongs() {
    Shelf wrong = folder.below("wrong");
    return wrong.folders().stream().map(name -> {
      Shelf each = wrong.below(name);
      JsonNode expected = YAML.readTree(each.text("expected.yaml"));
      return new WrongSolution(name, sources(each), expected.path("task").asInt(),
          expected.path("check").asString(), expected.path("message").asString().strip());
    }).toList();
  }

  private StatedMutants mutants() {
    Optional<String> file = folder.find("mutants.yaml");
    if (file.isEmpty()) return StatedMutants.NOTHING;
    JsonNode stated = YAML.readTree(file.get());
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
  private static SortedMap<String, String> sources(Shelf folder) {
    SortedMap<String, String> sources = new TreeMap<>();
    for (String name : folder.names()) {
      if (name.endsWith(".java")) sources.put(name, folder.text(name));
      if (name.endsWith(".java.txt")) {
        sources.put(name.substring(0, name.length() - 4), folder.text(name));
      }
    }
    return sources;
  }

  private String word(String key) {
    if (!yaml.path(key).isString()) {
      throw new IllegalStateException(
          folder.place() + "/exercise.yaml has no text under '" + key + "'");
    }
    return yaml.path(key).asString();
  }

  private int number(String key) {
    if (!yaml.path(key).isInt()) {
      throw new IllegalStateException(
          folder.place() + "/exercise.yaml has no number under '" + key + "'");
    }
    return yaml.path(key).asInt();
  }
}
