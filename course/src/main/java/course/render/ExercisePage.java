package course.render;

import course.Markup;
import course.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.ListItem;
import org.asciidoctor.ast.Section;
import org.asciidoctor.ast.StructuralNode;

/// Writes what an exercise asks, from `instructions.adoc`, and its hints, from `hints.adoc`.
///
/// A heading `== 1. Title` begins a task; text before the first one is the story. The hints have
/// the same headings and under each a numbered list of three.
final class ExercisePage {
  private static final Pattern METHOD = Pattern.compile("\\bvoid\\s+(\\w+)\\(");

  private final String id;
  private final AsciiDoc asciidoc;
  private final Problems problems;
  private final Path engine;

  ExercisePage(String id, AsciiDoc asciidoc, Problems problems, Path engine) {
    this.id = id;
    this.asciidoc = asciidoc;
    this.problems = problems;
    this.engine = engine;
  }

  Statement write(Path folder) throws IOException {
    List<String> titles = new ArrayList<>();
    SourceText instructions = SourceText.read(folder.resolve("instructions.adoc"));
    Html statement = statement(instructions, titles);
    checkNeeds(instructions, statement, methods(folder));
    SourceText hints = SourceText.read(folder.resolve("hints.adoc"));
    return new Statement(id, statement.markup(), hints(hints, titles));
  }

  /// A requirement must name a check that exists, or the verdict could never point at it.
  private void checkNeeds(SourceText source, Html statement, Set<String> methods) {
    for (String check : Markup.attributes(statement.markup(), "data-check")) {
      if (!methods.contains(check)) {
        problems.error(source.file(), source.lineOf("need:" + check + "["),
            "There is no check " + check + ".",
            "Name a method of Checks.java, HiddenChecks.java or HiddenWorlds.java.");
      }
    }
  }

  private static Set<String> methods(Path folder) throws IOException {
    Set<String> methods = new HashSet<>();
    for (String name : List.of("Checks.java", "HiddenChecks.java", "HiddenWorlds.java")) {
      Path file = folder.resolve(name);
      if (!Files.exists(file)) continue;
      METHOD.matcher(Files.readString(file)).results().map(match -> match.group(1))
          .forEach(methods::add);
    }
    return methods;
  }

  private Html statement(SourceText source, List<String> titles) {
    Document document = asciidoc.parse(source, problems);
    Page page = Page.of(id, source, problems);
    BlockWriter writer = new BlockWriter(page, List.of(new SourceFigure(page, engine)));
    List<Html> written = new ArrayList<>();
    for (StructuralNode block : document.getBlocks()) {
      if (block instanceof Section section && isTask(section)) {
        titles.add(Markup.text(section.getTitle()));
        written.add(task(writer, section, titles.size()));
      } else if (block.getContext().equals("preamble")) {
        written.add(writer.write(block.getBlocks()));
      } else {
        written.add(writer.write(List.of(block)));
      }
    }
    if (titles.isEmpty()) {
      problems.error(source.file(), 1, "The statement has no task.",
          "Begin each with a heading such as \"== 1. Put and get\".");
    }
    return Html.joined(written);
  }

  private static boolean isTask(Section section) {
    return section.getLevel() == 1 && Markup.text(section.getTitle()).matches("\\d+\\. .+");
  }

  private static Html task(BlockWriter writer, Section section, int number) {
    Html heading = Html.of("h2", Html.converted(section.getTitle()));
    return Html.tag("section").with("class", "task").with("data-task", String.valueOf(number))
        .withId("task-" + number).block(heading, writer.write(section.getBlocks()));
  }

  private List<List<String>> hints(SourceText source, List<String> titles) {
    Document document = asciidoc.parse(source, problems);
    List<List<String>> hints = new ArrayList<>();
    List<String> headings = new ArrayList<>();
    for (StructuralNode block : document.getBlocks()) {
      if (block instanceof Section section) {
        headings.add(Markup.text(section.getTitle()));
        hints.add(ladder(source, section));
      }
    }
    if (!headings.equals(titles)) {
      problems.error(source.file(), 1, "The hints are headed " + headings
          + ", the statement's tasks " + titles + ".", "Give both files the same headings.");
    }
    return hints;
  }

  private List<String> ladder(SourceText source, Section section) {
    Page page = Page.of(id, source, problems);
    BlockWriter writer = new BlockWriter(page, List.of());
    List<String> hints = new ArrayList<>();
    for (StructuralNode block : section.getBlocks()) {
      if (!block.getContext().equals("olist"))
        continue;
      for (StructuralNode item : ((org.asciidoctor.ast.List) block).getItems()) {
        hints.add(writer.item((ListItem) item).markup());
      }
    }
    return hints;
  }
}
