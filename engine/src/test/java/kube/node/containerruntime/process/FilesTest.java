package kube.node.containerruntime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

/// Directories that are filled when somebody looks into them.
class FilesTest {

  private static final Instant NOW = Instant.EPOCH;

  private final Files disk = Files.empty(NOW, 1_000);
  private int fillings;

  private void fill() {
    fillings++;
    disk.makeDirectory("/pods/a/token/inner", NOW);
    disk.write("/pods/a/token/inner/key", "secret".getBytes(StandardCharsets.UTF_8), NOW);
    disk.link("/pods/a/token/key", "inner/key", NOW);
  }

  @Test
  void a_directory_is_filled_once_and_by_whoever_goes_into_it_first() {
    disk.fillLater("/pods/a/token", this::fill, NOW);

    assertThat(disk.isDirectory("/pods/a/token")).isTrue();
    assertThat(disk.list("/pods/a")).containsExactly("token");
    assertThat(disk.used("/pods")).isZero();
    assertThat(fillings).isZero();

    assertThat(disk.read("/pods/a/token/key")).hasValueSatisfying(
        content -> assertThat(content).asString().isEqualTo("secret"));
    assertThat(disk.list("/pods/a/token")).containsExactly("inner", "key");
    assertThat(disk.used("/pods")).isEqualTo(6);
    assertThat(fillings).isEqualTo(1);
  }

  @Test
  void whoever_lists_everything_below_sees_its_files_too() {
    disk.fillLater("/pods/a/token", this::fill, NOW);

    assertThat(disk.below("/pods")).containsAll(List.of("/pods/a/token/inner/key",
        "/pods/a/token/key"));
  }

  @Test
  void another_disk_that_mounts_it_sees_its_files_too() {
    Files container = Files.empty(NOW, 1_000);
    disk.fillLater("/pods/a/token", this::fill, NOW);
    container.mount("/var/run/token", disk, "/pods/a/token", true, NOW);

    assertThat(fillings).isZero();
    assertThat(container.list("/var/run/token")).containsExactly("inner", "key");
    assertThat(container.read("/var/run/token/key")).isPresent();
  }

  @Test
  void a_directory_that_is_removed_is_never_filled() {
    disk.fillLater("/pods/a/token", this::fill, NOW);
    disk.remove("/pods/a");
    disk.makeDirectories("/pods/a/token", NOW);

    assertThat(disk.list("/pods/a/token")).isEmpty();
    assertThat(fillings).isZero();
  }

  @Test
  void what_lies_beside_a_promised_directory_stays_when_that_is_removed() {
    disk.fillLater("/pods/a/token", this::fill, NOW);
    disk.makeDirectory("/pods/a/logs", NOW);
    disk.remove("/pods/a/token");

    assertThat(disk.list("/")).containsExactly("pods");
    assertThat(disk.list("/pods")).containsExactly("a");
    assertThat(disk.list("/pods/a")).containsExactly("logs");
    assertThat(fillings).isZero();
  }

  @Test
  void who_promises_more_for_a_directory_first_keeps_what_was_promised_before() {
    disk.fillLater("/pods/a/token", this::fill, NOW);
    disk.fillLater("/pods/a/token",
        () -> disk.write("/pods/a/token/more", new byte[1], NOW), NOW);

    assertThat(disk.list("/pods/a/token")).containsExactly("inner", "key", "more");
    assertThat(fillings).isEqualTo(1);
  }
}
