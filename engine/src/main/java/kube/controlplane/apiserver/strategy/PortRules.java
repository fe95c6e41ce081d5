package kube.controlplane.apiserver.strategy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for ports: of containers, and of whoever names one by number or by name.
public final class PortRules {

  public static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");

  private PortRules() {}

  /// A number from 1 to 65535, or a name such as `http`.
  public static void validateNumberOrName(Field port) {
    if (port.value().isString()) {
      Names.faultsOfPortName(port.text()).forEach(port::invalid);
    } else {
      validateNumber(port);
    }
  }

  /// A number from 1 to 65535; a field that is absent counts as 0.
  public static void validateNumber(Field port) {
    if (port.number() >= 1 && port.number() <= 65535) return;
    String why = "must be between 1 and 65535, inclusive";
    if (port.isPresent()) port.invalid(why);
    else
      port.errors().invalid(port.path(), Zero.NODE, why);
  }

  public static void validateOfContainer(Field container) {
    Set<String> names = new HashSet<>();
    for (Field port : container.at("ports").elements()) {
      Field name = port.at("name");
      if (!name.isEmpty()) {
        List<String> faults = Names.faultsOfPortName(name.text());
        faults.forEach(name::invalid);
        if (faults.isEmpty() && !names.add(name.text())) {
          port.errors().duplicate(name.path(), name.text());
        }
      }
      Field number = port.at("containerPort");
      if (number.number() == 0) number.required("");
      else
        number.mustBePort();
      if (port.at("hostPort").number() != 0) port.at("hostPort").mustBePort();
      validateProtocol(port.at("protocol"));
    }
  }

  public static void validateProtocol(Field protocol) {
    if (protocol.mustBeThere()) protocol.mustBeOneOf(PROTOCOLS);
  }

  /// No two containers can have the same port of the node.
  public static void validateOnHost(List<Field> containers) {
    Set<String> taken = new HashSet<>();
    for (Field container : containers) {
      for (Field port : container.at("ports").elements()) {
        long number = port.at("hostPort").number();
        String place = port.at("protocol").text() + "/" + port.at("hostIP").text() + "/" + number;
        if (number != 0 && !taken.add(place)) {
          port.errors().duplicate(port.at("hostPort").path(), place);
        }
      }
    }
  }
}
