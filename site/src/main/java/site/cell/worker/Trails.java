package site.cell.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;

/// Where exceptions came through: only lines that the reader typed.
final class Trails {
  private static final int MOST_STEPS = 12;
  private static final int MOST_CAUSES = 4;
  private static final int MOST_SNIPPETS = 5_000;

  private final TreeMap<String, Place> places = new TreeMap<>();

  /// @param line the line of the cell, counted from 1, where the snippet begins
  private record Place(String cell, int line) {}

  /// Notes where this snippet stands.
  void remember(Snippet snippet, String cell, String code, int from) {
    if (places.size() >= MOST_SNIPPETS) places.clear();
    int line = 1 + (int) code.substring(0, from).chars().filter(each -> each == '\n').count();
    places.putIfAbsent(snippet.id(), new Place(cell, line));
  }

  /// What was thrown, in words and in the reader's own lines.
  Report.Trouble thrown(JShellException exception) {
    StringBuilder message = new StringBuilder(name(exception));
    Throwable cause = exception.getCause();
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      message.append("\nbecause of ").append(name(cause));
      cause = cause.getCause();
    }
    return new Report.Trouble("thrown", message + hint(message.toString()), -1, -1,
        trail(exception));
  }

  private static String name(Throwable problem) {
    if (problem instanceof UnresolvedReferenceException unresolved) {
      return "This uses what is not declared yet: " + unresolved.getSnippet().source().strip();
    }
    String type = problem instanceof EvalException thrown
        ? thrown.getExceptionClassName()
        : problem.getClass().getName();
    String simple = type.substring(type.lastIndexOf('.') + 1);
    String message = problem.getMessage();
    return message == null || message.isBlank() ? simple : simple + ": " + message;
  }

  /// What the sandbox refuses looks like an accident; it is none.
  private static String hint(String message) {
    boolean isRefused = List.of("NoSuchFileException", "AccessDeniedException",
        "FileNotFoundException", "Read-only file system", "SocketException", "ConnectException",
        "UnknownHostException", "UnresolvedAddressException", "NoRouteToHost",
        "Network is unreachable", "Cannot run program", "No space left")
        .stream().anyMatch(message::contains);
    return isRefused
        ? "\nA cell runs in a sandbox: it has no files, no network and no other programs."
        : "";
  }

  private List<Report.Step> trail(JShellException exception) {
    List<Report.Step> trail = new ArrayList<>();
    for (StackTraceElement element : exception.getStackTrace()) {
      String file = element.getFileName();
      if (file == null || !file.startsWith("#")) continue;
      Place place = places.get(file.substring(1));
      if (place == null || trail.size() >= MOST_STEPS) continue;
      String method = element.getMethodName();
      Report.Step step = new Report.Step(place.cell(),
          place.line() + Math.max(1, element.getLineNumber()) - 1,
          method.contains("$") ? "" : method);
      if (trail.isEmpty() || !trail.getLast().equals(step)) trail.add(step);
    }
    return trail;
  }
}
