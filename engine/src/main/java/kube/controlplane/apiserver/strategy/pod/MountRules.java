package kube.controlplane.apiserver.strategy.pod;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.pod.volume.FilePaths;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The rules for where volumes appear in a container: as directories, or as raw devices.
final class MountRules {

  private static final List<String> PROPAGATIONS = List.of("Bidirectional", "HostToContainer",
      "None");
  private static final List<String> RECURSIVE = List.of("Disabled", "Enabled", "IfPossible");

  private MountRules() {}

  static void validate(PodScope scope, Field container) {
    Map<String, String> devices = places(container, "volumeDevices", "devicePath");
    Map<String, String> mounts = places(container, "volumeMounts", "mountPath");
    Set<String> taken = new HashSet<>();
    for (Field mount : container.at("volumeMounts").elements()) {
      validateMount(scope, mount, taken, devices);
      validatePaths(scope, mount, container.at("volumeMounts").path());
      validatePropagation(mount, container);
    }
    validateDevices(scope, container, mounts);
  }

  private static Map<String, String> places(Field container, String list, String pathField) {
    Map<String, String> places = new TreeMap<>();
    container.at(list).elements().forEach(
        entry -> places.put(entry.at("name").text(), entry.at(pathField).text()));
    return places;
  }

  private static void validateMount(PodScope scope, Field mount, Set<String> taken,
      Map<String, String> devices) {
    Field name = mount.at("name");
    Field path = mount.at("mountPath");
    name.mustBeThere();
    if (!scope.volumes().containsKey(name.text())) {
      scope.errors().notFound(name.path(), name.text());
    }
    path.mustBeThere();
    if (!taken.add(path.text())) path.invalid("must be unique");
    if (devices.containsKey(name.text())) name.invalid("must not already exist in volumeDevices");
    if (devices.containsValue(path.text())) {
      path.invalid("must not already exist as a path in volumeDevices");
    }
  }

  private static void validatePaths(PodScope scope, Field mount, String list) {
    Field path = mount.at("subPath");
    Field expression = mount.at("subPathExpr");
    JsonNode volume = scope.volumes().get(mount.at("name").text());
    if (volume != null && volume.has("image")) {
      if (!path.isEmpty()) path.invalid("not allowed in image volume sources");
      if (!expression.isEmpty()) expression.invalid("not allowed in image volume sources");
    }
    if (!path.isEmpty()) {
      FilePaths.validateDescending(path.text(), list + ".subPath", scope.errors());
    }
    if (expression.isEmpty()) return;
    if (!path.isEmpty()) expression.invalid("subPathExpr and subPath are mutually exclusive");
    FilePaths.validateDescending(expression.text(), list + ".subPathExpr", scope.errors());
  }

  private static void validatePropagation(Field mount, Field container) {
    String list = container.at("volumeMounts").path();
    Field propagation = new Field(mount.value().path("mountPropagation"),
        list + ".mountPropagation", mount.errors());
    propagation.mustBeOneOf(PROPAGATIONS);
    if (propagation.text().equals("Bidirectional")
        && !Json.flag(container.value(), "securityContext.privileged")) {
      propagation
          .forbidden("Bidirectional mount propagation is available only to privileged containers");
    }
    Field recursive = new Field(mount.value().path("recursiveReadOnly"),
        list + ".recursiveReadOnly", mount.errors());
    recursive.mustBeOneOf(RECURSIVE);
    if (!List.of("Enabled", "IfPossible").contains(recursive.text())) return;
    if (!mount.flag("readOnly")) {
      recursive.forbidden("may only be specified when readOnly is true");
    }
    if (!propagation.isEmpty() && !propagation.text().equals("None")) {
      recursive.forbidden("may only be specified when mountPropagation is None or not specified");
    }
  }

  private static void validateDevices(PodScope scope, Field container,
      Map<String, String> mounts) {
    Set<String> names = new HashSet<>();
    Set<String> paths = new HashSet<>();
    for (Field device : container.at("volumeDevices").elements()) {
      Field name = device.at("name");
      Field path = device.at("devicePath");
      name.mustBeThere();
      if (names.contains(name.text())) name.invalid("must be unique");
      validateDeviceVolume(scope, name);
      path.mustBeThere();
      if (paths.contains(path.text())) path.invalid("must be unique");
      boolean backsteps = FilePaths.hasBacksteps(path.text());
      if (backsteps) path.invalid("can not contain backsteps ('..')");
      else
        paths.add(path.text());
      if (mounts.containsKey(name.text())) name.invalid("must not already exist in volumeMounts");
      if (mounts.containsValue(path.text())) {
        path.invalid("must not already exist as a path in volumeMounts");
      }
      if (!name.isEmpty()) names.add(name.text());
    }
  }

  private static void validateDeviceVolume(PodScope scope, Field name) {
    JsonNode volume = scope.volumes().get(name.text());
    if (volume == null) {
      scope.errors().notFound(name.path(), name.text());
    } else if (!volume.has("persistentVolumeClaim") && !volume.has("ephemeral")) {
      name.invalid("can only use volume source type of PersistentVolumeClaim or Ephemeral for"
          + " block mode");
    }
  }
}
