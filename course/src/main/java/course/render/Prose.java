package course.render;

import course.Markup;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Counts the words of a page and judges its sentences.
///
/// What counts are paragraphs and list items. Code, questions with their replies, drawings'
/// numbered strips, words and footer do not.
final class Prose {
  static final int WORDS_LEAST = 700;
  static final int WORDS_MOST = 1000;
  private static final int SENTENCE_WORDS = 22;
  private static final int PARAGRAPH_SENTENCES = 4;
  private static final Pattern SENTENCE_END = Pattern
      .compile("(?<=[.?!])[\"'”)]?\\s+(?=[A-Z0-9`\"“(])");
  private static final Pattern BANNED = Pattern.compile(
      "\\b(simply|(?<!has |have |had |was |were )just|obviously|easy|easily)\\b",
      Pattern.CASE_INSENSITIVE);

  private final SourceText source;
  private final Problems problems;
  private final boolean measured;
  private int words;

  /// @param measured whether long sentences and paragraphs are told
  Prose(SourceText source, Problems problems, boolean measured) {
    this.source = source;
    this.problems = problems;
    this.measured = measured;
  }

  int words() { return words; }

  /// Counts the words of a table, whose cells are no sentences.
  void cells(String html) {
    words += count(Markup.text(html));
  }

  void paragraph(String html, int line) {
    String text = Markup.text(html);
    words += count(text);
    banned(text, line);
    if (measured) measure(text, line);
  }

  private void measure(String text, int line) {
    List<String> sentences = List.of(SENTENCE_END.split(text));
    if (sentences.size() > PARAGRAPH_SENTENCES) {
      problems.warning(source.file(), line, "A paragraph of " + sentences.size() + " sentences.",
          "Keep to " + PARAGRAPH_SENTENCES + ": one idea a paragraph.");
    }
    for (String sentence : sentences) {
      if (count(sentence) > SENTENCE_WORDS) {
        problems.warning(source.file(), line, "A sentence of " + count(sentence) + " words: \""
            + sentence.substring(0, Math.min(40, sentence.length())) + "…\".",
            "Keep to " + SENTENCE_WORDS + " words; make two sentences.");
      }
    }
  }

  /// Reports words that tell a stuck reader that the fault is theirs. What "has just" happened is
  /// a time, and may stay.
  void banned(String text, int line) {
    BANNED.matcher(text).results().forEach(word -> problems.error(source.file(), line,
        "The word \"" + word.group().toLowerCase(Locale.ROOT) + "\" is not for lessons.",
        "Leave it out, or say what makes it so."));
  }

  static int count(String text) {
    return (int) Pattern.compile("[\\p{L}\\p{N}]+(?:['’.,/_-][\\p{L}\\p{N}]+)*").matcher(text)
        .results().count();
  }
}
