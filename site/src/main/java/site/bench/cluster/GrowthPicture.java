package site.bench.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Draws how costs grow, as an SVG with logarithmic axes: a cost that doubles with the size is a
/// line parallel to the dashed one, and n·log n is the dotted one.
final class GrowthPicture {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 420;
  private static final int LEFT = 70;
  private static final int RIGHT = 250;
  private static final int TOP = 30;
  private static final int BOTTOM = 50;
  private static final List<String> COLORS = List.of("#326ce5", "#c2410c", "#15803d", "#7c3aed",
      "#b91c1c");

  private final List<Integer> sizes;
  private final List<Growth> growths;
  private final double most;

  GrowthPicture(List<Integer> sizes, List<Growth> growths) {
    this.sizes = sizes;
    this.growths = growths;
    this.most = growths.stream()
        .flatMap(growth -> growth.costs().stream().map(cost -> cost / growth.costs().getFirst()))
        .reduce(nLogN(sizes.getLast()), Math::max) * 1.2;
  }

  String svg() {
    StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
            + " font-family=\"system-ui, sans-serif\" font-size=\"13\">%n"
            + "<title>Cost of a cluster against its number of nodes, both axes logarithmic</title>%n"
            + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n",
        WIDTH, HEIGHT));
    axes(svg);
    line(svg, sizes.stream().map(size -> (double) size / sizes.getFirst()).toList(), "#999",
        "stroke-dasharray=\"8 5\"");
    line(svg, sizes.stream().map(this::nLogN).toList(), "#999", "stroke-dasharray=\"2 4\"");
    legend(svg, 0, "#999", "n (dashed), n·log n (dotted)");
    for (int i = 0; i < growths.size(); i++) {
      Growth growth = growths.get(i);
      String color = COLORS.get(i % COLORS.size());
      double first = growth.costs().getFirst();
      line(svg, growth.costs().stream().map(cost -> cost / first).toList(), color, "");
      legend(svg, i + 1, color,
          String.format(Locale.ROOT, "%s: n^%.2f", growth.name(), growth.exponent()));
    }
    return svg.append("</svg>\n").toString();
  }

  private double nLogN(int size) {
    double first = sizes.getFirst();
    return size * Math.log(size) / (first * Math.log(first));
  }

  private void axes(StringBuilder svg) {
    for (int size : sizes) {
      double x = x(size);
      svg.append(String.format(Locale.ROOT,
          "<path d=\"M%.1f %d V%d\" stroke=\"#e5e5e5\"/><text x=\"%.1f\" y=\"%d\""
              + " text-anchor=\"middle\">%,d</text>%n",
          x, TOP, HEIGHT - BOTTOM, x, HEIGHT - BOTTOM + 20, size));
    }
    for (int times = 1; times <= most; times *= 2) {
      double y = y(times);
      svg.append(String.format(Locale.ROOT,
          "<path d=\"M%d %.1f H%d\" stroke=\"#e5e5e5\"/><text x=\"%d\" y=\"%.1f\""
              + " text-anchor=\"end\">%d×</text>%n",
          LEFT, y, WIDTH - RIGHT, LEFT - 8, y + 4, times));
    }
    svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">nodes,"
        + " with their Pods</text>%n", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10));
    svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"18\">cost, against that of %,d"
        + " nodes</text>%n", LEFT, sizes.getFirst()));
  }

  private void line(StringBuilder svg, List<Double> times, String color, String style) {
    List<String> points = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      points.add(String.format(Locale.ROOT, "%.1f,%.1f", x(sizes.get(i)), y(times.get(i))));
    }
    svg.append(String.format(Locale.ROOT,
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" %s/>%n",
        String.join(" ", points), color, style));
  }

  private static void legend(StringBuilder svg, int row, String color, String text) {
    int y = TOP + 12 + row * 24;
    svg.append(String.format(Locale.ROOT,
        "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/>"
            + "<text x=\"%d\" y=\"%d\">%s</text>%n",
        WIDTH - RIGHT + 16, y - 6, color, WIDTH - RIGHT + 36, y, text));
  }

  private double x(double size) {
    double span = Math.log((double) sizes.getLast() / sizes.getFirst());
    return LEFT + Math.log(size / sizes.getFirst()) / span * (WIDTH - LEFT - RIGHT);
  }

  private double y(double times) {
    double share = Math.log(times) / Math.log(most);
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  }
}
