package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;

/// How images come to a machine, and how they do not.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/containers/images/
class ImagesTest {

  private final Machines machines = Machines.one();

  /// https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff
  @Test
  void a_name_that_nobody_knows_cannot_be_pulled_and_the_waits_grow() {
    machines.pod("typo", "containers: [{name: c, image: ngnix}]").seconds(5);

    assertThat(machines.state("typo", "c")).isEqualTo("ImagePullBackOff");
    assertThat(machines.notes("typo")).contains("Failed: Failed to pull image \"ngnix\": rpc "
        + "error: code = Unknown desc = failed to pull and unpack image "
        + "\"docker.io/library/ngnix:latest\": failed to resolve reference "
        + "\"docker.io/library/ngnix:latest\": pull access denied, repository does not exist or "
        + "may require authorization: server message: insufficient_scope: authorization failed",
        "Failed: Error: ErrImagePull", "BackOff: Back-off pulling image \"ngnix\"",
        "Failed: Error: ImagePullBackOff");
    assertThat(machines.phase("typo")).isEqualTo("Pending");
  }

  /// https://kubernetes.io/docs/concepts/containers/images/#image-names
  @Test
  void a_tag_that_does_not_exist_is_not_found() {
    machines.pod("typo", "containers: [{name: c, image: 'nginx:no-such-tag'}]").seconds(5);

    assertThat(machines.notes("typo")).anyMatch(note -> note.contains("code = NotFound")
        && note.endsWith("docker.io/library/nginx:no-such-tag: not found"));
  }

  /// https://kubernetes.io/docs/concepts/containers/images/#image-names
  @Test
  void a_name_that_is_no_name_is_refused_before_anybody_asks() {
    machines.pod("bad", "containers: [{name: c, image: 'NGINX:latest'}]").seconds(5);

    assertThat(machines.state("bad", "c")).isEqualTo("InvalidImageName");
    assertThat(machines.notes("bad")).contains("InspectFailed: Failed to apply default image tag "
        + "\"NGINX:latest\": couldn't parse image name \"NGINX:latest\": invalid reference format",
        "Failed: Error: InvalidImageName");
  }

  /// https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy
  @Test
  void the_policy_never_takes_only_what_is_here() {
    machines.pod("none", "containers: [{name: c, image: nginx, imagePullPolicy: Never}]")
        .seconds(5);
    assertThat(machines.state("none", "c")).isEqualTo("ErrImageNeverPull");
    assertThat(machines.notes("none")).contains("ErrImageNeverPull: Container image \"nginx\" is "
        + "not present with pull policy of Never", "Failed: Error: ErrImageNeverPull");

    machines.pod("other", "containers: [{name: c, image: nginx}]").seconds(15);
    assertThat(machines.state("none", "c")).isEqualTo("Running");
  }

  /// https://kubernetes.io/docs/concepts/containers/images/#specifying-imagepullsecrets-on-a-pod
  @Test
  void a_private_image_needs_the_secret_of_its_registry() {
    machines.pod("shop", "containers: [{name: c, image: 'registry.example.com/nginx:1'}]")
        .seconds(5);
    assertThat(machines.notes("shop")).anyMatch(note -> note.contains("401 Unauthorized"));
    machines.pod("lost", """
        imagePullSecrets: [{name: nobody}]
        containers: [{name: c, image: 'registry.example.com/nginx:1'}]
        """).seconds(5);
    assertThat(machines.notes("lost")).contains("FailedToRetrieveImagePullSecret: Unable to "
        + "retrieve some image pull secrets (nobody); attempting to pull the image may not "
        + "succeed.");

    String login = Base64.getEncoder()
        .encodeToString("student:secret".getBytes(StandardCharsets.UTF_8));
    String config = Base64.getEncoder().encodeToString(("{\"auths\":{\"registry.example.com\":"
        + "{\"auth\":\"" + login + "\"}}}").getBytes(StandardCharsets.UTF_8));
    machines.create("secrets", "{apiVersion: v1, kind: Secret, metadata: {name: regcred}, type: "
        + "kubernetes.io/dockerconfigjson, data: {.dockerconfigjson: " + config + "}}");
    machines.pod("good", """
        imagePullSecrets: [{name: regcred}]
        containers: [{name: c, image: 'registry.example.com/nginx:1'}]
        """).seconds(5);
    assertThat(machines.state("good", "c")).isEqualTo("Running");
  }

  /// https://kubernetes.io/docs/concepts/containers/images/#specifying-imagepullsecrets-on-a-pod
  @Test
  void a_secret_that_holds_no_login_is_as_good_as_none() {
    machines.create("secrets", "{apiVersion: v1, kind: Secret, metadata: {name: torn}, "
        + "stringData: {.dockerconfigjson: '{\"auths\":'}}");
    machines.create("secrets", "{apiVersion: v1, kind: Secret, metadata: {name: odd}, stringData: "
        + "{.dockerconfigjson: '{\"auths\":{\"registry.example.com\":{\"auth\":\"%%\"}}}'}}");
    machines.pod("shop", """
        imagePullSecrets: [{name: torn}, {name: odd}]
        containers: [{name: c, image: 'registry.example.com/nginx:1'}]
        """).seconds(5);

    assertThat(machines.notes("shop")).contains("FailedToRetrieveImagePullSecret: Unable to "
        + "retrieve some image pull secrets (torn, odd); attempting to pull the image may not "
        + "succeed.");
  }

  /// https://kubernetes.io/docs/concepts/containers/images/#serial-and-parallel-image-pulls
  @Test
  void a_large_image_takes_longer_and_others_wait_behind_it() {
    machines.pod("big", "containers: [{name: c, image: postgres}]")
        .pod("small", "containers: [{name: c, image: busybox}]").seconds(8);

    assertThat(machines.notes("small")).anyMatch(note -> note.startsWith("Pulled: Successfully "
        + "pulled image \"busybox\" in ") && !note.matches(".* in (\\S+) \\(\\1 including.*"));
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-state-waiting
  @Test
  void a_program_that_the_image_does_not_have_cannot_be_started() {
    machines.pod("web", "containers: [{name: c, image: busybox, command: [nosuch]}]").seconds(20);

    assertThat(machines.state("web", "c")).isEqualTo("CrashLoopBackOff");
    assertThat(machines.container("web", "c").path("lastState").path("terminated")
        .path("reason").asString("")).isEqualTo("StartError");
    assertThat(machines.notes("web")).anyMatch(note -> note.contains(
        "exec: \"nosuch\": executable file not found in $PATH: unknown"));
  }

  /// https://kubernetes.io/docs/concepts/containers/images/#image-names
  @Test
  void the_status_names_the_image_by_its_digest() {
    machines.pod("web", "containers: [{name: c, image: 'nginx:1.27'}]").seconds(5);

    assertThat(machines.container("web", "c").path("imageID").asString(""))
        .matches("docker\\.io/library/nginx@sha256:[0-9a-f]{64}");
  }
}
