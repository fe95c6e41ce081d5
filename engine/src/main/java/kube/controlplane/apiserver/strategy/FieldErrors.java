package kube.controlplane.apiserver.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import kube.foundation.api.Json;
import kube.foundation.api.Quoted;
import kube.foundation.api.Status.Cause;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// Collects what is wrong with an object, field by field, in Kubernetes' words.
///
/// An author learns of all mistakes at once and not of one after the other.
///
/// **In Kubernetes:**
/// [field/errors.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go)
public final class FieldErrors {

  private final List<Cause> causes = new ArrayList<>();

  public List<Cause> causes() {
    return List.copyOf(causes);
  }

  public boolean isEmpty() {
    return causes.isEmpty();
  }

  /// A field that must be there is missing or empty.
  public void required(String field, String detail) {
    add("FieldValueRequired", "Required value", field, detail);
  }

  public void required(String field) {
    required(field, "");
  }

  /// The value breaks a rule.
  public void invalid(String field, JsonNode value, String detail) {
    add("FieldValueInvalid", "Invalid value: " + shown(value), field, detail);
  }

  public void invalid(String field, String value, String detail) {
    invalid(field, StringNode.valueOf(value), detail);
  }

  /// The value is of another type than it must be.
  public void wrongType(String field, String value, String detail) {
    add("FieldValueTypeInvalid", "Invalid value: " + shown(StringNode.valueOf(value)), field,
        detail);
  }

  /// Takes over what another examination found.
  public void addAll(FieldErrors more) {
    causes.addAll(more.causes);
  }

  /// The field breaks a rule, and its value would say nothing.
  public void invalid(String field, String detail) {
    add("FieldValueInvalid", "Invalid value", field, detail);
  }

  /// The list has more entries than it may.
  public void tooMany(String field, int entries, int entriesAtMost) {
    add("FieldValueTooMany", "Too many: " + entries, field,
        "must have at most " + entriesAtMost + " items");
  }

  /// The value is not one of this form, for each reason one error.
  public void form(String field, String value, NameForm form) {
    form.faults(value).forEach(fault -> invalid(field, value, fault));
  }

  /// The value is no key such as `app` or `example.com/app`.
  public void key(String field, String value) {
    Names.faultsOfKey(value).forEach(fault -> invalid(field, value, fault));
  }

  /// A value of this form that must also be there.
  public void requiredForm(String field, String value, NameForm form) {
    if (value.isEmpty()) required(field);
    else
      form(field, value, form);
  }

  /// The value might be fine elsewhere, but not here and now.
  public void forbidden(String field, String detail) {
    add("FieldValueForbidden", "Forbidden", field, detail);
  }

  /// The value takes more room than it may.
  public void tooLong(String field, int bytesAtMost) {
    add("FieldValueTooLong", "Too long", field, "may not be more than " + bytesAtMost + " bytes");
  }

  /// The value names something that is not there.
  public void notFound(String field, String value) {
    notFound(field, value, "");
  }

  public void notFound(String field, String value, String detail) {
    add("FieldValueNotFound", "Not found: " + shown(StringNode.valueOf(value)), field, detail);
  }

  /// Two entries that must differ are equal.
  public void duplicate(String field, JsonNode value) {
    add("FieldValueDuplicate", "Duplicate value: " + shown(value), field, "");
  }

  public void duplicate(String field, String value) {
    duplicate(field, StringNode.valueOf(value));
  }

  public void duplicate(String field, JsonNode value, String detail) {
    add("FieldValueDuplicate", "Duplicate value: " + shown(value), field, detail);
  }

  /// The value is none of the few that the field may have.
  public void notSupported(String field, String value, List<String> supported) {
    notSupported(field, StringNode.valueOf(value), supported);
  }

  public void notSupported(String field, JsonNode value, List<String> supported) {
    String list = supported.stream().map(one -> "\"" + one + "\"")
        .collect(Collectors.joining(", "));
    add("FieldValueNotSupported", "Unsupported value: " + shown(value), field,
        "supported values: " + list);
  }

  /// Checks a field that, when it is there, has one of few values.
  public void oneOf(JsonNode object, String name, String field, List<String> supported) {
    String value = Json.text(object, name);
    if (object.has(name) && !supported.contains(value)) notSupported(field, value, supported);
  }

  /// Checks a field that must be there and has one of few values.
  public void requiredOneOf(JsonNode object, String name, String field, List<String> supported) {
    String value = Json.text(object, name);
    if (value.isEmpty()) required(field);
    else if (!supported.contains(value)) notSupported(field, value, supported);
  }

  /// Checks a field that, when it is there, is a number of this range.
  public void within(JsonNode value, long least, long most, String field) {
    if (value.isNumber() && (value.asLong(0) < least || value.asLong(0) > most)) {
      invalid(field, value, "must be between " + least + " and " + most + ", inclusive");
    }
  }

  /// Checks a field that, when it is there, must not be negative.
  public void notNegative(JsonNode object, String name, String field) {
    JsonNode value = object.path(name);
    if (value.isNumber() && value.asLong(0) < 0) {
      invalid(field, value, "must be greater than or equal to 0");
    }
  }

  /// Checks that an update leaves the field as it is.
  public void immutable(String field, JsonNode before, JsonNode after) {
    boolean same = before.equals(after) || (isNothing(before) && isNothing(after));
    if (!same) invalid(field, after, "field is immutable");
  }

  private static boolean isNothing(JsonNode value) {
    return value.isMissingNode() || (value.isContainer() && value.isEmpty());
  }

  private void add(String reason, String message, String field, String detail) {
    causes.add(new Cause(reason, detail.isEmpty() ? message : message + ": " + detail, field));
  }

  private static String shown(JsonNode value) {
    if (value.isMissingNode()) return "null";
    return value.isString() ? Quoted.of(value.asString()) : value.toString();
  }
}
