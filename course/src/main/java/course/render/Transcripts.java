package course.render;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;
import org.jspecify.annotations.Nullable;

/// Writes and executes `[transcript]` blocks: lines that begin with `$ ` are commands, and the
/// lines up to the next one are what the cluster must answer.
///
/// `[transcript,seed=7,nodes=2]` on a lesson's first transcript chooses its world; later ones go on
/// in it.
final class Transcripts implements SpecialBlock, AutoCloseable {
  private record Exchange(String command, List<String> stated) {}

  private static final String PROMPT = "$ ";

  private final Page page;
  private final Edits edits;
  private final boolean update;
  private final TranscriptWorld.Maker maker;
  private @Nullable TranscriptWorld world;

  Transcripts(Page page, Edits edits, boolean update, TranscriptWorld.Maker maker) {
    this.page = page;
    this.edits = edits;
    this.update = update;
    this.maker = maker;
  }

  @Override
  public boolean accepts(StructuralNode block) {
    return block.getContext().equals("listing") && "transcript".equals(block.getStyle());
  }

  @Override
  public Html write(StructuralNode block, Deque<StructuralNode> following) {
    List<String> lines = ((Block) block).getLines();
    Fence fence = Fence.after(page.source(), page.line(block));
    if (lines.isEmpty() || !lines.getFirst().startsWith(PROMPT)) {
      page.error(block, "The transcript does not begin with a command.",
          "Begin its first line with \"$ \".");
      return Html.NOTHING;
    }
    if (world == null) {
      world = maker.make(number(block, "seed", 1, 999_999_999), number(block, "nodes", 3, 26));
    }
    List<Html> written = new ArrayList<>();
    List<String> executed = new ArrayList<>();
    int line = fence.firstLine();
    for (Exchange exchange : exchanges(lines)) {
      executed.add(PROMPT + exchange.command());
      List<String> said = tell(world, exchange, line);
      executed.addAll(said);
      line += 1 + exchange.stated().size();
      written.add(Html.pre("command")
          .block(Html.of("code", Html.text(PROMPT + exchange.command()))));
      written.add(Html.pre("output").block(Html.text(text(said))));
    }
    if (update && !executed.equals(lines)) {
      edits.replace(page.source().file(), fence.firstLine(), fence.lineCount(), executed);
    }
    return Html.tag("div").with("class", "transcript").block(Html.joined(written));
  }

  private List<String> tell(TranscriptWorld asked, Exchange exchange, int line) {
    return switch (asked.tell(exchange.command())) {
      case TranscriptWorld.NotUnderstood not -> {
        page.problems().error(page.source().file(), line, "The command \"" + exchange.command()
            + "\" is not understood: " + not.why(), "Correct it; the build runs every command.");
        yield List.of();
      }
      case TranscriptWorld.Said said -> {
        if (!update && !said.lines().equals(exchange.stated())) {
          page.problems().error(page.source().file(), line, "The cluster answers otherwise: "
              + Cells.difference(exchange.stated(), said.lines()) + ".",
              "Run again with -Dupdate, and read what it changed.");
        }
        yield said.lines();
      }
    };
  }

  private static List<Exchange> exchanges(List<String> lines) {
    List<Exchange> exchanges = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(PROMPT)) {
        exchanges.add(new Exchange(line.substring(PROMPT.length()), new ArrayList<>()));
      } else {
        exchanges.getLast().stated().add(line);
      }
    }
    return exchanges;
  }

  private int number(StructuralNode block, String attribute, int absent, int most) {
    Object value = block.getAttribute(attribute);
    if (value == null) return absent;
    if (value.toString().matches("[1-9]\\d{0,8}") && Integer.parseInt(value.toString()) <= most) {
      return Integer.parseInt(value.toString());
    }
    page.error(block, attribute + "=" + value + " cannot be.", "Write a number from 1 to " + most
        + ".");
    return absent;
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    if (world != null) world.close();
  }
}
