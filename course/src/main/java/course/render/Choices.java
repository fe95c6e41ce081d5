package course.render;

import course.Markup;
import java.util.ArrayList;
import java.util.List;
import org.asciidoctor.ast.DescriptionList;
import org.asciidoctor.ast.DescriptionListEntry;
import org.asciidoctor.ast.Section;
import org.asciidoctor.ast.StructuralNode;

/// Writes the questions of a lesson: its prediction and its quiz.
///
/// In the source a question is a list whose terms begin with `( )` or, once, `(x)`; what follows
/// the two colons is that option's own reply. Without JavaScript a folded list gives the replies.
final class Choices {
  private record Choice(String letter, boolean right, Html label, Html reply) {}

  private final Page page;

  Choices(Page page) { this.page = page; }

  /// The part *Predict*: one question paragraph and its options.
  Html prediction(Section part) {
    Html legend = Html.NOTHING;
    Html form = Html.NOTHING;
    for (StructuralNode block : part.getBlocks()) {
      if (block instanceof DescriptionList options) {
        form = form("predict", page.id(), legend, options);
      } else if (block.getContext().equals("paragraph") && legend.isEmpty()) {
        legend = Html.converted(block.getContent().toString());
        page.prose().paragraph(legend.markup(), page.line(block));
      } else {
        page.error(block, "A prediction holds one question paragraph and its options.",
            "Move the rest to another part.");
      }
    }
    if (legend.isEmpty() || form.isEmpty()) {
      page.error(part, "The prediction lacks its question or its options.",
          "Write one paragraph, then \"( ) option:: reply\" lines, one of them with (x).");
    }
    return form;
  }

  /// The part *Check yourself*: three headed questions.
  Html quiz(Section part) {
    List<Html> forms = new ArrayList<>();
    for (StructuralNode block : part.getBlocks()) {
      if (block instanceof Section question && question.getBlocks().size() == 1
          && question.getBlocks().getFirst() instanceof DescriptionList options) {
        forms.add(form("quiz", page.id() + "-" + (forms.size() + 1),
            Html.converted(question.getTitle()), options));
      } else {
        page.error(block, "The quiz holds only questions.",
            "Write \"=== Question?\" and under it only \"( ) option:: reply\" lines.");
      }
    }
    if (forms.size() != 3) {
      page.error(part, "The quiz has " + forms.size() + " questions.",
          "Ask three: recall, predict, transfer.");
    }
    return Html.joined(forms);
  }

  private Html form(String kind, String id, Html legend, DescriptionList options) {
    List<Choice> choices = choices(options);
    String name = kind + "-" + id;
    List<Html> fields = new ArrayList<>();
    fields.add(Html.of("legend", legend));
    choices.forEach(choice -> fields.add(option(name, choice)));
    choices.forEach(choice -> fields.add(Html.tag("p").with("class", "reply")
        .with("data-for", choice.letter()).with("hidden").block(choice.reply())));
    if (kind.equals("predict"))
      fields.add(Html.tag("output").with("hidden").around());
    fields.add(answers(choices));
    return Html.tag("form").with("class", kind).with("data-" + kind, id)
        .block(Html.of("fieldset", Html.joined(fields)));
  }

  private static Html option(String name, Choice choice) {
    Html.Tag input = Html.tag("input").with("type", "radio").with("name", name).with("value",
        choice.letter());
    return Html.tag("label").block((choice.right() ? input.with("data-right") : input).empty(),
        Html.text(" "), Html.of("span", choice.label()));
  }

  private static Html answers(List<Choice> choices) {
    List<Html> entries = new ArrayList<>();
    for (Choice choice : choices) {
      entries.add(Html.of("dt", choice.label(), Html.text(choice.right() ? " (right)" : "")));
      entries.add(Html.of("dd", choice.reply()));
    }
    return Html.of("noscript", Html.tag("details").with("class", "answers").around(
        Html.of("summary", Html.text("The answers")), Html.of("dl", Html.joined(entries))));
  }

  private List<Choice> choices(DescriptionList options) {
    List<Choice> choices = new ArrayList<>();
    for (DescriptionListEntry entry : options.getItems()) {
      choices.add(choice(options, (char) ('a' + choices.size()), entry));
    }
    long right = choices.stream().filter(Choice::right).count();
    if (right != 1 || choices.size() < 2) {
      page.error(options, "A question of " + choices.size() + " options has " + right
          + " right ones.", "Offer two or more, and mark exactly one with (x).");
    }
    return choices;
  }

  private Choice choice(DescriptionList options, char letter, DescriptionListEntry entry) {
    String term = entry.getTerms().getFirst().getText();
    boolean right = term.startsWith("(x) ");
    if (!right && !term.startsWith("( ) ")) {
      page.error(options, "The option \"" + Markup.text(term) + "\" has no mark.",
          "Begin it with ( ) or (x) and a space.");
    }
    page.prose().banned(Markup.text(term), page.line(options));
    Html reply = Html.NOTHING;
    if (entry.getDescription() == null || !entry.getDescription().hasText()) {
      page.error(options, "The option \"" + Markup.text(term) + "\" has no reply.",
          "Give every option its own reply after ::, wrong ones most of all.");
    } else {
      reply = FactAnchors.mark(entry.getDescription().getText());
      page.prose().banned(Markup.text(reply.markup()), page.line(options));
    }
    return new Choice(String.valueOf(letter), right,
        Html.converted(unlinked(term.replaceFirst("^\\([ x]\\) ", ""))), reply);
  }

  /// A label must not hold a link, because a click on it chooses the option.
  private static String unlinked(String html) { return html.replaceAll("</?a\\b[^>]*>", ""); }
}
