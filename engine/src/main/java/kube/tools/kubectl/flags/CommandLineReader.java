package kube.tools.kubectl.flags;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.tools.kubectl.CommandFailure;

/// Reads flags wherever they stand among the words.
///
/// Go's flags differ from those of Java's libraries in small ways that scripts rely on: a flag that
/// may stand bare never takes the next word as its value, `-it` is two flags, `-oyaml` is one with
/// its value, and the messages are these.
public final class CommandLineReader {

  private final String verb;
  private final SortedMap<String, Flag> byName = new TreeMap<>();
  private final SortedMap<Character, Flag> byLetter = new TreeMap<>();
  private final boolean stopsAtWord;
  private final List<String> words = new ArrayList<>();
  private final SortedMap<String, List<String>> values = new TreeMap<>();

  /// @param verb for the messages
  /// @param stopsAtWord whether everything after the first word is left alone
  public CommandLineReader(String verb, List<Flag> flags, boolean stopsAtWord) {
    this.verb = verb;
    this.stopsAtWord = stopsAtWord;
    for (Flag flag : flags) {
      byName.put(flag.name(), flag);
      if (flag.letter() != ' ') byLetter.put(flag.letter(), flag);
    }
  }

  /// Fails with the message that the user of a wrong flag gets.
  public Arguments read(List<String> line) {
    int dashes = -1;
    Iterator<String> rest = line.iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      if (word.equals("--")) {
        dashes = words.size();
        rest.forEachRemaining(words::add);
      } else if (word.startsWith("--")) {
        longForm(word.substring(2), rest);
      } else if (word.startsWith("-") && word.length() > 1) {
        letters(word, rest);
      } else {
        words.add(word);
        if (stopsAtWord) rest.forEachRemaining(words::add);
      }
    }
    return new Arguments(verb, words, dashes < 0 ? words.size() : dashes, dashes >= 0, values,
        byName);
  }

  private void longForm(String text, Iterator<String> rest) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    Flag flag = byName.get(name);
    if (name.isEmpty() || name.startsWith("-")) throw wrong("bad flag syntax: --" + text);
    if (flag == null) throw wrong("unknown flag: --" + name);
    if (equals >= 0) {
      take(flag, text.substring(equals + 1), said(flag));
    } else if (flag.mayStandBare()) {
      take(flag, flag.bare(), said(flag));
    } else if (rest.hasNext()) {
      take(flag, rest.next(), said(flag));
    } else {
      throw wrong("flag needs an argument: --" + name);
    }
  }

  private void letters(String word, Iterator<String> rest) {
    for (int at = 1; at < word.length(); at++) {
      char letter = word.charAt(at);
      Flag flag = byLetter.get(letter);
      if (flag == null) {
        throw wrong("unknown shorthand flag: '" + letter + "' in " + word);
      }
      String tail = word.substring(at + 1);
      if (tail.startsWith("=")) {
        take(flag, tail.substring(1), said(flag));
        return;
      }
      if (flag.mayStandBare()) {
        take(flag, flag.bare(), said(flag));
        continue;
      }
      if (!tail.isEmpty()) {
        take(flag, tail, said(flag));
      } else if (rest.hasNext()) {
        take(flag, rest.next(), said(flag));
      } else {
        throw wrong("flag needs an argument: '" + letter + "' in " + word);
      }
      return;
    }
  }

  private static String said(Flag flag) {
    return (flag.letter() == ' ' ? "" : "-" + flag.letter() + ", ") + "--" + flag.name();
  }

  private void take(Flag flag, String value, String said) {
    String kept = switch (flag.type()) {
      case TEXT, LIST -> value;
      case YES_NO -> yesNo(value, said);
      case NUMBER -> {
        if (!value.matches("-?[0-9]{1,18}")) {
          throw wrong("invalid argument \"" + value + "\" for \"" + said
              + "\" flag: strconv.ParseInt: parsing \"" + value + "\": invalid syntax");
        }
        yield value;
      }
      case DURATION -> {
        if (Durations.parse(value).isEmpty()) {
          throw wrong("invalid argument \"" + value + "\" for \"" + said
              + "\" flag: time: invalid duration \"" + value + "\"");
        }
        yield value;
      }
    };
    values.computeIfAbsent(flag.name(), _ -> new ArrayList<>()).add(kept);
  }

  private String yesNo(String value, String said) {
    return switch (value) {
      case "1", "t", "T", "true", "TRUE", "True" -> "true";
      case "0", "f", "F", "false", "FALSE", "False" -> "false";
      default -> throw wrong("invalid argument \"" + value + "\" for \"" + said
          + "\" flag: strconv.ParseBool: parsing \"" + value + "\": invalid syntax");
    };
  }

  private CommandFailure wrong(String message) {
    return CommandFailure.of(message + "\nSee 'kubectl" + (verb.isEmpty() ? "" : " " + verb)
        + " --help' for usage.");
  }
}
