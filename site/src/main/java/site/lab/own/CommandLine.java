package site.lab.own;

import java.util.ArrayList;
import java.util.List;
import site.lab.LabTrouble;

/// A typed line as words, by the rules of a shell that people use most: quotes, and backslashes.
///
/// **Leaves out** pipes, redirections and variables, because there is only one program here.
final class CommandLine {
  private static final int LONGEST = 16 * 1024;

  private CommandLine() {}

  /// The words of a line. Throws [LabTrouble] when a quote is not closed or a shell is meant.
  static List<String> words(String line) {
    return split(line, true);
  }

  /// The words of a line that is still being typed; the last one may be empty.
  static List<String> unfinished(String line) {
    List<String> words = new ArrayList<>(split(line, false));
    if (line.isEmpty() || Character.isWhitespace(line.charAt(line.length() - 1))) words.add("");
    return words;
  }

  private static List<String> split(String line, boolean isWhole) {
    if (line.length() > LONGEST) throw new LabTrouble("That line is too long.");
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int at = 0; at < line.length(); at++) {
      char letter = line.charAt(at);
      if (quote != 0) {
        if (letter == quote) quote = 0;
        else if (letter == '\\' && quote == '"' && at + 1 < line.length()) {
          word.append(line.charAt(++at));
        } else {
          word.append(letter);
        }
      } else if (letter == '\'' || letter == '"') {
        quote = letter;
        inWord = true;
      } else if (letter == '\\' && at + 1 < line.length()) {
        word.append(line.charAt(++at));
        inWord = true;
      } else if (Character.isWhitespace(letter)) {
        if (inWord) words.add(word.toString());
        word.setLength(0);
        inWord = false;
      } else {
        if (isWhole) refuseShell(letter);
        word.append(letter);
        inWord = true;
      }
    }
    if (isWhole && quote != 0) throw new LabTrouble("A " + quote + " is not closed.");
    if (inWord) words.add(word.toString());
    return words;
  }

  private static void refuseShell(char letter) {
    if ("|;&><`".indexOf(letter) >= 0) {
      throw new LabTrouble("There is no shell here that knows " + letter
          + ". Type one command; put what belongs to it in quotes.");
    }
  }
}
