package kube.tools.kubectl.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.ApiResource;
import kube.tools.kubectl.resource.OpenApi;
import kube.tools.kubectl.resource.OpenApi.Schema;

import tools.jackson.databind.JsonNode;

/// `kubectl explain`: what a field means, in the server's own words.
public final class ExplainVerb {

  private static final int MOST_VALUES = 4;
  private static final int WIDTH = 80;
  private static final Pattern WORD = Pattern.compile("(\\s*)(\\S*)");

  private final StringBuilder text = new StringBuilder();

  private ExplainVerb() {}

  public static Verb verb() {
    return Verb.of("explain", "TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group]",
        "Get documentation for a resource",
        List.of("kubectl explain pod.spec.containers.livenessProbe"), List.of(
            Flag.text("api-version", "", "The group and version, such as autoscaling/v2."),
            Flag.text("output", "plaintext", "plaintext."),
            Flag.yesNo("recursive", false, "All fields below, names only.")),
        (session, arguments) -> new ExplainVerb().run(session, arguments));
  }

  private int run(Session session, Arguments arguments) {
    if (arguments.words().isEmpty()) {
      throw CommandFailure.of("You must specify the type of resource to explain. Use"
          + " \"kubectl api-resources\" for a complete list of supported resources.");
    }
    if (arguments.words().size() > 1) {
      throw CommandFailure.of("We accept only this format: explain RESOURCE");
    }
    String output = arguments.text("output");
    boolean isOld = output.equals("plaintext-openapiv2");
    if (!isOld && !output.equals("plaintext")) {
      throw CommandFailure.of("unrecognized format: " + output);
    }
    List<String> path = new ArrayList<>(List.of(arguments.words().getFirst().split("\\.")));
    ApiResource resource = resource(session, arguments, path);
    Schema schema = new OpenApi(session.api()).of(resource).orElseThrow(() -> CommandFailure.of(
        "couldn't find resource for \"" + resource.apiVersion() + ", Kind=" + resource.kind()
            + "\""));
    if (isOld) {
      session.console().out().print(OldExplain.page(resource, path, place(schema, path),
          arguments.isSet("recursive")));
      return 0;
    }
    if (!resource.group().isEmpty()) {
      text.append("GROUP:      ").append(resource.group()).append('\n');
    }
    text.append("KIND:       ").append(resource.kind()).append("\nVERSION:    ")
        .append(resource.version()).append("\n\n");
    try {
      write(follow(schema, path), arguments.isSet("recursive"));
    } finally {
      session.console().out().print(text);
    }
    return 0;
  }

  /// The kind may be written with its group, and the path of fields follows.
  private static ApiResource resource(Session session, Arguments arguments, List<String> path) {
    String word = path.removeFirst();
    String version = arguments.text("api-version");
    if (!version.isEmpty()) {
      ApiResource known = session.mapper().resource(word);
      return session.mapper().ofKind(version, known.kind()).orElseThrow(() -> CommandFailure.of(
          "couldn't find resource for \"" + version + ", Resource=" + known.plural() + "\""));
    }
    StringBuilder longer = new StringBuilder(word);
    for (int taken = 1; taken <= path.size(); taken++) {
      longer.append('.').append(path.get(taken - 1));
      boolean named = session.mapper().find(longer.toString())
          .filter(one -> longer.toString().equals(one.qualified())).isPresent();
      if (named) {
        path.subList(0, taken).clear();
        return session.mapper().resource(longer.toString());
      }
    }
    return session.mapper().find(word).orElseThrow(() -> CommandFailure.verbatim(
        "the server doesn't have a resource type \"" + word + "\""));
  }

  private static Schema place(Schema schema, List<String> path) {
    Schema place = schema;
    for (String field : path) {
      Schema inside = inner(place);
      place = inside.field(field).orElseThrow(() -> CommandFailure.of("field \"" + field
          + "\" does not exist"));
    }
    return place;
  }

  private Schema follow(Schema schema, List<String> path) {
    Schema place = place(schema, path);
    if (!path.isEmpty()) {
      text.append("FIELD: ").append(path.getLast()).append(" <").append(type(place))
          .append(">\n");
      JsonNode values = place.node().path("enum");
      if (!values.isEmpty()) text.append("ENUM:\n");
      values.forEach(value -> text.append("    ").append(value.asString("")).append('\n'));
      text.append(values.isEmpty() ? "\n\n" : "\n");
    }
    return place;
  }

  /// What a list or a map holds, when it holds objects.
  private static Schema inner(Schema schema) {
    return schema.items().or(schema::values).map(ExplainVerb::inner).orElse(schema);
  }

  private void write(Schema place, boolean recursive) {
    text.append("DESCRIPTION:\n");
    String description = place.description();
    if (description.isEmpty()) description = inner(place).description();
    if (description.isEmpty()) text.append("    <empty>\n");
    else
      wrap(description, "    ");
    String ofType = Json.text(inner(place).node(), "description");
    if (!ofType.isEmpty() && !ofType.equals(description)) wrap(ofType, "    ");
    if (!description.isEmpty()) text.append("    \n");
    JsonNode fields = inner(place).node().path("properties");
    if (!fields.isEmpty()) {
      text.append("FIELDS:\n");
      fields(inner(place), "  ", recursive, 0);
    }
    text.append('\n');
  }

  private void fields(Schema schema, String indent, boolean recursive, int depth) {
    TreeSet<String> names = new TreeSet<>(schema.node().path("properties").propertyNames());
    for (String name : names) {
      Optional<Schema> field = schema.field(name);
      if (field.isEmpty()) continue;
      text.append(indent).append(name).append("\t<").append(type(field.get())).append('>');
      if (schema.isRequired(name)) text.append(" -required-");
      text.append('\n');
      if (recursive) {
        boolean deeper = depth < 12 && !inner(field.get()).node().path("properties").isEmpty();
        if (!values(field.get(), indent) && deeper) {
          fields(inner(field.get()), indent + "  ", true, depth + 1);
        }
        continue;
      }
      values(field.get(), indent);
      String description = field.get().description();
      if (description.isEmpty()) text.append(indent).append("  <no description>\n");
      else
        wrap(description, indent + "  ");
      text.append('\n');
    }
  }

  private boolean values(Schema place, String indent) {
    JsonNode values = place.node().path("enum");
    if (values.isEmpty()) return false;
    text.append(indent).append("enum: ").append(String.join(", ",
        values.valueStream().limit(MOST_VALUES)
            .map(one -> one.asString("").isEmpty() ? "\"\"" : one.asString("")).toList()))
        .append(values.size() > MOST_VALUES ? ", ....\n" : "\n");
    return true;
  }

  /// `string`, `[]Container`, `map[string]string`.
  private static String type(Schema schema) {
    Optional<Schema> items = schema.items();
    if (items.isPresent()) return "[]" + type(items.get());
    Optional<Schema> values = schema.values();
    if (values.isPresent()) return "map[string]" + type(values.get());
    String name = schema.typeName();
    String plain = Json.text(schema.node(), "type");
    boolean isObject = plain.equals("object") || plain.isEmpty();
    if (!name.isEmpty() && (isObject || name.equals("Quantity") || name.equals("Time")
        || name.equals("IntOrString") || name.equals("MicroTime"))) {
      boolean isTime = name.equals("Time") || name.equals("MicroTime");
      return isObject || !isTime ? name : plain;
    }
    return plain.isEmpty() ? "Object" : plain.equals("object") ? "Object" : plain;
  }

  /// Lines of at most eighty letters, blanks between words as they are, but where a line ends.
  private void wrap(String description, String indent) {
    int room = WIDTH - indent.length();
    for (String paragraph : description.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      Matcher word = WORD.matcher(paragraph);
      while (word.find()) {
        int length = word.group(2).length();
        boolean isFull = !line.isEmpty() && length > 0
            && line.length() + word.group(1).length() + length > room;
        if (isFull) {
          text.append(indent).append(line).append('\n');
          line.setLength(0);
        } else {
          line.append(word.group(1));
        }
        line.append(word.group(2));
      }
      text.append(indent).append(line).append('\n');
    }
  }
}
