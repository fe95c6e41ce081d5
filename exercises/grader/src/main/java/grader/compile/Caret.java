package grader.compile;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.Optional;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/// A place in a text, made visible to the compiler: a name of ours stands where one is being typed.
///
/// @param from   where the name begins that is being typed
/// @param prefix what of it is typed so far
/// @param text   the text with our name in the place of that one
record Caret(int from, String prefix, String text) {
  private static final String MARK = "__caret__";

  /// The caret at `offset`, which is moved into the text when it lies outside.
  static Caret in(String text, int offset) {
    int at = Math.clamp(offset, 0, text.length());
    int from = at;
    while (from > 0 && Character.isJavaIdentifierPart(text.charAt(from - 1))) from--;
    int to = at;
    while (to < text.length() && Character.isJavaIdentifierPart(text.charAt(to))) to++;
    return new Caret(from, text.substring(from, at),
        text.substring(0, from) + MARK + end(text.substring(to)) + text.substring(to));
  }

  /// A half typed line has no semicolon yet, and without one the compiler takes the next line's
  /// first word for the name of a variable.
  private static String end(String rest) {
    String line = rest.lines().findFirst().orElse("");
    boolean goesOn = rest.stripLeading().startsWith(".") || rest.stripLeading().startsWith(")");
    return line.isBlank() && !goesOn ? ";" : "";
  }

  /// Where our name stands in the compiler's tree; nowhere when it stands in a comment or a string.
  static Optional<TreePath> find(Iterable<? extends CompilationUnitTree> units) {
    return Optional.ofNullable(new Finder().scan(units, null));
  }

  /// Looks for the mark, also among what the compiler could make no sense of.
  private static final class Finder extends TreePathScanner<@Nullable TreePath, @Nullable Void> {
    @Override
    public @Nullable TreePath visitIdentifier(IdentifierTree tree, @Nullable Void none) {
      return here(tree.getName());
    }

    @Override
    public @Nullable TreePath visitMemberSelect(MemberSelectTree tree, @Nullable Void none) {
      TreePath here = here(tree.getIdentifier());
      return here != null ? here : super.visitMemberSelect(tree, null);
    }

    @Override
    public @Nullable TreePath visitMemberReference(MemberReferenceTree tree, @Nullable Void none) {
      TreePath here = here(tree.getName());
      return here != null ? here : super.visitMemberReference(tree, null);
    }

    @Override
    public @Nullable TreePath visitErroneous(ErroneousTree tree, @Nullable Void none) {
      return scan(tree.getErrorTrees(), null);
    }

    @Override
    public @Nullable TreePath reduce(@Nullable TreePath last, @Nullable TreePath before) {
      return before != null ? before : last;
    }

    private @Nullable TreePath here(Name name) {
      return name.contentEquals(MARK) ? getCurrentPath() : null;
    }
  }
}
