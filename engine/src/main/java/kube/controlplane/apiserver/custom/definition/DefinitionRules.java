package kube.controlplane.apiserver.custom.definition;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.controlplane.apiserver.custom.schema.StructuralRules;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// What a definition must say, and may not.
///
/// **In Kubernetes:**
/// [apiextensions/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go)
final class DefinitionRules {

  private static final String APPROVAL = "api-approved.kubernetes.io";
  private static final String OTHER_NAME = "may have mixed case, but should otherwise match: ";
  private static final List<String> COLUMN_TYPES = List.of("boolean", "date", "integer", "number",
      "string");
  private static final List<String> COLUMN_FORMATS = List.of("byte", "date", "date-time", "double",
      "float", "int32", "int64", "password");
  private static final int SELECTABLE_AT_MOST = 8;

  private DefinitionRules() {}

  static void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    String wanted = spec.at("names").at("plural").text() + "." + spec.at("group").text();
    Field name = Field.of(object, errors).at("metadata").at("name");
    if (!name.isEmpty() && !name.text().equals(wanted)) {
      name.invalid("must be spec.names.plural+\".\"+spec.group");
    }
    group(object, spec, errors);
    Field scope = spec.at("scope");
    if (scope.mustBeThere()) scope.mustBeOneOf(List.of("Cluster", "Namespaced"));
    if (spec.flag("preserveUnknownFields")) {
      spec.at("preserveUnknownFields").invalid("cannot set to true, set"
          + " x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead");
    }
    names(spec.at("names"));
    versions(spec.at("versions"));
    conversion(spec.at("conversion"));
  }

  private static void group(JsonNode object, Field spec, FieldErrors errors) {
    Field group = spec.at("group");
    if (!group.mustBeThere()) return;
    if (Names.DNS_SUBDOMAIN.fault(group.text()).isPresent()) {
      group.mustHaveForm(Names.DNS_SUBDOMAIN);
    } else if (!group.text().contains(".")) {
      group.invalid("should be a domain with at least one dot");
    }
    boolean isProtected = group.text().matches("(.*\\.)?(k8s|kubernetes)\\.io");
    JsonNode annotations = Json.at(object, "metadata.annotations");
    if (isProtected && annotations.path(APPROVAL).asString("").isEmpty()) {
      errors.required("metadata.annotations[" + APPROVAL + "]", "protected groups must have"
          + " approval annotation \"" + APPROVAL
          + "\", see https://github.com/kubernetes/enhancements/pull/1111");
    }
  }

  private static void names(Field names) {
    for (String word : List.of("plural", "singular", "kind", "listKind")) {
      Field name = names.at(word);
      if (!name.mustBeThere()) continue;
      boolean isKind = word.equals("kind") || word.equals("listKind");
      String form = isKind ? name.text().toLowerCase(java.util.Locale.ROOT) : name.text();
      Names.DNS_1035_LABEL.fault(form)
          .ifPresent(fault -> name.invalid(isKind ? OTHER_NAME + fault : fault));
    }
    for (String word : List.of("shortNames", "categories")) {
      names.at(word).elements().forEach(name -> name.mustHaveForm(Names.DNS_1035_LABEL));
    }
    boolean isSame = !names.at("kind").isEmpty()
        && names.at("kind").text().equals(names.at("listKind").text());
    if (isSame) names.at("listKind").invalid("kind and listKind may not be the same");
  }

  private static void versions(Field versions) {
    Set<String> seen = new HashSet<>();
    int stored = 0;
    boolean isUnique = true;
    for (Field version : versions.elements()) {
      if (version.flag("storage")) stored++;
      isUnique &= seen.add(version.at("name").text());
      version(version);
    }
    if (!isUnique) versions.invalid("must contain unique version names");
    if (stored != 1) {
      versions.invalid("must have exactly one version marked as storage version");
    }
  }

  private static void version(Field version) {
    Field name = version.at("name");
    Names.DNS_1035_LABEL.fault(name.text()).ifPresent(
        fault -> name.errors().invalid(name.path(), name.text(), fault));
    Field warning = version.at("deprecationWarning");
    if (warning.isPresent() && !version.flag("deprecated")) {
      warning.invalid("can only be set for deprecated versions");
    }
    Field schema = version.at("schema").at("openAPIV3Schema");
    if (!schema.isPresent()) {
      schema.required("schemas are required");
    } else {
      FieldErrors found = new FieldErrors();
      StructuralRules.validate(schema.value(), schema.path(), found);
      schema.errors().addAll(found);
    }
    scale(version.at("subresources").at("scale"));
    for (Field column : version.at("additionalPrinterColumns").elements()) column(column);
    selectable(version.at("selectableFields"), schema.value());
  }

  private static void scale(Field scale) {
    if (!scale.isPresent()) return;
    path(scale.at("specReplicasPath"), ".spec", true);
    path(scale.at("statusReplicasPath"), ".status", true);
    Field selector = scale.at("labelSelectorPath");
    if (!selector.isEmpty()) {
      boolean isBelow = selector.text().startsWith(".status.")
          || selector.text().startsWith(".spec.");
      simplePath(selector);
      if (!isBelow) selector.invalid("should be a json path under either .spec or .status");
    }
  }

  private static void path(Field path, String root, boolean isRequired) {
    if (isRequired && !path.mustBeThere()) return;
    if (!simplePath(path)) return;
    if (!path.text().startsWith(root + ".")) path.invalid("should be a json path under " + root);
  }

  private static boolean simplePath(Field path) {
    boolean isSimple = path.text().startsWith(".");
    if (!isSimple) path.invalid("must be a simple json path starting with .");
    return isSimple;
  }

  private static void column(Field column) {
    column.at("name").mustBeThere();
    Field type = column.at("type");
    String types = "must be one of " + String.join(",", COLUMN_TYPES);
    if (type.mustBeThere(types) && !COLUMN_TYPES.contains(type.text())) type.invalid(types);
    Field format = column.at("format");
    if (!format.isEmpty() && !COLUMN_FORMATS.contains(format.text())) {
      format.invalid("must be one of " + String.join(",", COLUMN_FORMATS));
    }
    Field path = column.at("jsonPath");
    if (path.mustBeThere()) simplePath(path);
  }

  private static void selectable(Field fields, JsonNode schema) {
    fields.mustHaveAtMost(SELECTABLE_AT_MOST);
    Set<String> seen = new HashSet<>();
    for (Field field : fields.elements()) {
      Field path = field.at("jsonPath");
      if (!path.mustBeThere() || !simplePath(path)) continue;
      JsonNode shape = schema;
      for (String step : path.text().substring(1).split("\\.")) {
        shape = shape.path("properties").path(step);
      }
      if (shape.isMissingNode()) {
        path.invalid("is an invalid path: does not refer to a valid field");
      } else if (!List.of("string", "boolean", "integer").contains(Json.text(shape, "type"))) {
        path.invalid("must point to a field of type string, boolean or integer. Enum string fields"
            + " and strings with formats are allowed.");
      } else if (path.text().startsWith(".metadata")) {
        path.invalid("must not point to fields in metadata");
      }
      if (!seen.add(path.text())) path.errors().duplicate(field.path(), field.value());
    }
  }

  private static void conversion(Field conversion) {
    Field strategy = conversion.at("strategy");
    strategy.mustBeOneOf(List.of("None", "Webhook"));
    Field webhook = conversion.at("webhook");
    if (!strategy.text().equals("Webhook")) {
      if (webhook.isPresent()) {
        webhook.forbidden("should not be set when strategy is not set to Webhook");
      }
      return;
    }
    Field config = webhook.at("clientConfig");
    if (config.mustBeThere("required when strategy is set to Webhook")) {
      boolean hasUrl = config.at("url").isPresent();
      if (hasUrl == config.at("service").isPresent()) {
        config.errors().required(config.path(), "exactly one of url or service is required");
      }
    }
    webhook.at("conversionReviewVersions").mustBeThere();
  }
}
