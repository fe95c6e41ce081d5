package site.lab.own;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kube.tools.kubectl.resource.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Takes a text of several YAML documents apart, and remembers where each begins.
final class YamlDocuments {
  private static final Pattern LINE = Pattern.compile("line (\\d{1,6})");

  private YamlDocuments() {}

  /// One document.
  ///
  /// @param line where it begins, from 1
  /// @param problem why it is no YAML, at `problemLine`; empty when it is
  record Document(int line, String text, JsonNode tree, String problem, int problemLine) {}

  static List<Document> of(String yaml, int most) {
    List<Document> documents = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int begin = 1;
    int number = 0;
    for (String line : yaml.split("\n", -1)) {
      number++;
      if (line.equals("---") || line.startsWith("--- ")) {
        add(documents, begin, text.toString());
        text.setLength(0);
        begin = number + 1;
      } else {
        text.append(line).append('\n');
      }
      if (documents.size() >= most) return documents;
    }
    add(documents, begin, text.toString());
    return documents;
  }

  private static void add(List<Document> documents, int line, String text) {
    JsonNode tree;
    try {
      tree = Yaml.one(text);
    } catch (IllegalArgumentException malformed) {
      String why = String.valueOf(malformed.getMessage());
      Matcher place = LINE.matcher(why);
      int inside = place.find() ? Integer.parseInt(place.group(1)) : 1;
      documents.add(new Document(line, text, MissingNode.getInstance(),
          place.reset().replaceFirst("line " + (line + inside - 1)), line + inside - 1));
      return;
    }
    boolean isEmpty = tree.isMissingNode() || tree.isNull();
    if (isEmpty) return;
    documents.add(tree.isObject()
        ? new Document(line, text, tree, "", line)
        : new Document(line, text, tree, "An object is needed, with apiVersion and kind.", line));
  }
}
