package site.bench.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import kube.controlplane.apiserver.ApiServer;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;

/// What stands in the cluster before the first request: custom kinds, policies and webhooks, so that
/// random objects meet every gate.
final class Scenery {

  private static final String CUSTOM_KINDS = "/apis/apiextensions.k8s.io/v1/"
      + "customresourcedefinitions";
  private static final String ADMISSION = "/apis/admissionregistration.k8s.io/v1/";

  /// A strict kind in two versions, with rules, numbers to scale by and fields to select by.
  private static final String WIDGETS = """
      {'metadata':{'name':'widgets.example.com'},'spec':{'group':'example.com','scope':'Namespaced',
      'names':{'plural':'widgets','kind':'Widget','shortNames':['wd']},'versions':[
      {'name':'v1','served':true,'storage':true,'subresources':{'status':{},'scale':{
      'specReplicasPath':'.spec.replicas','statusReplicasPath':'.status.replicas'}},
      'selectableFields':[{'jsonPath':'.spec.color'}],
      'additionalPrinterColumns':[{'name':'Color','type':'string','jsonPath':'.spec.color'}],
      'schema':{'openAPIV3Schema':SCHEMA}},
      {'name':'v1beta1','served':true,'storage':false,'schema':{'openAPIV3Schema':SCHEMA}}]}}"""
      .replace("SCHEMA", """
          {'type':'object','properties':{'spec':{'type':'object','properties':{
          'replicas':{'type':'integer','minimum':0,'maximum':10,'default':1},
          'color':{'type':'string','maxLength':20,'enum':['red','green','a','web']},
          'size':{'x-kubernetes-int-or-string':true},
          'parts':{'type':'array','maxItems':5,'x-kubernetes-list-type':'map',
          'x-kubernetes-list-map-keys':['name'],'items':{'type':'object','required':['name'],
          'properties':{'name':{'type':'string','maxLength':50},'count':{'type':'integer'}}}},
          'free':{'type':'object','x-kubernetes-preserve-unknown-fields':true}},
          'x-kubernetes-validations':[{'rule':'!has(self.color) || self.replicas < 8',
          'message':'too many of one color'},{'rule':'self.replicas >= oldSelf.replicas - 5'}]},
          'status':{'type':'object','properties':{'replicas':{'type':'integer'}}}}}""");

  private static final String GADGETS = """
      {'metadata':{'name':'gadgets.example.com'},'spec':{'group':'example.com','scope':'Cluster',
      'names':{'plural':'gadgets','kind':'Gadget'},'versions':[{'name':'v1','served':true,
      'storage':true,'schema':{'openAPIV3Schema':{'type':'object',
      'x-kubernetes-preserve-unknown-fields':true}}}]}}""";

  /// A kind that somebody else translates between its versions.
  private static final String SPROCKETS = """
      {'metadata':{'name':'sprockets.example.com'},'spec':{'group':'example.com',
      'scope':'Namespaced','names':{'plural':'sprockets','kind':'Sprocket'},
      'conversion':{'strategy':'Webhook','webhook':{'conversionReviewVersions':['v1'],
      'clientConfig':{'url':'https://converter.example.com/'}}},'versions':[
      {'name':'v1','served':true,'storage':true,'schema':{'openAPIV3Schema':{'type':'object',
      'properties':{'spec':{'type':'object','properties':{'teeth':{'type':'integer'},
      'color':{'type':'string'}}}}}}},
      {'name':'v1alpha1','served':true,'storage':false,'schema':{'openAPIV3Schema':{
      'type':'object','properties':{'spec':{'type':'object','properties':{
      'teeth':{'type':'string'}}}}}}}]}}""";

  private static final String RULES = """
      'resourceRules':[{'apiGroups':['','apps','example.com'],'apiVersions':['*'],
      'operations':['CREATE','UPDATE'],'resources':['pods','configmaps','deployments','widgets',
      'gadgets']}]""";

  private static final List<String> GATES = List.of(
      "mutatingadmissionpolicies",
      """
          {'metadata':{'name':'marks'},'spec':{'failurePolicy':'Fail',
          'reinvocationPolicy':'Never','matchConstraints':{RULES},
          'matchConditions':[{'name':'some','expression':'object.metadata.name.endsWith(\\"7\\")'}],
          'mutations':[{'patchType':'ApplyConfiguration','applyConfiguration':{'expression':
          'Object{metadata: Object.metadata{annotations: {\\"mark\\": object.metadata.name}}}'}},
          {'patchType':'JSONPatch','jsonPatch':{'expression':
          '[JSONPatch{op: \\"add\\", path: \\"/metadata/labels/marked\\", value: \\"yes\\"}]'}}]}}""",
      "mutatingadmissionpolicybindings", """
          {'metadata':{'name':'marks'},'spec':{'policyName':'marks'}}""",
      "validatingadmissionpolicies", """
          {'metadata':{'name':'names'},'spec':{'failurePolicy':'Fail','matchConstraints':{RULES},
          'variables':[{'name':'labels','expression':
          'has(object.metadata.labels) ? object.metadata.labels : {}'}],
          'validations':[{'expression':'object.metadata.name != \\"n-3\\"',
          'messageExpression':'\\"not \\" + object.metadata.name'},
          {'expression':'variables.labels.all(key, key.size() < 100)'},
          {'expression':'object.spec.replicas < 9','reason':'Forbidden'}]}}""",
      "validatingadmissionpolicybindings", """
          {'metadata':{'name':'names'},'spec':{'policyName':'names','validationActions':['Deny'],
          'matchResources':{'objectSelector':{'matchLabels':{'app':'web'}}}}}""",
      "validatingwebhookconfigurations", """
          {'metadata':{'name':'judge'},'webhooks':[{'name':'judge.example.com',
          'clientConfig':{'url':'https://judge.example.com/'},'sideEffects':'None',
          'timeoutSeconds':1,
          'admissionReviewVersions':['v1'],'failurePolicy':'Fail','rules':[WEBHOOKS],
          'objectSelector':{'matchExpressions':[{'key':'app','operator':'Exists'}]}}]}""",
      "mutatingwebhookconfigurations", """
          {'metadata':{'name':'painter'},'webhooks':[{'name':'painter.example.com',
          'clientConfig':{'url':'https://painter.example.com/'},'sideEffects':'None',
          'timeoutSeconds':1,
          'admissionReviewVersions':['v1'],'failurePolicy':'Ignore','rules':[WEBHOOKS],
          'reinvocationPolicy':'IfNeeded','matchConditions':[{'name':'named','expression':
          'has(object.metadata.labels) && object.metadata.name != \\"n-1\\"'}]}]}""");

  private Scenery() {}

  static void set(ApiServer server) {
    create(server, "/api/v1/namespaces", "{'metadata':{'name':'default'}}");
    create(server, "/api/v1/namespaces", "{'metadata':{'name':'kube-system'}}");
    create(server, CUSTOM_KINDS, WIDGETS);
    create(server, CUSTOM_KINDS, GADGETS);
    create(server, CUSTOM_KINDS, SPROCKETS);
  }

  /// From now on, some writes are judged by others.
  static void closeGates(ApiServer server) {
    for (int gate = 0; gate < GATES.size(); gate += 2) {
      create(server, ADMISSION + GATES.get(gate), GATES.get(gate + 1).replace("RULES", RULES)
          .replace("WEBHOOKS", RULES.substring(RULES.indexOf('{'), RULES.lastIndexOf(']'))));
    }
  }

  private static void create(ApiServer server, String path, String text) {
    Request request = Request.of("POST", path, "fuzz").withBody("application/json",
        text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    if (!(server.handle(request) instanceof Answer answer) || !answer.isOk()) {
      throw new IllegalStateException(path + " refused: " + server.handle(request) + " "
          + Json.text(Json.object()));
    }
  }
}
