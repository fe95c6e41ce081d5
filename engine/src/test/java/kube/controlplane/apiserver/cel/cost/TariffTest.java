package kube.controlplane.apiserver.cel.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import dev.cel.common.types.CelKind;
import org.junit.jupiter.api.Test;

/// What calls cost, as Kubernetes' own estimate of its library says.
///
/// **In Kubernetes:**
/// https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/cost.go
class TariffTest {

  private static final long BUDGET_OF_A_CALL = 1_000_000;

  @Test
  void a_rule_may_ask_twice_whether_somebody_may() {
    long once = most("check", CelKind.ANY, 7) + most("allowed", CelKind.ANY);

    assertThat(once).isEqualTo(350_001);
    assertThat(2 * once).isLessThan(BUDGET_OF_A_CALL);
    assertThat(3 * once).isGreaterThan(BUDGET_OF_A_CALL);
  }

  @Test
  void a_text_is_read_once_or_read_and_written() {
    assertThat(most("lowerAscii", CelKind.STRING, 100)).isEqualTo(10);
    assertThat(most("indexOf", CelKind.STRING, 100, 50)).isEqualTo(10);
    assertThat(most("replace", CelKind.STRING, 100, 1, 1)).isEqualTo(20);
    assertThat(most("split", CelKind.STRING, 100, 1)).isEqualTo(20);
    assertThat(most("indexOf", CelKind.LIST, 100, 50)).isEqualTo(100);
    assertThat(most("isURL", CelKind.UNSPECIFIED, 100)).isEqualTo(1);
  }

  private static long most(String function, CelKind target, long... sizes) {
    List<Range> ranges = Arrays.stream(sizes).mapToObj(Range::of).toList();
    return Tariff.of(function, ranges, CelKind.ANY, target).most();
  }
}
