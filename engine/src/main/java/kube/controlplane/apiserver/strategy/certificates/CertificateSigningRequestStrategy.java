package kube.controlplane.apiserver.strategy.certificates;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.NameForm;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// CertificateSigningRequests: what a client wants a certificate for, and who has agreed.
///
/// Three doors lead to one object: the author writes the wish, once; whoever may decide writes
/// `approval`; the signer writes `status`. None of them can do the others' work.
///
/// **Leaves out** the check of the request's signature, which the signer makes.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/ ·
/// [certificates/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/certificates/validation/validation.go)
final class CertificateSigningRequestStrategy implements Strategy {

  private static final List<String> DECISIONS = List.of("Approved", "Denied");
  private static final List<String> FINAL = List.of("Approved", "Denied", "Failed");
  private static final int SHORTEST_LIFE_SECONDS = 600;

  private static final List<String> USAGES = List.of("any", "cert sign", "client auth",
      "code signing", "content commitment", "crl sign", "data encipherment", "decipher only",
      "digital signature", "email protection", "encipher only", "ipsec end system",
      "ipsec tunnel", "ipsec user", "key agreement", "key encipherment", "microsoft sgc",
      "netscape sgc", "ocsp signing", "s/mime", "server auth", "signing", "timestamping");

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status");
  }

  /// Who asks is what authentication says, whatever the request claims.
  @Override
  public void rememberAuthor(ObjectNode object, ObjectNode author) {
    ObjectNode spec = Defaults.object(object, "spec");
    spec.remove(List.of("username", "uid", "groups", "extra"));
    author.forEachEntry(spec::set);
  }

  @Override
  public void prepareForUpdate(String subresource, ObjectNode object, JsonNode old) {
    object.set("spec", old.path("spec").deepCopy());
    ObjectNode status = Defaults.object(object, "status");
    JsonNode certificate = Json.at(old, "status.certificate");
    if (!subresource.equals("approval")) return;
    status.remove("certificate");
    if (!certificate.isMissingNode()) status.set("certificate", certificate);
  }

  @Override
  public void stamp(String subresource, ObjectNode object, JsonNode old, Instant now) {
    Defaults.each(Json.at(object, "status.conditions"), condition -> {
      Optional<JsonNode> before = Json.at(old, "status.conditions").valueStream()
          .filter(one -> one.path("type").equals(condition.path("type"))
              && one.path("status").equals(condition.path("status")))
          .findFirst();
      Defaults.put(condition, "lastUpdateTime", Json.time(now));
      Defaults.put(condition, "lastTransitionTime",
          before.map(one -> Json.text(one, "lastTransitionTime")).filter(time -> !time.isEmpty())
              .orElseGet(() -> Json.time(now)));
    });
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field csr = Field.of(object, errors);
    Field spec = csr.at("spec");
    if (!Pem.isRequest(spec.at("request").text())) {
      errors.invalid("spec.request", "PEM block type must be CERTIFICATE REQUEST");
    }
    spec.at("usages").mustBeThere();
    Set<String> seen = new TreeSet<>();
    for (Field usage : spec.at("usages").elements()) usage.mustBeOneOf(USAGES);
    for (Field usage : spec.at("usages").elements()) {
      if (!seen.add(usage.text())) errors.duplicate(usage.path(), usage.value());
    }
    Field signer = spec.at("signerName");
    if (signer.text().equals("kubernetes.io/legacy-unknown")) {
      signer.invalid("the legacy signerName is not allowed via this API version");
    } else if (signer.mustBeThere()) {
      SignerNames.validate(signer);
    }
    Field life = spec.at("expirationSeconds");
    if (life.isPresent() && life.number() < SHORTEST_LIFE_SECONDS) {
      life.invalid("may not specify a duration less than 600 seconds (10 minutes)");
    }
    validateConditions(csr.at("status").at("conditions"));
  }

  private static void validateConditions(Field conditions) {
    Set<String> seen = new TreeSet<>();
    for (Field condition : conditions.elements()) {
      Field type = condition.at("type");
      Field status = condition.at("status");
      type.mustBeThere();
      if (status.mustBeThere()) {
        status.mustBeOneOf(FINAL.contains(type.text())
            ? List.of("True")
            : List.of("False", "True", "Unknown"));
      }
      boolean isSecond = DECISIONS.contains(type.text())
          && DECISIONS.stream().anyMatch(other -> !other.equals(type.text())
              && seen.contains(other));
      if (isSecond) {
        conditions.errors().invalid(conditions.path(), type.value(),
            "Approved and Denied conditions are mutually exclusive");
      }
      if (!seen.add(type.text())) type.errors().duplicate(type.path(), type.value());
    }
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    validateChange("", object, old, errors);
  }

  @Override
  public void validateSubresource(String subresource, JsonNode object, JsonNode old,
      FieldErrors errors) {
    validate(object, errors);
    validateChange(subresource, object, old, errors);
  }

  private static void validateChange(String subresource, JsonNode object, JsonNode old,
      FieldErrors errors) {
    for (String type : FINAL) {
      int lost = count(old, type) - count(object, type);
      if (lost > 0) {
        errors.forbidden("status.conditions",
            "updates may not remove a condition of type \"" + type + "\"");
      } else if (lost < 0 && DECISIONS.contains(type) && !subresource.equals("approval")) {
        errors.forbidden("status.conditions",
            "updates may not add a condition of type \"" + type + "\"");
      }
    }
    String before = Json.text(old, "status.certificate");
    String after = Json.text(object, "status.certificate");
    if (before.equals(after)) return;
    if (!subresource.equals("status")) {
      errors.forbidden("status.certificate", "updates may not set certificate content");
    } else if (!before.isEmpty()) {
      errors.forbidden("status.certificate",
          "updates may not modify existing certificate content");
    } else if (!Pem.isCertificate(after)) {
      errors.invalid("status.certificate", "<certificate data>",
          "must contain at least one CERTIFICATE PEM block");
    }
  }

  private static int count(JsonNode object, String type) {
    return (int) Json.at(object, "status.conditions").valueStream()
        .filter(condition -> Json.text(condition, "type").equals(type)).count();
  }

  /// Any name will do.
  @Override
  public NameForm nameForm() {
    return _ -> Optional.empty();
  }

  @Override
  public List<String> selectableFields() {
    return List.of("spec.signerName");
  }
}
