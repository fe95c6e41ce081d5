package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import kube.controlplane.apiserver.World.Reply;
import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A kind that a client brings along, from its definition to its end.
class CustomKindsTest {

  private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  private static final String CRON_TABS = "/apis/stable.example.com/v1/namespaces/default/crontabs";

  private static final String SCHEMA = "{'type':'object','required':['spec'],'properties':{"
      + "'spec':{'type':'object','required':['cronSpec'],'properties':{"
      + "'cronSpec':{'type':'string',"
      + "'pattern':'^(\\\\d+|\\\\*)(/\\\\d+)?(\\\\s+(\\\\d+|\\\\*)(/\\\\d+)?){4}$'},"
      + "'image':{'type':'string','default':'my-cron-image'},"
      + "'replicas':{'type':'integer','minimum':1,'maximum':10},"
      + "'maxReplicas':{'type':'integer'},"
      + "'policy':{'type':'string','enum':['Allow','Forbid']},"
      + "'names':{'type':'array','x-kubernetes-list-type':'set','maxItems':3,"
      + "'items':{'type':'string','minLength':2}},"
      + "'port':{'x-kubernetes-int-or-string':true},"
      + "'extra':{'type':'object','x-kubernetes-preserve-unknown-fields':true}},"
      + "'x-kubernetes-validations':[{'rule':'!has(self.maxReplicas) || self.replicas <="
      + " self.maxReplicas','message':'replicas should be smaller than or equal to maxReplicas.'},"
      + "{'rule':'self.cronSpec == oldSelf.cronSpec','messageExpression':"
      + "'\\'cannot change from %s\\'.format([oldSelf.cronSpec])','reason':'FieldValueForbidden',"
      + "'fieldPath':'.cronSpec'}]},"
      + "'status':{'type':'object','properties':{'replicas':{'type':'integer'},"
      + "'labelSelector':{'type':'string'}}}}}";

  private final World world = new World();

  private static String definition(String schema) {
    return "{'metadata':{'name':'crontabs.stable.example.com'},'spec':{"
        + "'group':'stable.example.com','scope':'Namespaced','names':{'plural':'crontabs',"
        + "'kind':'CronTab','shortNames':['ct'],'categories':['all']},'versions':[{'name':'v1',"
        + "'served':true,'storage':true,'schema':{'openAPIV3Schema':" + schema + "},"
        + "'subresources':{'status':{},'scale':{'specReplicasPath':'.spec.replicas',"
        + "'statusReplicasPath':'.status.replicas','labelSelectorPath':'.status.labelSelector'}},"
        + "'selectableFields':[{'jsonPath':'.spec.policy'}],"
        + "'additionalPrinterColumns':[{'name':'Spec','type':'string','jsonPath':'.spec.cronSpec'},"
        + "{'name':'Replicas','type':'integer','jsonPath':'.spec.replicas','priority':1},"
        + "{'name':'Age','type':'date','jsonPath':'.metadata.creationTimestamp'}]}]}}";
  }

  private Reply define(String schema) {
    Reply reply = world.create(DEFINITIONS, definition(schema));
    world.settle();
    return reply;
  }

  private static String cronTab(String spec) {
    return "{'apiVersion':'stable.example.com/v1','kind':'CronTab','metadata':{'name':'mine'},"
        + "'spec':" + spec + "}";
  }

  private Reply createCronTab(String spec) {
    return world.create(CRON_TABS, cronTab(spec));
  }

  @Test
  void a_definition_is_established_and_its_kind_served_at_once() {
    assertThat(world.get(CRON_TABS).code()).isEqualTo(404);

    assertThat(define(SCHEMA).code()).isEqualTo(201);

    JsonNode definition = world.get(DEFINITIONS + "/crontabs.stable.example.com").body();
    assertThat(Json.list(definition, "status.conditions", condition -> Json.text(condition, "type")
        + " " + Json.text(condition, "status") + " " + Json.text(condition, "message")))
        .containsExactly("NamesAccepted True no conflicts found",
            "Established True the initial names have been accepted");
    assertThat(Json.text(definition, "status.acceptedNames.listKind")).isEqualTo("CronTabList");
    assertThat(Json.list(definition, "status.storedVersions", version -> version.asString("")))
        .containsExactly("v1");
    assertThat(world.get(CRON_TABS).text("kind")).isEqualTo("CronTabList");
    assertThat(world.get("/apis/stable.example.com/v1").body().toString())
        .contains("\"name\":\"crontabs\"", "\"shortNames\":[\"ct\"]", "\"crontabs/scale\"");
    assertThat(createCronTab("{'cronSpec':'* * * * */5'}").code()).isEqualTo(201);
  }

  @Test
  void what_is_not_of_the_kind_is_refused_as_such() {
    define(SCHEMA);
    createCronTab("{'cronSpec':'* * * * */5'}");

    assertThat(world.create(CRON_TABS, cronTab("{}").replace("'CronTab'", "'Clock'")).message())
        .isEqualTo("Clock.stable.example.com \"mine\" is invalid: kind: Invalid value: \"Clock\":"
            + " must be CronTab");
    assertThat(world.get(CRON_TABS + "/mine/log").message())
        .isEqualTo("crontabs.stable.example.com \"mine\" not found");
  }

  @Test
  void an_object_is_pruned_and_filled_in_by_its_schema() {
    define(SCHEMA);

    JsonNode created = createCronTab("{'cronSpec':'* * * * */5','typo':1,'extra':{'any':{'x':1}}}")
        .body();

    assertThat(created.path("spec")).isEqualTo(Json.parse(World.bytes("{'cronSpec':'* * * * */5',"
        + "'extra':{'any':{'x':1}},'image':'my-cron-image'}")));
    assertThat(Json.number(created, "metadata.generation", 0)).isEqualTo(1);
    assertThat(world.create(CRON_TABS + "?fieldValidation=Strict",
        cronTab("{'cronSpec':'* * * * *','typo':1}")).message())
        .isEqualTo("CronTab in version \"v1\" cannot be handled as a CronTab: strict decoding"
            + " error: unknown field \"spec.typo\"");
  }

  /// "Null values for fields that either don't have the nullable flag, or where it is explicitly
  /// specified as false, will be pruned before defaulting happens", says
  /// https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting-and-nullable
  @Test
  void a_null_stays_only_where_the_schema_allows_one() {
    define(SCHEMA.replace("'names':{", "'name':{'type':'string','nullable':true},"
        + "'grade':{'type':'string','nullable':true,'default':'A'},'names':{")
        .replace("'required':['cronSpec']", "'required':['cronSpec','name']"));

    Reply created = createCronTab(
        "{'cronSpec':'* * * * */5','name':null,'grade':null,'image':null,'replicas':null}");

    assertThat(created.code()).isEqualTo(201);
    assertThat(created.body().path("spec")).isEqualTo(Json.parse(World.bytes(
        "{'cronSpec':'* * * * */5','name':null,'grade':null,'image':'my-cron-image'}")));
  }

  @Test
  void an_object_hears_of_its_faults_in_the_words_of_kubernetes() {
    define(SCHEMA);

    assertThat(createCronTab("{'cronSpec':'* * * *','replicas':15,'policy':'Maybe'}").message())
        .isEqualTo("CronTab.stable.example.com \"mine\" is invalid: [spec.cronSpec: Invalid value:"
            + " \"* * * *\": spec.cronSpec in body should match"
            + " '^(\\d+|\\*)(/\\d+)?(\\s+(\\d+|\\*)(/\\d+)?){4}$', spec.replicas: Invalid value:"
            + " 15: spec.replicas in body should be less than or equal to 10, spec.policy:"
            + " Unsupported value: \"Maybe\": supported values: \"Allow\", \"Forbid\", <nil>:"
            + " Invalid value: \"null\": some validation rules were not checked because the object"
            + " was invalid; correct the existing errors to complete validation]");
    assertThat(createCronTab("{'cronSpec':'* * * * *','replicas':'two'}").message())
        .startsWith("CronTab.stable.example.com \"mine\" is invalid: [spec.replicas: Invalid value:"
            + " \"string\": spec.replicas in body must be of type integer: \"string\", <nil>:");
    assertThat(createCronTab("{'replicas':1}").message()).contains("spec.cronSpec: Required value");
    assertThat(createCronTab("{'cronSpec':'* * * * *','names':['aa','b','aa','c']}").message())
        .contains("spec.names: Too many: 4: must have at most 3 items",
            "spec.names[1]: Invalid value: \"b\": spec.names[1] in body should be at least 2 chars"
                + " long",
            "spec.names[2]: Duplicate value: \"aa\"");
    assertThat(createCronTab("{'cronSpec':'* * * * *','port':true}").message())
        .contains("spec.port in body must be of type integer,string: \"boolean\"");
  }

  @Test
  void rules_in_cel_look_at_the_object_and_at_what_it_was() {
    define(SCHEMA);
    assertThat(createCronTab("{'cronSpec':'* * * * *','replicas':9,'maxReplicas':5}").message())
        .isEqualTo("CronTab.stable.example.com \"mine\" is invalid: spec: Invalid value:"
            + " \"object\": replicas should be smaller than or equal to maxReplicas.");
    createCronTab("{'cronSpec':'* * * * *','replicas':3}");

    assertThat(world.merge(CRON_TABS + "/mine", "{'spec':{'cronSpec':'0 * * * *'}}").message())
        .isEqualTo("CronTab.stable.example.com \"mine\" is invalid: spec.cronSpec: Forbidden:"
            + " cannot change from * * * * *");
    assertThat(world.merge(CRON_TABS + "/mine", "{'spec':{'replicas':4}}").code()).isEqualTo(200);
  }

  @Test
  void status_and_scale_have_doors_of_their_own() {
    define(SCHEMA);
    createCronTab("{'cronSpec':'* * * * *','replicas':3}");

    world.merge(CRON_TABS + "/mine/status",
        "{'spec':{'replicas':9},'status':{'replicas':2,'labelSelector':'a=b'}}");
    Reply scale = world.get(CRON_TABS + "/mine/scale");
    assertThat(Json.at(scale.body(), "spec.replicas").asInt()).isEqualTo(3);
    assertThat(scale.text("status.selector")).isEqualTo("a=b");
    world.merge(CRON_TABS + "/mine/scale", "{'spec':{'replicas':5}}");

    JsonNode after = world.get(CRON_TABS + "/mine").body();
    assertThat(Json.number(after, "spec.replicas", 0)).isEqualTo(5);
    assertThat(Json.number(after, "status.replicas", 0)).isEqualTo(2);
    assertThat(Json.number(after, "metadata.generation", 0)).isEqualTo(2);
    assertThat(world.merge(CRON_TABS + "/mine/status", "{'status':{'replicas':'x'}}").code())
        .isEqualTo(422);
  }

  @Test
  void tables_show_the_columns_of_the_definition_and_selectors_its_fields() {
    define(SCHEMA);
    createCronTab("{'cronSpec':'* * * * *','policy':'Allow'}");

    JsonNode table = Json.parse(((kube.foundation.api.Response.Answer) world.server
        .handle(World.request("GET", CRON_TABS).withHeader("accept",
            "application/json;as=Table;v=v1;g=meta.k8s.io")))
        .body());

    assertThat(Json.list(table, "columnDefinitions", column -> Json.text(column, "name") + " "
        + Json.number(column, "priority", 0)))
        .containsExactly("Name 0", "Spec 0", "Replicas 1", "Age 0");
    assertThat(Json.at(table, "rows").get(0).path("cells").toString())
        .isEqualTo("[\"mine\",\"* * * * *\",null,\"0s\"]");
    assertThat(Json.at(world.get(CRON_TABS + "?fieldSelector=spec.policy=Forbid").body(), "items"))
        .isEmpty();
    assertThat(Json.at(world.get(CRON_TABS + "?fieldSelector=spec.policy=Allow").body(), "items"))
        .hasSize(1);
  }

  @Test
  void a_definition_that_goes_takes_its_objects_with_it_first() {
    define(SCHEMA);
    createCronTab("{'cronSpec':'* * * * *'}");
    world.merge(CRON_TABS + "/mine", "{'metadata':{'finalizers':['example.com/hold']}}");

    world.delete(DEFINITIONS + "/crontabs.stable.example.com");
    world.settle();

    JsonNode waiting = world.get(DEFINITIONS + "/crontabs.stable.example.com").body();
    assertThat(Json.list(waiting, "status.conditions", condition -> Json.text(condition, "type")))
        .contains("Terminating");
    assertThat(createCronTab("{'cronSpec':'* * * * *'}").code()).isEqualTo(405);
    world.merge(CRON_TABS + "/mine", "{'metadata':{'finalizers':null}}");
    world.loop.advance(java.time.Duration.ofSeconds(2));
    assertThat(world.get(DEFINITIONS + "/crontabs.stable.example.com").code()).isEqualTo(404);
    assertThat(world.get(CRON_TABS).code()).isEqualTo(404);
  }

  @Test
  void a_definition_must_be_in_order() {
    assertThat(define("{'type':'object','properties':{'spec':{'properties':{'a':{'type':'array'}},"
        + "'x-kubernetes-validations':[{'rule':'self.b'}]}}}").message())
        .isEqualTo("CustomResourceDefinition.apiextensions.k8s.io \"crontabs.stable.example.com\""
            + " is invalid: [spec.versions[0].schema.openAPIV3Schema.properties[spec].type:"
            + " Required value: must not be empty for specified object fields,"
            + " spec.versions[0].schema.openAPIV3Schema.properties[spec].properties[a].items:"
            + " Required value: must be specified, spec.versions[0].selectableFields[0].jsonPath:"
            + " Invalid value: \".spec.policy\": is an invalid path: does not refer to a valid"
            + " field]");
    assertThat(define(SCHEMA.replace("self.replicas <=", "self.replicaz <=")).message())
        .contains("spec.versions[0].schema.openAPIV3Schema.properties[spec]"
            + ".x-kubernetes-validations[0].rule: Invalid value: {\"Rule\":",
            ": compilation failed: ERROR: <input>:1:31: undefined field 'replicaz'");
    assertThat(world.create(DEFINITIONS, definition(SCHEMA).replace("'storage':true",
        "'storage':false")).message())
        .contains("must have exactly one version marked as storage version");
    assertThat(world.create(DEFINITIONS, definition(SCHEMA).replace("crontabs.stable", "x.stable"))
        .message())
        .contains("metadata.name: Invalid value: \"x.stable.example.com\": must be"
            + " spec.names.plural+\".\"+spec.group");
  }

  @Test
  void two_definitions_cannot_use_the_same_words() {
    define(SCHEMA);
    String other = definition(SCHEMA).replace("crontabs", "others").replace("'CronTab'", "'Other'");

    world.create(DEFINITIONS, other);
    world.settle();

    JsonNode definition = world.get(DEFINITIONS + "/others.stable.example.com").body();
    List<String> conditions = Json.list(definition, "status.conditions",
        condition -> Json.text(condition, "status") + " " + Json.text(condition, "reason") + ": "
            + Json.text(condition, "message"));
    assertThat(conditions).containsExactly("False ShortNamesConflict: \"ct\" is already in use",
        "False NotAccepted: not all names are accepted");
    assertThat(world.get("/apis/stable.example.com/v1/namespaces/default/others").code())
        .isEqualTo(404);
  }

  @Test
  void one_object_is_served_in_several_versions() {
    String versions = definition(SCHEMA).replace("'versions':[", "'versions':[{'name':'v1beta1',"
        + "'served':true,'storage':false,'deprecated':true,'schema':{'openAPIV3Schema':{"
        + "'type':'object','x-kubernetes-preserve-unknown-fields':true}}},");
    world.create(DEFINITIONS, versions);
    world.settle();
    String beta = CRON_TABS.replace("/v1/", "/v1beta1/");

    Reply created = world.create(beta, cronTab("{'cronSpec':'* * * * *'}")
        .replace("example.com/v1", "example.com/v1beta1"));

    assertThat(created.text("apiVersion")).isEqualTo("stable.example.com/v1beta1");
    assertThat(world.get(CRON_TABS + "/mine").text("apiVersion"))
        .isEqualTo("stable.example.com/v1");
    assertThat(world.merge(beta + "/mine", "{'spec':{'image':'x'}}").text("apiVersion"))
        .isEqualTo("stable.example.com/v1beta1");
    assertThat(world.get(beta).text("apiVersion")).isEqualTo("stable.example.com/v1beta1");
    assertThat(Json.text(world.get(beta).body().path("items").path(0), "spec.image"))
        .isEqualTo("x");
    assertThat(world.get("/apis/stable.example.com").text("preferredVersion.version"))
        .isEqualTo("v1");
    assertThat(world.get("/apis/apiregistration.k8s.io/v1/apiservices/v1.stable.example.com").body()
        .path("status").toString()).contains("Local APIServices are always available");
  }
}
