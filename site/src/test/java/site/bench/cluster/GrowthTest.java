package site.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the growth of costs is told.
class GrowthTest {

  private static final List<Integer> SIZES = List.of(100, 200, 400, 800);

  @Test
  void a_cost_that_doubles_with_the_size_is_met_and_one_that_quadruples_is_not() {
    double allowed = Growth.exponentOfNLogN(100, 800);
    Growth straight = growth(nodes -> nodes);
    Growth square = growth(nodes -> (double) nodes * nodes);

    assertThat(straight.exponent()).isCloseTo(1, within(1e-9));
    assertThat(square.exponent()).isCloseTo(2, within(1e-9));
    assertThat(allowed).isBetween(1.1, 1.3);
    assertThat(straight.isAtMost(allowed)).isTrue();
    assertThat(square.isAtMost(allowed)).isFalse();
    assertThat(growth(nodes -> nodes * Math.log(nodes)).isAtMost(allowed)).isTrue();
  }

  @Test
  void the_picture_names_every_cost_with_its_exponent() {
    String svg = new GrowthPicture(SIZES, List.of(growth(nodes -> nodes))).svg();

    assertThat(svg).startsWith("<svg ").endsWith("</svg>\n").contains("boot: n^1.00", "800");
  }

  @Test
  void a_small_benchmark_tells_targets_and_draws(@TempDir Path folder) throws Exception {
    StringWriter out = new StringWriter();
    Path picture = folder.resolve("growth.svg");
    new ClusterBenchmark(new PrintWriter(out), _ -> (_, _) -> {}, 1, false)
        .run(List.of(10, 20), Optional.of(picture));

    assertThat(out.toString()).contains("scheduled/s", "wanted with 5,000 nodes: 10000",
        "not judged at this size", "growth", "drawn in ");
    assertThat(Files.readString(picture)).contains("scheduling: n^");
  }

  private static Growth growth(ToDoubleFunction<Integer> cost) {
    return Growth.of("boot",
        SIZES.stream().map(nodes -> new Costs(nodes, nodes, cost.applyAsDouble(nodes),
            Costs.Whole.NOT_MEASURED)).toList(),
        Costs::scheduling);
  }
}
