package grader.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Kinds;
import kube.foundation.machine.Randomness;
import org.junit.jupiter.api.Test;

class SeamTest {
  private final Seam seam = new Seam();
  private int done;

  @Test
  void what_is_refused_was_not_done_and_only_the_next_write_meets_it() {
    seam.await(Fault.CONFLICT);
    assertThat(codeOfWrite()).isEqualTo(409);
    seam.await(Fault.SERVER_ERROR);
    assertThat(codeOfWrite()).isEqualTo(500);
    assertThat(done).isZero();

    assertThat(codeOfWrite()).isEqualTo(200);
    assertThat(done).isEqualTo(1);
  }

  @Test
  void a_timeout_that_worked_was_done() {
    seam.await(Fault.TIMEOUT_THAT_WORKED);

    assertThat(codeOfWrite()).isEqualTo(504);
    assertThat(done).isEqualTo(1);
  }

  @Test
  void a_process_that_died_after_its_write_asks_in_vain() {
    seam.dieAfterWrites(2);

    assertThat(List.of(codeOfWrite(), codeOfWrite(), codeOfWrite())).containsExactly(200, 200, 503);
    assertThat(done).isEqualTo(2);
    assertThat(seam.isDead()).isTrue();
  }

  @Test
  void a_partition_lasts_until_it_is_mended() {
    seam.await(Fault.PARTITION);
    assertThat(List.of(codeOfWrite(), codeOfWrite())).containsOnly(503);
    seam.mend();

    assertThat(codeOfWrite()).isEqualTo(200);
  }

  @Test
  void a_plan_draws_its_own_faults_only_and_the_same_for_the_same_seed() {
    FaultPlan plan = FaultPlan.calm().conflict().restart().conflict().every(2);
    assertThat(plan.faults()).containsExactly(Fault.CONFLICT, Fault.RESTART);

    assertThat(drawn(plan)).isEqualTo(drawn(plan)).contains(Fault.CONFLICT, Fault.RESTART);
    assertThat(FaultPlan.calm().strikes(new Randomness(1))).isFalse();
  }

  private static List<Fault> drawn(FaultPlan plan) {
    Randomness chance = new Randomness(7);
    return Stream.generate(() -> plan.draw(chance)).limit(20).toList();
  }

  private int codeOfWrite() {
    ApiResult<Integer> result = seam.write(Kinds.POD, "web", () -> new ApiResult.Ok<>(++done));
    return result.refusal().map(status -> status.code()).orElse(200);
  }
}
