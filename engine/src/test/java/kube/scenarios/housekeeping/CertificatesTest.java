package kube.scenarios.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

import kube.Cluster;
import kube.controlplane.apiserver.access.pki.ClusterAuthority;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;

/// https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/
class CertificatesTest {

  private static final String REQUESTS = "certificates.k8s.io/v1/certificatesigningrequests";

  /// https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#approval-rejection-kubectl
  @Test
  void what_a_person_approves_is_signed_by_the_clusters_authority() throws Exception {
    Manor manor = Manor.calm(1);
    request(manor, "jane", "CN=jane,O=dev", "kubernetes.io/kube-apiserver-client").seconds(5);
    assertThat(manor.text(REQUESTS + "/jane", "status.certificate")).isEmpty();

    approve(manor, "jane");

    X509Certificate signed = certificate(manor.text(REQUESTS + "/jane", "status.certificate"));
    signed.verify(ClusterAuthority.simulated().certificate().getPublicKey());
    assertThat(signed.getSubjectX500Principal().getName()).contains("CN=jane").contains("O=dev");
  }

  /// In this cluster everybody may do everything, and so a machine may also ask for an identity.
  ///
  /// https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#kubernetes-signers
  @Test
  void a_kubelet_is_approved_without_a_person() throws Exception {
    Manor manor = Manor.calm(2);

    request(manor, "node", "CN=system:node:node-z,O=system:nodes",
        "kubernetes.io/kube-apiserver-client-kubelet").seconds(5);

    assertThat(manor.condition(REQUESTS + "/node", "Approved")).as(manor::timeline).isEqualTo(
        "True AutoApproved: Auto approving kubelet client certificate after"
            + " SubjectAccessReview.");
    assertThat(manor.text(REQUESTS + "/node", "status.certificate")).isNotEmpty();
  }

  /// https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#kubernetes-signers
  @Test
  void who_is_no_node_is_not_approved_as_one_and_fails_when_a_person_errs() throws Exception {
    Manor manor = Manor.calm(3);
    request(manor, "thief", "CN=jane,O=system:masters",
        "kubernetes.io/kube-apiserver-client-kubelet").seconds(5);
    assertThat(manor.condition(REQUESTS + "/thief", "Approved")).isEqualTo("none");

    approve(manor, "thief");

    assertThat(manor.condition(REQUESTS + "/thief", "Failed")).as(manor::timeline).isEqualTo(
        "True SignerValidationFailure: subject organization is not system:nodes");
    assertThat(manor.text(REQUESTS + "/thief", "status.certificate")).isEmpty();
  }

  /// "Approved requests: automatically deleted after 1 hour … Pending requests: after 24 hours."
  ///
  /// https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#request-signing-process
  @Test
  void decided_requests_are_kept_for_an_hour_and_pending_ones_for_a_day() throws Exception {
    Manor manor = Manor.of(Cluster.Plan.standard(4).withNodes(1));
    request(manor, "jane", "CN=jane", "kubernetes.io/kube-apiserver-client");
    request(manor, "waits", "CN=joe", "kubernetes.io/kube-apiserver-client");
    approve(manor, "jane");

    manor.seconds(3_700);
    assertThat(manor.names(REQUESTS)).as(manor::timeline).containsExactly("waits");

    manor.seconds(24 * 3_600);
    assertThat(manor.names(REQUESTS)).isEmpty();
  }

  private static void approve(Manor manor, String name) {
    manor.patch(REQUESTS + "/" + name + "/approval", "{status: {conditions: [{type: Approved, "
        + "status: 'True', reason: KubectlApprove, message: by hand}]}}").seconds(2);
  }

  private static Manor request(Manor manor, String name, String subject, String signer)
      throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair keys = generator.generateKeyPair();
    byte[] der = new JcaPKCS10CertificationRequestBuilder(new X500Name(subject),
        keys.getPublic()).build(
            new JcaContentSignerBuilder("SHA256withECDSA")
                .build(keys.getPrivate()))
        .getEncoded();
    String pem = "-----BEGIN CERTIFICATE REQUEST-----\n" + Base64.getMimeEncoder(64, new byte[]{
        '\n'}).encodeToString(der) + "\n-----END CERTIFICATE REQUEST-----\n";
    return manor.create(REQUESTS, """
        {apiVersion: certificates.k8s.io/v1, kind: CertificateSigningRequest,
         metadata: {name: %s}, spec: {signerName: %s, request: %s,
           usages: [digital signature, client auth]}}""".formatted(name, signer,
        Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII))));
  }

  private static X509Certificate certificate(String base64) throws Exception {
    return (X509Certificate) CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
  }
}
