package course.render;

import java.util.Deque;
import org.asciidoctor.ast.StructuralNode;

/// A kind of block that the course adds to AsciiDoc.
interface SpecialBlock {
  boolean accepts(StructuralNode block);

  /// Writes the block. It may take blocks that belong to it (a snippet's output, a listing's
  /// callouts) from the front of those that follow.
  Html write(StructuralNode block, Deque<StructuralNode> following);
}
