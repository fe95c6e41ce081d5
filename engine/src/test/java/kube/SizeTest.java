package kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Size is the first thing that makes code pleasant or unpleasant to read, in every module.
class SizeTest {

  private static final int LINES_OF_A_FILE = 400;
  private static final int LINES_OF_A_METHOD = 60;
  private static final int COLUMNS = 110;
  private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();

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
    assertThat(longMethods()).isEmpty();
  }

  /// Asks the compiler's own parser where each method begins and ends.
  private static List<String> longMethods() {
    List<String> found = new ArrayList<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjectsFromPaths(sources().toList());
      JavacTask task = (JavacTask) compiler.getTask(null, files, null, null, null, units);
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new TreeScanner<@Nullable Void, @Nullable Void>() {
          @Override
          public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            long start = line(unit, positions.getStartPosition(unit, method));
            long lines = line(unit, positions.getEndPosition(unit, method)) - start + 1;
            if (lines > LINES_OF_A_METHOD) {
              found.add(unit.getSourceFile().getName() + ":" + start + " has " + lines + " lines");
            }
            return super.visitMethod(method, null);
          }
        }.scan(unit, null);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return found;
  }

  private static long line(CompilationUnitTree unit, long position) {
    return unit.getLineMap().getLineNumber(position);
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
