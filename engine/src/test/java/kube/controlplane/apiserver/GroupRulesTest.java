package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;

/// What the kinds outside the core group refuse, word for word, and what they fill in.
class GroupRulesTest {

  private static final String LABELS = "'selector':{'matchLabels':{'app':'web'}},";
  private static final String TEMPLATE = "'template':{'metadata':{'labels':{'app':'web'}},'spec':{"
      + "'containers':[{'name':'web','image':'web:1'}]}}";
  private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
  private static final String JOBS = "/apis/batch/v1/namespaces/default/jobs";
  private static final String CRON_JOBS = "/apis/batch/v1/namespaces/default/cronjobs";
  private static final String TASK = "'template':{'spec':{'restartPolicy':'Never','containers':["
      + "{'name':'sum','image':'sum:1'}]}}";

  private final World world = new World();

  @Test
  void a_deployment_must_be_able_to_take_a_step() {
    assertThat(faults(DEPLOYMENTS, "'spec':{" + LABELS + "'strategy':{'rollingUpdate':{"
        + "'maxSurge':0,'maxUnavailable':'0%'}},'progressDeadlineSeconds':5,'minReadySeconds':9,"
        + TEMPLATE + "}")).containsExactly(
            "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: \"0%\": may not be 0 when"
                + " `maxSurge` is 0",
            "spec.progressDeadlineSeconds: Invalid value: 5: must be greater than"
                + " minReadySeconds");
    assertThat(faults(DEPLOYMENTS, "'spec':{" + LABELS + "'strategy':{'type':'Recreate',"
        + "'rollingUpdate':{'maxSurge':1}}," + TEMPLATE + "}")).containsExactly(
            "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is"
                + " 'Recreate'");
  }

  @Test
  void a_deployment_is_filled_in_and_its_generation_counts_annotations_too() {
    var made = make(DEPLOYMENTS, "'spec':{" + LABELS + TEMPLATE + "}");
    assertThat(Json.at(made.body(), "spec.strategy").toString()).isEqualTo(
        "{\"type\":\"RollingUpdate\",\"rollingUpdate\":{\"maxUnavailable\":\"25%\","
            + "\"maxSurge\":\"25%\"}}");
    assertThat(made.text("spec.progressDeadlineSeconds")).isEqualTo("600");

    var noted = world.merge(DEPLOYMENTS + "/one", "{'metadata':{'annotations':{'a':'b'}}}");
    assertThat(noted.text("metadata.generation")).isEqualTo("2");
    var labelled = world.merge(DEPLOYMENTS + "/one", "{'metadata':{'labels':{'a':'b'}}}");
    assertThat(labelled.text("metadata.generation")).isEqualTo("2");
  }

  @Test
  void going_back_to_an_old_template_gives_the_very_same_template() {
    var made = make(DEPLOYMENTS, "'spec':{" + LABELS + TEMPLATE + "}");
    String first = Json.at(made.body(), "spec.template").toString();
    world.patch(DEPLOYMENTS + "/one", "strategic-merge-patch",
        "{'spec':{'template':{'spec':{'containers':[{'name':'web','image':'web:2'}]}}}}");

    var back = world.patch(DEPLOYMENTS + "/one", "json-patch", "[{'op':'replace',"
        + "'path':'/spec/template','value':{'metadata':{'creationTimestamp':null,'labels':{"
        + "'app':'web'}},'spec':{'containers':[{'name':'web','image':'web:1'}]}}}]");

    assertThat(back.code()).as(back.message()).isEqualTo(200);
    assertThat(Json.at(back.body(), "spec.template")).isEqualTo(
        Json.parse(first.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  @Test
  void sets_keep_what_they_are_known_by() {
    String sets = "/apis/apps/v1/namespaces/default/statefulsets";
    make(sets, "'spec':{'serviceName':'web'," + LABELS + TEMPLATE + "}");
    assertThat(world.merge(sets + "/one", "{'spec':{'serviceName':'other'}}").message())
        .endsWith("spec: Forbidden: updates to statefulset spec for fields other than"
            + " 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit',"
            + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden");
    assertThat(world.merge(sets + "/one", "{'spec':{'replicas':7}}").code()).isEqualTo(200);

    String daemons = "/apis/apps/v1/namespaces/default/daemonsets";
    make(daemons, "'spec':{" + LABELS + TEMPLATE + "}");
    world.merge(daemons + "/one", "{'spec':{'template':{'spec':{'dnsPolicy':'Default'}}}}");
    assertThat(Json.at(world.get(daemons + "/one").body(), "metadata.annotations").toString())
        .isEqualTo("{\"deprecated.daemonset.template.generation\":\"2\"}");
  }

  @Test
  void a_job_selects_its_pods_by_its_own_uid() {
    var job = make(JOBS, "'spec':{" + TASK + "}");
    String uid = job.text("metadata.uid");

    assertThat(Json.at(job.body(), "spec.selector").toString()).isEqualTo(
        "{\"matchLabels\":{\"batch.kubernetes.io/controller-uid\":\"" + uid + "\"}}");
    assertThat(Json.texts(job.body(), "spec.template.metadata.labels")).containsOnlyKeys(
        "batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name", "controller-uid",
        "job-name");
    assertThat(job.text("spec.podReplacementPolicy")).isEqualTo("TerminatingOrFailed");
    assertThat(world.merge(JOBS + "/one", "{'spec':{'completions':2}}").message())
        .endsWith("spec.completions: Invalid value: 2: field is immutable");
    assertThat(world.merge(JOBS + "/one", "{'spec':{'parallelism':4}}").code()).isEqualTo(200);
  }

  @Test
  void a_job_must_come_to_an_end() {
    assertThat(faults(JOBS,
        "'spec':{'parallelism':1,'completionMode':'Indexed','successPolicy':{'rules':[{}]},"
            + "'podFailurePolicy':{'rules':[{'action':'Ignore'}]},'template':{'spec':{'containers':["
            + "{'name':'a','image':'a'}]}}}"))
        .containsExactly(
            "spec.completions: Required value: when completion mode is Indexed",
            "spec.podFailurePolicy.rules[0]: Invalid value: specifying one of OnExitCodes and"
                + " OnPodConditions is required",
            "spec.successPolicy.rules[0]: Required value: at least one of succeededCount or"
                + " succeededIndexes must be specified",
            "spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\","
                + " \"Never\"");
  }

  @Test
  void schedules_and_time_zones_are_read() {
    String job = "'jobTemplate':{'spec':{" + TASK + "}}";
    for (String[] bad : List.of(
        new String[]{"* * * *", "expected exactly 5 fields, found 4: [* * * *]"},
        new String[]{"61 * * * *", "end of range (61) above maximum (59): 61"},
        new String[]{"* * 0 * *", "beginning of range (0) below minimum (1): 0"},
        new String[]{"a * * * *",
            "failed to parse int from a: strconv.Atoi: parsing \"a\": invalid syntax"},
        new String[]{"@noon", "unrecognized descriptor: @noon"})) {
      assertThat(faults(CRON_JOBS, "'spec':{'schedule':'" + bad[0] + "'," + job + "}"))
          .containsExactly("spec.schedule: Invalid value: \"" + bad[0] + "\": " + bad[1]);
    }
    assertThat(faults(CRON_JOBS, "'spec':{'schedule':'*/15 8-17 1,15 jan-mar mon',"
        + "'timeZone':'Moon/Crater'," + job + "}")).containsExactly(
            "spec.timeZone: Invalid value: \"Moon/Crater\": unknown time zone Moon/Crater");
  }

  @Test
  void an_autoscaler_has_bounds_and_one_source_for_each_metric() {
    String scalers = "/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers";
    assertThat(faults(scalers, "'spec':{'scaleTargetRef':{'name':'web'},'minReplicas':5,"
        + "'maxReplicas':3,'metrics':[{'type':'Resource','resource':{'name':'cpu','target':{"
        + "'type':'Utilization'}}}]}")).containsExactly(
            "spec.maxReplicas: Invalid value: 3: must be greater than or equal to `minReplicas`",
            "spec.scaleTargetRef.kind: Required value",
            "spec.metrics[0].resource.target.averageUtilization: Required value: must set either"
                + " a target raw value or a target utilization");
  }

  @Test
  void the_network_is_described_without_doubt() {
    assertThat(faults("/apis/networking.k8s.io/v1/namespaces/default/ingresses",
        "'spec':{'rules':[{'host':'1.2.3.4','http':{'paths':[{'path':'a','pathType':'Prefix',"
            + "'backend':{'service':{'name':'web','port':{}}}}]}}]}"))
        .containsExactly(
            "spec.rules[0].host: Invalid value: \"1.2.3.4\": must be a DNS name, not an IP"
                + " address",
            "spec.rules[0].http.paths[0].path: Invalid value: \"a\": must be an absolute path",
            "spec.rules[0].http.paths[0].backend: Required value: port name or number is"
                + " required");
    assertThat(faults("/apis/networking.k8s.io/v1/namespaces/default/networkpolicies",
        "'spec':{'ingress':[{'from':[{},{'ipBlock':{'cidr':'10.0.0.0/8','except':["
            + "'11.0.0.0/16']}}],'ports':[{'port':80,'endPort':70}]}]}"))
        .containsExactly(
            "spec.ingress[0].ports[0].endPort: Invalid value: 70: must be greater than or"
                + " equal to `port`",
            "spec.ingress[0].from[0]: Required value: must specify a peer",
            "spec.ingress[0].from[1].ipBlock.except[0]: Invalid value: \"11.0.0.0/16\": must"
                + " be a strict subset of `cidr`");
  }

  @Test
  void a_policy_with_rules_for_what_goes_out_is_about_both_directions() {
    var policy = make("/apis/networking.k8s.io/v1/namespaces/default/networkpolicies",
        "'spec':{'egress':[{'ports':[{'port':53}]}]}");

    assertThat(Json.at(policy.body(), "spec").toString()).isEqualTo("{\"egress\":[{\"ports\":[{"
        + "\"port\":53,\"protocol\":\"TCP\"}]}],\"podSelector\":{},\"policyTypes\":[\"Ingress\","
        + "\"Egress\"]}");
  }

  @Test
  void classes_and_bindings_stay_what_they_are() {
    String classes = "/apis/storage.k8s.io/v1/storageclasses";
    make(classes, "'provisioner':'disks.example.com','parameters':{'kind':'fast'}");
    assertThat(world.merge(classes + "/one", "{'parameters':{'kind':'slow'},"
        + "'volumeBindingMode':'WaitForFirstConsumer'}").message()).endsWith(
            "[parameters: Forbidden: updates to parameters are forbidden., volumeBindingMode:"
                + " Invalid value: \"WaitForFirstConsumer\": field is immutable]");
    String priorities = "/apis/scheduling.k8s.io/v1/priorityclasses";
    make(priorities, "'value':10");
    assertThat(world.merge(priorities + "/one", "{'value':11}").message())
        .endsWith("value: Forbidden: may not be changed in an update.");
    String bindings = "/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings";
    make(bindings, "'roleRef':{'kind':'Role','name':'reader'},'subjects':[{'kind':'User',"
        + "'name':'jane'}]");
    assertThat(world.merge(bindings + "/one", "{'roleRef':{'name':'writer'}}").message())
        .endsWith("\"name\":\"writer\",\"apiGroup\":\"rbac.authorization.k8s.io\"}: cannot change"
            + " roleRef");
  }

  @Test
  void a_role_names_verbs_and_resources() {
    assertThat(faults("/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles",
        "'rules':[{'verbs':[],'nonResourceURLs':['/healthz']},{'verbs':['get']}]"))
        .containsExactly("rules[0].verbs: Required value: verbs must contain at least one value",
            "rules[0].nonResourceURLs: Invalid value: [\"/healthz\"]: namespaced rules cannot"
                + " apply to non-resource URLs",
            "rules[1].apiGroups: Required value: resource rules must supply at least one api"
                + " group",
            "rules[1].resources: Required value: resource rules must supply at least one"
                + " resource");
  }

  private World.Reply make(String path, String fields) {
    var made = world.create(path, "{'metadata':{'name':'one'}," + fields + "}");
    assertThat(made.code()).as(made.message()).isEqualTo(201);
    return made;
  }

  /// Each fault of a new object, as `field: message`.
  private List<String> faults(String path, String fields) {
    var refused = world.create(path, "{'metadata':{'name':'one'}," + fields + "}");
    assertThat(refused.code()).as(refused.message()).isEqualTo(422);
    return Json.list(refused.body(), "details.causes",
        cause -> Json.text(cause, "field") + ": " + Json.text(cause, "message"));
  }
}
