package kube.tools.kubectl.resource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON as Go's encoder indents it.
final class GoJson {

  private static final String INDENT = "    ";

  private GoJson() {}

  static void write(JsonNode tree, StringBuilder into) {
    write(tree, "", into);
  }

  private static void write(JsonNode tree, String indent, StringBuilder into) {
    switch (tree) {
      case ObjectNode object when !object.isEmpty() -> {
        into.append('{');
        String[] separator = {"\n"};
        object.forEachEntry((name, value) -> {
          into.append(separator[0]).append(indent).append(INDENT);
          text(name, into);
          into.append(": ");
          write(value, indent + INDENT, into);
          separator[0] = ",\n";
        });
        into.append('\n').append(indent).append('}');
      }
      case ArrayNode array when !array.isEmpty() -> {
        into.append('[');
        String separator = "\n";
        for (JsonNode item : array) {
          into.append(separator).append(indent).append(INDENT);
          write(item, indent + INDENT, into);
          separator = ",\n";
        }
        into.append('\n').append(indent).append(']');
      }
      default -> {
        if (tree.isString()) text(tree.stringValue(), into);
        else
          into.append(tree);
      }
    }
  }

  private static void text(String text, StringBuilder into) {
    into.append('"');
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      switch (letter) {
        case '"' -> into.append("\\\"");
        case '\\' -> into.append("\\\\");
        case '\n' -> into.append("\\n");
        case '\r' -> into.append("\\r");
        case '\t' -> into.append("\\t");
        default -> {
          boolean escaped = letter < ' ' || letter == '<' || letter == '>' || letter == '&'
              || letter == '\u2028' || letter == '\u2029';
          if (escaped) into.append(String.format("\\u%04x", (int) letter));
          else
            into.append(letter);
        }
      }
    }
    into.append('"');
  }
}
