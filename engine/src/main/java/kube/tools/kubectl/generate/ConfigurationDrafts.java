package kube.tools.kubectl.generate;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Flag;

import tools.jackson.databind.node.ObjectNode;

/// `create configmap`: words and files that Pods read.
public final class ConfigurationDrafts {

  private static final String MANAGER = "kubectl-create";

  private ConfigurationDrafts() {}

  static Flag[] sources() {
    return new Flag[]{
        Flag.list("from-env-file", "A file of lines NAME=value."),
        Flag.list("from-file", "A file, KEY=file, or a folder of files."),
        Flag.list("from-literal", "KEY=value."),
        Flag.text("type", "", "The type of a secret.")};
  }

  static Verb configMap(String name) {
    return Draft.verb(name, "NAME [--from-file=[key=]source] [--from-literal=key1=value1]",
        "Create a config map from a local file, directory or literal value",
        "kubectl create configmap settings --from-literal=color=blue", Draft.flags(sources()),
        (session, arguments) -> {
          Draft draft = new Draft(session, "configmaps", Draft.name(arguments));
          Sources.of(session, arguments, "ConfigMap")
              .forEach((key, bytes) -> put(draft.object(), key, bytes));
          return draft.create(MANAGER);
        });
  }

  /// Text goes to `data`; what is no UTF-8 goes to `binaryData`.
  public static void put(ObjectNode map, String key, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      map.withObject("data").put(key, text);
    } catch (CharacterCodingException _) {
      map.withObject("binaryData").put(key, Base64.getEncoder().encodeToString(bytes));
    }
  }
}
