package site.cli;

import grader.exercise.Catalog;
import grader.report.Isolation;
import grader.run.Disclosing;
import grader.run.Grader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import site.CannotServe;
import site.Settings;
import site.Site;
import site.operation.JsonLines;

/// Serves the site until it is stopped.
@Command(name = "serve", mixinStandardHelpOptions = true,
    description = "Serve the lessons, the exercises and the live cluster in the browser.")
final class ServeCommand implements Callable<Integer> {

  @Option(names = {"-p",
      "--port"}, paramLabel = "PORT", defaultValue = "8080",
      description = "The port; 0 takes any free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(names = "--address", paramLabel = "ADDRESS", defaultValue = "127.0.0.1",
      description = "The address to listen on. Default: ${DEFAULT-VALUE}, this machine only.")
  private String address = "127.0.0.1";

  @Option(names = "--data", paramLabel = "DIR",
      description = "Where work is kept. Default: inside-out in the user's data folder.")
  private Optional<Path> folder = Optional.empty();

  @Option(names = "--log", paramLabel = "FORMAT", defaultValue = "text",
      description = "text: what went wrong, for people. json: that and every request, an object a"
          + " line. Default: ${DEFAULT-VALUE}.")
  private LogFormat log = LogFormat.TEXT;

  @Option(names = "--disclosure", paramLabel = "FILE",
      description = "Show of failing hidden checks as much as this file allows on the day.")
  private Optional<Path> disclosure = Optional.empty();

  @Option(names = "--accept-isolation", paramLabel = "LEVEL",
      description = "Serve others although their code is confined no better than this: partial or"
          + " process. Without it the site refuses.")
  private Optional<Isolation.Level> accepts = Optional.empty();

  /// The forms of the log on standard error.
  enum LogFormat {
    TEXT, JSON
  }

  @Spec
  private CommandSpec spec = CommandSpec.create();

  private Settings.Grading grading() {
    Disclosing disclosing = disclosure.isEmpty()
        ? Disclosing.AS_WRITTEN
        : Exercises.disclosing(disclosure, Catalog.load(),
            () -> LocalDate.now(ZoneId.systemDefault()));
    return new Settings.Grading(catalog -> Grader.start(catalog, disclosing), accepts);
  }

  @Override
  public Integer call() throws InterruptedException {
    Ports.require(port);
    if (log == LogFormat.JSON) JsonLines.begin();
    System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
    System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    Settings settings = new Settings(address, port,
        folder.orElseGet(() -> Settings.usual().folder()), grading());
    try (Site site = Site.start(settings)) {
      var out = spec.commandLine().getOut();
      out.println("Kubernetes Inside Out is on http://" + address + ":" + site.port());
      out.println("Work is kept in " + settings.folder() + ". Stop with Ctrl+C.");
      out.flush();
      Runtime.getRuntime().addShutdownHook(new Thread(site::close));
      new CountDownLatch(1).await();
      return InsideOut.PASSED;
    } catch (CannotServe cannot) {
      throw new CouldNotRun(String.valueOf(cannot.getMessage()), cannot);
    }
  }
}
