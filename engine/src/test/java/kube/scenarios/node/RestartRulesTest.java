package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A container with a policy of its own, and rules for certain exit codes: "…the kubelet restarts
/// the container based on the matching rule … if no rule matches, the container's restartPolicy".
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restart-rules
class RestartRulesTest {

  private static final String RULES = """
      restartPolicy: Never
      containers:
      - name: c
        image: busybox
        command: [sh, -c, exit %d]
        restartPolicy: Never
        restartPolicyRules: [{action: Restart, exitCodes: {operator: %s, values: [42, 43]}}]
      """;

  private final Machines machines = Machines.one();

  private int restarts(String pod, String container) {
    return machines.container(pod, container).path("restartCount").asInt();
  }

  @Test
  void an_exit_code_of_a_rule_is_tried_again_in_a_pod_that_never_is() {
    machines.pod("again", RULES.formatted(42, "In")).pod("done", RULES.formatted(1, "In"))
        .seconds(40);

    assertThat(machines.phase("again")).as(machines::timeline).isEqualTo("Running");
    assertThat(restarts("again", "c")).isGreaterThan(1);
    assertThat(machines.state("again", "c")).isEqualTo("CrashLoopBackOff");
    assertThat(machines.phase("done")).isEqualTo("Failed");
    assertThat(restarts("done", "c")).isZero();
  }

  @Test
  void a_rule_may_name_the_codes_that_it_does_not_mean() {
    machines.pod("again", RULES.formatted(7, "NotIn")).pod("done", RULES.formatted(43, "NotIn"))
        .seconds(40);

    assertThat(machines.phase("again")).isEqualTo("Running");
    assertThat(machines.phase("done")).isEqualTo("Failed");
  }

  @Test
  void a_container_may_have_a_policy_of_its_own_among_others() {
    machines.pod("mixed", """
        restartPolicy: Always
        containers:
        - {name: once, image: busybox, command: [sh, -c, exit 0], restartPolicy: Never}
        - {name: serving, image: nginx}
        """).pod("over", """
        restartPolicy: Always
        containers:
        - {name: once, image: busybox, command: [sh, -c, exit 3], restartPolicy: Never}
        """).seconds(60);

    assertThat(machines.phase("mixed")).as(machines::timeline).isEqualTo("Running");
    assertThat(restarts("mixed", "once")).isZero();
    assertThat(machines.phase("over")).isEqualTo("Failed");
  }

  @Test
  void an_init_container_is_repeated_for_the_codes_of_its_rules_and_fails_the_pod_for_others() {
    String init = """
        restartPolicy: Never
        initContainers:
        - name: prepare
          image: busybox
          command: [sh, -c, exit %d]
          restartPolicy: Never
          restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [42]}}]
        containers: [{name: c, image: nginx}]
        """;
    machines.pod("again", init.formatted(42)).pod("failed", init.formatted(1)).seconds(40);

    assertThat(machines.phase("again")).as(machines::timeline).isEqualTo("Pending");
    assertThat(restarts("again", "prepare")).isGreaterThan(1);
    assertThat(machines.phase("failed")).isEqualTo("Failed");
  }
}
