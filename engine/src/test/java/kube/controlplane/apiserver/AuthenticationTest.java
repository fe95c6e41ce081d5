package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import kube.controlplane.apiserver.access.AccessSettings;
import kube.controlplane.apiserver.access.authentication.StaticTokens;
import kube.foundation.api.Caller;
import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;

/// Who somebody is, by what they show.
class AuthenticationTest {

  private static final String ACCOUNTS = "/api/v1/namespaces/default/serviceaccounts";
  private static final String PODS = "/api/v1/namespaces/default/pods";

  private final AccessWorld world = new AccessWorld(AccessSettings.guarded(7).withTokens(
      StaticTokens.parse(List.of("s3cr3t,ann,42,\"dev,ops\""))));

  @Test
  void a_certificate_names_its_user_and_groups() {
    var reply = world.person("jane", "dev").whoAmI();

    assertThat(reply.code()).isEqualTo(201);
    assertThat(reply.text("status.userInfo.username")).isEqualTo("jane");
    assertThat(groups(reply)).containsExactly("dev", "system:authenticated");
  }

  @Test
  void who_shows_nothing_is_anonymous_and_who_shows_something_wrong_is_refused() {
    assertThat(world.stranger().get(PODS).message()).isEqualTo("pods is forbidden: User"
        + " \"system:anonymous\" cannot list resource \"pods\" in API group \"\" in the namespace"
        + " \"default\"");
    assertThat(world.stranger().get("/version").code()).isEqualTo(200);
    assertThat(world.bearer("wrong").get(PODS).body()).isEqualTo(Json.parse(World.bytes(
        "{'kind':'Status','apiVersion':'v1','metadata':{},'status':'Failure',"
            + "'message':'Unauthorized','reason':'Unauthorized','code':401}")));
    assertThat(world.admin.send(World.request("GET", PODS).from(new Caller.Impostor("x"))).code())
        .isEqualTo(401);
  }

  @Test
  void a_static_token_is_worth_its_line() {
    var reply = world.bearer("s3cr3t").whoAmI();

    assertThat(reply.text("status.userInfo.username")).isEqualTo("ann");
    assertThat(reply.text("status.userInfo.uid")).isEqualTo("42");
    assertThat(groups(reply)).containsExactly("dev", "ops", "system:authenticated");
  }

  @Test
  void an_account_gets_a_token_that_lives_as_long_as_it_was_asked_for_and_as_the_account() {
    world.admin.create(ACCOUNTS, "{'metadata':{'name':'robot'}}");
    var request = world.admin.create(ACCOUNTS + "/robot/token",
        "{'apiVersion':'authentication.k8s.io/v1','kind':'TokenRequest',"
            + "'spec':{'expirationSeconds':600}}");
    var robot = world.bearer(request.text("status.token"));

    assertThat(request.code()).isEqualTo(201);
    assertThat(robot.whoAmI().text("status.userInfo.username"))
        .isEqualTo("system:serviceaccount:default:robot");
    assertThat(groups(robot.whoAmI())).containsExactly("system:serviceaccounts",
        "system:serviceaccounts:default", "system:authenticated");
    world.admin.loop.advance(Duration.ofSeconds(601));
    assertThat(robot.whoAmI().code()).isEqualTo(401);
    assertThat(world.admin.create(ACCOUNTS + "/robot/token", "{'spec':{'expirationSeconds':60}}")
        .message()).isEqualTo("TokenRequest.authentication.k8s.io \"robot\" is invalid:"
            + " spec.expirationSeconds: Invalid value: 60: may not specify a duration less than 10"
            + " minutes");
  }

  @Test
  void a_token_of_a_pod_dies_with_the_pod_and_speaks_to_its_audience_only() {
    world.admin.create(ACCOUNTS, "{'metadata':{'name':'robot'}}");
    world.admin.create(PODS, "{'metadata':{'name':'web'},'spec':{'serviceAccountName':'robot',"
        + "'containers':[{'name':'c','image':'i'}]}}");
    String token = token("{'boundObjectRef':{'kind':'Pod','apiVersion':'v1','name':'web'}}");
    String forVault = token("{'audiences':['vault']}");

    assertThat(world.bearer(token).whoAmI().body().path("status").path("userInfo").path("extra")
        .path("authentication.kubernetes.io/pod-name").get(0).asString("")).isEqualTo("web");
    assertThat(world.bearer(forVault).whoAmI().code()).isEqualTo(401);
    assertThat(review(forVault, "'vault'").text("status.user.username"))
        .isEqualTo("system:serviceaccount:default:robot");
    world.admin.delete(PODS + "/web");
    assertThat(world.bearer(token).whoAmI().code()).isEqualTo(401);
    assertThat(review(token, "").text("status.error"))
        .isEqualTo("[invalid bearer token, service account token has been invalidated]");
  }

  @Test
  void a_secret_made_for_a_token_holds_one_that_lives_as_long_as_the_secret() {
    world.admin.create(ACCOUNTS, "{'metadata':{'name':'robot'}}");
    var secret = world.admin.create("/api/v1/namespaces/default/secrets", "{'metadata':{'name':"
        + "'robot-token','annotations':{'kubernetes.io/service-account.name':'robot'}},'type':"
        + "'kubernetes.io/service-account-token'}");
    String token = new String(Base64.getDecoder().decode(secret.text("data.token")),
        StandardCharsets.UTF_8);

    assertThat(world.bearer(token).whoAmI().text("status.userInfo.username"))
        .isEqualTo("system:serviceaccount:default:robot");
    world.admin.delete("/api/v1/namespaces/default/secrets/robot-token");
    assertThat(world.bearer(token).whoAmI().code()).isEqualTo(401);
  }

  private String token(String spec) {
    return world.admin.create(ACCOUNTS + "/robot/token", "{'spec':" + spec + "}")
        .text("status.token");
  }

  private World.Reply review(String token, String audiences) {
    return world.admin.create("/apis/authentication.k8s.io/v1/tokenreviews", "{'spec':{'token':'"
        + token + "','audiences':[" + audiences + "]}}");
  }

  @Test
  void a_machine_joins_with_a_bootstrap_token_until_it_expires() {
    world.admin.create("/api/v1/namespaces/kube-system/secrets", "{'metadata':{'name':"
        + "'bootstrap-token-abcdef'},'type':'bootstrap.kubernetes.io/token','data':{"
        + data("token-id", "abcdef") + "," + data("token-secret", "0123456789abcdef") + ","
        + data("usage-bootstrap-authentication", "true") + ","
        + data("expiration", World.START.plusSeconds(60).toString()) + ","
        + data("auth-extra-groups", "system:bootstrappers:kubeadm:default-node-token") + "}}");
    var machine = world.bearer("abcdef.0123456789abcdef");

    assertThat(machine.whoAmI().text("status.userInfo.username"))
        .isEqualTo("system:bootstrap:abcdef");
    assertThat(groups(machine.whoAmI())).containsExactly("system:bootstrappers",
        "system:bootstrappers:kubeadm:default-node-token", "system:authenticated");
    assertThat(world.bearer("abcdef.0000000000000000").whoAmI().code()).isEqualTo(401);
    world.admin.loop.advance(Duration.ofSeconds(61));
    assertThat(machine.whoAmI().code()).isEqualTo(401);
  }

  private static String data(String name, String value) {
    return "'" + name + "':'" + Base64.getEncoder().encodeToString(
        value.getBytes(StandardCharsets.UTF_8)) + "'";
  }

  @Test
  void whoever_may_impersonate_asks_in_the_name_of_another() {
    var asJane = World.request("GET", PODS).withHeader("Impersonate-User", "jane");

    assertThat(world.admin.send(asJane).message()).startsWith("pods is forbidden: User \"jane\"");
    assertThat(world.person("bob").send(asJane).message()).isEqualTo("users \"jane\" is forbidden:"
        + " User \"bob\" cannot impersonate resource \"users\" in API group \"\" at the cluster"
        + " scope");
    var whoIs = World.request("POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews")
        .withBody("application/json", World.bytes("{}")).withHeader("Impersonate-User", "jane")
        .withHeader("Impersonate-Group", "dev\0ops");
    assertThat(groups(world.admin.send(whoIs))).containsExactly("dev", "ops",
        "system:authenticated");
  }

  private static List<String> groups(World.Reply reply) {
    return Json.list(reply.body(), "status.userInfo.groups", group -> group.asString(""));
  }
}
