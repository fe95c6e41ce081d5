package site.comparison;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import kube.tools.kubectl.Console;
import kube.tools.kubectl.Kubectl;
import kube.tools.kubectl.connection.HttpConnection;
import site.comparison.Compared.Printed;

/// Types one long session to a real kubectl and to ours, on two equal clusters, and compares.
///
/// Both get each command at the same time, so that ages agree but for a second.
public final class Comparison {

  private static final Pattern MINOR = Pattern.compile("v1\\.(\\d+)\\.");
  private static final int SECONDS_AT_MOST = 120;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final Path kubectl;
  private final Path folder;
  private final List<Line> session;
  private final Duration patience;

  /// @param kubectl the real one
  /// @param folder an empty one, to work in
  public Comparison(Path kubectl, Path folder) {
    this(kubectl, folder, Line.all(), LONGEST_WAIT);
  }

  public Comparison(Path kubectl, Path folder, List<Line> session) {
    this(kubectl, folder, session, LONGEST_WAIT);
  }

  /// @param session the commands, in their order
  /// @param patience how long a question is asked again while the answers differ
  public Comparison(Path kubectl, Path folder, List<Line> session, Duration patience) {
    this.patience = patience;
    this.session = List.copyOf(session);
    this.kubectl = kubectl.toAbsolutePath();
    this.folder = folder.toAbsolutePath();
  }

  /// The real one.
  public Path kubectl() {
    return kubectl;
  }

  /// The minor version of the real one.
  ///
  /// @throws IOException when it does not run or does not say
  public int minor() throws IOException, InterruptedException {
    Process asked = new ProcessBuilder(kubectl.toString(), "version", "--client")
        .redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(
            new java.io.File("/dev/null")))
        .start();
    String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    asked.waitFor();
    Matcher version = MINOR.matcher(said);
    if (!version.find()) throw new IOException(kubectl + " does not tell its version: " + said);
    return Integer.parseInt(version.group(1));
  }

  /// @param onCompared hears of each command when both are done
  public List<Compared> run(Consumer<Compared> onCompared)
      throws IOException, InterruptedException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    List<Compared> all = new ArrayList<>();
    try (Twin theirs = new Twin(Files.createDirectories(folder.resolve("a")), now, "theirs",
        kubectl);
        Twin ours = new Twin(Files.createDirectories(folder.resolve("b")), now, "ours",
            kubectl)) {
      int minor = minor();
      for (Line line : session) {
        for (List<String> before : line.before()) {
          await(before, theirs);
          await(before, ours);
        }
        if (!line.isFor(minor)) continue;
        Compared compared = compare(line, theirs, ours);
        all.add(compared);
        onCompared.accept(compared);
        theirs.mustBeWell();
        ours.mustBeWell();
      }
    }
    return List.copyOf(all);
  }

  /// Two live clusters are never at quite the same moment, so a question whose answers differ is
  /// asked again for a while; a command that changes something is typed once.
  private Compared compare(Line line, Twin theirs, Twin ours)
      throws IOException, InterruptedException {
    Instant end = Instant.now().plus(patience);
    while (true) {
      CompletableFuture<Printed> there = start(line.words(), line.input(), theirs);
      Printed here = ours(line, ours);
      Compared compared = new Compared(line, finished(there), here);
      boolean isSettled = compared.outcome() != Compared.Outcome.DIFFERENT
          || !line.onlyAsks() || Instant.now().isAfter(end);
      if (isSettled) return compared;
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  /// Runs a command until it succeeds: what it asks for is about to come true.
  private void await(List<String> words, Twin twin) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(LONGEST_WAIT);
    while (Instant.now().isBefore(end)) {
      if (finished(start(words, "", twin)).exitCode() == 0) return;
      TimeUnit.MILLISECONDS.sleep(250);
    }
  }

  private static Printed finished(CompletableFuture<Printed> printed) throws IOException {
    try {
      return printed.get(SECONDS_AT_MOST * 2L, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException lost) {
      throw new IOException("kubectl could not be run: " + lost.getMessage(), lost);
    }
  }

  private CompletableFuture<Printed> start(List<String> words, String input, Twin twin)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(twin.program().toString()));
    command.addAll(words);
    Path in = Files.writeString(twin.folder().resolve(".in"), input);
    Path out = twin.folder().resolve(".out");
    Path errors = twin.folder().resolve(".errors");
    ProcessBuilder process = new ProcessBuilder(command).directory(twin.folder().toFile())
        .redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(errors.toFile());
    process.environment().clear();
    process.environment().putAll(twin.environment());
    Process running = process.start();
    String where = twin.folder().toString();
    return running.onExit().orTimeout(SECONDS_AT_MOST, TimeUnit.SECONDS)
        .handle((done, late) -> {
          if (late != null) running.destroyForcibly();
          return late == null ? running.exitValue() : 124;
        })
        .thenApply(code -> new Printed(code, SameText.of(text(out), where),
            SameText.of(text(errors), where)));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private static Printed ours(Line line, Twin twin) {
    var out = new ByteArrayOutputStream();
    var errors = new ByteArrayOutputStream();
    Console console = new Console(
        new ByteArrayInputStream(line.input().getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(errors, false, StandardCharsets.UTF_8), false, twin.environment(),
        twin.folder());
    int code = new Kubectl(console, server -> HttpConnection.to(server, Duration.ZERO))
        .run(line.words());
    String where = twin.folder().toString();
    return new Printed(code, SameText.of(out.toString(StandardCharsets.UTF_8), where),
        SameText.of(errors.toString(StandardCharsets.UTF_8), where));
  }
}
