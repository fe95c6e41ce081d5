package site.lab.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import site.lab.LabTrouble;

/// What is typed and printed, without a cluster.
class TypedWordsTest {

  @Test
  void quotes_and_backslashes_hold_words_together() {
    assertThat(CommandLine.words("kubectl annotate pod/web why='two words' a\\ b \"c\\\"d\""))
        .containsExactly("kubectl", "annotate", "pod/web", "why=two words", "a b", "c\"d");
    assertThat(CommandLine.unfinished("kubectl get ")).containsExactly("kubectl", "get", "");
  }

  @Test
  void what_needs_a_shell_is_refused_with_the_remedy() {
    assertThatThrownBy(() -> CommandLine.words("kubectl get pods | grep web"))
        .isInstanceOf(LabTrouble.class).hasMessageContaining("no shell").hasMessageContaining("|");
    assertThatThrownBy(() -> CommandLine.words("echo 'a")).hasMessageContaining("not closed");
  }

  @Test
  void letters_are_never_cut_in_two_and_output_has_an_end() {
    List<String> pieces = new ArrayList<>();
    List<String> full = new ArrayList<>();
    PageOutput output = new PageOutput((text, _) -> pieces.add(text), false,
        () -> full.add("full"));
    byte[] letters = "aé→🙂".getBytes(StandardCharsets.UTF_8);
    for (byte one : letters) {
      output.write(one);
      output.flush();
    }
    assertThat(String.join("", pieces)).isEqualTo("aé→🙂");
    assertThat(pieces).containsExactly("a", "é", "→", "🙂");

    for (int line = 0; line < PageOutput.MOST; line++) output.write(letters, 0, letters.length);
    assertThat(full).containsExactly("full");
  }

  @Test
  void the_labs_files_are_the_only_ones(@TempDir Path folder) throws Exception {
    Path outside = java.nio.file.Files.writeString(folder.resolve("secret"), "no");
    try (LabFiles files = LabFiles.open(folder, "config")) {
      files.write("editor.yaml", "kind: Pod");
      assertThat(files.home().resolve(outside.toString())).doesNotExist();
      assertThat(files.home().resolve("../../" + outside).normalize()).doesNotExist();
      assertThat(files.home().resolve("editor.yaml")).hasContent("kind: Pod");
    }
    try (LabFiles again = LabFiles.open(folder, "another")) {
      assertThat(again.home().resolve(LabFiles.KUBECONFIG)).hasContent("config");
    }
  }

  @Test
  void documents_know_where_they_begin_and_what_is_wrong_with_them() {
    List<YamlDocuments.Document> documents = YamlDocuments.of("""
        kind: Pod
        ---
        # nothing
        ---
        kind: [
        """, 10);

    assertThat(documents).extracting(YamlDocuments.Document::line).first().isEqualTo(1);
    assertThat(documents).hasSize(2);
    assertThat(documents.getLast().problem()).contains("yaml");
    assertThat(documents.getLast().problemLine()).isBetween(5, 6);
  }

  @Test
  void a_strict_server_names_the_fields() {
    assertThat(StrictErrors.in("strict decoding error: unknown field \"spec.replica\", "
        + "duplicate field \"spec.paused\"")).containsExactly(
            new Applying.Field("spec.replica", "unknown field"),
            new Applying.Field("spec.paused", "duplicate field"));
    assertThat(StrictErrors.in("failed to create typed patch object (/web; /v1, Kind=Pod): "
        + ".spek: field not declared in schema")).containsExactly(
            new Applying.Field("spek", "field not declared in schema"));
    assertThat(StrictErrors.in("Apply failed with 1 conflict: conflict with \"kubectl\":\n"
        + "- .spec.replicas")).extracting(Applying.Field::path).containsExactly("spec.replicas");
  }
}
