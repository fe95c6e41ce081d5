package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;

/// A Pod that cannot work is refused, and its author learns where and why in Kubernetes' words.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
class PodRulesTest {

  private static final String PODS = "/api/v1/namespaces/default/pods";

  private final World world = new World();

  /// What is wrong with a Pod of this wish, each with its field.
  private List<String> faults(String spec) {
    var reply = world.create(PODS, "{'metadata':{'name':'p'},'spec':{" + spec + "}}");
    return Json.list(reply.body(), "details.causes",
        cause -> Json.text(cause, "field") + ": " + Json.text(cause, "message"));
  }

  private List<String> faultsOfContainer(String more) {
    return faults("'containers':[{'name':'c','image':'i'," + more + "}]");
  }

  private List<String> faultsOfPod(String more) {
    return faults("'containers':[{'name':'c','image':'i'}]," + more);
  }

  @Test
  void a_container_has_a_name_of_its_own_and_an_image() {
    assertThat(faults("'containers':[{'name':'a.b'},{'name':'c','image':'i'},"
        + "{'name':'c','image':'i'}],'initContainers':[{'name':'c','image':'i'}]"))
        .containsExactly("spec.containers[0].name: Invalid value: \"a.b\": must not contain dots",
            "spec.containers[0].image: Required value",
            "spec.containers[2].name: Duplicate value: \"c\"",
            "spec.initContainers[0].name: Duplicate value: \"c\"");
  }

  @Test
  void a_mount_names_a_volume_and_a_volume_is_of_one_kind() {
    assertThat(faults("'volumes':[{'name':'v','emptyDir':{},'configMap':{'name':'m'}}],"
        + "'containers':[{'name':'c','image':'i','volumeMounts':["
        + "{'name':'w','mountPath':'/a'},{'name':'w','mountPath':'/a','subPath':'../x'}]}]"))
        .containsExactly(
            "spec.volumes[0].configMap: Forbidden: may not specify more than 1 volume type",
            "spec.containers[0].volumeMounts[0].name: Not found: \"w\"",
            "spec.containers[0].volumeMounts[1].name: Not found: \"w\"",
            "spec.containers[0].volumeMounts[1].mountPath: Invalid value: \"/a\": must be unique",
            "spec.containers[0].volumeMounts.subPath: Invalid value: \"../x\": must not contain"
                + " '..'");
  }

  @Test
  void a_probe_asks_in_exactly_one_way() {
    assertThat(faultsOfContainer("'livenessProbe':{'successThreshold':2},'readinessProbe':"
        + "{'exec':{'command':['true']},'tcpSocket':{'port':99999},'periodSeconds':-1}"))
        .containsExactly("spec.containers[0].livenessProbe: Required value: must specify a handler"
            + " type",
            "spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1",
            "spec.containers[0].readinessProbe.tcpSocket: Forbidden: may not specify more than 1"
                + " handler type",
            "spec.containers[0].readinessProbe.periodSeconds: Invalid value: -1: must be greater"
                + " than or equal to 0");
  }

  @Test
  void no_request_is_above_its_limit_and_resources_have_known_names() {
    assertThat(faultsOfContainer("'resources':{'limits':{'cpu':'1','gold':'1'},"
        + "'requests':{'cpu':'1500m','memory':'-1','example.com/gpu':'1'}}"))
        .contains(
            "spec.containers[0].resources.limits[gold]: Invalid value: \"gold\": must be a standard"
                + " resource type or fully qualified",
            "spec.containers[0].resources.limits[gold]: Invalid value: \"gold\": must be a standard"
                + " resource for containers",
            "spec.containers[0].resources.requests[memory]: Invalid value: \"-1\": must be greater"
                + " than or equal to 0",
            "spec.containers[0].resources.requests: Invalid value: \"1500m\": must be less than or"
                + " equal to cpu limit of 1",
            "spec.containers[0].resources.limits: Required value: Limit must be set for non"
                + " overcommitable resources");
  }

  @Test
  void ports_and_variables_are_checked_one_by_one() {
    assertThat(faultsOfContainer("'ports':[{'containerPort':0},{'containerPort':80,'name':'HTTP'}],"
        + "'env':[{'name':'A','value':'x','valueFrom':{'fieldRef':{'fieldPath':'spec.x'}}},"
        + "{'name':'B','valueFrom':{}}],'envFrom':[{}]"))
        .containsExactly("spec.containers[0].ports[0].containerPort: Required value",
            "spec.containers[0].ports[1].name: Invalid value: \"HTTP\": must contain only"
                + " alpha-numeric characters (a-z, 0-9), and hyphens (-)",
            "spec.containers[0].ports[1].name: Invalid value: \"HTTP\": must contain at least one"
                + " letter (a-z)",
            "spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Invalid value: \"spec.x\":"
                + " error converting fieldPath: field label not supported: spec.x",
            "spec.containers[0].env[0].valueFrom: Invalid value: \"\": may not be specified when"
                + " `value` is not empty",
            "spec.containers[0].env[1].valueFrom: Invalid value: \"\": must specify one of:"
                + " `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or"
                + " `fileKeyRef`",
            "spec.containers[0].envFrom: Invalid value: \"\": must specify one of: `configMapRef`"
                + " or `secretRef`");
  }

  @Test
  void affinity_tolerations_and_spreading_are_checked() {
    assertThat(faultsOfPod("'affinity':{'nodeAffinity':{"
        + "'requiredDuringSchedulingIgnoredDuringExecution':{'nodeSelectorTerms':[]}},"
        + "'podAntiAffinity':{'preferredDuringSchedulingIgnoredDuringExecution':["
        + "{'weight':0,'podAffinityTerm':{'topologyKey':''}}]}},"
        + "'tolerations':[{'operator':'Exists','value':'x'}],"
        + "'topologySpreadConstraints':[{'maxSkew':0,'topologyKey':'zone',"
        + "'whenUnsatisfiable':'Never'}]")).contains(
            "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution"
                + ".nodeSelectorTerms: Required value: must have at least one node selector term",
            "spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0]"
                + ".weight: Invalid value: 0: must be in the range 1-100",
            "spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than"
                + " zero",
            "spec.topologySpreadConstraints[0].whenUnsatisfiable: Unsupported value: \"Never\":"
                + " supported values: \"DoNotSchedule\", \"ScheduleAnyway\"",
            "spec.tolerations[0].operator: Invalid value: \"x\": value must be empty when"
                + " `operator` is 'Exists'");
  }

  @Test
  void names_and_security_are_checked() {
    assertThat(faultsOfPod("'dnsPolicy':'None','hostAliases':[{'ip':'1.2.3'}],"
        + "'activeDeadlineSeconds':0,'schedulingGates':[{'name':'a'},{'name':'a'}],"
        + "'securityContext':{'runAsUser':-1,'seccompProfile':{'type':'Localhost'}}"))
        .containsExactly("spec.securityContext.runAsUser: Invalid value: -1: must be between 0 and"
            + " 4294967295, inclusive",
            "spec.securityContext.seccompProfile.localhostProfile: Required value: must be set"
                + " when seccomp type is Localhost",
            "spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None",
            "spec.schedulingGates[1]: Duplicate value: \"a\"",
            "spec.activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647,"
                + " inclusive",
            "spec.hostAliases[0].ip: Invalid value: \"1.2.3\": must be a valid IP address, (e.g."
                + " 10.9.8.7 or 2001:db8::ffff)");
  }

  @Test
  void amounts_are_written_back_in_one_form() {
    var pod = world.create(PODS, "{'metadata':{'name':'p'},'spec':{'containers':[{'name':'c',"
        + "'image':'i','resources':{'limits':{'cpu':'0.5','memory':'1024Mi'}}}]}}");

    assertThat(Json.at(pod.body().path("spec").path("containers").path(0), "resources"))
        .isEqualTo(Json.parse(World.bytes("{'limits':{'cpu':'500m','memory':'1Gi'},"
            + "'requests':{'cpu':'500m','memory':'1Gi'}}")));
    assertThat(pod.text("status.qosClass")).isEqualTo("Guaranteed");
  }

  @Test
  void of_a_pod_that_exists_only_little_can_change() {
    world.pod("web");

    var image = world.merge(PODS + "/web",
        "{'spec':{'containers':[{'name':'web','image':'w:2'}]}}");
    var host = world.merge(PODS + "/web", "{'spec':{'hostname':'x'}}");

    assertThat(image.code()).isEqualTo(200);
    assertThat(host.message()).startsWith("Pod \"web\" is invalid: spec: Forbidden: pod updates may"
        + " not change fields other than `spec.containers[*].image`,");
  }

  @Test
  void a_container_for_debugging_comes_by_its_own_door_and_stays() {
    world.pod("web");
    String door = PODS + "/web/ephemeralcontainers";

    var added = world.patch(door, "strategic-merge-patch", "{'spec':{'ephemeralContainers':["
        + "{'name':'debug','image':'busybox','targetContainerName':'web'}]}}");
    var removed = world.merge(door, "{'spec':{'ephemeralContainers':[]}}");

    assertThat(added.code()).isEqualTo(200);
    assertThat(added.body().path("spec").path("ephemeralContainers").size()).isEqualTo(1);
    assertThat(removed.message())
        .contains("existing ephemeral containers \"debug\" may not be removed");
  }

  @Test
  void a_pod_is_resized_by_its_own_door() {
    world.create(PODS, "{'metadata':{'name':'p'},'spec':{'containers':[{'name':'c','image':'i',"
        + "'resources':{'requests':{'cpu':'1'},'limits':{'cpu':'2'}}}]}}");

    var more = world.patch(PODS + "/p/resize", "strategic-merge-patch",
        "{'spec':{'containers':[{'name':'c','resources':{'limits':{'cpu':'3'}}}]}}");
    var less = world.patch(PODS + "/p/resize", "merge-patch",
        "{'spec':{'containers':[{'name':'c','image':'i','resources':{'requests':{'cpu':'1'}}}]}}");

    assertThat(more.code()).isEqualTo(200);
    assertThat(more.text("metadata.generation")).isEqualTo("2");
    assertThat(less.message()).contains("spec.containers[0].resources.limits: Forbidden:"
        + " resource limits cannot be removed");
  }
}
