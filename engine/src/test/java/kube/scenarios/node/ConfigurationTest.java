package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Where variables, commands and files of a container come from.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/configuration/configmap/ and
/// https://kubernetes.io/docs/concepts/storage/volumes/
class ConfigurationTest {

  private final Machines machines = Machines.one();

  private Machines settings(String data) {
    return machines.create("configmaps",
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: app}, data: " + data + "}");
  }

  /// https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
  @Test
  void variables_come_from_config_maps_secrets_fields_and_limits_in_this_order() {
    settings("{COLOR: blue, size: large}").create("secrets",
        "{apiVersion: v1, kind: Secret, metadata: {name: key}, stringData: {password: open}}");
    machines.pod("web", """
        containers:
        - name: c
          image: busybox
          command: [sh, -c, env; sleep 3600]
          resources: {limits: {memory: 64Mi, cpu: 1500m}}
          envFrom: [{configMapRef: {name: app}, prefix: APP_}]
          env:
          - {name: PASSWORD, valueFrom: {secretKeyRef: {name: key, key: password}}}
          - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
          - {name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
          - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
          - {name: MEMORY, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1Mi}}}
          - {name: CPU, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
          - {name: URL, value: http://$(POD):$(PORT)/$$(POD)}
          - {name: NONE, valueFrom: {configMapKeyRef: {name: app, key: no, optional: true}}}
        """).seconds(4);

    assertThat(machines.log("web", "")).contains("APP_COLOR=blue\n", "APP_size=large\n",
        "PASSWORD=open\n", "POD=web\n", "IP=10.244.1.", "NODE=node-a\n", "MEMORY=64\n", "CPU=2\n",
        "URL=http://web:$(PORT)/$(POD)\n", "KUBERNETES_SERVICE_HOST=10.96.0.1\n")
        .doesNotContain("NONE=");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
  @Test
  void commands_may_use_variables_and_services_that_exist_are_variables_too() {
    machines.create("services", "{apiVersion: v1, kind: Service, metadata: {name: shop-db}, "
        + "spec: {clusterIP: 10.96.7.7, ports: [{name: sql, port: 5432}]}}");
    machines.pod("say", """
        restartPolicy: Never
        containers:
        - name: c
          image: busybox
          command: [echo]
          args: ["$(WHO) finds $(SHOP_DB_SERVICE_HOST) $(SHOP_DB_PORT_5432_TCP)"]
          env: [{name: WHO, value: Ann}]
        """).seconds(4);

    assertThat(machines.log("say", "")).isEqualTo("Ann finds 10.96.7.7 tcp://10.96.7.7:5432\n");
  }

  /// https://kubernetes.io/docs/concepts/configuration/configmap/#configmaps-and-pods
  @Test
  void a_container_waits_for_the_config_map_that_its_variables_need() {
    machines.pod("web", """
        containers:
        - name: c
          image: nginx
          env: [{name: X, valueFrom: {configMapKeyRef: {name: app, key: COLOR}}}]
        """).seconds(5);
    assertThat(machines.state("web", "c")).isEqualTo("CreateContainerConfigError");
    assertThat(machines.notes("web")).contains("Failed: Error: configmap \"app\" not found");

    settings("{SIZE: large}").seconds(11);
    assertThat(machines.notes("web"))
        .contains("Failed: Error: couldn't find key COLOR in ConfigMap default/app");
    machines.patch("configmaps/app", "{\"data\":{\"COLOR\":\"blue\"}}").seconds(11);
    assertThat(machines.state("web", "c")).isEqualTo("Running");
  }

  /// https://kubernetes.io/docs/concepts/storage/volumes/#configmap
  @Test
  void a_volume_without_its_source_keeps_the_pod_in_container_creating() {
    machines.pod("web", """
        volumes: [{name: v, configMap: {name: app}}]
        containers: [{name: c, image: nginx, volumeMounts: [{name: v, mountPath: /etc/app}]}]
        """).seconds(5);
    assertThat(machines.state("web", "c")).isEqualTo("ContainerCreating");
    assertThat(machines.condition("web", "PodReadyToStartContainers")).isEqualTo("False");
    assertThat(machines.notes("web")).contains(
        "FailedMount: MountVolume.SetUp failed for volume \"v\" : configmap \"app\" not found");

    settings("{COLOR: blue}").seconds(20);
    assertThat(machines.shell("web", "c", "cat /etc/app/COLOR")).isEqualTo("blue");
  }

  /// https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically
  @Test
  void a_changed_config_map_reaches_the_files_of_a_volume_but_no_variable_and_no_sub_path() {
    settings("{color: blue, size: large}");
    machines.pod("web", """
        volumes: [{name: v, configMap: {name: app}}]
        containers:
        - name: c
          image: nginx
          env: [{name: COLOR, valueFrom: {configMapKeyRef: {name: app, key: color}}}]
          volumeMounts:
          - {name: v, mountPath: /etc/app}
          - {name: v, mountPath: /etc/one, subPath: color}
        """).seconds(5);
    assertThat(machines.shell("web", "c", "cat /etc/app/color /etc/app/size /etc/one"))
        .isEqualTo("bluelargeblue");

    machines.patch("configmaps/app", "{\"data\":{\"color\":\"red\",\"size\":null}}").seconds(65);
    assertThat(machines.shell("web", "c", "cat /etc/app/color /etc/one; echo $COLOR; ls /etc/app"))
        .isEqualTo("redblueblue\ncolor\n");
    assertThat(machines.shell("web", "c", "ls -l /etc/app")).contains("color -> ..data/color");
    assertThat(machines.shell("web", "c", "echo x > /etc/app/color"))
        .contains("Read-only file system");
  }

  /// https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
  @Test
  void an_empty_dir_is_shared_by_the_containers_and_gone_with_the_pod() {
    machines.pod("web", """
        volumes: [{name: v, emptyDir: {}}]
        containers:
        - {name: a, image: nginx, volumeMounts: [{name: v, mountPath: /data}]}
        - {name: b, image: redis, volumeMounts: [{name: v, mountPath: /in, readOnly: true}]}
        """).seconds(8);
    machines.shell("web", "a", "echo hello > /data/x");

    assertThat(machines.shell("web", "b", "cat /in/x")).isEqualTo("hello\n");
    assertThat(machines.shell("web", "b", "echo no > /in/x")).contains("Read-only file system");
    machines.shell("web", "a", "kill 1");
    machines.seconds(3);
    assertThat(machines.shell("web", "a", "cat /data/x")).isEqualTo("hello\n");
  }

  /// https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
  @Test
  void a_host_path_outlives_the_pod_and_is_checked() {
    String pod = """
        volumes: [{name: v, hostPath: {path: /srv/data, type: DirectoryOrCreate}}]
        containers: [{name: c, image: nginx, volumeMounts: [{name: v, mountPath: /data}]}]
        """;
    machines.pod("first", pod).seconds(5);
    machines.shell("first", "c", "echo kept > /data/x");
    machines.delete("pods/first").seconds(5);
    machines.pod("second", pod).pod("third", pod.replace("/srv/data", "/nowhere")
        .replace("DirectoryOrCreate", "Directory")).seconds(5);

    assertThat(machines.shell("second", "c", "cat /data/x")).isEqualTo("kept\n");
    assertThat(machines.notes("third")).contains("FailedMount: MountVolume.SetUp failed for "
        + "volume \"v\" : hostPath type check failed: /nowhere is not a directory");
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
  @Test
  void the_downward_api_writes_labels_into_files_and_keeps_them_up_to_date() {
    machines.pod("web", """
        volumes:
        - name: v
          downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}]}
        containers: [{name: c, image: nginx, volumeMounts: [{name: v, mountPath: /etc/me}]}]
        """).seconds(5);
    assertThat(machines.shell("web", "c", "cat /etc/me/labels")).isEqualTo("app=\"web\"");

    machines.patch("pods/web", "{\"metadata\":{\"labels\":{\"tier\":\"front\"}}}").seconds(2);
    assertThat(machines.shell("web", "c", "cat /etc/me/labels"))
        .isEqualTo("app=\"web\"\ntier=\"front\"");
  }

  /// https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#bound-service-account-token-volume
  @Test
  void every_pod_finds_the_token_of_its_account_and_the_root_certificate() {
    machines.pod("web", "containers: [{name: c, image: nginx}]").seconds(5);

    String place = "/var/run/secrets/kubernetes.io/serviceaccount/";
    assertThat(machines.shell("web", "c", "cat " + place + "token")).matches("\\S+\\.\\S+\\.\\S+");
    assertThat(machines.shell("web", "c", "cat " + place + "namespace")).isEqualTo("default");
    assertThat(machines.shell("web", "c", "ls " + place)).contains("ca.crt\n");
  }

  /// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes
  @Test
  void a_claim_keeps_what_was_written_whatever_node_the_pod_is_on() {
    machines.create("persistentvolumes", """
        {apiVersion: v1, kind: PersistentVolume, metadata: {name: disk}, spec: {
          capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], storageClassName: "",
          claimRef: {namespace: default, name: data}, nfs: {server: files, path: /}}}""");
    machines.create("persistentvolumeclaims", """
        {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {
          accessModes: [ReadWriteOnce], storageClassName: "", volumeName: disk,
          resources: {requests: {storage: 1Gi}}}}""").seconds(5);
    machines.patch("persistentvolumeclaims/data/status", "{\"status\":{\"phase\":\"Bound\"}}");
    String pod = """
        volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]
        containers: [{name: c, image: nginx, volumeMounts: [{name: v, mountPath: /data}]}]
        """;
    machines.pod("first", pod).seconds(8);
    machines.shell("first", "c", "echo order 1 > /data/orders");
    machines.delete("pods/first").seconds(5);
    machines.pod("second", pod).seconds(8);

    assertThat(machines.shell("second", "c", "cat /data/orders")).isEqualTo("order 1\n");
  }

  /// https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
  @Test
  void a_container_that_must_not_be_root_is_not_started_as_root() {
    machines.pod("web", """
        securityContext: {runAsNonRoot: true}
        containers: [{name: c, image: nginx}]
        """).seconds(5);

    assertThat(machines.state("web", "c")).isEqualTo("CreateContainerConfigError");
    assertThat(machines.notes("web")).anyMatch(note -> note
        .startsWith("Failed: Error: container has runAsNonRoot and image will run as root (pod: "));
  }
}
