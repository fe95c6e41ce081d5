package kube.controlplane.apiserver.output.certificates;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Age;
import kube.controlplane.apiserver.output.Column;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The table columns of the kinds of `certificates.k8s.io`, by the names of the kinds.
public final class CertificatesColumns {

  private static final List<Column> REQUEST = List.of(Column.ofName(), Column.age(),
      Column.text("SignerName", Column.orNone("spec.signerName")),
      Column.text("Requestor", request -> Json.text(request, "spec.username")),
      Column.text("RequestedDuration", CertificatesColumns::duration),
      Column.text("Condition", CertificatesColumns::condition));

  private CertificatesColumns() {}

  public static Optional<List<Column>> of(String kind) {
    return kind.equals("CertificateSigningRequest") ? Optional.of(REQUEST) : Optional.empty();
  }

  private static String duration(JsonNode request) {
    return Json.at(request, "spec").has("expirationSeconds")
        ? Age.of(Duration.ofSeconds(Json.number(request, "spec.expirationSeconds", 0)))
        : Column.NONE;
  }

  private static String condition(JsonNode request) {
    List<String> types = Json.list(request, "status.conditions",
        condition -> Json.text(condition, "type"));
    String decision = types.contains("Denied")
        ? "Denied"
        : types.contains("Approved") ? "Approved" : "Pending";
    boolean isIssued = !Json.text(request, "status.certificate").isEmpty();
    return decision + (types.contains("Failed") ? ",Failed" : "") + (isIssued ? ",Issued" : "");
  }
}
