package course.render;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A fragment of well-formed HTML. Text becomes markup in [#text] and nowhere else.
///
/// @param markup what is written to the page
record Html(String markup) {
  private static final Pattern CODE = Pattern.compile("<code\\b[^>]*>.*?</code>", Pattern.DOTALL);

  /// What Asciidoctor's replacements made of typed characters.
  private static final Map<String, String> TYPOGRAPHY = Map.of("&#8656;", "&lt;=", "&#8658;",
      "=&gt;", "&#8594;", "-&gt;", "&#8592;", "&lt;-", "&#8230;&#8203;", "...", "&#8217;", "'",
      "&#8201;&#8212;&#8201;", " -- ", "&#8212;&#8203;", "--");

  static final Html NOTHING = new Html("");

  /// Escapes plain text. Every string that is not markup already passes here.
  static Html text(String plain) { return new Html(escape(plain)); }

  /// Takes markup that Asciidoctor wrote, which escapes what it converts. Its arrows and curly
  /// quotes are undone inside code, where `<=` must stay what it is.
  static Html converted(String byAsciidoctor) {
    return new Html(CODE.matcher(byAsciidoctor)
        .replaceAll(code -> Matcher.quoteReplacement(typed(code.group()))));
  }

  private static String typed(String code) {
    String typed = code;
    for (Map.Entry<String, String> replaced : TYPOGRAPHY.entrySet()) {
      typed = typed.replace(replaced.getKey(), replaced.getValue());
    }
    return typed;
  }

  /// Begins preformatted text, which the keyboard can scroll.
  static Tag pre(String role) {
    Tag pre = role.isEmpty() ? tag("pre") : tag("pre").with("class", role);
    return pre.with("tabindex", "0");
  }

  static Html joined(List<Html> parts) {
    return new Html(parts.stream().map(Html::markup).collect(Collectors.joining()));
  }

  /// Begins an element: `tag("a").with("href", url).around(text("here"))`.
  static Tag tag(String name) { return new Tag(name, ""); }

  static Html of(String name, Html... content) { return tag(name).around(content); }

  boolean isEmpty() { return markup.isBlank(); }

  private static String escape(String plain) {
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"",
        "&quot;");
  }

  /// An element's start, attribute by attribute.
  record Tag(String name, String attributes) {
    Tag with(String attribute, String value) {
      return new Tag(name, attributes + " " + attribute + "=\"" + escape(value) + "\"");
    }

    /// Sets an attribute that needs no value, such as `hidden`.
    Tag with(String attribute) { return new Tag(name, attributes + " " + attribute); }

    Tag withId(String id) { return id.isEmpty() ? this : with("id", id); }

    Html around(Html... content) {
      return new Html("<" + name + attributes + ">" + joined(List.of(content)).markup() + "</"
          + name + ">");
    }

    /// The element for content that it keeps line by line, followed by a line break.
    Html block(Html... content) { return new Html(around(content).markup() + "\n"); }

    /// An element that holds nothing, such as `input`.
    Html empty() { return new Html("<" + name + attributes + ">"); }
  }
}
