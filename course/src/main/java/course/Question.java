package course;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One question of a lesson: its prediction, or one of its quiz.
///
/// It is read back from the lesson's fragment, so that a page elsewhere asks in the same words.
///
/// @param id `L03` for a prediction, `L03-1` for the first question of the quiz
/// @param asked the question, as a fragment
/// @param form the whole question with its choices and replies, as the lesson shows it
public record Question(String id, String asked, List<Choice> choices, String form) {
  private static final Pattern FORM = Pattern.compile(
      "<form class=\"(?:predict|quiz)\" data-(?:predict|quiz)=\"([^\"]+)\">.*?</form>",
      Pattern.DOTALL);
  private static final Pattern LEGEND = Pattern.compile("<legend>(.*?)</legend>", Pattern.DOTALL);
  private static final Pattern CHOICE = Pattern.compile(
      "value=\"([a-z])\"( data-right)?> <span>(.*?)</span></label>", Pattern.DOTALL);
  private static final Pattern REPLY = Pattern.compile(
      "<p class=\"reply\" data-for=\"([a-z])\" hidden>(.*?)</p>", Pattern.DOTALL);
  private static final Pattern PLACE = Pattern.compile("href=\"#");

  /// One of the answers offered.
  ///
  /// @param letter what is kept when it is chosen
  /// @param words the answer, as a fragment
  /// @param reply what is said to whoever chose it, as a fragment
  public record Choice(String letter, boolean right, String words, String reply) {}

  public Question {
    choices = List.copyOf(choices);
  }

  /// The questions of a lesson, its prediction first; their links lead into the lesson.
  public static List<Question> of(Lesson lesson) {
    return FORM.matcher(lesson.html()).results().map(found -> read(lesson, found)).toList();
  }

  /// Whether this is the guess before the text; the others are the quiz after it.
  public boolean isPrediction() {
    return !id.contains("-");
  }

  /// The one right answer.
  public Choice right() {
    return choices.stream().filter(Choice::right).findFirst().orElseThrow();
  }

  /// The answer with a letter; none when no answer has it any longer.
  public Stream<Choice> chosen(String letter) {
    return choices.stream().filter(choice -> choice.letter().equals(letter));
  }

  private static Question read(Lesson lesson, MatchResult found) {
    String form = PLACE.matcher(found.group())
        .replaceAll(Matcher.quoteReplacement("href=\"" + lesson.path() + "#"));
    Matcher legend = LEGEND.matcher(form);
    String asked = legend.find() ? legend.group(1) : "";
    List<Choice> choices = CHOICE.matcher(form).results()
        .map(choice -> new Choice(choice.group(1), choice.group(2) != null, choice.group(3),
            reply(form, choice.group(1))))
        .toList();
    return new Question(found.group(1), asked, choices, form);
  }

  private static String reply(String form, String letter) {
    return REPLY.matcher(form).results().filter(reply -> reply.group(1).equals(letter))
        .map(reply -> reply.group(2)).findFirst().orElse("");
  }
}
