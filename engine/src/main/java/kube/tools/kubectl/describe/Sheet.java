package kube.tools.kubectl.describe;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import kube.foundation.api.Json;
import kube.tools.kubectl.print.TabbedText;

import tools.jackson.databind.JsonNode;

/// A page on which a description is written, line by line, cells separated by tabs.
final class Sheet {

  static final String NONE = "<none>";
  private static final int LONGEST_ANNOTATION = 140;
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final DateTimeFormatter TIME = DateTimeFormatter
      .ofPattern("EEE, dd MMM uuuu HH:mm:ss Z", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final TabbedText text = TabbedText.ofDescriptions();

  /// A line, indented by two spaces a level.
  Sheet line(int level, String line) {
    text.add("  ".repeat(level) + line);
    return this;
  }

  Sheet line(String line) {
    return line(0, line);
  }

  /// A name and its value; `<none>` when there is none.
  Sheet field(int level, String name, String value) {
    return line(level, name + ":\t" + (value.isEmpty() ? NONE : value));
  }

  Sheet field(String name, String value) {
    return field(0, name, value);
  }

  /// The same; a newline at the end of the value is a line of its own.
  Sheet verbatim(String name, String value) {
    field(name, value);
    return value.endsWith("\n") ? line("") : this;
  }

  /// Pairs below each other, such as labels.
  Sheet pairs(int level, String name, Map<String, String> pairs, String separator) {
    if (pairs.isEmpty()) return field(level, name, "");
    String start = "  ".repeat(level) + name + ":";
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      text.add(start + "\t" + pair.getKey() + separator + pair.getValue());
      start = "  ".repeat(level);
    }
    return this;
  }

  Sheet labels(int level, JsonNode object) {
    return pairs(level, "Labels", Json.texts(object, "metadata.labels"), "=");
  }

  /// Annotations; long ones and those of several lines start on a line of their own.
  Sheet annotations(int level, JsonNode object) {
    Map<String, String> all = new java.util.TreeMap<>(Json.texts(object, "metadata.annotations"));
    all.remove(LAST_APPLIED);
    if (all.isEmpty()) return field(level, "Annotations", "");
    String start = "  ".repeat(level) + "Annotations:\t";
    for (Map.Entry<String, String> one : all.entrySet()) {
      String value = one.getValue().stripTrailing();
      boolean large = value.length() + one.getKey().length() + 2 > LONGEST_ANNOTATION
          || value.contains("\n");
      if (!large) {
        text.add(start + one.getKey() + ": " + value);
      } else {
        text.add(start + one.getKey() + ":");
        value.lines().forEach(line -> text.add("  ".repeat(level) + "\t  " + shortened(line)));
      }
      start = "  ".repeat(level) + "\t";
    }
    return this;
  }

  private static String shortened(String line) {
    return line.length() > LONGEST_ANNOTATION - 2
        ? line.substring(0, LONGEST_ANNOTATION - 2) + "..."
        : line;
  }

  /// `a=1,b=2`, as few kinds show their annotations.
  static String inOneLine(Map<String, String> pairs) {
    return new java.util.TreeMap<>(pairs).entrySet().stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .collect(java.util.stream.Collectors.joining(","));
  }

  /// Name, namespace where there is one, labels and annotations.
  Sheet head(JsonNode object) {
    field("Name", Json.text(object, "metadata.name"));
    String namespace = Json.text(object, "metadata.namespace");
    if (!namespace.isEmpty()) field("Namespace", namespace);
    labels(0, object);
    return annotations(0, object);
  }

  /// A time as descriptions write it.
  static String time(JsonNode object, String path) {
    String text = Json.text(object, path);
    return text.isEmpty() ? "" : TIME.format(Instant.parse(text));
  }

  Sheet lines(int level, List<String> lines) {
    lines.forEach(line -> line(level, line));
    return this;
  }

  String text() {
    return text.text();
  }
}
