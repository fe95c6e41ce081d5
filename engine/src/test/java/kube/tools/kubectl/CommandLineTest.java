package kube.tools.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people type, and what they read.
final class CommandLineTest {

  private static final String WEB = """
      apiVersion: apps/v1
      kind: ReplicaSet
      metadata:
        name: web
        labels: {app: web}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
            - {name: web, image: nginx}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: colors}
      data: {sky: blue}
      """;

  private final Terminal terminal;

  CommandLineTest(@TempDir Path folder) {
    terminal = new Terminal(folder);
  }

  @BeforeEach
  void manifests() {
    terminal.file("web.yaml", WEB);
  }

  @Test
  void nodes_are_listed_as_a_table() {
    assertThat(terminal.read("get nodes")).isEqualTo("""
        NAME     STATUS   ROLES    AGE   VERSION
        node-a   Ready    <none>   11s   v1.37.0
        node-b   Ready    <none>   11s   v1.37.0
        node-c   Ready    <none>   11s   v1.37.0""");
  }

  @Test
  void a_path_that_no_object_has_is_a_mistake_and_no_accident() {
    String path = "get nodes -o custom-columns=A:.status.conditions[9].type";

    assertThat(terminal.type(path).errors())
        .isEqualTo("error: array index out of bounds: index 9, length 4");
    assertThat(terminal.type("get nodes -o jsonpath={.kind>1}").errors())
        .isEqualTo("error: error parsing jsonpath {.kind>1}, "
            + "unrecognized character in action: U+003E '>'");
    assertThat(terminal.type("get nodes -o jsonpath={kind}").errors())
        .contains("unrecognized identifier kind");
  }

  @Test
  void a_user_of_a_kubeconfig_may_speak_for_somebody_else_and_their_groups() {
    terminal.file("others", """
        apiVersion: v1
        kind: Config
        clusters: [{name: here, cluster: {server: "http://localhost:8080"}}]
        users: [{name: anna, user: {as: carl, as-groups: [blue, green]}}]
        contexts: [{name: anna, context: {cluster: here, user: anna}}]
        current-context: anna
        """);

    assertThat(terminal.type("config view --kubeconfig=others --minify").out())
        .contains("- blue", "as: carl");
    assertThat(terminal.type("get nodes --kubeconfig=others --cluster=there").errors())
        .isEqualTo("error: no server found for cluster \"there\"");
    assertThat(terminal.type("get nodes --as-group=blue").errors())
        .startsWith("error: requesting uid, groups or user-extra for ");
  }

  @Test
  void what_is_asked_raw_is_sent_as_it_is_said() {
    assertThat(terminal.read("get --raw /api/v1/nodes?labelSelector=a%3Db"))
        .contains("\"items\":[]");
    assertThat(terminal.type("get --raw api").errors())
        .isEqualTo("error: --raw must be a valid URL path: parse \"api\": invalid URI for request");
    assertThat(terminal.type("delete --raw /api/v1/nodes/nobody").errors())
        .isEqualTo("Error from server (NotFound): nodes \"nobody\" not found");
  }

  @Test
  void nothing_is_said_to_be_nothing() {
    Terminal.Printed printed = terminal.type("get pods");

    assertThat(printed.code()).isZero();
    assertThat(printed.errors()).isEqualTo("No resources found in default namespace.");
  }

  @Test
  void apply_creates_leaves_alone_and_changes() {
    assertThat(terminal.read("apply -f web.yaml"))
        .isEqualTo("replicaset.apps/web created\nconfigmap/colors created");
    assertThat(terminal.read("apply -f web.yaml"))
        .isEqualTo("replicaset.apps/web unchanged\nconfigmap/colors unchanged");

    terminal.file("web.yaml", WEB.replace("sky: blue", "sea: green"));

    assertThat(terminal.read("apply -f web.yaml"))
        .isEqualTo("replicaset.apps/web unchanged\nconfigmap/colors configured");
    assertThat(terminal.read("get cm colors -o jsonpath={.data}"))
        .isEqualTo("{\"sea\":\"green\"}");
  }

  @Test
  void what_others_changed_stays_when_the_manifest_does_not_speak_of_it() {
    terminal.read("apply -f web.yaml");
    terminal.read("label rs web owner=anna");
    terminal.file("web.yaml", WEB.replace("replicas: 2", "replicas: 3"));

    terminal.read("apply -f web.yaml");

    assertThat(terminal.read("get rs web -o jsonpath={.metadata.labels.owner},{.spec.replicas}"))
        .isEqualTo("anna,3");
  }

  @Test
  void waiting_passes_virtual_time() {
    terminal.read("apply -f web.yaml");
    terminal.cluster().advance(Duration.ofSeconds(1));

    assertThat(terminal.read("wait --for=condition=Ready pod -l app=web").lines())
        .hasSize(2).allMatch(line -> line.endsWith("condition met"));
  }

  @Test
  void a_watch_shows_each_step_of_a_pod() {
    terminal.type("run one --image=nginx");

    assertThat(terminal.read("get pods -w --no-headers").lines())
        .anyMatch(line -> line.contains("ContainerCreating"))
        .anyMatch(line -> line.matches("one +1/1 +Running +0 +[0-9]s"));
  }

  @Test
  void delete_waits_until_the_object_is_gone() {
    terminal.read("run one --image=nginx");
    terminal.read("wait --for=condition=Ready pod/one");

    assertThat(terminal.read("delete pod one")).isEqualTo("pod \"one\" deleted");
    assertThat(terminal.type("get pod one").errors())
        .isEqualTo("Error from server (NotFound): pods \"one\" not found");
  }

  @Test
  void mistakes_are_named_as_kubectl_names_them() {
    assertThat(terminal.type("get pods --foo").errors())
        .isEqualTo("error: unknown flag: --foo\nSee 'kubectl get --help' for usage.");
    assertThat(terminal.type("get foo").errors())
        .isEqualTo("error: the server doesn't have a resource type \"foo\"");
    assertThat(terminal.type("gte pods").errors()).startsWith(
        "error: unknown command \"gte\" for \"kubectl\"\n\nDid you mean this?\n\tget");
    assertThat(terminal.type("label rs web app").code()).isEqualTo(1);
  }

  @Test
  void a_draft_is_printed_and_not_sent() {
    assertThat(terminal.read("create deployment shop --image=nginx --dry-run=client -o yaml"))
        .isEqualTo("""
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              labels:
                app: shop
              name: shop
            spec:
              replicas: 1
              selector:
                matchLabels:
                  app: shop
              strategy: {}
              template:
                metadata:
                  labels:
                    app: shop
                spec:
                  containers:
                  - image: nginx
                    name: nginx
                    resources: {}
            status: {}""");
    assertThat(terminal.type("get deployments").errors()).startsWith("No resources found");
  }

  @Test
  void a_node_is_drained_when_its_pods_may_leave() {
    terminal.read("apply -f web.yaml");
    terminal.cluster().advance(Duration.ofSeconds(1));
    terminal.read("wait --for=condition=Ready pod -l app=web");
    String node = terminal.read("get pods -o jsonpath={.items[0].spec.nodeName}");

    String printed = terminal.read("drain " + node);

    assertThat(printed).startsWith("node/" + node + " cordoned\nevicting pod default/web-")
        .endsWith("node/" + node + " drained");
    assertThat(terminal.read("get nodes --no-headers").lines())
        .anyMatch(line -> line.startsWith(node + "   Ready,SchedulingDisabled"));
  }

  @Test
  void an_object_is_told_with_its_events() {
    terminal.read("run one --image=nginx --port=80");
    terminal.read("wait --for=condition=Ready pod/one");

    assertThat(terminal.read("describe pod one")).containsPattern("Name: +one\n")
        .contains("    Port:           80/TCP").containsPattern("Status: +Running\n")
        .containsPattern("Normal  Started +\\S+ +kubelet +Container started");
  }

  @Test
  void templates_pick_sort_and_filter() {
    assertThat(terminal.read(
        "get nodes -o jsonpath={range_.items[?(@.metadata.name!=\"node-b\")]}{.metadata.name};{end}"))
        .isEqualTo("node-a;node-c;");
    assertThat(
        terminal.read("get nodes -o custom-columns=WHO:.metadata.name,CPU:.status.capacity.cpu"))
        .startsWith("WHO      CPU\nnode-a   4");
  }

  @Test
  void contexts_are_merged_from_several_files() {
    terminal.file("a.yaml", """
        contexts: [{name: one, context: {cluster: c, user: u, namespace: shop}}]
        current-context: one
        """);
    terminal.file("b.yaml", """
        contexts: [{name: two, context: {cluster: c, user: u}}]
        current-context: two
        """);
    terminal.with("KUBECONFIG", "a.yaml:b.yaml");

    assertThat(terminal.read("config current-context")).isEqualTo("one");
    assertThat(terminal.read("config use-context two"))
        .isEqualTo("Switched to context \"two\".");
    assertThat(terminal.read("config get-contexts -o name")).isEqualTo("one\ntwo");
    assertThat(terminal.read("config current-context")).isEqualTo("two");
  }

  @Test
  void go_templates_are_filled_as_go_fills_them() {
    terminal.read("create configmap colors --from-literal=sky=blue --from-literal=sea=green");

    assertThat(terminal.read("get cm colors -o go-template="
        + "{{range_$k,_$v_:=_.data}}{{$k}}={{$v_|_printf_\"%q\"}};{{end}}"))
        .isEqualTo("sea=\"green\";sky=\"blue\";");
    assertThat(terminal.read("get cm colors --template={{.data}}-{{.none}}-{{len_.data}}"))
        .isEqualTo("map[sea:green sky:blue]-<no value>-2");
    assertThat(terminal.type("get cm colors -o go-template={{.data").errors())
        .isEqualTo("error: error parsing template {{.data, template: output:1: unclosed action");
  }

  @Test
  void a_kustomization_names_maps_by_what_is_in_them() {
    terminal.file("pod.yaml", """
        apiVersion: v1
        kind: Pod
        metadata: {name: painter}
        spec:
          containers:
          - name: one
            image: nginx:1.26
            envFrom: [{configMapRef: {name: paint}}]
        """);
    terminal.file("kustomization.yaml", """
        resources: [pod.yaml]
        namePrefix: big-
        configMapGenerator:
        - {name: paint, literals: [color=blue, gloss=high]}
        images: [{name: nginx, newTag: "1.27"}]
        patches:
        - target: {kind: Pod}
          patch: '[{"op": "add", "path": "/metadata/labels", "value": {team: blue}}]'
        """);

    assertThat(terminal.read("kustomize .")).isEqualTo("""
        apiVersion: v1
        data:
          color: blue
          gloss: high
        kind: ConfigMap
        metadata:
          name: big-paint-t6b57h7c6h
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          labels:
            team: blue
          name: big-painter
        spec:
          containers:
          - envFrom:
            - configMapRef:
                name: big-paint-t6b57h7c6h
            image: nginx:1.27
            name: one""");
    assertThat(terminal.read("apply -k .")).isEqualTo(
        "configmap/big-paint-t6b57h7c6h created\npod/big-painter created");
  }

  @Test
  void a_role_is_reconciled_by_adding_what_it_lacks() {
    String role = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: reader, namespace: default}
        rules: [{apiGroups: [""], resources: [pods], verbs: [get%s]}]
        """;
    terminal.file("role.yaml", role.formatted(""));
    terminal.read("auth reconcile -f role.yaml");
    terminal.file("role.yaml", role.formatted(", list"));

    assertThat(terminal.type("auth reconcile -f role.yaml").errors()).isEqualTo(
        "\treconciliation required update\n\tmissing rules added:\n\t\t{Verbs:[list] APIGroups:[]"
            + " Resources:[pods] ResourceNames:[] NonResourceURLs:[]}");
    assertThat(terminal.read("describe role reader")).contains("[get list]");
  }

  @Test
  void a_pod_is_looked_into_by_a_container_beside_it() {
    terminal.read("run one --image=nginx");
    terminal.read("wait --for=condition=Ready pod/one");

    terminal.read("debug one --image=busybox -c look -- sleep 100");
    terminal.read("debug one --copy-to=two --set-image=*=nginx:1.27");

    assertThat(terminal.read("get pod one -o jsonpath={.spec.ephemeralContainers[*].name}"))
        .isEqualTo("look");
    assertThat(terminal.read("get pod two -o jsonpath={.spec.containers[*].image}"))
        .isEqualTo("nginx:1.27");
  }
}
