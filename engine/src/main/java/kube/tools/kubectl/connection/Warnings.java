package kube.tools.kubectl.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import kube.foundation.api.Response.Answer;

/// The texts of `Warning: 299 - "…"` headers.
///
/// **Source:** https://www.rfc-editor.org/rfc/rfc7234#section-5.5
final class Warnings {

  private static final Pattern TEXT = Pattern.compile("299 \\S+ \"((?:[^\"\\\\]|\\\\.)*)\"");

  private Warnings() {}

  static List<String> of(Answer answer) {
    List<String> texts = new ArrayList<>();
    answer.headers().forEach((name, value) -> {
      if (!name.equalsIgnoreCase("warning")) return;
      Matcher text = TEXT.matcher(value);
      while (text.find()) texts.add(text.group(1).replaceAll("\\\\(.)", "$1"));
    });
    return texts;
  }
}
