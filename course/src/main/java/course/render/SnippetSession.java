package course.render;

import course.Lesson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/// One lesson's JShell: cell after cell, with the engine on its class path.
///
/// What a cell prints is its output; when its last snippet is a bare expression, the line
/// `==> value` follows. What [Lesson#SNIPPET_IMPORTS] names
/// needs no import.
final class SnippetSession implements AutoCloseable {
  /// What came of a cell.
  sealed interface Outcome {}

  record Ran(List<String> output) implements Outcome {}

  /// @param line the line of the cell, counted from 1, where the snippet begins
  record Broke(int line, String why) implements Outcome {}

  private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

  private final JShell shell;

  SnippetSession() {
    shell = JShell.builder().executionEngine("local").build();
    shell.addToClasspath(System.getProperty("java.class.path"));
    Lesson.SNIPPET_IMPORTS.forEach(name -> shell.eval("import " + name + ";"));
  }

  /// Runs a cell; everything it declares is there for the next one.
  Outcome run(String code) {
    PrintStream systemOut = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    AtomicBoolean tooLong = new AtomicBoolean();
    Executor later = CompletableFuture.delayedExecutor(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS);
    CompletableFuture<Void> watch = CompletableFuture.runAsync(() -> {
      tooLong.set(true);
      shell.stop();
    }, later);
    try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      Outcome outcome = evaluate(code, printed);
      return tooLong.get()
          ? new Broke(1, "It ran longer than " + TIME_LIMIT.toSeconds() + " s.")
          : outcome;
    } finally {
      System.setOut(systemOut);
      watch.cancel(false);
    }
  }

  private Outcome evaluate(String code, ByteArrayOutputStream printed) {
    String rest = code;
    Optional<String> value = Optional.empty();
    while (!rest.isBlank()) {
      CompletionInfo snippet = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      int line = 1 + lineBreaks(code.substring(0, code.length() - rest.stripLeading().length()));
      if (snippet.source() == null)
        return new Broke(line, "The code is not complete.");
      for (SnippetEvent event : shell.eval(snippet.source())) {
        Optional<String> trouble = trouble(event);
        if (trouble.isPresent())
          return new Broke(line, trouble.get());
        if (event.causeSnippet() == null)
          value = value(event);
      }
      rest = snippet.remaining();
    }
    String text = printed.toString(StandardCharsets.UTF_8) + value.map("==> "::concat).orElse("");
    return new Ran(text.lines().map(String::stripTrailing).toList());
  }

  private Optional<String> trouble(SnippetEvent event) {
    if (event.exception() != null)
      return Optional.of(describe(event.exception()));
    return switch (event.status()) {
      case VALID, OVERWRITTEN, DROPPED -> Optional.empty();
      case RECOVERABLE_DEFINED, RECOVERABLE_NOT_DEFINED -> Optional.of("It uses undeclared names: "
          + shell.unresolvedDependencies((jdk.jshell.DeclarationSnippet) event.snippet())
              .collect(Collectors.joining(", "))
          + ".");
      case REJECTED, NONEXISTENT -> Optional.of(shell.diagnostics(event.snippet())
          .filter(Diag::isError).map(problem -> problem.getMessage(Locale.ROOT))
          .collect(Collectors.joining("; ")));
    };
  }

  private static String describe(JShellException exception) {
    return switch (exception) {
      case EvalException thrown -> thrown.getExceptionClassName() + ": " + thrown.getMessage();
      default -> String.valueOf(exception.getMessage());
    };
  }

  private static Optional<String> value(SnippetEvent event) {
    Snippet snippet = event.snippet();
    boolean bare = snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND
        || snippet.subKind() == SubKind.VAR_VALUE_SUBKIND
        || snippet.subKind() == SubKind.OTHER_EXPRESSION_SUBKIND;
    return bare
        ? Optional.ofNullable(event.value()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  private static int lineBreaks(String text) {
    return (int) text.chars().filter(letter -> letter == '\n').count();
  }

  @Override
  public void close() { shell.close(); }
}
