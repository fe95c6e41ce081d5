package site.cell.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/// One reader's shell: the JDK's own JShell, running what is typed in this very process.
///
/// That is safe because the process is the sandbox. A cell is several snippets, evaluated one after
/// the other until one of them does not succeed; what they declare is there for the next cell.
final class CellShell {
  private static final Pattern LEAD = Pattern
      .compile("(?:\\s++|//[^\\n]*+(?:\\n|$)|/\\*(?s:.*?)\\*/)*+");
  private static final int MOST_SUGGESTIONS = 150;
  private static final int MOST_PAGES = 12;
  private static final int MOST_LETTERS = 20_000;

  private final JShell shell;
  private final SourceCodeAnalysis analysis;
  private final Printed printed;
  private final Trails trails = new Trails();
  private volatile boolean isStopped;

  CellShell(Printed printed) {
    this.printed = printed;
    shell = JShell.builder().executionEngine("local").build();
    shell.addToClasspath(System.getProperty("java.class.path"));
    analysis = shell.sourceCodeAnalysis();
  }

  /// Stops what runs: its loops and its waiting end. Only code of a library may go on.
  void stop() {
    isStopped = true;
    shell.stop();
  }

  /// Runs a cell to its end or to its first trouble.
  Report.Ran run(String cell, String code) {
    isStopped = false;
    try {
      return evaluate(cell, code);
    } catch (StackOverflowError tooDeep) {
      return ran("", List.of(trouble("compile", "This is nested more deeply than the compiler can"
          + " follow.", 0, code.length())));
    }
  }

  private Report.Ran evaluate(String cell, String code) {
    String rest = code;
    String value = "";
    while (!rest.isBlank()) {
      CompletionInfo snippet = analysis.analyzeCompletion(rest);
      if (snippet.completeness() == Completeness.EMPTY) break;
      int from = code.length() - rest.length() + leading(rest);
      if (snippet.source() == null) {
        return ran("", List.of(trouble("unfinished", "The code ends too early: something is still"
            + " open here.", from, code.stripTrailing().length())));
      }
      for (SnippetEvent event : shell.eval(snippet.source().substring(leading(snippet.source())))) {
        trails.remember(event.snippet(), cell, code, from);
        if (isStopped) return ran("", List.of(trouble("stopped", "Stopped.", -1, -1)));
        Optional<Report.Trouble> trouble = trouble(event, code, from);
        if (trouble.isPresent()) return ran("", List.of(trouble.get()));
        if (event.causeSnippet() == null) value = value(event);
      }
      rest = snippet.remaining();
    }
    return ran(value, List.of());
  }

  private Optional<Report.Trouble> trouble(SnippetEvent event, String code, int from) {
    if (event.exception() != null) return Optional.of(trails.thrown(event.exception()));
    if (event.causeSnippet() != null) return Optional.empty();
    if (event.status() == Status.RECOVERABLE_DEFINED
        || event.status() == Status.RECOVERABLE_NOT_DEFINED) {
      printed.stream().println("(declared; it waits for what is not declared yet: "
          + shell.unresolvedDependencies((DeclarationSnippet) event.snippet())
              .collect(Collectors.joining(", "))
          + ")");
    }
    return event.status() == Status.REJECTED
        ? Optional.of(refused(event.snippet(), code, from))
        : Optional.empty();
  }

  private Report.Trouble refused(Snippet snippet, String code, int from) {
    List<Diag> errors = shell.diagnostics(snippet).filter(Diag::isError).toList();
    String message = errors.stream().map(error -> error.getMessage(Locale.ROOT)).distinct()
        .collect(Collectors.joining("\n"));
    int start = errors.isEmpty() ? 0 : (int) Math.max(0, errors.getFirst().getStartPosition());
    int end = errors.isEmpty() ? 0 : (int) Math.max(0, errors.getFirst().getEndPosition());
    return trouble("compile", message, Math.min(code.length(), from + start),
        Math.min(code.length(), from + end));
  }

  /// How much room and how many comments stand before the code: JShell counts lines without them.
  private static int leading(String source) {
    Matcher lead = LEAD.matcher(source);
    return lead.lookingAt() ? lead.end() : 0;
  }

  private static Report.Trouble trouble(String kind, String message, int from, int to) {
    return new Report.Trouble(kind, message, from, to, List.of());
  }

  private static Report.Ran ran(String value, List<Report.Trouble> troubles) {
    return new Report.Ran("", cut(value), troubles);
  }

  private static String cut(String text) {
    return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS) + " …";
  }

  private static String value(SnippetEvent event) {
    SubKind kind = event.snippet().subKind();
    boolean bare = kind == SubKind.TEMP_VAR_EXPRESSION_SUBKIND
        || kind == SubKind.VAR_VALUE_SUBKIND || kind == SubKind.OTHER_EXPRESSION_SUBKIND;
    String value = event.value();
    return bare && value != null ? value : "";
  }

  /// What could stand at the cursor. Names that this very cell declares are known once it has run.
  Report.Suggested complete(String code, int cursor) {
    Stretch stretch = stretch(code, cursor);
    int[] anchor = {stretch.cursor()};
    List<String> all = new ArrayList<>(analysis.completionSuggestions(stretch.code(),
        stretch.cursor(), anchor).stream()
        .sorted((a, b) -> Boolean.compare(b.matchesType(), a.matchesType()))
        .map(SourceCodeAnalysis.Suggestion::continuation).distinct().limit(MOST_SUGGESTIONS)
        .toList());
    return new Report.Suggested(stretch.from() + anchor[0], all);
  }

  /// What is named at the cursor.
  Report.Described describe(String code, int cursor) {
    Stretch stretch = stretch(code, cursor);
    Stream<Report.Page> pages = analysis.documentation(stretch.code(), stretch.cursor(), true)
        .stream().map(page -> new Report.Page(page.signature(),
            cut(Optional.ofNullable(page.javadoc()).orElse(""))));
    return new Report.Described(pages.limit(MOST_PAGES).toList());
  }

  /// The snippet that the cursor is in: JShell looks at one at a time.
  private record Stretch(String code, int cursor, int from) {}

  private Stretch stretch(String code, int cursor) {
    int from = 0;
    while (from < cursor) {
      String rest = code.substring(from);
      CompletionInfo snippet = analysis.analyzeCompletion(rest);
      int end = code.length() - snippet.remaining().length();
      if (snippet.source() == null || end <= from || end >= cursor || !isWhole(snippet)) break;
      from = end;
    }
    return new Stretch(code.substring(from), cursor - from, from);
  }

  private static boolean isWhole(CompletionInfo snippet) {
    return snippet.completeness() == Completeness.COMPLETE
        || snippet.completeness() == Completeness.CONSIDERED_INCOMPLETE;
  }
}
