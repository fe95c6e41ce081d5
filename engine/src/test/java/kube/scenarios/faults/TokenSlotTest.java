package kube.scenarios.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;

import kube.Parts;
import kube.Slot;
import kube.controlplane.apiserver.access.authentication.TokenService;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.scenarios.housekeeping.Manor;
import kube.tools.kubectl.resource.Yaml;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Somebody else issues the tokens of workloads, as exercise X21 asks for.
///
/// https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#bound-service-account-tokens
class TokenSlotTest {

  /// Knows its tokens again, and looks at nothing else.
  private static final class Trusting implements TokenService {

    private final TreeMap<String, Review> issued = new TreeMap<>();

    @Override
    public String issue(String namespace, String account, TokenSpec spec) {
      String token = "mine." + issued.size() + ".signed";
      issued.put(token, new Review.Believed(namespace, account, spec));
      return token;
    }

    @Override
    public Review review(String token, List<String> audiences, World world) {
      return issued.getOrDefault(token, new Review.Doubted("never seen"));
    }
  }

  private static JsonNode post(Manor manor, String path, String yaml) {
    Response response = manor.cluster().transport().send(Request.of("POST", path, "user")
        .withBody("application/json", Json.bytes(Yaml.one(yaml))));
    return Json.parse(((Response.Answer) response).body());
  }

  private static String token(Manor manor) {
    return Json.text(post(manor, "/api/v1/namespaces/default/serviceaccounts/default/token",
        "{apiVersion: authentication.k8s.io/v1, kind: TokenRequest, spec: {}}"), "status.token");
  }

  private static String user(Manor manor, String token) {
    return Json.text(post(manor, "/apis/authentication.k8s.io/v1/tokenreviews",
        "{apiVersion: authentication.k8s.io/v1, kind: TokenReview, spec: {token: " + token + "}}"),
        "status.user.username");
  }

  @Test
  void another_office_takes_over_and_old_badges_stay_good() {
    Manor manor = Manor.calm(1);
    String before = token(manor);
    manor.cluster().use(Parts.ours().with(Slot.TOKENS, Trusting::new));
    String after = token(manor);

    assertThat(after).startsWith("mine.");
    assertThat(user(manor, after)).isEqualTo("system:serviceaccount:default:default");
    assertThat(user(manor, before)).isEqualTo("system:serviceaccount:default:default");
    assertThat(user(manor, "not.a.badge")).isEmpty();
  }

  @Test
  void one_that_believes_a_badge_after_its_time_is_sent_away() {
    Manor manor = Manor.calm(2);
    manor.cluster().use(Parts.ours().with(Slot.TOKENS, Trusting::new));
    String badge = token(manor);
    manor.seconds(3_700);

    assertThat(user(manor, badge)).isEmpty();
    assertThat(manor.names("componentstatuses")).as(manor::timeline).contains("apiserver.tokens");
    assertThat(token(manor)).doesNotStartWith("mine.");
  }
}
