package course.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Declarations are found by their names, with their documentation and their true lines.
class JavaSourceTest {
  private static final String FILE = """
      package kube;

      interface Shop {
        /// How many lamps there are.
        /// Two lines.
        @Deprecated
        int LAMPS = 3;

        void open(String name, int... times);

        record Lamp(String color) {
          Lamp {
            color = color.strip();
          }

          String open(String name) {
            return name;
          }
        }
      }
      """;

  @TempDir
  Path folder = Path.of("");

  private List<JavaSource.Region> find(String symbol) throws IOException {
    Path file = folder.resolve("Shop.java");
    Files.writeString(file, FILE);
    return JavaSource.parse(SourceText.read(file)).find(symbol);
  }

  @Test
  void a_field_brings_its_documentation_and_loses_its_indent() throws IOException {
    assertThat(find("LAMPS")).containsExactly(new JavaSource.Region("Shop.LAMPS", 4, 7,
        List.of("/// How many lamps there are.", "/// Two lines.", "@Deprecated",
            "int LAMPS = 3;")));
  }

  @Test
  void a_name_that_two_members_bear_finds_both() throws IOException {
    assertThat(find("open")).extracting(JavaSource.Region::firstLine).containsExactly(9, 16);
  }

  @Test
  void parameters_or_the_outer_type_choose_one() throws IOException {
    assertThat(find("open(String)")).extracting(JavaSource.Region::firstLine).containsExactly(16);
    assertThat(find("Lamp.open")).extracting(JavaSource.Region::firstLine).containsExactly(16);
    assertThat(find("Shop.open")).extracting(JavaSource.Region::firstLine).containsExactly(9);
  }

  @Test
  void a_record_is_found_whole() throws IOException {
    assertThat(find("Lamp")).singleElement().satisfies(region -> {
      assertThat(region.firstLine()).isEqualTo(11);
      assertThat(region.lastLine()).isEqualTo(19);
    });
  }
}
