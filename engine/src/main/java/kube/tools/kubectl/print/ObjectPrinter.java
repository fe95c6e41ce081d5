package kube.tools.kubectl.print;

import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.path.JsonPath;
import kube.tools.kubectl.resource.Target;
import kube.tools.kubectl.resource.Yaml;
import kube.tools.kubectl.template.GoSyntax;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Prints whole objects in the form that `-o` names.
public interface ObjectPrinter {

  String FORMATS = "custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,"
      + "jsonpath-as-json,jsonpath-file,name,template,templatefile,wide,yaml";

  /// The text for one object, ended by a newline where the form has one.
  String print(Target target);

  /// The text for several as one list.
  default String printList(JsonNode list, List<Target> targets) {
    StringBuilder text = new StringBuilder();
    targets.forEach(target -> text.append(print(target)));
    return text.toString();
  }

  /// The printer for a format; fails as kubectl does when there is none of this name.
  ///
  /// @param withManagers whether `metadata.managedFields` is shown
  static ObjectPrinter of(String format, boolean withManagers, boolean allowMissing) {
    int equals = format.indexOf('=');
    String name = equals < 0 ? format : format.substring(0, equals);
    String rest = equals < 0 ? "" : format.substring(equals + 1);
    return switch (name) {
      case "json" -> new OfTrees(Yaml::json, withManagers);
      case "yaml" -> new OfTrees(Yaml::write, withManagers);
      case "name" -> target -> target.label() + "\n";
      case "jsonpath" -> new OfPath(template(rest, allowMissing), rest, false);
      case "jsonpath-as-json" -> new OfPath(template(rest, allowMissing), rest, true);
      default -> throw CommandFailure.of("unable to match a printer suitable for the output format"
          + " \"" + name + "\", allowed formats are: " + FORMATS);
    };
  }

  private static JsonPath template(String text, boolean allowMissing) {
    if (text.isEmpty()) {
      throw CommandFailure.of("template format specified but no template given");
    }
    try {
      String unquoted = text.length() > 1 && text.startsWith("'") && text.endsWith("'")
          ? text.substring(1, text.length() - 1)
          : text;
      return JsonPath.template(unquoted, allowMissing);
    } catch (IllegalArgumentException wrong) {
      throw CommandFailure.of("error parsing jsonpath " + text + ", " + wrong.getMessage());
    }
  }

  /// The object without what few people want to see.
  static JsonNode shown(JsonNode tree, boolean withManagers) {
    if (withManagers || !(tree instanceof ObjectNode)) return tree;
    JsonNode copy = tree.deepCopy();
    if (copy.path("metadata") instanceof ObjectNode metadata) metadata.remove("managedFields");
    copy.path("items").forEach(item -> {
      if (item.path("metadata") instanceof ObjectNode metadata) metadata.remove("managedFields");
    });
    return copy;
  }

  /// JSON and YAML.
  record OfTrees(java.util.function.Function<JsonNode, String> notation, boolean withManagers)
      implements
        ObjectPrinter {

    @Override
    public String print(Target target) {
      return notation.apply(shown(target.manifest(), withManagers));
    }

    @Override
    public String printList(JsonNode list, List<Target> targets) {
      return notation.apply(shown(list, withManagers));
    }
  }

  /// A filled template; of a list, filled once from the whole.
  record OfPath(JsonPath path, String template, boolean asJson) implements ObjectPrinter {

    @Override
    public String print(Target target) {
      return fill(target.manifest());
    }

    @Override
    public String printList(JsonNode list, List<Target> targets) {
      return fill(list);
    }

    private String fill(JsonNode tree) {
      try {
        if (!asJson) return path.fill(tree);
        var all = Json.object().putArray("all");
        path.values(tree).forEach(all::add);
        return Yaml.json(all);
      } catch (IllegalArgumentException missing) {
        throw CommandFailure.of("error executing jsonpath \"" + template
            + "\": Error executing template: " + missing.getMessage()
            + ". Printing more information for debugging the template:\n\ttemplate was:\n\t\t"
            + template + "\n\tobject given to jsonpath engine was:\n\t\t" + GoSyntax.of(tree)
            + "\n\n");
      }
    }
  }
}
