package site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import grader.report.Isolation;
import grader.run.Grader;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever serves others on a machine without a sandbox has to say so.
@SuppressWarnings("NullAway.Init") // JUnit sets the folder before each test.
class SharedModeTest {
  @TempDir
  private Path folder;

  @Test
  void others_are_not_served_when_their_code_is_not_confined() {
    assertThatThrownBy(() -> Site.start(unconfined("0.0.0.0", Optional.empty())))
        .isInstanceOf(CannotServe.class)
        .hasMessageContainingAll("does not confine", "open: ", "network",
            "--accept-isolation=process");
  }

  @Test
  void an_override_names_the_level_that_is_there() {
    assertThatThrownBy(() -> Site.start(unconfined("0.0.0.0",
        Optional.of(Isolation.Level.PARTIAL)))).isInstanceOf(CannotServe.class);
    try (Site site = Site.start(unconfined("0.0.0.0", Optional.of(Isolation.Level.PROCESS)))) {
      assertThat(site.port()).isPositive();
    }
  }

  @Test
  void whoever_serves_nobody_else_may_run_without_a_sandbox() {
    try (Site site = Site.start(unconfined("127.0.0.1", Optional.empty()))) {
      assertThat(site.port()).isPositive();
    }
  }

  private Settings unconfined(String address, Optional<Isolation.Level> accepted) {
    return new Settings(address, 0, folder.resolve("data"),
        new Settings.Grading(Grader::startWithoutSandbox, accepted));
  }
}
