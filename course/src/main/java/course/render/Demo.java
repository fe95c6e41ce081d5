package course.render;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.asciidoctor.ast.ListItem;
import org.asciidoctor.ast.StructuralNode;

/// Writes a live drawing: `[demo=lamps]` on an example block.
///
/// The block's title, its one-sentence summary and its numbered strip are the drawing for everyone
/// who does not see it move: they are the alternative text, and all three must be there.
final class Demo implements SpecialBlock {
  static final Set<String> NAMES = Set.of("lamps", "cluster-board", "revision-ribbon",
      "watch-needles", "seating-plan", "ranked-seats", "rolling-stacks", "node-rack", "plug-board",
      "quorum-islands", "two-hands", "selector-cloud", "role-door",
      "gate-corridor", "three-sheets", "replica-tray", "kubeconfig-wiring", "store-and-copy",
      "badge-printer", "family-tree", "address-street", "name-post",
      "node-xray", "edge-visitors", "work-belt",
      "probe-pulses");

  private final Page page;

  Demo(Page page) { this.page = page; }

  @Override
  public boolean accepts(StructuralNode block) { return block.getAttribute("demo") != null; }

  @Override
  public Html write(StructuralNode block, Deque<StructuralNode> following) {
    String name = block.getAttribute("demo").toString();
    if (!NAMES.contains(name)) {
      page.error(block, "There is no demo named " + name + ".", "Choose one of "
          + NAMES.stream().sorted().toList()
          + ", or add the new one to the site and to Demo.NAMES.");
    }
    String title = block.getTitle() == null ? "" : block.getTitle();
    Html summary = Html.NOTHING;
    List<Html> strip = new ArrayList<>();
    for (StructuralNode inside : block.getBlocks()) {
      if (inside.getContext().equals("paragraph") && summary.isEmpty()) {
        summary = Html.converted(inside.getContent().toString());
      } else if (inside.getContext().equals("olist")) {
        ((org.asciidoctor.ast.List) inside).getItems().forEach(
            item -> strip.add(Html.of("li", Html.converted(((ListItem) item).getText()))));
      } else {
        page.error(inside, "A demo holds a summary and a numbered list.",
            "Move the rest out of the block.");
      }
    }
    if (title.isEmpty() || summary.isEmpty() || strip.isEmpty()) {
      page.error(block, "The drawing " + name + " lacks its alternative text.",
          "Give it a .Title, a one-sentence summary and a numbered list of what moves.");
    }
    return figure(block, name, title, summary, strip);
  }

  private static Html figure(StructuralNode block, String name, String title, Html summary,
      List<Html> strip) {
    String id = block.getId() == null ? "demo-" + name : block.getId();
    Html caption = Html.of("figcaption",
        Html.tag("p").with("class", "demo-title").around(Html.converted(title)),
        Html.tag("p").with("class", "demo-summary").around(summary));
    Html twin = Html.tag("div").with("class", "demo-twin").around(
        Html.of("p", Html.text("What moves:")), Html.of("ol", Html.joined(strip)));
    return Html.tag("figure").with("class", "demo").with("data-demo", name).withId(id)
        .block(caption, twin);
  }
}
