package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// "The kubelet … refreshes the token as it approaches expiration": when it is older than 80 percent
/// of its time to live, or than 24 hours.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#serviceaccount-token-volume-projection
class TokenRotationTest {

  private static final int HOUR = 3_600;

  private final Machines machines = Machines.one();

  private String token(String file) {
    return machines.shell("vault", "c", "cat /tokens/" + file);
  }

  @Test
  void a_token_is_another_when_four_fifths_of_its_life_are_over() {
    machines.pod("vault", """
        containers:
        - {name: c, image: busybox, volumeMounts: [{name: tokens, mountPath: /tokens}]}
        volumes:
        - name: tokens
          projected: {sources: [
            {serviceAccountToken: {path: short, expirationSeconds: 3600, audience: vault}},
            {serviceAccountToken: {path: long, expirationSeconds: 172800, audience: vault}}]}
        """).seconds(10);
    String brief = token("short");
    String lasting = token("long");
    assertThat(brief.split("\\.")).hasSize(3);

    machines.seconds(HOUR / 5 * 4 - 60);
    assertThat(token("short")).as("still young enough").isEqualTo(brief);
    machines.seconds(120);
    assertThat(token("short")).isNotEqualTo(brief).hasSizeGreaterThan(100);

    machines.seconds(22 * HOUR);
    assertThat(token("long")).as("not yet a day old").isEqualTo(lasting);
    machines.seconds(2 * HOUR);
    assertThat(token("long")).isNotEqualTo(lasting);
  }
}
