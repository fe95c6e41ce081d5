package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import kube.controlplane.apiserver.World.Reply;
import kube.foundation.api.Json;
import kube.foundation.api.Response;

import org.junit.jupiter.api.Test;

/// Policies in CEL: rules for writes that live in the API.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
class PoliciesTest {

  private static final String GROUP = "/apis/admissionregistration.k8s.io/v1";
  private static final String POLICIES = GROUP + "/validatingadmissionpolicies";
  private static final String BINDINGS = GROUP + "/validatingadmissionpolicybindings";
  private static final String SETS = "/apis/apps/v1/namespaces/default/replicasets";
  private static final String CONSTRAINTS = "'matchConstraints':{'resourceRules':[{'apiGroups':"
      + "['apps'],'apiVersions':['v1'],'operations':['CREATE','UPDATE'],"
      + "'resources':['replicasets']}]}";

  private final World world = new World();

  private Reply policy(String spec) {
    return world.create(POLICIES, "{'metadata':{'name':'limits.example.com'},'spec':{"
        + CONSTRAINTS + "," + spec + "}}");
  }

  private Reply bind(String more) {
    return world.create(BINDINGS, "{'metadata':{'name':'limits-everywhere'},'spec':{"
        + "'policyName':'limits.example.com'," + more + "}}");
  }

  private Reply replicaSet(int replicas) {
    return world.create(SETS, replicaSetOf(replicas));
  }

  private static String replicaSetOf(int replicas) {
    return "{'metadata':{'name':'web'},'spec':{'replicas':" + replicas
        + ",'selector':{'matchLabels':{'app':'web'}},'template':{'metadata':{'labels':"
        + "{'app':'web'}},'spec':{'containers':[{'name':'web','image':'web:1'}]}}}}";
  }

  @Test
  void a_policy_denies_what_its_rule_excludes_once_it_is_bound() {
    assertThat(policy("'validations':[{'expression':'object.spec.replicas <= 5'}]").code())
        .isEqualTo(201);
    assertThat(replicaSet(6).code()).isEqualTo(201);
    world.delete(SETS + "/web");

    bind("'validationActions':['Deny']");

    Reply denied = replicaSet(6);
    assertThat(denied.code()).isEqualTo(422);
    assertThat(denied.text("reason")).isEqualTo("Invalid");
    assertThat(denied.message()).isEqualTo("replicasets.apps \"web\" is forbidden:"
        + " ValidatingAdmissionPolicy 'limits.example.com' with binding 'limits-everywhere' denied"
        + " request: failed expression: object.spec.replicas <= 5");
    assertThat(replicaSet(5).code()).isEqualTo(201);
    assertThat(world.merge(SETS + "/web", "{'spec':{'replicas':9}}").code()).isEqualTo(422);
    assertThat(world.merge(SETS + "/web/scale", "{'spec':{'replicas':9}}").code()).isEqualTo(422);
  }

  @Test
  void messages_and_variables_are_expressions_too_and_parameters_say_how_much() {
    world.create("/api/v1/namespaces/default/configmaps",
        "{'metadata':{'name':'most'},'data':{'replicas':'3'}}");
    policy("'paramKind':{'apiVersion':'v1','kind':'ConfigMap'},"
        + "'variables':[{'name':'most','expression':'int(params.data.replicas)'},"
        + "{'name':'unused','expression':'int(params.data.nothing)'}],"
        + "'matchConditions':[{'name':'people','expression':"
        + "'request.namespace == \\'default\\''}],"
        + "'validations':[{'expression':'object.spec.replicas <= variables.most','reason':"
        + "'Forbidden','messageExpression':'\\'at most %d\\'.format([variables.most])'}]");
    bind("'validationActions':['Deny'],'paramRef':{'name':'most','namespace':'default',"
        + "'parameterNotFoundAction':'Deny'}");

    Reply denied = replicaSet(4);

    assertThat(denied.code()).isEqualTo(403);
    assertThat(denied.message()).endsWith("denied request: at most 3");
    assertThat(replicaSet(3).code()).isEqualTo(201);
    world.delete("/api/v1/namespaces/default/configmaps/most");
    assertThat(world.merge(SETS + "/web", "{'metadata':{'labels':{'a':'b'}}}").message())
        .endsWith("denied request: failed to configure binding: no params found for policy binding"
            + " with `Deny` parameterNotFoundAction");
  }

  @Test
  void a_binding_may_only_warn_and_note() {
    policy("'validations':[{'expression':'object.spec.replicas <= 5','message':'too many'}]");
    bind("'validationActions':['Warn','Audit']");

    var answer = (Response.Answer) world.server.handle(World.request("POST", SETS)
        .withBody("application/json", World.bytes(replicaSetOf(6))));

    assertThat(answer.code()).isEqualTo(201);
    assertThat(answer.headers().get("Warning")).isEqualTo("299 - \"Validation failed for"
        + " ValidatingAdmissionPolicy 'limits.example.com' with binding 'limits-everywhere':"
        + " too many\"");
  }

  @Test
  void an_expression_that_fails_refuses_unless_the_policy_says_otherwise() {
    policy("'validations':[{'expression':'object.spec.nothing > 5'}]");
    bind("'validationActions':['Deny']");
    assertThat(replicaSet(1).message()).endsWith("denied request: expression"
        + " 'object.spec.nothing > 5' resulted in error: no such key: nothing");

    world.merge(POLICIES + "/limits.example.com", "{'spec':{'failurePolicy':'Ignore'}}");

    assertThat(replicaSet(1).code()).isEqualTo(201);
  }

  @Test
  void a_policy_must_mean_something_when_it_is_written() {
    assertThat(policy("'validations':[{'expression':'object.spec.replicas <'}]").message())
        .startsWith("ValidatingAdmissionPolicy.admissionregistration.k8s.io \"limits.example.com\""
            + " is invalid: spec.validations[0].expression: Invalid value:"
            + " \"object.spec.replicas <\": compilation failed: ERROR: <input>:1:23: Syntax error:");
    assertThat(policy("'validations':[{'expression':'request.foo == 1'}]").message())
        .contains("undefined field 'foo'");
    assertThat(policy("'failurePolicy':'Fail'").message())
        .contains("validations or auditAnnotations must contain at least one item");
    assertThat(bind("'validationActions':[]").message())
        .contains("spec.validationActions: Required value");
  }

  @Test
  void a_policy_may_change_objects() {
    world.create(GROUP + "/mutatingadmissionpolicies", "{'metadata':{'name':'labels.example.com'},"
        + "'spec':{" + CONSTRAINTS + ",'reinvocationPolicy':'Never','mutations':["
        + "{'patchType':'ApplyConfiguration','applyConfiguration':{'expression':"
        + "'Object{metadata: Object.metadata{labels: {\\'team\\': request.namespace}}}'}},"
        + "{'patchType':'JSONPatch','jsonPatch':{'expression':"
        + "'[JSONPatch{op: \\'replace\\', path: \\'/spec/replicas\\', value: 2}]'}}]}}");
    world.create(GROUP + "/mutatingadmissionpolicybindings",
        "{'metadata':{'name':'labels'},'spec':{'policyName':'labels.example.com'}}");

    Reply created = replicaSet(1);

    assertThat(Json.texts(created.body(), "metadata.labels")).containsEntry("team", "default");
    assertThat(Json.number(created.body(), "spec.replicas", 0)).isEqualTo(2);
  }

  @Test
  void a_policy_may_ask_what_the_author_of_a_write_may_do() {
    policy("'validations':[{'expression':'!authorizer.requestResource.check(\\'delete\\')"
        + ".allowed()','message':'who may delete must not create'},{'expression':"
        + "'authorizer.group(\\'apps\\').resource(\\'deployments\\')"
        + ".namespace(\\'default\\').name(\\'web\\').check(\\'get\\').allowed() &&"
        + " authorizer.path(\\'/healthz\\').check(\\'get\\').allowed() &&"
        + " authorizer.serviceAccount(\\'default\\',\\'ci\\').path(\\'/x\\')"
        + ".check(\\'get\\').reason() == \\'\\''}]");
    bind("'validationActions':['Deny']");

    assertThat(replicaSet(1).message()).endsWith("denied request: who may delete must not create");
  }

  @Test
  void a_policy_that_wants_to_is_asked_again_about_what_a_later_one_has_changed() {
    mutating("a", "IfNeeded", "'Object{metadata: Object.metadata{labels: {\\'seen\\':"
        + " string(object.spec.replicas)}}}'");
    mutating("b", "Never", "'Object{spec: Object.spec{replicas: 3}}'");

    Reply created = replicaSet(1);

    assertThat(Json.texts(created.body(), "metadata.labels")).containsEntry("seen", "3");
  }

  private void mutating(String name, String reinvocation, String expression) {
    assertThat(world.create(GROUP + "/mutatingadmissionpolicies", "{'metadata':{'name':'" + name
        + "'},'spec':{" + CONSTRAINTS + ",'reinvocationPolicy':'" + reinvocation
        + "','mutations':[{'patchType':'ApplyConfiguration','applyConfiguration':{'expression':"
        + expression + "}}]}}").code()).isEqualTo(201);
    world.create(GROUP + "/mutatingadmissionpolicybindings",
        "{'metadata':{'name':'" + name + "'},'spec':{'policyName':'" + name + "'}}");
  }
}
