package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;

/// What the last gates add to a Pod, and what they refuse.
class AdmissionTest {

  private static final String HERE = "/api/v1/namespaces/default";
  private static final String PODS = HERE + "/pods";

  private final World world = new World();

  private World.Reply pod(String name, String resources) {
    return world.create(PODS, "{'metadata':{'name':'" + name + "'},'spec':{'containers':[{'name':"
        + "'web','image':'web:1','resources':" + resources + "}]}}");
  }

  private void limits(String entry) {
    world.create(HERE + "/limitranges", "{'metadata':{'name':'limits'},'spec':{'limits':[" + entry
        + "]}}");
  }

  @Test
  void a_limit_range_gives_what_is_missing_and_says_so() {
    limits("{'type':'Container','default':{'cpu':'500m','memory':'512Mi'},"
        + "'defaultRequest':{'cpu':'100m'}}");

    var pod = pod("web", "{}");

    assertThat(pod.text("spec.containers")).isEmpty();
    assertThat(pod.body().path("spec").path("containers").get(0).path("resources").path("limits"))
        .isEqualTo(Json.parse(World.bytes("{'cpu':'500m','memory':'512Mi'}")));
    assertThat(pod.body().path("metadata").path("annotations")
        .path("kubernetes.io/limit-ranger").asString(""))
        .contains("LimitRanger plugin set: cpu", "cpu, memory limit for container web");
  }

  @Test
  void a_limit_range_refuses_too_little_and_too_much() {
    limits("{'type':'Container','min':{'cpu':'100m'},'max':{'cpu':'1'},"
        + "'maxLimitRequestRatio':{'cpu':'2'}}");

    assertThat(pod("a", "{'requests':{'cpu':'50m'},'limits':{'cpu':'50m'}}").message())
        .isEqualTo("pods \"a\" is forbidden: minimum cpu usage per Container is 100m, but request"
            + " is 50m");
    assertThat(pod("b", "{'requests':{'cpu':'2'},'limits':{'cpu':'2'}}").message())
        .isEqualTo("pods \"b\" is forbidden: maximum cpu usage per Container is 1, but limit is"
            + " 2");
    assertThat(pod("c", "{'requests':{'cpu':'200m'},'limits':{'cpu':'900m'}}").message())
        .isEqualTo("pods \"c\" is forbidden: cpu max limit to request ratio per Container is 2,"
            + " but provided ratio is 4.500000");
    assertThat(pod("d", "{'requests':{'cpu':'500m'},'limits':{'cpu':'1'}}").code()).isEqualTo(201);
  }

  @Test
  void a_quota_counts_what_is_there_and_refuses_what_would_be_too_much() {
    world.create(HERE + "/resourcequotas", "{'metadata':{'name':'compute'},'spec':{'hard':{"
        + "'pods':'2','requests.memory':'1Gi'}}}");

    assertThat(world.get(HERE + "/resourcequotas/compute").body().path("status").path("used"))
        .isEqualTo(Json.parse(World.bytes("{'pods':'0','requests.memory':'0'}")));
    assertThat(pod("none", "{}").message()).isEqualTo("pods \"none\" is forbidden: failed quota:"
        + " compute: must specify requests.memory for: web");
    assertThat(pod("a", "{'requests':{'memory':'600Mi'}}").code()).isEqualTo(201);
    assertThat(pod("b", "{'requests':{'memory':'600Mi'}}").message()).isEqualTo("pods \"b\" is"
        + " forbidden: exceeded quota: compute, requested: requests.memory=600Mi, used:"
        + " requests.memory=600Mi, limited: requests.memory=1Gi");
    assertThat(world.get(HERE + "/resourcequotas/compute").body().path("status").path("used"))
        .isEqualTo(Json.parse(World.bytes("{'pods':'1','requests.memory':'600Mi'}")));
    world.delete(PODS + "/a");
    assertThat(pod("b", "{'requests':{'memory':'600Mi'}}").code()).isEqualTo(201);
  }

  @Test
  void a_pod_gets_its_account_and_a_token_to_read_where_the_account_exists() {
    assertThat(pod("early", "{}").body().path("spec").path("volumes").isEmpty()).isTrue();
    world.create(HERE + "/serviceaccounts", "{'metadata':{'name':'default'},"
        + "'imagePullSecrets':[{'name':'registry'}]}");

    var pod = pod("web", "{}");

    assertThat(pod.text("spec.serviceAccountName")).isEqualTo("default");
    assertThat(pod.body().path("spec").path("containers").get(0).path("volumeMounts").get(0)
        .path("mountPath").asString("")).isEqualTo("/var/run/secrets/kubernetes.io/serviceaccount");
    assertThat(pod.body().path("spec").path("volumes").get(0).path("name").asString(""))
        .startsWith("kube-api-access-");
    assertThat(pod.body().path("spec").path("imagePullSecrets").get(0).path("name").asString(""))
        .isEqualTo("registry");
    assertThat(world.create(PODS, "{'metadata':{'name':'x'},'spec':{'serviceAccountName':'nobody',"
        + "'containers':[{'name':'c','image':'i'}]}}").message()).isEqualTo("pods \"x\" is"
            + " forbidden: error looking up service account default/nobody: serviceaccount"
            + " \"nobody\" not found");
  }

  @Test
  void the_name_of_a_class_becomes_a_priority() {
    world.create("/apis/scheduling.k8s.io/v1/priorityclasses",
        "{'metadata':{'name':'high'},'value':1000,'preemptionPolicy':'Never'}");
    var high = world.create(PODS, "{'metadata':{'name':'a'},'spec':{'priorityClassName':'high',"
        + "'containers':[{'name':'c','image':'i'}]}}");

    assertThat(Json.number(high.body(), "spec.priority", 0)).isEqualTo(1000);
    assertThat(high.text("spec.preemptionPolicy")).isEqualTo("Never");
    assertThat(Json.number(pod("b", "{}").body(), "spec.priority", -1)).isZero();
    assertThat(world.create(PODS, "{'metadata':{'name':'c'},'spec':{'priorityClassName':'top',"
        + "'containers':[{'name':'c','image':'i'}]}}").message())
        .isEqualTo("pods \"c\" is forbidden: no PriorityClass with name top was found");
  }

  @Test
  void a_claim_gets_the_newest_default_class_unless_it_wants_none() {
    for (String name : new String[]{"slow", "fast"}) {
      world.create("/apis/storage.k8s.io/v1/storageclasses", "{'metadata':{'name':'" + name
          + "','annotations':{'storageclass.kubernetes.io/is-default-class':'true'}},"
          + "'provisioner':'x'}");
      world.loop.advance(Duration.ofSeconds(2));
    }

    assertThat(claim("a", "").text("spec.storageClassName")).isEqualTo("fast");
    assertThat(claim("b", "'storageClassName':'',").text("spec.storageClassName")).isEmpty();
  }

  private World.Reply claim(String name, String spec) {
    return world.create(HERE + "/persistentvolumeclaims", "{'metadata':{'name':'" + name
        + "'},'spec':{" + spec + "'accessModes':['ReadWriteOnce'],'resources':{'requests':{"
        + "'storage':'1Gi'}}}}");
  }

  @Test
  void a_namespace_lets_in_what_its_level_allows() {
    world.merge("/api/v1/namespaces/default", "{'metadata':{'labels':{"
        + "'pod-security.kubernetes.io/enforce':'restricted'}}}");

    assertThat(pod("web", "{}").message()).isEqualTo("pods \"web\" is forbidden: violates"
        + " PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false (container"
        + " \"web\" must set securityContext.allowPrivilegeEscalation=false), unrestricted"
        + " capabilities (container \"web\" must set securityContext.capabilities.drop=[\"ALL\"]),"
        + " runAsNonRoot != true (pod or container \"web\" must set"
        + " securityContext.runAsNonRoot=true), seccompProfile (pod or container \"web\" must set"
        + " securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\")");
    assertThat(world.merge("/api/v1/namespaces/default", "{'metadata':{'labels':{"
        + "'pod-security.kubernetes.io/enforce':'strict'}}}").message()).isEqualTo("Namespace"
            + " \"default\" is invalid: metadata.labels[pod-security.kubernetes.io/enforce]:"
            + " Invalid value: \"strict\": must be one of privileged, baseline, restricted");
  }

  @Test
  void the_baseline_keeps_pods_off_their_host() {
    world.merge("/api/v1/namespaces/default", "{'metadata':{'labels':{"
        + "'pod-security.kubernetes.io/enforce':'baseline'}}}");

    var reply = world.create(PODS, "{'metadata':{'name':'w'},'spec':{'hostNetwork':true,'hostPID':"
        + "true,'volumes':[{'name':'v','hostPath':{'path':'/'}}],'containers':[{'name':'a',"
        + "'image':'i','ports':[{'containerPort':80,'hostPort':80}],'securityContext':{"
        + "'privileged':true,'capabilities':{'add':['NET_ADMIN']}}}]}}");

    assertThat(reply.message()).isEqualTo("pods \"w\" is forbidden: violates PodSecurity"
        + " \"baseline:latest\": non-default capabilities (container \"a\" must not include"
        + " \"NET_ADMIN\" in securityContext.capabilities.add), host namespaces (hostNetwork=true,"
        + " hostPID=true), hostPath volumes (volume \"v\"), hostPort (container \"a\" uses hostPort"
        + " 80), privileged (container \"a\" must not set securityContext.privileged=true)");
  }

  @Test
  void a_kubelet_writes_its_own_node_and_no_label_that_others_trust() {
    AccessWorld guarded = new AccessWorld();
    var node = guarded.person("system:node:node-a", "system:nodes");

    assertThat(node.create("/api/v1/nodes", "{'metadata':{'name':'node-b'}}").message())
        .isEqualTo("nodes \"node-b\" is forbidden: node \"node-a\" is not allowed to modify node"
            + " \"node-b\"");
    assertThat(node.create("/api/v1/nodes", "{'metadata':{'name':'node-a','labels':{"
        + "'node-restriction.kubernetes.io/x':'y'}}}").message())
        .isEqualTo("nodes \"node-a\" is forbidden: is not allowed to set the following labels:"
            + " node-restriction.kubernetes.io/x");
    assertThat(node.create("/api/v1/nodes", "{'metadata':{'name':'node-a'}}").code())
        .isEqualTo(201);
  }
}
