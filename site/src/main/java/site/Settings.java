package site;

import grader.exercise.Catalog;
import grader.report.Isolation;
import grader.run.Grader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Where the site listens and where it keeps what learners do.
///
/// @param address the address to bind, the loopback one unless the operator says otherwise
/// @param port    the port, or 0 for any free one
/// @param folder  the folder for the database; made when missing
/// @param grading how answers are judged
public record Settings(String address, int port, Path folder, Grading grading) {

  /// How answers are judged here.
  ///
  /// @param start   starts the grader for this catalog
  /// @param accepts the isolation below the full one with which the operator serves others all the
  ///                same; named, so that nobody does so unknowingly
  public record Grading(Function<Catalog, Grader> start, Optional<Isolation.Level> accepts) {
    /// The strongest isolation that this machine has, and every check as its author wrote it.
    public static final Grading USUAL = new Grading(Grader::start, Optional.empty());
  }

  /// Settings with the usual grading.
  public Settings(String address, int port, Path folder) {
    this(address, port, folder, Grading.USUAL);
  }

  /// Whether others than the people at this machine can reach the site.
  boolean isShared() {
    try {
      return !InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException noAddress) {
      return true;
    }
  }

  /// Refuses to serve others when their code would not be confined completely. Throws
  /// [CannotServe], which says what would stay open, and how an operator overrides it.
  void requireConfinement(Isolation isolation) {
    if (!isShared() || isolation.level() == Isolation.Level.FULL) return;
    if (grading.accepts().equals(Optional.of(isolation.level()))) return;
    String level = isolation.level().name().toLowerCase(Locale.ROOT);
    throw new CannotServe("On " + address + " others could run code on this machine, and it does "
        + "not confine their code completely (" + isolation.sentence() + "). Install bubblewrap, "
        + "serve on 127.0.0.1, or, if you trust everybody who can reach it, say "
        + "--accept-isolation=" + level + ".");
  }

  /// The loopback address, port 8080, and the data folder of the XDG convention.
  public static Settings usual() {
    return new Settings("127.0.0.1", 8080, usualFolder(System.getenv()));
  }

  /// `$XDG_DATA_HOME/inside-out`, or `~/.local/share/inside-out` where that is not set.
  static Path usualFolder(Map<String, String> environment) {
    String stated = environment.getOrDefault("XDG_DATA_HOME", "");
    Path share = stated.isBlank() || !Path.of(stated).isAbsolute()
        ? Path.of(home(environment), ".local", "share")
        : Path.of(stated);
    return share.resolve("inside-out");
  }

  /// `$HOME`, as every other program has it; Java's own idea comes from the table of users.
  private static String home(Map<String, String> environment) {
    String stated = environment.getOrDefault("HOME", "");
    return stated.isBlank() ? System.getProperty("user.home") : stated;
  }
}
