package kube.controlplane.apiserver.strategy;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// One field of an object under examination: its value, its path, and where its faults go.
///
/// Rules read like the sentences of the documentation: `spec.at("replicas").mustNotBeNegative()`.
/// A rule about the form of a value says nothing of a field that is absent; whether it may be
/// absent is a rule of its own.
///
/// @param value a missing node when the field is absent
/// @param path the name that messages give to the field, such as `spec.rules[0].host`
///
/// **In Kubernetes:** `field.Path`,
/// [path.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apimachinery/pkg/util/validation/field/path.go)
public record Field(JsonNode value, String path, FieldErrors errors) {

  /// The object as a whole.
  public static Field of(JsonNode object, FieldErrors errors) {
    return new Field(object, "", errors);
  }

  public Field at(String name) {
    return new Field(value.path(name), path.isEmpty() ? name : path + "." + name, errors);
  }

  /// The elements of a list, each with its place.
  public List<Field> elements() {
    List<Field> elements = new ArrayList<>();
    if (!value.isArray()) return elements;
    for (JsonNode element : value) {
      elements.add(new Field(element, path + "[" + elements.size() + "]", errors));
    }
    return elements;
  }

  /// Whether the author wrote the field at all.
  public boolean isPresent() {
    return !value.isMissingNode() && !value.isNull();
  }

  /// Whether the field is absent, or has nothing in it.
  public boolean isEmpty() {
    return !isPresent() || (value.isContainer() ? value.isEmpty() : text().isEmpty());
  }

  public String text() {
    return value.asString("");
  }

  public long number() {
    return value.asLong(0);
  }

  public boolean flag(String name) {
    return Json.flag(value, name);
  }

  public void required(String detail) {
    errors.required(path, detail);
  }

  public void invalid(String detail) {
    errors.invalid(path, value, detail);
  }

  public void forbidden(String detail) {
    errors.forbidden(path, detail);
  }

  /// Notes when the field is empty; returns whether there is something to examine.
  public boolean mustBeThere() {
    return mustBeThere("");
  }

  public boolean mustBeThere(String detail) {
    if (isEmpty()) required(detail);
    return !isEmpty();
  }

  public void mustNotBeNegative() {
    if (value.isNumber() && number() < 0) invalid("must be greater than or equal to 0");
  }

  public void mustBeAtLeast(long least) {
    if (value.isNumber() && number() < least) {
      invalid("must be greater than or equal to " + least);
    }
  }

  public void mustBePort() {
    if (value.isNumber() && (number() < 1 || number() > 65535)) {
      invalid("must be between 1 and 65535, inclusive");
    }
  }

  public void mustBeOneOf(List<String> supported) {
    if (isPresent() && !supported.contains(text())) errors.notSupported(path, value, supported);
  }

  public void mustHaveForm(NameForm form) {
    if (isPresent()) form.faults(text()).forEach(this::invalid);
  }

  /// A name that must be there and must have this form.
  public void mustBeNamed(NameForm form) {
    if (mustBeThere()) mustHaveForm(form);
  }

  /// A key such as `app` or `example.com/app`.
  public void mustBeKey() {
    if (isPresent()) Names.faultsOfKey(text()).forEach(this::invalid);
  }

  public void mustHaveAtMost(int entries) {
    if (value.size() > entries) errors.tooMany(path, value.size(), entries);
  }
}
