package kube.tools.kubectl.print;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;

/// How a command line wants objects printed: `-o`, `--template` and what goes with them.
///
/// @param name the form, such as `yaml` or `go-template`; empty for the verb's own
/// @param template what fills forms that need one
public record Printing(String name, String template, boolean withManagers, boolean allowMissing) {

  private static final List<String> WITH_TEMPLATE = List.of("go-template", "go-template-file",
      "template", "templatefile", "jsonpath", "jsonpath-file", "jsonpath-as-json");

  public static List<Flag> flags(String help) {
    return List.of(Flag.text("output", "", help).withLetter('o'),
        Flag.yesNo("show-managed-fields", false, "Also show who manages which field."),
        Flag.text("template", "", "A Go template, or the file of one with -o=go-template-file."),
        Flag.yesNo("allow-missing-template-keys", true, "Missing fields count as nothing."));
  }

  public static Printing of(Arguments arguments) {
    String said = arguments.text("output");
    String template = arguments.text("template");
    int equals = said.indexOf('=');
    String name = equals < 0 ? said : said.substring(0, equals);
    if (equals >= 0) template = said.substring(equals + 1);
    if (name.isEmpty() && !template.isEmpty()) name = "go-template";
    boolean allowMissing = arguments.text("allow-missing-template-keys").isEmpty()
        || arguments.isSet("allow-missing-template-keys");
    return new Printing(name, template, arguments.isSet("show-managed-fields"), allowMissing);
  }

  /// Whether the verb prints as it likes.
  public boolean isOwn() {
    return name.isEmpty();
  }

  /// The printer; fails as kubectl does when there is none of this name.
  public ObjectPrinter printer(Session session) {
    boolean isFile = name.endsWith("file");
    String text = isFile && !template.isEmpty() ? file(session, template) : template;
    if (WITH_TEMPLATE.contains(name) && template.isEmpty()) {
      throw CommandFailure.of("template format specified but no template given");
    }
    return switch (name) {
      case "go-template", "go-template-file", "template", "templatefile" ->
        TemplatePrinter.of(session.console(), text, allowMissing);
      case "custom-columns-file" -> CustomColumns.ofFile(text);
      case "jsonpath-file" -> ObjectPrinter.of("jsonpath=" + text, withManagers, allowMissing);
      case "custom-columns" -> CustomColumns.parse(text,
          !session.arguments().isSet("no-headers"));
      default -> ObjectPrinter.of(template.isEmpty() ? name : name + "=" + template,
          withManagers, allowMissing);
    };
  }

  private String file(Session session, String file) {
    try {
      return Files.readString(session.console().directory().resolve(file));
    } catch (IOException _) {
      String what = name.startsWith("custom-columns") ? "template " : "--template ";
      throw CommandFailure.of("error reading " + what + file + ", open " + file
          + ": no such file or directory");
    }
  }
}
