package kube.node.containerruntime.shell;

import java.util.List;
import java.util.SortedMap;
import java.util.function.IntConsumer;

import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.process.World;

/// A small program of the image, such as `ls`.
interface Tool {

  /// One call of a tool.
  ///
  /// @param words its arguments, without its own name
  /// @param directory where it runs
  record Call(String name, List<String> words, SortedMap<String, String> variables,
      String directory, Streams streams, World world) {

    public Call { words = List.copyOf(words); }

    Files files() {
      return world.files();
    }

    String path(String word) {
      return Files.resolve(directory, word);
    }

    void out(String line) {
      streams.out().line(line);
    }

    /// Complains in the tool's name and gives the exit code 1.
    int fail(String complaint) {
      streams.err().line(name + ": " + complaint);
      return 1;
    }

    /// Whether an option such as `-l` is there, alone or among others as in `-la`.
    boolean has(char option) {
      return words.stream()
          .anyMatch(word -> word.matches("-[A-Za-z1]+") && word.indexOf(option) > 0);
    }

    /// The words that are no options.
    List<String> operands() {
      return words.stream().filter(word -> !word.startsWith("-") || word.equals("-")).toList();
    }
  }

  /// Does its work and says how it ended, now or later.
  void run(Call call, IntConsumer done);

  /// A tool that is done at once.
  interface Quick {
    int run(Call call);
  }

  static Tool quick(Quick quick) {
    return (call, done) -> done.accept(quick.run(call));
  }
}
