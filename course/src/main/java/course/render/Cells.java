package course.render;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;
import org.jspecify.annotations.Nullable;

/// Writes and executes JShell snippets: a `[source,java,role=jshell]` block and the `[.output]`
/// block after it, which must say what the code really gives.
final class Cells implements SpecialBlock, AutoCloseable {
  private final Page page;
  private final Edits edits;
  private final boolean update;
  private @Nullable SnippetSession session;
  private int written;

  /// @param update write the executed output into the lesson instead of comparing it
  Cells(Page page, Edits edits, boolean update) {
    this.page = page;
    this.edits = edits;
    this.update = update;
  }

  @Override
  public boolean accepts(StructuralNode block) {
    return block.getContext().equals("listing") && block.hasRole("jshell");
  }

  @Override
  public Html write(StructuralNode block, Deque<StructuralNode> following) {
    String code = ((Block) block).getSource();
    Fence fence = Fence.after(page.source(), page.line(block));
    List<String> stated = List.of();
    boolean isStated = following.peekFirst() instanceof Block next && next.hasRole("output");
    if (isStated)
      stated = ((Block) following.removeFirst()).getLines();
    if (session == null)
      session = new SnippetSession();
    List<String> output = switch (session.run(code)) {
      case SnippetSession.Ran ran -> {
        compare(fence, isStated, stated, ran.output());
        yield ran.output();
      }
      case SnippetSession.Broke broke -> {
        page.problems().error(page.source().file(), fence.open() + broke.line(),
            "The snippet fails: " + broke.why(), "Correct it; the build runs every snippet.");
        yield List.of();
      }
    };
    return cell(code, output);
  }

  private Html cell(String code, List<String> output) {
    String id = page.id() + "-" + (char) ('a' + written++);
    Html source = Html.pre("").around(Html.tag("code").with("class", "language-java")
        .around(Html.text(code)));
    Html result = Html.pre("output")
        .around(Html.text(String.join("\n", output)));
    return Html.tag("div").with("class", "cell").with("data-cell", id).block(source, result);
  }

  private void compare(Fence code, boolean isStated, List<String> stated, List<String> output) {
    if (stated.equals(output))
      return;
    if (update) {
      write(code, isStated, output);
    } else {
      int line = isStated ? Fence.after(page.source(), code.close() + 1).open() : code.close();
      page.problems().error(page.source().file(), line, "The snippet gives another output: "
          + difference(stated, output) + ".", "Run again with -Dupdate, and read what it changed.");
    }
  }

  private void write(Fence code, boolean isStated, List<String> output) {
    if (isStated) {
      Fence old = Fence.after(page.source(), code.close() + 1);
      edits.replace(page.source().file(), old.firstLine(), old.lineCount(), output);
    } else {
      List<String> block = new ArrayList<>(List.of("[.output]", "----"));
      block.addAll(output);
      block.add("----");
      edits.replace(page.source().file(), code.close() + 1, 0, block);
    }
  }

  /// The first line that differs, in words.
  static String difference(List<String> stated, List<String> output) {
    for (int index = 0; index < Math.max(stated.size(), output.size()); index++) {
      String said = index < stated.size() ? "\"" + stated.get(index) + "\"" : "nothing";
      String got = index < output.size() ? "\"" + output.get(index) + "\"" : "nothing";
      if (!said.equals(got))
        return "line " + (index + 1) + " says " + said + ", it gave " + got;
    }
    return "the same";
  }

  @Override
  public void close() {
    if (session != null)
      session.close();
  }
}
