package kube.controlplane.apiserver.custom.definition;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The order in which clients prefer versions: `v10`, `v2`, `v1`, `v3beta1`, `v12alpha1`, `foo`.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-priority
public final class Versions {

  private static final Pattern FORM = Pattern.compile("v(\\d{1,9})(?:(alpha|beta)(\\d{1,9}))?");

  /// Entries of `spec.versions`, the preferred one first.
  public static final Comparator<JsonNode> BY_PRIORITY = Comparator.comparing(
      version -> Priority.of(Json.text(version, "name")));

  private Versions() {}

  /// @param stability 0 for stable versions, 3 for names of no form
  private record Priority(int stability, int major, int minor, String name)
      implements
        Comparable<Priority> {

    private static final Comparator<Priority> ORDER = Comparator.comparingInt(Priority::stability)
        .thenComparing(Comparator.comparingInt(Priority::major).reversed())
        .thenComparing(Comparator.comparingInt(Priority::minor).reversed())
        .thenComparing(Priority::name);

    static Priority of(String name) {
      Matcher form = FORM.matcher(name);
      if (!form.matches()) return new Priority(3, 0, 0, name);
      int major = Integer.parseInt(form.group(1));
      if (form.group(2) == null) return new Priority(0, major, 0, "");
      int stability = form.group(2).equals("beta") ? 1 : 2;
      return new Priority(stability, major, Integer.parseInt(form.group(3)), "");
    }

    @Override
    public int compareTo(Priority other) {
      return ORDER.compare(this, other);
    }
  }
}
