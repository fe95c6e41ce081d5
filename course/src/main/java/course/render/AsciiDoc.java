package course.render;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.AttributesBuilder;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.asciidoctor.ast.Document;
import org.asciidoctor.log.LogRecord;
import org.asciidoctor.log.Severity;
import org.jspecify.annotations.Nullable;

/// Asciidoctor, with the course's macros, and with every one of its warnings made a problem.
///
/// Asciidoctor converts text late, when a writer asks for it; so a file stays the *current* one,
/// whose name its warnings bear, until the next is parsed. One instance renders one course after
/// the other, because its start costs seconds.
final class AsciiDoc implements AutoCloseable {
  private record Current(SourceText source, Problems problems) {}

  /// Asciidoctor's own echo of its warnings; held, because loggers are kept weakly.
  private static final Logger CONSOLE = Logger.getLogger("asciidoctor");

  private final Asciidoctor asciidoctor;
  private Facts facts = new Facts(Map.of());
  private GlossaryWords words = new GlossaryWords(List.of());
  private @Nullable Current current;

  AsciiDoc() {
    this.asciidoctor = Asciidoctor.Factory.create();
    CONSOLE.setUseParentHandlers(false);
    asciidoctor.registerLogHandler(this::heard);
    asciidoctor.javaExtensionRegistry().inlineMacro(new Macros.Need())
        .inlineMacro(new Macros.GlossaryTerm(target -> words.name(target)))
        .blockMacro(new Macros.BlockMacro("source")).blockMacro(new Macros.BlockMacro("exercise"));
  }

  /// Starts a course: its facts, and no word yet.
  void begin(Facts newFacts) {
    facts = newFacts;
    words = new GlossaryWords(List.of());
  }

  /// Tells the words, for `glossterm:`; the glossary itself is read before there are any.
  void know(GlossaryWords newWords) {
    words = newWords;
  }

  /// Parses a file; what is wrong with it goes to the problems, now and while it is converted.
  Document parse(SourceText source, Problems problems) {
    current = new Current(source, problems);
    Path folder = Optional.ofNullable(source.file().toAbsolutePath().getParent()).orElseThrow();
    return asciidoctor.load(source.text(), Options.builder().safe(SafeMode.SAFE).sourcemap(true)
        .baseDir(folder.toFile()).attributes(attributes()).build());
  }

  private Attributes attributes() {
    AttributesBuilder attributes = Attributes.builder().attribute("idprefix", "")
        .attribute("idseparator", "-").attribute("attribute-missing", "warn");
    facts.byName().forEach(attributes::attribute);
    return attributes.build();
  }

  private void heard(LogRecord record) {
    if (current == null || record.getSeverity().compareTo(Severity.WARN) < 0)
      return;
    String message = record.getMessage();
    int line = record.getCursor() == null
        ? lineOfAttribute(message, current.source())
        : record.getCursor().getLineNumber();
    current.problems().error(current.source().file(), line, "Asciidoctor says: " + message + ".",
        message.contains("missing attribute")
            ? "Define the attribute in attributes.adoc."
            : "Correct the markup.");
  }

  /// A missing attribute is told without its place, so its braces are looked for.
  private static int lineOfAttribute(String message, SourceText source) {
    return source.lineOf("{" + message.substring(message.lastIndexOf(' ') + 1) + "}");
  }

  @Override
  public void close() { asciidoctor.close(); }
}
