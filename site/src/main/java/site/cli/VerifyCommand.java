package site.cli;

import grader.exercise.Catalog;
import grader.format.SavedVerdict;
import grader.run.Grader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes a saved verdict again.
@Command(name = "verify", mixinStandardHelpOptions = true,
    description = "Make a verdict again that 'grade --save' kept, and compare every byte.",
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:the same", "1:something differs", "2:could not run"})
final class VerifyCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "FILE", description = "The saved verdict.")
  private Path file = Path.of("");

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Catalog catalog = Catalog.load();
    PrintWriter out = spec.commandLine().getOut();
    try {
      SavedVerdict saved = SavedVerdict.read(Files.readString(file));
      try (Grader grader = Grader.start(catalog)) {
        List<String> differences = saved.differences(catalog, grader);
        differences.forEach(out::println);
        out.println(differences.isEmpty()
            ? "The same verdict, byte for byte."
            : differences.size() + " lines differ.");
        out.flush();
        return differences.isEmpty() ? InsideOut.PASSED : InsideOut.NOT_PASSED;
      }
    } catch (SavedVerdict.NotSaved problem) {
      throw new CouldNotRun(file + " cannot be verified. " + problem.getMessage(), problem);
    } catch (IOException problem) {
      throw new CouldNotRun(file + " cannot be read: " + problem.getMessage(), problem);
    }
  }
}
