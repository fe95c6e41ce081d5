package kube.controlplane.apiserver.bootstrap;

import java.util.ArrayList;
import java.util.List;

import kube.controlplane.apiserver.managedfields.FieldManager.Piece;

import tools.jackson.databind.node.ObjectNode;

/// Which part of the API server has made which fields of the objects that it brings along.
///
/// They go by names of their own in `managedFields`, although they all run in one process.
final class Makers {

  private static final String SERVER = "kube-apiserver";
  private static final String FLOW_CONTROL = "api-priority-and-fairness-config-";

  private Makers() {}

  /// The pieces of an object of a kind, in the order in which they came.
  static List<Piece> of(String plural, ObjectNode object) {
    List<Piece> pieces = new ArrayList<>();
    switch (plural) {
      case "prioritylevelconfigurations" ->
        pieces.add(Piece.updated(FLOW_CONTROL + "producer-v1", object));
      case "flowschemas" -> {
        pieces.add(Piece.updated(FLOW_CONTROL + "producer-v1", object));
        pieces.add(Piece.applied(FLOW_CONTROL + "consumer-v1", "status", only(object, "status")));
      }
      case "servicecidrs" -> {
        pieces.add(Piece.updated(SERVER, only(object, "spec")));
        pieces.add(Piece.applied("kubernetes-service-cidr-controller", "status",
            only(object, "status")));
        pieces.add(Piece.updated("kube-controller-manager", only(object, "metadata")));
      }
      case "services" -> {
        ObjectNode asked = object.deepCopy();
        asked.withObject("spec").remove(List.of("clusterIPs", "ipFamilies"));
        pieces.add(Piece.updated(SERVER, asked));
      }
      default -> pieces.add(Piece.updated(SERVER, object));
    }
    return pieces;
  }

  private static ObjectNode only(ObjectNode object, String part) {
    ObjectNode rest = object.deepCopy();
    return rest.retain("apiVersion", "kind", part);
  }
}
