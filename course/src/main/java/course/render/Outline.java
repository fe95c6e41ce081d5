package course.render;

import course.Chapter;
import course.Exercise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// `course.yaml`: the ordered list of chapters, lessons and exercises.
record Outline(List<OutlineChapter> chapters, List<Exercise> exercises) {
  record OutlineChapter(int number, String title, String about, List<Chapter.Ability> able,
      List<OutlineLesson> lessons) {}

  record OutlineLesson(String id, String slug, String title, int minutes, boolean ready,
      List<String> exercises) {}

  static Outline read(Path file) throws IOException {
    YAMLMapper yaml = YAMLMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES).build();
    return yaml.readValue(Files.readString(file), Outline.class);
  }

  List<OutlineLesson> lessons() {
    return chapters.stream().flatMap(chapter -> chapter.lessons().stream()).toList();
  }
}
