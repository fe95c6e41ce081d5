package kube.controlplane.apiserver.strategy.storage;

import java.util.Locale;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.Names;

import tools.jackson.databind.JsonNode;

/// The rules that classes of volumes and classes of their attributes share.
final class ClassRules {

  private static final int PARAMETERS_AT_MOST = 512;
  private static final int CHARACTERS_AT_MOST = 256 * 1024;

  private ClassRules() {}

  /// The driver that makes volumes: a key such as `example.com/disks`.
  static void validateDriver(Field driver) {
    if (!driver.mustBeThere()) return;
    String name = driver.text().toLowerCase(Locale.ROOT);
    Names.faultOfKey(name)
        .ifPresent(fault -> driver.errors().invalid(driver.path(), name, fault));
  }

  static void validateParameters(Field parameters, boolean mayBeEmpty) {
    if (parameters.value().size() > PARAMETERS_AT_MOST) {
      parameters.errors().tooLong(parameters.path(), PARAMETERS_AT_MOST);
      return;
    }
    int characters = 0;
    for (String key : parameters.value().propertyNames()) {
      if (key.isEmpty()) {
        parameters.errors().invalid(parameters.path(), key, "field can not be empty.");
      }
      characters += key.length() + parameters.at(key).text().length();
    }
    if (characters > CHARACTERS_AT_MOST) {
      parameters.errors().tooLong(parameters.path(), CHARACTERS_AT_MOST);
    }
    if (!mayBeEmpty) parameters.mustBeThere("must contain at least one key/value pair");
  }

  /// Checks that an update leaves the field as it is, in the words that classes have for it.
  static void forbidChange(Field now, JsonNode before) {
    boolean bothEmpty = now.isEmpty() && (before.isMissingNode()
        || (before.isContainer() && before.isEmpty()));
    if (!bothEmpty && !now.value().equals(before)) {
      now.forbidden("updates to " + now.path() + " are forbidden.");
    }
  }
}
