package kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/// Size is the first thing that makes code pleasant or unpleasant to read, in every module.
class SizeTest {

  private static final int LINES_OF_A_FILE = 400;
  private static final int LINES_OF_A_METHOD = 60;
  private static final int COLUMNS = 110;
  private static final Pattern METHOD_START = Pattern
      .compile("^( {2,6})(?!(class|record|interface|enum|return|else|new)\\b)[\\w@<>\\[\\],.? ]+"
          + "\\([^;]*\\{$");
  private static final Path HOUSE = Path.of("").toAbsolutePath().getParent();

  @Test
  void no_file_is_longer_than_400_lines() {
    assertThat(sources().filter(file -> lines(file).size() > LINES_OF_A_FILE)).isEmpty();
  }

  @Test
  void no_line_is_wider_than_a_page() {
    assertThat(sources().flatMap(file -> lines(file).stream()
        .filter(line -> line.length() > COLUMNS && !line.contains("https://"))
        .map(line -> file.getFileName() + ": " + line))).isEmpty();
  }

  @Test
  void no_method_is_longer_than_a_screen() {
    assertThat(sources().flatMap(SizeTest::longMethods)).isEmpty();
  }

  private static Stream<String> longMethods(Path file) {
    List<String> lines = lines(file);
    Stream.Builder<String> found = Stream.builder();
    for (int start = 0; start < lines.size(); start++) {
      Matcher matcher = METHOD_START.matcher(lines.get(start));
      if (!matcher.matches()) continue;
      int end = start;
      while (end < lines.size() && !lines.get(end).equals(matcher.group(1) + "}")) end++;
      if (end - start > LINES_OF_A_METHOD) {
        found.add(file.getFileName() + ":" + (start + 1) + " " + (end - start) + " lines");
      }
    }
    return found.build();
  }

  private static Stream<Path> sources() {
    return Stream.of("engine", "exercises/grader", "exercises/catalog", "course", "site")
        .map(module -> HOUSE.resolve(module).resolve("src"))
        .filter(Files::isDirectory)
        .flatMap(SizeTest::walk)
        .filter(file -> file.toString().endsWith(".java"));
  }

  private static Stream<Path> walk(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
