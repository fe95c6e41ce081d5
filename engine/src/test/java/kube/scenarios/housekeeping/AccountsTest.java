package kube.scenarios.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import kube.controlplane.apiserver.access.pki.ClusterAuthority;
import org.junit.jupiter.api.Test;

/// https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/ and
/// https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/
class AccountsTest {

  /// "The ServiceAccount controller manages the ServiceAccounts inside namespaces, and ensures a
  /// ServiceAccount named default exists in every active namespace."
  ///
  /// https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#serviceaccount-controller
  @Test
  void every_namespace_has_its_account_and_gets_it_back() {
    Manor manor = Manor.calm(1).namespace("shop").seconds(1);
    String account = "namespaces/shop/serviceaccounts/default";
    String first = manor.uid(account);

    manor.delete(account).seconds(1);

    assertThat(manor.uid(account)).isNotEqualTo(first);
    assertThat(manor.names("serviceaccounts")).filteredOn("default"::equals).hasSize(5);
  }

  /// https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#bound-service-account-token-volume
  @Test
  void every_namespace_has_the_certificate_of_the_authority_and_finds_it_restored() {
    Manor manor = Manor.calm(2);
    String map = "namespaces/default/configmaps/kube-root-ca.crt";
    String certificate = manor.get(map).path("data").path("ca.crt").asString();
    assertThat(certificate).isEqualTo(ClusterAuthority.simulated().certificatePem());

    manor.patch(map, "{data: {ca.crt: forged, more: text}}").seconds(1);

    assertThat(manor.get(map).path("data")).hasSize(1);
    assertThat(manor.get(map).path("data").path("ca.crt").asString()).isEqualTo(certificate);
  }

  /// https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#serviceaccount-admission-controller
  @Test
  void a_pod_gets_the_account_and_a_volume_with_its_token() {
    Manor manor = Manor.calm(3).replicaSet("web", 1).seconds(2);

    var pod = manor.get("namespaces/default/pods").path("items").get(0).path("spec");

    assertThat(pod.path("serviceAccountName").asString()).isEqualTo("default");
    assertThat(pod.path("volumes").get(0).path("name").asString())
        .startsWith("kube-api-access-");
  }

  /// https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#token-controller
  @Test
  void a_token_secret_goes_with_its_account_and_holds_the_certificate_until_then() {
    Manor manor = Manor.calm(4).create("namespaces/default/serviceaccounts",
        "{apiVersion: v1, kind: ServiceAccount, metadata: {name: robot}}")
        .create("namespaces/default/secrets", """
            {apiVersion: v1, kind: Secret, type: kubernetes.io/service-account-token,
             metadata: {name: badge, annotations: {kubernetes.io/service-account.name: robot}}}""")
        .seconds(1);
    assertThat(manor.get("namespaces/default/secrets/badge").path("data").has("ca.crt"))
        .isTrue();

    manor.delete("namespaces/default/serviceaccounts/robot").seconds(1);

    assertThat(manor.exists("namespaces/default/secrets/badge")).as(manor::timeline).isFalse();
  }

  /// "…the TokenCleaner controller … removes expired tokens."
  ///
  /// https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/#bootstrap-token-secret-format
  @Test
  void a_bootstrap_token_is_deleted_at_the_moment_it_expires() {
    Manor manor = Manor.calm(5);
    String expiration = manor.cluster().now().plus(Duration.ofMinutes(10)).toString();
    token(manor, "abcdef", expiration).advance(Duration.ofSeconds(590));
    assertThat(manor.exists("namespaces/kube-system/secrets/bootstrap-token-abcdef")).isTrue();

    manor.seconds(11);

    assertThat(manor.exists("namespaces/kube-system/secrets/bootstrap-token-abcdef"))
        .as(manor::timeline).isFalse();
  }

  /// "The ConfigMap that is signed is cluster-info in the kube-public namespace … The signature is a
  /// JWS signature using the detached mode."
  ///
  /// https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/#configmap-signing
  @Test
  void cluster_info_is_signed_with_every_token_that_may_and_with_no_other() {
    Manor manor = Manor.calm(6).create("namespaces/kube-public/configmaps", """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: cluster-info},
         data: {kubeconfig: "apiVersion: v1"}}""");
    String info = "namespaces/kube-public/configmaps/cluster-info";
    token(manor, "abcdef", "").seconds(1);

    String signature = manor.get(info).path("data").path("jws-kubeconfig-abcdef").asString("");
    String header = new String(Base64.getUrlDecoder().decode(signature.split("\\.", -1)[0]),
        StandardCharsets.UTF_8);
    assertThat(header).as(manor::timeline).isEqualTo("{\"alg\":\"HS256\",\"kid\":\"abcdef\"}");
    assertThat(signature).contains("..");

    manor.delete("namespaces/kube-system/secrets/bootstrap-token-abcdef").seconds(1);
    assertThat(manor.get(info).path("data").has("jws-kubeconfig-abcdef")).isFalse();
  }

  private static Manor token(Manor manor, String id, String expiration) {
    String until = expiration.isEmpty() ? "" : ", expiration: '" + expiration + "'";
    return manor.create("namespaces/kube-system/secrets", """
        {apiVersion: v1, kind: Secret, type: bootstrap.kubernetes.io/token,
         metadata: {name: bootstrap-token-%1$s}, stringData: {token-id: %1$s,
           token-secret: 0123456789abcdef, usage-bootstrap-signing: 'true'%2$s}}"""
        .formatted(id, until));
  }
}
