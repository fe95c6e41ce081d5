package grader.sandbox;

import java.util.List;

/// How to start a process: its command line, and what it reads from its standard input first.
///
/// @param input what nobody who looks at command lines should see; then the input ends
record Launch(List<String> command, String input) {
  Launch {
    command = List.copyOf(command);
  }
}
