package course.render;

import org.asciidoctor.ast.Cursor;
import org.asciidoctor.ast.StructuralNode;

/// One page while it is written: whose it is, where its source lies, and what was found so far.
record Page(String id, SourceText source, Problems problems, Prose prose) {
  /// A lesson, whose sentences are measured.
  static Page ofLesson(String id, SourceText source, Problems problems) {
    return new Page(id, source, problems, new Prose(source, problems, true));
  }

  /// Another page, such as a statement or the glossary.
  static Page of(String id, SourceText source, Problems problems) {
    return new Page(id, source, problems, new Prose(source, problems, false));
  }

  /// The source line of a block; 0 when Asciidoctor does not say.
  int line(StructuralNode block) {
    Cursor location = block.getSourceLocation();
    return location == null ? 0 : location.getLineNumber();
  }

  void error(StructuralNode block, String what, String remedy) {
    problems.error(source.file(), line(block), what, remedy);
  }

  void error(String quote, String what, String remedy) {
    problems.error(source.file(), source.lineOf(quote), what, remedy);
  }

  void warning(StructuralNode block, String what, String remedy) {
    problems.warning(source.file(), line(block), what, remedy);
  }
}
