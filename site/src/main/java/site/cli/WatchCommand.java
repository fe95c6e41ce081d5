package site.cli;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.run.Grader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Grades an answer again whenever it is saved.
@Command(name = "watch", mixinStandardHelpOptions = true, description = {
    "Grade each answer in a folder again whenever it is saved.",
    "An answer is known by its file name, such as MyStore.java. On a terminal these keys help:",
    WatchSession.KEYS})
final class WatchCommand implements Callable<Integer> {
  private static final long QUIET_MILLIS = 15;
  private static final int DEPTH = 8;

  @Parameters(index = "0", arity = "0..1", paramLabel = "DIR", defaultValue = ".",
      description = "The folder to watch, with all below it. Default: this one.")
  private Path folder = Path.of(".");

  @Spec
  private CommandSpec spec = CommandSpec.create();

  private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();

  /// What the session answers to.
  private sealed interface Happening {
    record Saved(Set<Exercise> exercises) implements Happening {}

    record Pressed(WatchSession.Key key) implements Happening {}

    record Ended(String problem) implements Happening {}
  }

  @Override
  public Integer call() throws InterruptedException {
    Catalog catalog = Catalog.load();
    if (!Files.isDirectory(folder)) {
      throw new CouldNotRun(folder + " is not a folder. Make one with 'exercises start'.");
    }
    try (Grader grader = Grader.start(catalog);
        WatchService watcher = folder.getFileSystem().newWatchService()) {
      watch(watcher);
      begin("saves", () -> hearSaves(watcher, catalog));
      if (KubectlCommand.isTerminal()) {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
          terminal.enterRawMode();
          begin("keys", () -> hearKeys(terminal));
          return answer(new WatchSession(catalog, grader, folder, terminal.writer(), true));
        }
      }
      PrintWriter out = spec.commandLine().getOut();
      return answer(new WatchSession(catalog, grader, folder, out, false));
    } catch (IOException problem) {
      throw new CouldNotRun(folder + " cannot be watched: " + problem.getMessage(), problem);
    }
  }

  private int answer(WatchSession session) throws InterruptedException {
    session.begin();
    while (true) {
      switch (happenings.take()) {
        case Happening.Saved saved -> saved.exercises().forEach(session::saved);
        case Happening.Pressed pressed -> {
          if (!session.pressed(pressed.key())) return InsideOut.PASSED;
        }
        case Happening.Ended ended ->
          throw new CouldNotRun(folder + " cannot be watched any more: " + ended.problem());
      }
    }
  }

  /// What is heard outside the session's thread only goes into the queue.
  private interface Hearing {
    void hear() throws IOException, InterruptedException;
  }

  private void begin(String what, Hearing hearing) {
    Thread.ofPlatform().daemon().name("watch " + what).start(() -> {
      try {
        hearing.hear();
      } catch (IOException | ClosedWatchServiceException problem) {
        happenings.add(new Happening.Ended(String.valueOf(problem.getMessage())));
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private void hearKeys(Terminal terminal) throws IOException {
    for (int letter = terminal.reader().read(); letter >= 0; letter = terminal.reader().read()) {
      WatchSession.Key.of(letter).map(Happening.Pressed::new).ifPresent(happenings::add);
    }
  }

  /// Editors write in several steps, so a save is told when they are quiet. Whoever pauses longer
  /// between two steps has both graded, and the last verdict stands.
  private void hearSaves(WatchService watcher, Catalog catalog)
      throws IOException, InterruptedException {
    while (true) {
      Set<Exercise> changed = new LinkedHashSet<>();
      for (WatchKey key = watcher.take(); key != null; key = watcher.poll(QUIET_MILLIS,
          TimeUnit.MILLISECONDS)) {
        for (WatchEvent<?> event : key.pollEvents()) {
          String name = String.valueOf(event.context());
          catalog.exercises().stream().filter(each -> name.equals(each.submissionFile()))
              .forEach(changed::add);
        }
        key.reset();
      }
      if (!changed.isEmpty()) happenings.add(new Happening.Saved(changed));
      watch(watcher); // only now: nobody waits for it
    }
  }

  /// Watches the folder and all that are in it by now; to watch one twice changes nothing.
  private void watch(WatchService watcher) throws IOException {
    try (Stream<Path> folders = Files.walk(folder, DEPTH).filter(Files::isDirectory)) {
      for (Path place : folders.toList()) {
        place.register(watcher, StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY);
      }
    }
  }
}
