package course.render;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.DescriptionList;
import org.asciidoctor.ast.DescriptionListEntry;
import org.asciidoctor.ast.ListItem;
import org.asciidoctor.ast.Row;
import org.asciidoctor.ast.Section;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.ast.Table;

/// Writes parsed blocks as plain, small HTML.
///
/// The course's own blocks come first; of AsciiDoc's it knows those that lessons need, and reports
/// any other, so that nothing is dropped in silence.
final class BlockWriter {
  private static final Set<String> STYLES = Set.of("source", "listing", "literal", "arabic",
      "loweralpha", "discrete", "quote", "example", "open", "sidebar", "table", "NOTE", "TIP",
      "WARNING", "IMPORTANT", "CAUTION", "upperalpha", "image", "horizontal");

  private final Page page;
  private final List<SpecialBlock> specials;

  BlockWriter(Page page, List<SpecialBlock> specials) {
    this.page = page;
    this.specials = List.copyOf(specials);
  }

  Html write(List<StructuralNode> blocks) {
    Deque<StructuralNode> following = new ArrayDeque<>(blocks);
    List<Html> written = new ArrayList<>();
    while (!following.isEmpty()) {
      StructuralNode block = following.removeFirst();
      Optional<SpecialBlock> special = specials.stream().filter(kind -> kind.accepts(block))
          .findFirst();
      written.add(special.isPresent() ? special.get().write(block, following) : ordinary(block));
    }
    return Html.joined(written);
  }

  private Html ordinary(StructuralNode block) {
    checkStyle(block);
    return switch (block.getContext()) {
      case "paragraph" -> paragraph(block);
      case "section" -> section((Section) block);
      case "ulist" -> list("ul", (org.asciidoctor.ast.List) block);
      case "olist" -> list("ol", (org.asciidoctor.ast.List) block);
      case "colist" -> list("ol", (org.asciidoctor.ast.List) block);
      case "dlist" -> definitions((DescriptionList) block);
      case "listing", "literal" -> listing(block);
      case "admonition" -> admonition(block);
      case "image" -> Html.converted(block.convert() + "\n");
      case "table" -> table((Table) block);
      case "quote" -> Html.tag("blockquote").block(inside(block));
      case "sidebar", "open", "example" -> aside(block);
      default -> unknown(block);
    };
  }

  private void checkStyle(StructuralNode block) {
    String style = block.getStyle();
    if (style == null || STYLES.contains(style)) return;
    page.error(block, "The block style [" + style + "] is not known.",
        "Correct it; lessons use demo=, source, transcript and roles such as [.output].");
  }

  private Html paragraph(StructuralNode block) {
    String content = block.getContent().toString();
    page.prose().paragraph(content, page.line(block));
    return element("p", block).block(FactAnchors.mark(content));
  }

  private Html section(Section section) {
    Html heading = Html.tag("h" + (section.getLevel() + 1)).withId(section.getId())
        .block(Html.converted(section.getTitle()));
    return Html.joined(List.of(heading, write(section.getBlocks())));
  }

  private Html list(String tag, org.asciidoctor.ast.List list) {
    List<Html> items = new ArrayList<>();
    for (StructuralNode node : list.getItems()) {
      items.add(Html.tag("li").block(item((ListItem) node)));
    }
    return element(tag, list).block(Html.joined(items));
  }

  private Html definitions(DescriptionList list) {
    List<Html> entries = new ArrayList<>();
    for (DescriptionListEntry entry : list.getItems()) {
      for (ListItem term : entry.getTerms()) {
        entries.add(Html.of("dt", Html.converted(term.getText())));
      }
      if (entry.getDescription() != null) {
        entries.add(Html.tag("dd").block(item(entry.getDescription())));
      }
    }
    return element("dl", list).block(Html.joined(entries));
  }

  /// The text of a list item with the blocks it holds.
  Html item(ListItem item) {
    Html text = Html.NOTHING;
    if (item.hasText()) {
      page.prose().paragraph(item.getText(), page.line(item));
      text = FactAnchors.mark(item.getText());
    }
    return Html.joined(List.of(text, write(item.getBlocks())));
  }

  private Html table(Table table) {
    Html head = Html.joined(table.getHeader().stream().map(row -> row(row, "th")).toList());
    Html body = Html.joined(table.getBody().stream().map(row -> row(row, "td")).toList());
    Html content = Html.joined(List.of(Html.of("thead", head), Html.of("tbody", body)));
    page.prose().cells(content.markup());
    return title(table, element("table", table).block(content));
  }

  private static Html row(Row row, String tag) {
    Html.Tag cell = tag.equals("th") ? Html.tag(tag).with("scope", "col") : Html.tag(tag);
    return Html.tag("tr").block(Html.joined(row.getCells().stream()
        .map(one -> cell.around(Html.converted(one.getText()))).toList()));
  }

  private Html listing(StructuralNode block) {
    if (block.hasRole("output")) {
      page.error(block, "This output belongs to no snippet.",
          "Put it right after its [source,java,role=jshell] block.");
    }
    Object language = block.getAttribute("language");
    Html.Tag code = Html.tag("code");
    Html content = Html.converted(block.getContent().toString());
    return title(block, Html.pre("").block((language == null
        ? code
        : code.with("class", "language-" + language)).around(content)));
  }

  private Html admonition(StructuralNode block) {
    String name = String.valueOf(block.getAttribute("name"));
    String label = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    return Html.tag("aside").with("class", "admonition " + name)
        .block(Html.tag("p").with("class", "admonition-name").around(Html.text(label)),
            inside(block));
  }

  private Html aside(StructuralNode block) {
    String name = "sidebar".equals(block.getContext()) ? "aside" : "div";
    return element(name, block).block(title(block, Html.NOTHING), inside(block));
  }

  /// What a block holds: blocks, or one paragraph's text.
  private Html inside(StructuralNode block) {
    if (!block.getBlocks().isEmpty())
      return write(block.getBlocks());
    return block instanceof Block ? paragraphOf(block) : Html.NOTHING;
  }

  private Html paragraphOf(StructuralNode block) {
    String content = block.getContent().toString();
    page.prose().paragraph(content, page.line(block));
    return Html.of("p", FactAnchors.mark(content));
  }

  private Html title(StructuralNode block, Html content) {
    if (block.getTitle() == null)
      return content;
    return Html.joined(List.of(Html.tag("p").with("class", "block-title")
        .block(Html.converted(block.getTitle())), content));
  }

  private Html.Tag element(String name, StructuralNode block) {
    Html.Tag tag = Html.tag(name);
    if (block.getId() != null)
      tag = tag.withId(block.getId());
    String roles = String.join(" ", block.getRoles());
    return roles.isEmpty() ? tag : tag.with("class", roles);
  }

  private Html unknown(StructuralNode block) {
    page.error(block, "A block of kind " + block.getContext() + " cannot be written.",
        "Use paragraphs, lists, listings, admonitions, tables or the course's own blocks.");
    return Html.NOTHING;
  }
}
