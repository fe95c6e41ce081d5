package grader.attack;

import static org.assertj.core.api.Assertions.assertThat;

import grader.run.Intake;
import grader.run.Submission;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is handed in and must not be taken: each is refused with its own short message.
class IntakeTest {
  @TempDir
  Path folder = Path.of("");

  @Test
  void a_file_a_folder_and_a_zip_are_taken_alike() throws IOException {
    Path file = Files.writeString(folder.resolve("MyOracle.java"), Arena.honestSource());
    Path zip = zip(Map.of("deep/er/MyOracle.java", Arena.honestSource(), "notes.txt", "hello"));
    String digest = Arena.honest().digest();
    assertThat(accepted(file).digest()).isEqualTo(digest);
    assertThat(accepted(zip).digest()).isEqualTo(digest);
    Files.delete(zip);
    assertThat(accepted(folder).digest()).isEqualTo(digest);
  }

  @Test
  void a_link_is_refused() throws IOException {
    Files.createSymbolicLink(folder.resolve("MyOracle.java"), Path.of("/etc/passwd"));
    assertThat(rejected(folder)).contains("is a link");
    assertThat(rejected(folder.resolve("MyOracle.java"))).contains("is a link");
  }

  @Test
  void a_zip_that_leads_out_of_itself_is_refused() throws IOException {
    assertThat(rejected(zip(Map.of("../../MyOracle.java", "x")))).contains("leads out of it");
  }

  @Test
  void a_zip_bomb_is_refused_before_it_is_unpacked() throws IOException {
    Path zip = folder.resolve("bomb.zip");
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.putNextEntry(new ZipEntry("zeros.bin"));
      byte[] megabyte = new byte[1 << 20];
      for (int count = 0; count < 200; count++) out.write(megabyte);
    }
    assertThat(rejected(zip)).contains("unpacks to more than 2 MB");
  }

  @Test
  void an_empty_or_damaged_zip_is_refused() throws IOException {
    assertThat(rejected(Files.write(folder.resolve("empty.zip"), new byte[0])))
        .contains("empty or damaged");
    assertThat(rejected(Files.writeString(folder.resolve("damaged.zip"), "no zip at all")))
        .contains("empty or damaged");
    assertThat(rejected(zip(Map.of("readme.txt", "hello")))).contains("no .java file");
  }

  @Test
  void text_that_is_no_text_is_refused() throws IOException {
    Path file = Files.write(folder.resolve("MyOracle.java"), "größe".getBytes(
        StandardCharsets.ISO_8859_1));
    assertThat(rejected(file)).contains("not UTF-8");
  }

  @Test
  void direction_controls_are_refused_plain_and_escaped() {
    assertThat(rejected(Map.of("MyOracle.java", "class A {\n // \u202E reversed\n}")))
        .contains("line 2").contains("U+202E");
    assertThat(rejected(Map.of("MyOracle.java", "class A { // \\u202e\n}"))).contains("escaped");
  }

  @Test
  void names_that_are_options_or_modules_are_refused() {
    assertThat(rejected(Map.of("x -J-javaagent:e.jar .java", "")))
        .contains("no name for a Java file");
    assertThat(rejected(Map.of("../MyOracle.java", ""))).contains("no name for a Java file");
    assertThat(rejected(Map.of("module-info.java", ""))).contains("no name for a Java file");
  }

  @Test
  void too_much_is_refused() {
    assertThat(rejected(Map.of("MyOracle.java", "x".repeat(200_000))))
        .contains("larger than 128 KB");
  }

  @Test
  void a_path_that_is_not_there_is_named() {
    assertThat(rejected(folder.resolve("nowhere"))).contains("There is no file or folder");
  }

  private Path zip(Map<String, String> entries) throws IOException {
    Path zip = folder.resolve("answer.zip");
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return zip;
  }

  private static Submission accepted(Path place) {
    return ((Intake.Accepted) Submission.read(place)).submission();
  }

  private static String rejected(Path place) {
    return ((Intake.Rejected) Submission.read(place)).message();
  }

  private static String rejected(Map<String, String> files) {
    return ((Intake.Rejected) Submission.of(files)).message();
  }
}
