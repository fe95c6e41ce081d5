package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;

/// Who may do what, once roles and bindings are in force.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/access-authn-authz/rbac/
class AuthorizationTest {

  private static final String PODS = "/api/v1/namespaces/default/pods";
  private static final String ROLES = AccessWorld.RBAC + "/namespaces/default/roles";
  private static final String BINDINGS = AccessWorld.RBAC + "/namespaces/default/rolebindings";

  private final AccessWorld world = new AccessWorld();
  private final AccessWorld.Person jane = world.person("jane");

  @Test
  void what_nobody_has_allowed_is_forbidden_word_for_word() {
    assertThat(jane.get(PODS).body()).isEqualTo(Json.parse(World.bytes(
        "{'kind':'Status','apiVersion':'v1','metadata':{},'status':'Failure','message':'pods is"
            + " forbidden: User \\'jane\\' cannot list resource \\'pods\\' in API group \\'\\' in"
            + " the namespace \\'default\\'','reason':'Forbidden','details':{'kind':'pods'},"
            + "'code':403}")));
    assertThat(jane.get("/apis/apps/v1/namespaces/default/replicasets/web").message())
        .isEqualTo("replicasets.apps \"web\" is forbidden: User \"jane\" cannot get resource"
            + " \"replicasets\" in API group \"apps\" in the namespace \"default\"");
    assertThat(jane.get("/api/v1/nodes").message()).isEqualTo("nodes is forbidden: User \"jane\""
        + " cannot list resource \"nodes\" in API group \"\" at the cluster scope");
    assertThat(jane.get("/metrics").message())
        .isEqualTo("forbidden: User \"jane\" cannot get path \"/metrics\"");
  }

  @Test
  void a_role_allows_its_verbs_in_its_namespace_and_no_part_that_it_does_not_name() {
    world.allow("jane", "'get','list'", "'pods'");

    assertThat(jane.get(PODS).code()).isEqualTo(200);
    assertThat(jane.can("list", "pods", "default")).isTrue();
    assertThat(jane.can("list", "pods", "kube-system")).isFalse();
    assertThat(jane.can("delete", "pods", "default")).isFalse();
    assertThat(jane.get(PODS + "/web/log").message()).isEqualTo("pods \"web\" is forbidden: User"
        + " \"jane\" cannot get resource \"pods/log\" in API group \"\" in the namespace"
        + " \"default\"");
  }

  @Test
  void the_reason_names_the_binding_and_an_aggregated_role_counts_with_all_its_parts() {
    world.admin.create(BINDINGS, "{'metadata':{'name':'readers'},'roleRef':{'apiGroup':"
        + "'rbac.authorization.k8s.io','kind':'ClusterRole','name':'view'},'subjects':[{'apiGroup':"
        + "'rbac.authorization.k8s.io','kind':'Group','name':'dev'}]}");
    var ann = world.person("ann", "dev");

    var review = ann.create("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
        "{'spec':{'resourceAttributes':{'verb':'get','resource':'pods','namespace':'default'}}}");

    assertThat(review.text("status.reason")).isEqualTo("RBAC: allowed by RoleBinding"
        + " \"readers/default\" of ClusterRole \"view\" to Group \"dev\"");
    assertThat(ann.can("get", "secrets", "default")).isFalse();
    world.admin.create(AccessWorld.RBAC + "/clusterroles", "{'metadata':{'name':'crons','labels':{"
        + "'rbac.authorization.k8s.io/aggregate-to-view':'true'}},'rules':[{'apiGroups':[''],"
        + "'resources':['crontabs'],'verbs':['get']}]}");
    assertThat(ann.can("get", "crontabs", "default")).isTrue();
  }

  @Test
  void nobody_grants_what_they_do_not_have() {
    world.allow("jane", "'get'", "'pods'");
    world.admin.create(BINDINGS, "{'metadata':{'name':'chiefs'},'roleRef':{'apiGroup':"
        + "'rbac.authorization.k8s.io','kind':'ClusterRole','name':'system:aggregate-to-admin'},"
        + "'subjects':[{'apiGroup':'rbac.authorization.k8s.io','kind':'User','name':'jane'}]}");

    assertThat(jane.create(ROLES, role("fair", "'get'")).code()).isEqualTo(201);
    assertThat(jane.create(ROLES, role("unfair", "'get','delete','list'")).message())
        .isEqualTo("roles.rbac.authorization.k8s.io \"unfair\" is forbidden: user \"jane\""
            + " (groups=[\"system:authenticated\"]) is attempting to grant RBAC permissions not"
            + " currently held:\n{APIGroups:[\"\"], Resources:[\"pods\"], Verbs:[\"delete\""
            + " \"list\"]}");
    assertThat(jane.create(BINDINGS, "{'metadata':{'name':'top'},'roleRef':{'apiGroup':"
        + "'rbac.authorization.k8s.io','kind':'ClusterRole','name':'cluster-admin'},'subjects':["
        + "{'apiGroup':'rbac.authorization.k8s.io','kind':'User','name':'jane'}]}").message())
        .startsWith("rolebindings.rbac.authorization.k8s.io \"top\" is forbidden: user \"jane\"");
  }

  private static String role(String name, String verbs) {
    return "{'metadata':{'name':'" + name + "'},'rules':[{'apiGroups':[''],'resources':['pods'],"
        + "'verbs':[" + verbs + "]}]}";
  }

  @Test
  void a_binding_to_a_role_that_is_not_there_says_so() {
    world.admin.create(BINDINGS, "{'metadata':{'name':'lost'},'roleRef':{'apiGroup':"
        + "'rbac.authorization.k8s.io','kind':'Role','name':'nope'},'subjects':[{'apiGroup':"
        + "'rbac.authorization.k8s.io','kind':'User','name':'jane'}]}");

    assertThat(jane.get(PODS).message()).endsWith("in the namespace \"default\": RBAC:"
        + " role.rbac.authorization.k8s.io \"nope\" not found");
  }

  @Test
  void a_kubelet_reads_what_its_own_pods_use_and_nothing_else() {
    world.admin.create("/api/v1/namespaces/default/secrets", "{'metadata':{'name':'mine'}}");
    world.admin.create(PODS, "{'metadata':{'name':'web'},'spec':{'nodeName':'node-a','containers':"
        + "[{'name':'c','image':'i','envFrom':[{'secretRef':{'name':'mine'}}]}]}}");
    var nodeA = world.person("system:node:node-a", "system:nodes");
    var nodeB = world.person("system:node:node-b", "system:nodes");
    String secret = "/api/v1/namespaces/default/secrets/mine";

    assertThat(nodeA.get(secret).code()).isEqualTo(200);
    assertThat(nodeB.get(secret).message()).isEqualTo("secrets \"mine\" is forbidden: User"
        + " \"system:node:node-b\" cannot get resource \"secrets\" in API group \"\" in the"
        + " namespace \"default\": no relationship found between node 'node-b' and this object");
    assertThat(nodeA.get("/api/v1/pods").message())
        .endsWith("can only list/watch pods with spec.nodeName field selector");
    assertThat(nodeA.get("/api/v1/pods?fieldSelector=spec.nodeName=node-a").code()).isEqualTo(200);
    assertThat(nodeA.get("/api/v1/pods?fieldSelector=spec.nodeName=node-ab").code())
        .isEqualTo(403);
  }

  @Test
  void the_rules_that_hold_for_somebody_can_be_listed() {
    world.allow("jane", "'get'", "'pods'");

    var review = jane.create("/apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
        "{'spec':{'namespace':'default'}}");

    assertThat(Json.list(review.body(), "status.resourceRules", rule -> rule.toString()))
        .contains("{\"verbs\":[\"get\"],\"apiGroups\":[\"\"],\"resources\":[\"pods\"]}");
    assertThat(Json.list(review.body(), "status.nonResourceRules",
        rule -> Json.at(rule, "nonResourceURLs").get(0).asString("")))
        .contains("/healthz", "/api");
    assertThat(Json.flag(review.body(), "status.incomplete")).isFalse();
  }
}
