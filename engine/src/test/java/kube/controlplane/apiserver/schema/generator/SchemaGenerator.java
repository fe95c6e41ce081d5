package kube.controlplane.apiserver.schema.generator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;

import tools.jackson.databind.node.ObjectNode;

/// Writes the resources of the engine's schema: one file of types, and a file of texts for each
/// group and version.
final class SchemaGenerator {

  /// Types that requests carry, and that are no kinds of their own.
  private static final List<String> FURTHER = List.of("core.v1.Binding", "meta.v1.DeleteOptions",
      "meta.v1.Status", "policy.v1.Eviction", "authentication.v1.TokenRequest",
      "autoscaling.v1.Scale", "core.v1.PodExecOptions", "core.v1.PodAttachOptions");

  /// Types without a protobuf form.
  private static final List<String> MODELS_ONLY = List.of("APIService", "APIServiceList",
      "APIServiceSpec", "APIServiceStatus", "APIServiceCondition", "ServiceReference");

  private final Descriptors descriptors = new Descriptors();
  /// What is required of types that stand in others, because those say so.
  private final Map<String, Set<String>> requiredWithin = new TreeMap<>();
  private final ListFacts facts = new ListFacts(resource("lists.txt"));
  private final ListFacts words = new ListFacts(resource("references.txt"));

  /// All resources by the names of their files.
  SortedMap<String, String> generate() {
    List<String> roots = new ArrayList<>(FURTHER);
    for (Kind<?> kind : Kinds.ALL) {
      roots.add(typeOf(kind));
      roots.add(typeOf(kind) + "List");
    }
    Set<String> types = new TreeSet<>(descriptors.reachable(roots));
    MODELS_ONLY.forEach(name -> types.add("apiregistration.v1." + name));
    StringBuilder text = new StringBuilder();
    SortedMap<String, ObjectNode> texts = new TreeMap<>();
    types.stream().filter(descriptors::has).forEach(this::noteRequired);
    for (String type : types) {
      write(type, text);
      describe(type, texts);
    }
    text.append(resource("metrics.txt")).append(resource("podgroups.txt"));
    SortedMap<String, String> files = new TreeMap<>();
    files.put("types.txt", text.toString());
    texts.forEach((group, node) -> files.put("texts/" + group + ".json",
        Json.pretty(node) + "\n"));
    return files;
  }

  /// Facts about what is no longer there.
  List<String> staleFacts() {
    return Stream.concat(facts.unused().stream(), words.unused().stream()).toList();
  }

  /// `rbac.v1.Role` for the kind Role of `rbac.authorization.k8s.io/v1`.
  static String typeOf(Kind<?> kind) {
    String group = kind.group().isEmpty() ? "core" : kind.group().split("\\.")[0];
    return group + "." + kind.version() + "." + kind.name();
  }

  private void noteRequired(String type) {
    Models.of(type).ifPresent(model -> descriptors.fields(type).stream()
        .filter(field -> field.name().isEmpty())
        .forEach(field -> requiredWithin.computeIfAbsent(field.type(), _ -> new TreeSet<>())
            .addAll(model.required())));
  }

  private void write(String type, StringBuilder text) {
    String home = type.substring(0, type.lastIndexOf('.') + 1);
    Set<String> required = Models.of(type).map(Models.Model::required)
        .orElseGet(() -> requiredWithin.getOrDefault(type, Set.of()));
    text.append(type).append(facts.marksOf(type)).append('\n');
    List<Descriptors.Field> fields = new ArrayList<>(descriptors.has(type)
        ? descriptors.fields(type)
        : modelFields(type));
    fields.sort(Comparator.comparing(Descriptors.Field::name));
    for (Descriptors.Field field : fields) {
      text.append(' ').append(field.name().isEmpty() ? "~" : field.name()).append(' ')
          .append(field.type().replace(home, "")).append(' ').append(field.number());
      if (required.contains(field.name())) text.append(" !");
      text.append(facts.marksOf(type + "." + field.name())).append('\n');
    }
  }

  private void describe(String type, SortedMap<String, ObjectNode> documents) {
    Models.of(type).ifPresent(model -> {
      int dot = type.lastIndexOf('.');
      ObjectNode node = documents.computeIfAbsent(type.substring(0, dot), _ -> Json.object())
          .putObject(type.substring(dot + 1));
      if (!model.text().isEmpty()) node.put("", model.text());
      SortedMap<String, String> texts = new TreeMap<>(model.texts());
      for (String field : model.fields()) {
        String words = wordsBeside(type + "." + field);
        if (!words.isEmpty()) texts.putIfAbsent(field, words);
      }
      texts.forEach(node::put);
    });
  }

  /// The text of a field that refers to another type, which the models leave out.
  private String wordsBeside(String field) {
    return words.marksOf(field).strip().replace("\\n", "\n");
  }

  private static List<Descriptors.Field> modelFields(String type) {
    Models.Model model = Models.of(type).orElseThrow();
    String name = type.substring(type.lastIndexOf('.') + 1);
    return model.fields().stream().map(field -> new Descriptors.Field(field,
        typeOf(getter(name, field).getGenericReturnType()), 0)).toList();
  }

  private static Method getter(String type, String field) {
    Class<?> model = Models.classOf("ApiregistrationV1" + type)
        .or(() -> Models.classOf("V1" + type)).orElseThrow();
    return Stream.of(model.getMethods())
        .filter(method -> method.getParameterCount() == 0)
        .filter(method -> method.getName().toLowerCase(Locale.ROOT)
            .equals("get" + Models.letters(field)))
        .findFirst().orElseThrow();
  }

  private static String typeOf(Type java) {
    if (java instanceof ParameterizedType many) {
      return "[" + typeOf(many.getActualTypeArguments()[0]);
    }
    String name = java.getTypeName().replaceFirst(".*\\.", "");
    return Map.of("String", "string", "Boolean", "boolean", "Integer", "int32", "Long", "int64",
        "byte[]", "bytes", "OffsetDateTime", "time", "V1ObjectMeta", "meta.v1.ObjectMeta",
        "V1ListMeta", "meta.v1.ListMeta")
        .getOrDefault(name, "apiregistration.v1." + name.replaceFirst("^.*?V1", ""));
  }

  private static String resource(String name) {
    try (InputStream text = SchemaGenerator.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(text, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
