package kube.controlplane.apiserver.output;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The columns that `-o wide` adds for everything that makes Pods: what runs in them.
public final class TemplateColumns {

  private TemplateColumns() {}

  /// These columns, and after them the containers, images and selector.
  ///
  /// @param spec where the template and the selector stand, such as `spec`
  public static List<Column> withSelector(String spec, Column... columns) {
    List<Column> all = new ArrayList<>(with(spec, columns));
    all.add(Column.text("Selector", object -> SelectorText.of(Json.at(object, spec + ".selector")))
        .wide());
    return List.copyOf(all);
  }

  /// These columns, and after them the containers and images.
  public static List<Column> with(String spec, Column... columns) {
    List<Column> all = new ArrayList<>(List.of(columns));
    all.add(Column.text("Containers", object -> containers(object, spec, "name")).wide());
    all.add(Column.text("Images", object -> containers(object, spec, "image")).wide());
    return List.copyOf(all);
  }

  private static String containers(JsonNode object, String spec, String field) {
    return String.join(",", Json.list(object, spec + ".template.spec.containers",
        container -> Json.text(container, field)));
  }
}
