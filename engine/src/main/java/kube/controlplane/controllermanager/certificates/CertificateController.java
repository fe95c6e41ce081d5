package kube.controlplane.controllermanager.certificates;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.AnyObject;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.AccessKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Approves requests of kubelets for their own identity, signs what was approved, and clears away
/// what is done with.
///
/// A request of anybody else waits for a person: `kubectl certificate approve`. What was decided is
/// kept for an hour, what nobody decided for a day.
///
/// Owned by the loop.
///
/// **Models** the approver, the signers of `kubernetes.io/` and the cleaner, which Kubernetes runs
/// as three controllers.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#kubernetes-signers
public final class CertificateController {

  private static final Duration ONE_YEAR = Duration.ofDays(365);
  private static final Duration DECIDED_KEPT = Duration.ofHours(1);
  private static final Duration PENDING_KEPT = Duration.ofHours(24);

  private final Actor actor;
  private final ApiClient client;
  private final Part<CertificateAuthority> authority;
  private final SharedInformer<AnyObject> requests;
  private final ControllerLoop loop;

  public CertificateController(Actor actor, ApiClient client, Informers informers,
      Part<CertificateAuthority> authority) {
    this.actor = actor;
    this.client = client;
    this.authority = authority;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.requests = informers.of(AccessKinds.CERTIFICATE_SIGNING_REQUEST);
    requests.onChange(change -> change.after().ifPresent(csr -> loop.look(csr.key())));
  }

  private Result reconcile(Key key) {
    Optional<AnyObject> found = requests.get(key);
    if (found.isEmpty()) return Result.done();
    JsonNode csr = found.get().resource().tree();
    Optional<Duration> left = timeLeft(found.get(), csr);
    if (left.filter(time -> !time.isPositive()).isPresent()) {
      return outcome(client.delete(AccessKinds.CERTIFICATE_SIGNING_REQUEST,
          found.get().metadata()));
    }
    Optional<ApiResult<AnyObject>> step = next(key, csr);
    if (step.isPresent() && !step.get().isOk()) return outcome(step.get());
    return left.map(Result::after).orElse(Result.done());
  }

  /// What brings the request nearer to its end; empty when it is somebody else's turn.
  private Optional<ApiResult<AnyObject>> next(Key key, JsonNode csr) {
    boolean isOver = has(csr, "Denied") || has(csr, "Failed")
        || !Json.text(csr, "status.certificate").isEmpty();
    if (isOver) return Optional.empty();
    String pem = new String(Base64.getDecoder().decode(Json.text(csr, "spec.request")),
        StandardCharsets.UTF_8);
    Optional<CertificateAuthority.Wish> wish = authority.ask(part -> part.read(pem));
    Signer signer = Signer.of(Json.text(csr, "spec.signerName"));
    if (!has(csr, "Approved")) {
      return wish.filter(asked -> signer.isForKubelets() && signer.fault(asked, csr).isEmpty())
          .flatMap(asked -> KubeletApproval.of(client, asked, csr))
          .map(message -> approve(key, message));
    }
    if (!signer.isOurs()) return Optional.empty();
    Optional<String> fault = wish.isEmpty()
        ? Optional.of("unable to parse csr: it was not signed with its own key")
        : signer.fault(wish.get(), csr);
    return Optional.of(fault.isPresent() ? fail(key, fault.get()) : sign(key, pem, csr));
  }

  private ApiResult<AnyObject> approve(Key key, String message) {
    return client.edit(AccessKinds.CERTIFICATE_SIGNING_REQUEST, key, "approval",
        csr -> condition(csr, "Approved", "AutoApproved", message));
  }

  private ApiResult<AnyObject> fail(Key key, String message) {
    return client.edit(AccessKinds.CERTIFICATE_SIGNING_REQUEST, key, "status",
        csr -> condition(csr, "Failed", "SignerValidationFailure", message));
  }

  private ApiResult<AnyObject> sign(Key key, String pem, JsonNode csr) {
    long seconds = Json.at(csr, "spec.expirationSeconds").asLong(ONE_YEAR.toSeconds());
    Duration life = Duration.ofSeconds(Math.min(seconds, ONE_YEAR.toSeconds()));
    List<String> usages = Json.list(csr, "spec.usages", usage -> usage.asString(""));
    Instant now = actor.now();
    String certificate = authority.ask(part -> part.sign(pem, usages, now, life));
    if (!certificate.startsWith("-----BEGIN CERTIFICATE-----")) {
      authority.lied("what it signed is no certificate");
    }
    return client.edit(AccessKinds.CERTIFICATE_SIGNING_REQUEST, key, "status",
        object -> object.withObject("status").put("certificate", Base64.getEncoder()
            .encodeToString(certificate.getBytes(StandardCharsets.US_ASCII))));
  }

  private void condition(ObjectNode csr, String type, String reason, String message) {
    csr.withObject("status").withArray("conditions").addObject().put("type", type)
        .put("status", "True").put("reason", reason).put("message", message)
        .put("lastUpdateTime", Json.time(actor.now()));
  }

  static boolean has(JsonNode csr, String condition) {
    return Json.at(csr, "status.conditions").valueStream()
        .anyMatch(one -> Json.text(one, "type").equals(condition));
  }

  /// How long the request is still kept.
  private Optional<Duration> timeLeft(AnyObject object, JsonNode csr) {
    boolean isDecided = !Json.at(csr, "status.conditions").isEmpty();
    Optional<Instant> since = isDecided
        ? Json.at(csr, "status.conditions").valueStream()
            .flatMap(one -> Json.time(one, "lastUpdateTime").stream()).max(Instant::compareTo)
        : object.metadata().creationTimestamp();
    return since.map(moment -> Duration.between(actor.now(),
        moment.plus(isDecided ? DECIDED_KEPT : PENDING_KEPT)));
  }

  private static Result outcome(ApiResult<?> result) {
    return result.refusal()
        .filter(refusal -> !refusal.isNotFound())
        .map(Status::message)
        .map(Result::retry)
        .orElse(Result.done());
  }
}
