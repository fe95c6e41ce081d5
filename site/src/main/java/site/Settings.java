package site;

import java.nio.file.Path;
import java.util.Map;

/// Where the site listens and where it keeps what learners do.
///
/// @param address the address to bind, the loopback one unless the operator says otherwise
/// @param port    the port, or 0 for any free one
/// @param folder  the folder for the database; made when missing
public record Settings(String address, int port, Path folder) {

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
