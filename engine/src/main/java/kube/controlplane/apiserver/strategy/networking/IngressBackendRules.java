package kube.controlplane.apiserver.strategy.networking;

import java.util.List;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.Forms;
import kube.controlplane.apiserver.strategy.NameForm;
import kube.controlplane.apiserver.strategy.Names;

import tools.jackson.databind.node.StringNode;

/// The rules for the paths of an Ingress and for what answers them.
final class IngressBackendRules {

  private static final List<String> TYPES = List.of("Exact", "ImplementationSpecific", "Prefix");
  private static final List<String> UNWANTED = List.of("//", "/./", "/../", "%2f", "%2F");
  private static final List<String> UNWANTED_ENDS = List.of("/..", "/.");

  private IngressBackendRules() {}

  static void validatePaths(Field http) {
    http.at("paths").mustBeThere();
    http.at("paths").elements().forEach(IngressBackendRules::validatePath);
  }

  private static void validatePath(Field rule) {
    Field type = rule.at("pathType");
    Field path = rule.at("path");
    if (!type.isPresent()) {
      type.required("pathType must be specified");
      return;
    }
    boolean isSpecial = type.text().equals("ImplementationSpecific");
    if (!TYPES.contains(type.text())) {
      type.mustBeOneOf(TYPES);
    } else if (!isSpecial || !path.isEmpty()) {
      if (!path.text().startsWith("/")) {
        path.errors().invalid(path.path(), path.text(), "must be an absolute path");
      }
      if (!isSpecial) validateSegments(path);
    }
    validate(rule.at("backend"));
  }

  private static void validateSegments(Field path) {
    for (String part : UNWANTED) {
      if (path.text().contains(part)) path.invalid("must not contain '" + part + "'");
    }
    for (String end : UNWANTED_ENDS) {
      if (path.text().endsWith(end)) path.invalid("cannot end with '" + end + "'");
    }
  }

  /// Checks one backend: a Service and its port, or another object, but not both.
  static void validate(Field backend) {
    Field service = backend.at("service");
    Field resource = backend.at("resource");
    if (resource.isPresent() && service.isPresent()) {
      fault(backend, "cannot set both resource and service backends");
    } else if (resource.isPresent()) {
      validateReference(resource);
    } else if (service.isPresent()) {
      service.at("name").mustBeNamed(Names.DNS_LABEL);
      validatePort(backend, service.at("port"));
    } else {
      fault(backend, "resource or service backend is required");
    }
  }

  private static void validatePort(Field backend, Field port) {
    boolean isNamed = !port.at("name").isEmpty();
    boolean isNumbered = port.at("number").number() != 0;
    if (isNamed && isNumbered) {
      fault(backend, "cannot set both port name & port number");
    } else if (isNamed) {
      port.at("name").mustHaveForm(Forms.PORT_NAME);
    } else if (isNumbered) {
      port.at("number").mustBePort();
    } else {
      backend.required("port name or number is required");
    }
  }

  /// Checks a reference to an object of any kind.
  static void validateReference(Field reference) {
    if (reference.at("apiGroup").isPresent()) {
      reference.at("apiGroup").mustHaveForm(Names.DNS_SUBDOMAIN);
    }
    reference.at("kind").mustBeNamed(NameForm.PATH_SEGMENT);
    reference.at("name").mustBeNamed(NameForm.PATH_SEGMENT);
  }

  private static void fault(Field backend, String why) {
    backend.errors().invalid(backend.path(), StringNode.valueOf(""), why);
  }
}
