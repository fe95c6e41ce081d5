package kube.foundation.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// Reads and writes times in the one form in which nearly all are written: `2026-11-23T02:29:45Z`.
public final class Moments {

  private static final String FORM = "0000-00-00T00:00:00Z";
  private static final int SECONDS_A_DAY = 24 * 60 * 60;

  private Moments() {}

  /// The moment; other forms are left to the library, and so is what is wrong.
  public static Instant parse(String text) {
    return isPlain(text)
        ? Instant.ofEpochSecond(LocalDate.of(number(text, 0, 4), number(text, 5, 7),
            number(text, 8, 10)).toEpochDay() * SECONDS_A_DAY + number(text, 11, 13) * 3_600L
            + number(text, 14, 16) * 60L + number(text, 17, 19))
        : Instant.parse(text);
  }

  /// Whether the text is surely a time: in the usual form, with a day that every month has.
  public static boolean isPlain(String text) {
    if (text.length() != FORM.length()) return false;
    for (int at = 0; at < FORM.length(); at++) {
      char form = FORM.charAt(at);
      char letter = text.charAt(at);
      if (form == '0' ? letter < '0' || letter > '9' : letter != form) return false;
    }
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    return number(text, 0, 4) > 0 && month >= 1 && month <= 12 && day >= 1 && day <= 28
        && number(text, 11, 13) < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
  }

  /// The moment in this form, in whole seconds.
  static String text(Instant moment) {
    long second = moment.getEpochSecond();
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_A_DAY));
    if (day.getYear() < 1_000 || day.getYear() > 9_999) {
      return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
    int ofDay = Math.floorMod(second, SECONDS_A_DAY);
    StringBuilder text = new StringBuilder(FORM.length()).append(day.getYear());
    append(text, '-', day.getMonthValue());
    append(text, '-', day.getDayOfMonth());
    append(text, 'T', ofDay / 3_600);
    append(text, ':', ofDay / 60 % 60);
    append(text, ':', ofDay % 60);
    return text.append('Z').toString();
  }

  private static void append(StringBuilder text, char before, int number) {
    text.append(before).append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int at = from; at < to; at++) number = number * 10 + text.charAt(at) - '0';
    return number;
  }
}
