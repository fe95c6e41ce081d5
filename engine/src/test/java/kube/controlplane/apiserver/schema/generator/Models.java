package kube.controlplane.apiserver.schema.generator;

import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.swagger.annotations.ApiModel;
import io.swagger.annotations.ApiModelProperty;

/// What the model classes of the Java client say: the fields in JSON, their texts, what is required.
final class Models {

  private static final String PACKAGE = "io.kubernetes.client.openapi.models.";

  private Models() {}

  /// One type as its model class tells it.
  ///
  /// @param texts the descriptions of its fields, by their names
  record Model(Set<String> fields, Set<String> required, String text,
      TreeMap<String, String> texts) {}

  /// The model of a type such as `apps.v1.Deployment`; empty when the client has none.
  static Optional<Model> of(String type) {
    String[] parts = type.split("\\.");
    String version = capital(parts[1]);
    return classOf(capital(parts[0]) + version + parts[2])
        .or(() -> classOf(version + parts[2])).map(Models::read);
  }

  /// The class of a model; empty when the client has none of this name.
  static Optional<Class<?>> classOf(String name) {
    try {
      return Optional.of(Class.forName(PACKAGE + name));
    } catch (ClassNotFoundException _) {
      return Optional.empty();
    }
  }

  private static Model read(Class<?> model) {
    ApiModel about = model.getAnnotation(ApiModel.class);
    Set<String> fields = texts(model, "openapiFields");
    TreeMap<String, String> texts = new TreeMap<>();
    for (Method method : model.getMethods()) {
      ApiModelProperty property = method.getAnnotation(ApiModelProperty.class);
      if (property == null || property.value().isEmpty()) continue;
      fields.stream().filter(field -> letters(field).equals(letters(method.getName().substring(3))))
          .forEach(field -> texts.put(field, plain(property.value())));
    }
    return new Model(fields, texts(model, "openapiRequiredFields"),
        about == null ? "" : plain(about.description()), texts);
  }

  @SuppressWarnings("unchecked")
  private static Set<String> texts(Class<?> model, String field) {
    try {
      return new TreeSet<>((Set<String>) model.getField(field).get(null));
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException("the client's models have changed their form", changed);
    }
  }

  /// Undoes what the client's generator did to the text to put it into Java source.
  private static String plain(String text) {
    return text.replace("\\\\", "\\").replace("\\\"", "\"").strip();
  }

  /// The name without what differs between JSON, Java and protobuf.
  static String letters(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
