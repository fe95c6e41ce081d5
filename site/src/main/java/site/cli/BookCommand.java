package site.cli;

import course.Course;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import site.book.Book;
import site.book.Edition;
import site.page.Pages;

/// `book`: the course as files.
@Command(name = "book", mixinStandardHelpOptions = true, description = {
    "Write the course to take along: one file of HTML that needs nothing else, and a PDF.",
    "Both hold every lesson, exercise and word that is ready."})
final class BookCommand implements Callable<Integer> {

  @Option(names = {"-o", "--out"}, paramLabel = "DIR", defaultValue = ".",
      description = "Where to; made when missing. Default: this folder.")
  private Path folder = Path.of(".");

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Book book = new Book(Course.load(), new Pages());
    for (Edition edition : Edition.values()) {
      byte[] bytes = book.make(edition);
      Path file = folder.resolve(edition.file());
      try {
        Files.createDirectories(folder);
        Files.write(file, bytes);
      } catch (IOException problem) {
        throw new CouldNotRun("Cannot write " + file + ": " + problem.getMessage());
      }
      out.println(file + ": " + bytes.length / 1024 + " KB");
      out.flush();
    }
    return InsideOut.PASSED;
  }
}
