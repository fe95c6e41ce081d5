package site.comparison;

import java.util.ArrayList;
import java.util.List;

/// Splits a command into words as a shell does, with its two kinds of quotes and nothing more.
final class Words {

  private Words() {}

  static List<String> of(String command) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean isOpen = false;
    char quote = ' ';
    for (int at = 0; at < command.length(); at++) {
      char letter = command.charAt(at);
      if (quote != ' ') {
        if (letter == quote) quote = ' ';
        else
          word.append(letter);
      } else if (letter == '\'' || letter == '"') {
        quote = letter;
        isOpen = true;
      } else if (letter == ' ') {
        if (isOpen) words.add(word.toString());
        word.setLength(0);
        isOpen = false;
      } else {
        word.append(letter);
        isOpen = true;
      }
    }
    if (quote != ' ') throw new IllegalArgumentException("a quote is open in: " + command);
    if (isOpen) words.add(word.toString());
    return words;
  }
}
