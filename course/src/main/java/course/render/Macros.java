package course.render;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.PhraseNode;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockMacroProcessor;
import org.asciidoctor.extension.InlineMacroProcessor;

/// The course's own macros. They keep no state: what a macro means on its page is decided by the
/// writer that meets it.
final class Macros {
  /// The attribute under which a block macro's name travels to the writer.
  static final String NAME = "course-macro";

  private Macros() {}

  /// `glossterm:pod[]` or `glossterm:pod[Pods]`: a word that the glossary explains.
  /// `names` gives the word for a slug.
  @ContentModel(ContentModel.RAW)
  static final class GlossaryTerm extends InlineMacroProcessor {
    private final UnaryOperator<String> names;

    GlossaryTerm(UnaryOperator<String> names) {
      super("glossterm");
      this.names = names;
    }

    @Override
    public PhraseNode process(StructuralNode parent, String target,
        Map<String, Object> attributes) {
      String label = label(attributes);
      Html shown = label.isEmpty() ? Html.text(names.apply(target)) : Html.converted(label);
      return phrase(this, parent, Html.tag("a").with("class", "term")
          .with("href", "/glossary#" + target).with("data-term", target).around(shown));
    }
  }

  /// `need:check_method[The first put returns 2.]`: a requirement, and the check that proves it.
  @ContentModel(ContentModel.RAW)
  static final class Need extends InlineMacroProcessor {
    Need() {
      super("need");
    }

    @Override
    public PhraseNode process(StructuralNode parent, String target,
        Map<String, Object> attributes) {
      return phrase(this, parent, Html.tag("span").with("class", "need").with("data-check", target)
          .around(Html.converted(label(attributes))));
    }
  }

  /// A macro on a line of its own, such as `source::file#symbol[]`; a [SpecialBlock] writes it.
  static final class BlockMacro extends BlockMacroProcessor {
    private final String macro;

    BlockMacro(String name) {
      super(name);
      this.macro = name;
    }

    @Override
    public StructuralNode process(StructuralNode parent, String target,
        Map<String, Object> attributes) {
      return createBlock(parent, "pass", "", Map.of(NAME, macro, "target", target));
    }
  }

  private static String label(Map<String, Object> attributes) {
    Object text = attributes.get("text");
    return text == null ? "" : text.toString();
  }

  private static PhraseNode phrase(InlineMacroProcessor macro, StructuralNode parent, Html html) {
    return macro.createPhraseNode(parent, "quoted", html.markup(), Map.of(), Map.of());
  }
}
