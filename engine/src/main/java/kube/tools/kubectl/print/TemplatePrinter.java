package kube.tools.kubectl.print;

import java.util.List;

import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Console;
import kube.tools.kubectl.resource.Target;
import kube.tools.kubectl.resource.Yaml;
import kube.tools.kubectl.template.GoText;
import kube.tools.kubectl.template.GoTemplate;
import kube.tools.kubectl.template.TemplateMistake;

import tools.jackson.databind.JsonNode;

/// Fills a Go template; a list fills it once, as a whole.
///
/// @param template as the user wrote it, for messages
final class TemplatePrinter implements ObjectPrinter {

  private final Console console;
  private final String template;
  private final GoTemplate parsed;

  private TemplatePrinter(Console console, String template, GoTemplate parsed) {
    this.console = console;
    this.template = template;
    this.parsed = parsed;
  }

  static TemplatePrinter of(Console console, String template, boolean allowMissing) {
    if (template.isEmpty()) {
      throw CommandFailure.of("template format specified but no template given");
    }
    try {
      return new TemplatePrinter(console, template, GoTemplate.parse(template, allowMissing));
    } catch (TemplateMistake wrong) {
      throw CommandFailure.of("error parsing template " + template + ", " + wrong.text());
    }
  }

  @Override
  public String print(Target target) {
    return fill(target.manifest());
  }

  @Override
  public String printList(JsonNode list, List<Target> targets) {
    return fill(list);
  }

  /// A template that fails shows what it was given, as it does in kubectl.
  private String fill(JsonNode object) {
    StringBuilder text = new StringBuilder();
    try {
      parsed.fill(object, text);
      return text.toString();
    } catch (TemplateMistake wrong) {
      JsonNode sorted = Yaml.sorted(object);
      console.out().print(text + "Error executing template: " + wrong.text()
          + ". Printing more information for debugging the template:\n\ttemplate was:\n\t\t"
          + template + "\n\traw data was:\n\t\t" + sorted
          + "\n\tobject given to template engine was:\n\t\t" + GoText.of(sorted) + "\n\n");
      throw CommandFailure.of("error executing template \"" + quotedInside(template) + "\": "
          + wrong.text());
    }
  }

  private static String quotedInside(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return escaped.replace("\t", "\\t");
  }
}
