package site.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import site.bench.FreshProcess;

class StartScriptTest {

  private static final Path SCRIPT = Path.of("inside-out");

  @Test
  void what_is_measured_is_started_as_the_start_script_starts_it() throws IOException {
    assertTrue(Files.readString(SCRIPT)
        .contains("cluster | kubectl) quick=\"" + String.join(" ", FreshProcess.FLAGS) + "\""));
  }

  @Test
  void without_a_built_jar_the_start_script_says_what_to_do(
      @TempDir Path folder) throws IOException, InterruptedException {
    Path copy = Files.copy(SCRIPT, folder.resolve("inside-out"));

    Process process = new ProcessBuilder("sh", copy.toString(), "cluster")
        .redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(InsideOut.COULD_NOT_RUN, process.waitFor());
    assertTrue(said.contains("mvnw package -DskipTests"), said);
  }
}
