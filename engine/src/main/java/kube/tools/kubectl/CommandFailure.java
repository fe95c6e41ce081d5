package kube.tools.kubectl;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

import kube.foundation.api.Status;

/// Ends a command: with a message for people and an exit code for scripts.
public final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(String message, int exitCode) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /// The user or the machine at this end is at fault.
  public static CommandFailure of(String message) {
    return new CommandFailure("error: " + message, 1);
  }

  /// Printed as it is, without `error:` before it.
  public static CommandFailure verbatim(String message) {
    return new CommandFailure(message, 1);
  }

  /// Ends with this code, and says nothing when `message` is empty.
  public static CommandFailure withCode(int exitCode, String message) {
    return new CommandFailure(message, exitCode);
  }

  /// The command line itself is wrong; points to the help of the verb.
  public static CommandFailure usage(String verb, String message) {
    return of(message + "\nSee 'kubectl " + verb + " -h' for help and examples");
  }

  /// Why a file cannot be opened, as the system says it.
  public static String reason(IOException problem) {
    return problem instanceof NoSuchFileException
        ? "no such file or directory"
        : String.valueOf(problem.getMessage());
  }

  /// What the server refused, in the words that kubectl has for it.
  public static CommandFailure of(Status status) {
    return new CommandFailure(text(status), 1);
  }

  static String text(Status status) {
    if (status.code() == 401) {
      return "error: You must be logged in to the server (" + status.message() + ")";
    }
    if (status.reason().equals("Invalid") && !status.kind().isEmpty()) {
      return status.message().startsWith("The ")
          ? status.message()
          : InvalidObject.text(status);
    }
    return status.reason().isEmpty()
        ? "Error from server: " + status.message()
        : "Error from server (" + status.reason() + "): " + status.message();
  }

  public int exitCode() {
    return exitCode;
  }

  public String text() {
    return getMessage() == null ? "" : getMessage();
  }
}
