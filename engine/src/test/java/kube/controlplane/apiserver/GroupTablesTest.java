package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

/// What `kubectl get -o wide` prints of the kinds outside the core group, cell by cell.
class GroupTablesTest {

  private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
  private static final String TEMPLATE = "'template':{'metadata':{'labels':{'app':'web'}},'spec':{"
      + "'containers':[{'name':'web','image':'web:1'},{'name':'log','image':'log:2'}]}}";
  private static final String SELECTOR = "'selector':{'matchLabels':{'app':'web'}},";

  private final World world = new World();

  @Test
  void a_deployment_counts_what_is_ready_of_what_is_wanted() {
    make("apps/v1", "deployments", "'spec':{'replicas':3," + SELECTOR + TEMPLATE + "}");
    report("apps/v1", "deployments", "{'replicas':2,'updatedReplicas':2,'readyReplicas':1,"
        + "'availableReplicas':1}");

    assertThat(rows("apps/v1", "deployments")).containsExactly(
        "one|1/3|2|1|0s|web,log|web:1,log:2|app=web");
  }

  @Test
  void sets_show_their_numbers() {
    make("apps/v1", "statefulsets", "'spec':{" + SELECTOR + TEMPLATE + "}");
    make("apps/v1", "daemonsets", "'spec':{" + SELECTOR + TEMPLATE + "}");
    make("apps/v1", "replicasets", "'spec':{" + SELECTOR + TEMPLATE + "}");

    assertThat(rows("apps/v1", "statefulsets")).containsExactly(
        "one|0/1|0s|web,log|web:1,log:2");
    assertThat(rows("apps/v1", "daemonsets")).containsExactly(
        "one|0|0|0|0|0|<none>|0s|web,log|web:1,log:2|app=web");
    assertThat(rows("apps/v1", "replicasets")).containsExactly(
        "one|1|0|0|0s|web,log|web:1,log:2|app=web");
  }

  @Test
  void a_job_tells_how_it_ended_and_how_long_it_took() {
    make("batch/v1", "jobs", "'spec':{'completions':4,'template':{'spec':{'restartPolicy':'Never',"
        + "'containers':[{'name':'sum','image':'sum:1'}]}}}");
    assertThat(rows("batch/v1", "jobs").getFirst()).startsWith("one|Running|0/4||0s|sum|sum:1|");
    world.loop.advance(Duration.ofSeconds(90));
    report("batch/v1", "jobs", "{'succeeded':4,'startTime':'2026-11-22T08:00:05Z',"
        + "'completionTime':'2026-11-22T08:01:10Z','conditions':["
        + "{'type':'SuccessCriteriaMet','status':'True'},{'type':'Complete','status':'True'}]}");

    assertThat(rows("batch/v1", "jobs").getFirst())
        .startsWith("one|Complete|4/4|65s|90s|sum|sum:1|batch.kubernetes.io/controller-uid=");
  }

  @Test
  void a_cron_job_shows_its_schedule() {
    make("batch/v1", "cronjobs", "'spec':{'schedule':'0 3 * * mon','jobTemplate':{'spec':{"
        + "'template':{'spec':{'restartPolicy':'Never','containers':[{'name':'c','image':'i:1'}]}}"
        + "}}}");

    assertThat(rows("batch/v1", "cronjobs")).containsExactly(
        "one|0 3 * * mon|<none>|False|0|<none>|0s|c|i:1|<none>");
  }

  @Test
  void an_autoscaler_shows_what_it_sees_and_what_it_aims_at() {
    make("autoscaling/v2", "horizontalpodautoscalers", "'spec':{'scaleTargetRef':{"
        + "'kind':'Deployment','name':'web'},'maxReplicas':5}");
    report("autoscaling/v2", "horizontalpodautoscalers", "{'currentReplicas':2,"
        + "'desiredReplicas':2,'currentMetrics':[{'type':'Resource','resource':{'name':'cpu',"
        + "'current':{'averageUtilization':43,'averageValue':'43m'}}}]}");

    assertThat(rows("autoscaling/v2", "horizontalpodautoscalers")).containsExactly(
        "one|Deployment/web|cpu: 43%/80%|1|5|2|0s");
  }

  @Test
  void an_ingress_shows_three_hosts_and_counts_the_others() {
    StringBuilder rules = new StringBuilder();
    for (String host : List.of("a", "b", "c", "d", "e")) {
      rules.append(rules.isEmpty() ? "" : ",").append("{'host':'").append(host).append(".com'}");
    }
    make("networking.k8s.io/v1", "ingresses", "'spec':{'ingressClassName':'outside','tls':[{}],"
        + "'rules':[" + rules + "]}");
    report("networking.k8s.io/v1", "ingresses",
        "{'loadBalancer':{'ingress':[{'ip':'10.0.0.2'},{'hostname':'lb.example.com'}]}}");

    assertThat(rows("networking.k8s.io/v1", "ingresses")).containsExactly(
        "one|outside|a.com,b.com,c.com + 2 more...|10.0.0.2,lb.example.com|80, 443|0s");
  }

  @Test
  void budgets_policies_slices_and_priorities_have_their_own_columns() {
    make("policy/v1", "poddisruptionbudgets", "'spec':{'maxUnavailable':'30%'}");
    make("networking.k8s.io/v1", "networkpolicies",
        "'spec':{'podSelector':{'matchExpressions':[{'key':'tier','operator':'In',"
            + "'values':['b','a']}],'matchLabels':{'app':'web'}}}");
    make("discovery.k8s.io/v1", "endpointslices", "'addressType':'IPv4','ports':[{'port':80}],"
        + "'endpoints':[{'addresses':['10.1.0.1']},{'addresses':['10.1.0.2']},"
        + "{'addresses':['10.1.0.3']},{'addresses':['10.1.0.4']}]");
    make("scheduling.k8s.io/v1", "priorityclasses", "'value':7");

    assertThat(rows("policy/v1", "poddisruptionbudgets")).containsExactly("one|N/A|30%|0|0s");
    assertThat(rows("networking.k8s.io/v1", "networkpolicies")).containsExactly(
        "one|app=web,tier in (a,b)|0s");
    assertThat(rows("discovery.k8s.io/v1", "endpointslices")).containsExactly(
        "one|IPv4|80|10.1.0.1,10.1.0.2,10.1.0.3 + 1 more...|0s");
    assertThat(rows("scheduling.k8s.io/v1", "priorityclasses")).containsExactly(
        "one|7|false|0s|PreemptLowerPriority");
  }

  @Test
  void the_default_class_of_volumes_says_so() {
    world.create("/apis/storage.k8s.io/v1/storageclasses", "{'metadata':{'name':'quick',"
        + "'annotations':{'storageclass.kubernetes.io/is-default-class':'true'}},"
        + "'provisioner':'disks.example.com'}");

    assertThat(rows("storage.k8s.io/v1", "storageclasses")).containsExactly(
        "quick (default)|disks.example.com|Delete|Immediate|false|0s");
  }

  @Test
  void bindings_name_the_role_and_wide_ones_its_holders() {
    make("rbac.authorization.k8s.io/v1", "rolebindings", "'roleRef':{'kind':'Role','name':'r'},"
        + "'subjects':[{'kind':'User','name':'jane'},{'kind':'User','name':'joe'},"
        + "{'kind':'ServiceAccount','name':'bot','namespace':'lab'}]");
    make("rbac.authorization.k8s.io/v1", "roles", "'rules':[]");

    assertThat(rows("rbac.authorization.k8s.io/v1", "rolebindings")).containsExactly(
        "one|Role/r|0s|jane, joe||lab/bot");
    assertThat(rows("rbac.authorization.k8s.io/v1", "roles")).containsExactly(
        "one|2026-11-22T08:00:00Z");
  }

  /// Makes an object called `one`.
  private void make(String version, String plural, String fields) {
    World.Reply made = world.create(collection(version, plural),
        "{'metadata':{'name':'one'}," + fields + "}");
    assertThat(made.code()).as(made.message()).isEqualTo(201);
  }

  private void report(String version, String plural, String status) {
    World.Reply told = world.merge(collection(version, plural) + "/one/status",
        "{'status':" + status + "}");
    assertThat(told.code()).as(told.message()).isEqualTo(200);
  }

  private static String collection(String version, String plural) {
    boolean isScoped = !List.of("priorityclasses", "storageclasses").contains(plural);
    return "/apis/" + version + (isScoped ? "/namespaces/default/" : "/") + plural;
  }

  private List<String> rows(String version, String plural) {
    JsonNode table = world.send(World.request("GET", collection(version, plural))
        .withHeader("accept", TABLE)).body();
    return Json.list(table, "rows", row -> String.join("|", StreamSupport
        .stream(row.path("cells").spliterator(), false).map(cell -> cell.asString("")).toList()));
  }
}
