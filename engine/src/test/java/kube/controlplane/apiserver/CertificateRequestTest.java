package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;

/// A request for a certificate has three doors, and each leads to one part of it.
class CertificateRequestTest {

  private static final String ALL = "/apis/certificates.k8s.io/v1/certificatesigningrequests";
  private static final String ONE = ALL + "/one";
  private static final String YES = "{'status':{'conditions':[{'type':'Approved','status':'True',"
      + "'reason':'Fine'}]}}";

  private final World world = new World();

  @Test
  void its_author_is_who_asked_whatever_it_claims() {
    var made = request("'username':'root','groups':['system:masters']");

    assertThat(made.code()).as(made.message()).isEqualTo(201);
    assertThat(made.text("spec.username")).isEqualTo("system:admin").isNotEqualTo("root");
    assertThat(world.merge(ONE, "{'spec':{'username':'root'}}").text("spec.username"))
        .isEqualTo("system:admin");
  }

  @Test
  void only_the_door_of_approval_leads_to_a_decision() {
    request("");

    assertThat(Json.at(world.merge(ONE, YES).body(), "status").isEmpty()).isTrue();
    assertThat(world.merge(ONE + "/status", YES).message()).endsWith(
        "status.conditions: Forbidden: updates may not add a condition of type \"Approved\"");
    var decided = world.merge(ONE + "/approval", YES);

    assertThat(decided.code()).as(decided.message()).isEqualTo(200);
    var condition = Json.at(decided.body(), "status.conditions").get(0);
    assertThat(Json.text(condition, "lastTransitionTime")).isEqualTo("2026-11-22T08:00:00Z");
    assertThat(Json.text(condition, "lastUpdateTime")).isEqualTo("2026-11-22T08:00:00Z");
  }

  @Test
  void a_decision_is_not_taken_back_nor_contradicted() {
    request("");
    world.merge(ONE + "/approval", YES);

    assertThat(world.merge(ONE + "/approval", "{'status':{'conditions':[]}}").message()).endsWith(
        "status.conditions: Forbidden: updates may not remove a condition of type \"Approved\"");
    assertThat(world.merge(ONE + "/approval", "{'status':{'conditions':["
        + "{'type':'Approved','status':'True'},{'type':'Denied','status':'True'}]}}").message())
        .contains("Approved and Denied conditions are mutually exclusive");
  }

  @Test
  void the_signer_hands_out_one_certificate() {
    request("");
    String first = pem("CERTIFICATE", "MAMCAQE=");

    assertThat(world.merge(ONE + "/status", "{'status':{'certificate':'aGVsbG8='}}").message())
        .endsWith("status.certificate: Invalid value: \"<certificate data>\": must contain at"
            + " least one CERTIFICATE PEM block");
    assertThat(certify(first).code()).isEqualTo(200);
    assertThat(certify(pem("CERTIFICATE", "MAMCAQI=")).message()).endsWith(
        "status.certificate: Forbidden: updates may not modify existing certificate content");
    assertThat(world.merge(ONE + "/approval", YES).text("status.certificate")).isEqualTo(first);
  }

  @Test
  void a_request_is_one_and_names_its_signer() {
    var refused = world.create(ALL, "{'metadata':{'name':'one'},'spec':{'request':'aGVsbG8=',"
        + "'usages':['client auth','magic'],'signerName':'nobody','expirationSeconds':60}}");

    assertThat(refused.code()).isEqualTo(422);
    assertThat(refused.message())
        .contains("spec.request: Invalid value: PEM block type must be CERTIFICATE REQUEST")
        .contains("spec.usages[1]: Unsupported value: \"magic\": supported values: \"any\", ")
        .contains("spec.signerName: Invalid value: \"nobody\": must be a fully qualified domain"
            + " and path of the form 'example.com/signer-name'")
        .contains("spec.expirationSeconds: Invalid value: 60: may not specify a duration less than"
            + " 600 seconds (10 minutes)");
  }

  private World.Reply request(String more) {
    return world.create(ALL, "{'metadata':{'name':'one'},'spec':{"
        + (more.isEmpty() ? "" : more + ",") + "'usages':['client auth'],"
        + "'signerName':'kubernetes.io/kube-apiserver-client','request':'"
        + pem("CERTIFICATE REQUEST", "MAMCAQE=") + "'}}");
  }

  private World.Reply certify(String certificate) {
    return world.merge(ONE + "/status", "{'status':{'certificate':'" + certificate + "'}}");
  }

  private static String pem(String type, String content) {
    String text = "-----BEGIN " + type + "-----\n" + content + "\n-----END " + type + "-----\n";
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
