package kube.node.containerruntime.shell;

import java.util.List;
import java.util.Optional;

/// A script, read: what the shell has to do.
sealed interface Script {

  /// One part of a word. Text that is not quoted is split into words after expansion.
  sealed interface Part {
    record Text(String text, boolean quoted) implements Part {}

    /// @param otherwise what `${name:-otherwise}` says; empty text for plain `$name`
    record Variable(String name, String otherwise, boolean quoted) implements Part {}

    record Substitution(String script, boolean quoted) implements Part {}

    record Arithmetic(String expression) implements Part {}
  }

  /// A word as it was written.
  record Word(List<Part> parts) {
    public Word { parts = List.copyOf(parts); }

    /// The word without any expansion, for the parser's own questions.
    String literal() {
      StringBuilder literal = new StringBuilder();
      for (Part part : parts) {
        if (!(part instanceof Part.Text(String text, boolean quoted)) || quoted) return "";
        literal.append(text);
      }
      return literal.toString();
    }
  }

  /// `NAME=word` in front of a command.
  record Assignment(String name, Word value) {}

  /// `>file`, `2>>file`, `<file` or, when `target` is a descriptor, `2>&1`.
  record Redirect(int descriptor, String operator, Word target) {}

  record Simple(List<Assignment> assignments, List<Word> words, List<Redirect> redirects)
      implements
        Script {
    public Simple {
      assignments = List.copyOf(assignments);
      words = List.copyOf(words);
      redirects = List.copyOf(redirects);
    }
  }

  record Pipeline(List<Script> parts, boolean negated) implements Script {
    public Pipeline { parts = List.copyOf(parts); }
  }

  /// `first && second`, or with `||` when `onFailure`.
  record Both(Script first, Script second, boolean onFailure) implements Script {}

  record Sequence(List<Script> parts) implements Script {
    public Sequence { parts = List.copyOf(parts); }
  }

  record Background(Script inside) implements Script {}

  record If(Script condition, Script then, Optional<Script> otherwise) implements Script {}

  /// `while`, or `until` when the condition is to fail.
  record While(Script condition, boolean untilTrue, Script body) implements Script {}

  record For(String name, List<Word> words, Script body) implements Script {
    public For { words = List.copyOf(words); }
  }

  /// `{ … }`, or `( … )` when it is a shell of its own.
  record Group(Script body, boolean subshell, List<Redirect> redirects) implements Script {
    public Group { redirects = List.copyOf(redirects); }
  }
}
