package course.render;

import course.Chapter;
import course.Course;
import course.Lesson;
import course.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a course as the files that [course.Course#load] reads again.
///
/// Keys, order and line ends are fixed, so that the same course gives the same bytes.
final class CourseFolder {
  private final Path folder;
  private final ObjectMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
      .build();

  CourseFolder(Path folder) { this.folder = folder; }

  void write(Course course) throws IOException {
    empty();
    put("manifest.json", json(manifest(course)));
    for (Lesson lesson : course.lessons()) {
      if (lesson.ready())
        put("lessons/" + lesson.slug() + ".html", lesson.html());
    }
    for (Statement statement : course.statements()) {
      put("exercises/" + statement.id() + ".html", statement.html());
      put("exercises/" + statement.id() + ".hints.json", json(statement.hints()));
    }
    put("glossary.json", json(course.glossary().terms()));
    put("search.json", json(course.search()));
  }

  private ObjectNode manifest(Course course) {
    ObjectNode manifest = json.createObjectNode();
    ArrayNode chapters = manifest.putArray("chapters");
    for (Chapter chapter : course.chapters()) {
      ObjectNode entry = chapters.addObject().put("number", chapter.number())
          .put("title", chapter.title()).put("about", chapter.about());
      entry.set("able", json.valueToTree(chapter.able()));
      ArrayNode lessons = entry.putArray("lessons");
      chapter.lessons().forEach(
          lesson -> lessons.add(json.<ObjectNode>valueToTree(lesson).without("html")));
    }
    manifest.set("exercises", json.valueToTree(course.exercises()));
    manifest.set("attributes", json.valueToTree(new java.util.TreeMap<>(course.attributes())));
    return manifest;
  }

  private String json(Object value) {
    return json.writeValueAsString(value).replace("\r\n", "\n") + "\n";
  }

  private void put(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void empty() throws IOException {
    for (String part : new String[]{"lessons", "exercises", "manifest.json", "glossary.json",
        "search.json"}) {
      Path old = folder.resolve(part);
      if (!Files.exists(old))
        continue;
      try (Stream<Path> files = Files.walk(old)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
