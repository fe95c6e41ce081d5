package course;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The whole course, read once and kept.
///
/// The site calls [#load()] at its start and serves from the value; nothing is read later.
///
/// @param attributes the course's volatile facts by name, such as `k8sVersion`
public record Course(List<Chapter> chapters, List<Exercise> exercises, List<Statement> statements,
    Glossary glossary, List<SearchEntry> search, Map<String, String> attributes) {
  public Course {
    chapters = List.copyOf(chapters);
    exercises = List.copyOf(exercises);
    statements = List.copyOf(statements);
    search = List.copyOf(search);
    attributes = Map.copyOf(attributes);
  }

  /// Reads the course that the build put into this jar.
  public static Course load() {
    return read(name -> {
      try (InputStream file = Course.class.getResourceAsStream("/course/" + name)) {
        if (file == null)
          throw missing(name);
        return new String(file.readAllBytes(), StandardCharsets.UTF_8);
      }
    });
  }

  /// Reads a course from the folder it was rendered into, the one that holds `manifest.json`.
  public static Course load(Path root) {
    return read(name -> {
      Path file = root.resolve(name);
      if (!Files.exists(file))
        throw missing(file.toString());
      return Files.readString(file);
    });
  }

  /// All lessons in reading order, finished or still to come.
  public List<Lesson> lessons() {
    return chapters.stream().flatMap(chapter -> chapter.lessons().stream()).toList();
  }

  /// Finds a lesson by its id (`L03`, in either case) or its slug.
  public Optional<Lesson> lesson(String idOrSlug) {
    return lessons().stream()
        .filter(lesson -> lesson.id().equalsIgnoreCase(idOrSlug) || lesson.slug().equals(idOrSlug))
        .findFirst();
  }

  /// Finds an exercise by its id, in either case.
  public Optional<Exercise> exercise(String id) {
    return exercises.stream().filter(exercise -> exercise.id().equalsIgnoreCase(id)).findFirst();
  }

  /// What a ready exercise asks, by its id in either case.
  public Optional<Statement> statement(String id) {
    return statements.stream().filter(statement -> statement.id().equalsIgnoreCase(id))
        .findFirst();
  }

  private interface Folder {
    String text(String name) throws IOException;
  }

  private static Course read(Folder folder) {
    ObjectMapper json = JsonMapper.shared();
    try {
      JsonNode manifest = json.readTree(folder.text("manifest.json"));
      List<Chapter> chapters = new ArrayList<>();
      for (JsonNode chapter : manifest.path("chapters")) {
        chapters.add(chapter(json, chapter, folder));
      }
      List<Exercise> exercises = list(json, manifest.path("exercises"), Exercise.class);
      List<Statement> statements = new ArrayList<>();
      for (Exercise exercise : exercises) {
        if (exercise.ready())
          statements.add(statement(json, exercise.id(), folder));
      }
      List<Term> terms = list(json, json.readTree(folder.text("glossary.json")), Term.class);
      List<SearchEntry> search = list(json, json.readTree(folder.text("search.json")),
          SearchEntry.class);
      Map<String, String> attributes = new TreeMap<>();
      manifest.path("attributes").properties()
          .forEach(fact -> attributes.put(fact.getKey(), fact.getValue().asString()));
      return new Course(chapters, exercises, statements, new Glossary(terms), search, attributes);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static Chapter chapter(ObjectMapper json, JsonNode chapter, Folder folder)
      throws IOException {
    List<Lesson> lessons = new ArrayList<>();
    for (JsonNode entry : chapter.path("lessons")) {
      boolean ready = entry.path("ready").asBoolean();
      String slug = entry.path("slug").asString();
      ObjectNode lesson = (ObjectNode) entry;
      lesson.put("html", ready ? folder.text("lessons/" + slug + ".html") : "");
      lessons.add(json.treeToValue(lesson, Lesson.class));
    }
    return new Chapter(chapter.path("number").asInt(), chapter.path("title").asString(),
        chapter.path("about").asString(),
        list(json, chapter.path("able"), Chapter.Ability.class), lessons);
  }

  private static Statement statement(ObjectMapper json, String id, Folder folder)
      throws IOException {
    List<List<String>> hints = new ArrayList<>();
    for (JsonNode task : json.readTree(folder.text("exercises/" + id + ".hints.json"))) {
      hints.add(list(json, task, String.class));
    }
    return new Statement(id, folder.text("exercises/" + id + ".html"), hints);
  }

  private static <T> List<T> list(ObjectMapper json, JsonNode nodes, Class<T> type) {
    List<T> values = new ArrayList<>();
    for (JsonNode node : nodes) {
      values.add(json.treeToValue(node, type));
    }
    return values;
  }

  private static IllegalStateException missing(String name) {
    return new IllegalStateException("The rendered course lacks " + name
        + ". Build the module course: ./mvnw -pl course -am process-classes.");
  }
}
