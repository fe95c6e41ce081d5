package course.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asciidoctor.ast.DescriptionList;
import org.asciidoctor.ast.DescriptionListEntry;
import org.asciidoctor.ast.StructuralNode;

/// Writes `source::kube/Cluster.java#boot[]`: a piece of the engine, read from its source when the
/// page is built, so that a lesson can never show code that is gone.
///
/// A list whose terms stand in double quotes may follow: each quotes words of exactly one line, and
/// its text explains that line.
final class SourceFigure implements SpecialBlock {
  private static final int LINES_MOST = 70;

  private final Page page;
  private final Path root;

  /// @param root the folder that holds the packages of the engine
  SourceFigure(Page page, Path root) {
    this.page = page;
    this.root = root;
  }

  @Override
  public boolean accepts(StructuralNode block) {
    return "source".equals(block.getAttribute(Macros.NAME));
  }

  @Override
  public Html write(StructuralNode block, Deque<StructuralNode> following) {
    String target = block.getAttribute("target").toString();
    Html figure = figure(block, target, following);
    if (figure.isEmpty() && isCallouts(following.peekFirst()))
      following.removeFirst();
    return figure;
  }

  private Html figure(StructuralNode block, String target, Deque<StructuralNode> following) {
    int hash = target.indexOf('#');
    Path file = root.resolve(hash < 0 ? target : target.substring(0, hash));
    if (hash < 0 || !Files.isRegularFile(file)) {
      page.error(block, "There is no source " + target + ".",
          "Write source::kube/…/File.java#symbol[], with a file of the engine.");
      return Html.NOTHING;
    }
    String symbol = target.substring(hash + 1);
    JavaSource source = parse(file);
    List<JavaSource.Region> found = source.find(symbol);
    if (found.size() != 1) {
      page.error(block, symbol + " names " + found.size() + " declarations of "
          + file.getFileName() + ".", "It declares: " + String.join(", ", source.names()) + ".");
      return Html.NOTHING;
    }
    JavaSource.Region region = found.getFirst();
    if (region.lines().size() > LINES_MOST) {
      page.error(block, symbol + " has " + region.lines().size() + " lines.",
          "Show at most " + LINES_MOST + "; name a member of it.");
    }
    Map<Integer, Integer> marks = new TreeMap<>();
    Html callouts = callouts(region, following, marks);
    return write(target.substring(0, hash), region, marks, callouts);
  }

  private static Html write(String file, JavaSource.Region region, Map<Integer, Integer> marks,
      Html callouts) {
    String lines = region.firstLine() + "-" + region.lastLine();
    Html caption = Html.of("figcaption", Html.of("code", Html.text(region.symbol())),
        Html.text(" in "), Html.tag("span").with("class", "source-file").around(Html.text(file)),
        Html.text(", lines " + region.firstLine() + "–" + region.lastLine()));
    return Html.tag("figure").with("class", "source").with("data-file", file)
        .with("data-lines", lines).block(caption, code(region, marks), callouts);
  }

  private static Html code(JavaSource.Region region, Map<Integer, Integer> marks) {
    List<String> lines = new ArrayList<>(
        List.of(Html.text(String.join("\n", region.lines())).markup().split("\n", -1)));
    marks.forEach((index, number) -> lines.set(index, lines.get(index) + " "
        + Html.tag("b").with("class", "callout").with("data-callout", String.valueOf(number))
            .around(Html.text("(" + number + ")")).markup()));
    return Html.pre("").around(Html.tag("code").with("class", "language-java")
        .around(Html.converted(String.join("\n", lines))));
  }

  private Html callouts(JavaSource.Region region, Deque<StructuralNode> following,
      Map<Integer, Integer> marks) {
    if (!isCallouts(following.peekFirst()))
      return Html.NOTHING;
    DescriptionList list = (DescriptionList) following.removeFirst();
    List<Html> explained = new ArrayList<>();
    for (DescriptionListEntry entry : list.getItems()) {
      String term = entry.getTerms().getFirst().getSource();
      String quoted = term.substring(1, term.length() - 1);
      List<Integer> matches = new ArrayList<>();
      for (int index = 0; index < region.lines().size(); index++) {
        if (region.lines().get(index).contains(quoted))
          matches.add(index);
      }
      if (matches.size() != 1) {
        page.error(list, "The callout \"" + quoted + "\" matches " + matches.size() + " lines of "
            + region.symbol() + ".", "Quote words that stand in exactly one line.");
      }
      explained.add(Html.of("li", Html.converted(entry.getDescription().getText())));
      matches.forEach(index -> marks.put(index, explained.size()));
    }
    return Html.tag("ol").with("class", "callouts").around(Html.joined(explained));
  }

  private static boolean isCallouts(StructuralNode block) {
    return block instanceof DescriptionList list && list.getItems().stream()
        .map(entry -> entry.getTerms().getFirst().getSource())
        .allMatch(term -> term.length() > 2 && term.startsWith("\"") && term.endsWith("\""));
  }

  private static JavaSource parse(Path file) {
    try {
      return JavaSource.parse(SourceText.read(file));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
