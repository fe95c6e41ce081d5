package kube.foundation.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

/// Code that somebody else wrote runs apart from the loop, and is cut off when it hangs.
class WatchdogTest {

  private final Watchdog dog = new Watchdog(Duration.ofMillis(50), 16 << 20,
      Duration.ofMillis(200));
  private volatile boolean over;

  @Test
  void it_answers_and_what_it_throws_is_thrown() {
    assertThat(dog.theirs(() -> 7)).isEqualTo(7);
    assertThatThrownBy(() -> dog.theirs(() -> {
      throw new IllegalStateException("no");
    })).isInstanceOf(IllegalStateException.class).hasMessage("no");
    assertThat(dog.theirs(() -> 8)).isEqualTo(8);
  }

  @Test
  void what_it_calls_back_runs_on_the_owners_thread() {
    Thread owner = Thread.currentThread();

    assertThat(dog.theirs(() -> dog.ours(Thread::currentThread))).isSameAs(owner);
    assertThat(dog.<Thread>theirs(Thread::currentThread)).isNotSameAs(owner);
  }

  @Test
  void an_endless_loop_is_cut_off_and_has_no_way_back_in() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    assertThatThrownBy(() -> dog.theirs(() -> {
      while (!over) Thread.onSpinWait();
      try {
        return dog.ours(() -> "in");
      } catch (PartFailure cutOff) {
        ended.countDown();
        throw cutOff;
      }
    })).isInstanceOf(PartFailure.class).hasMessageContaining("it hangs: no answer after 50 ms");

    over = true;
    ended.await();
    assertThat(dog.theirs(() -> "alive")).isEqualTo("alive");
  }

  @Test
  void one_that_only_waits_is_cut_off_too() {
    assertThatThrownBy(() -> dog.theirs(() -> {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException cutOff) {
        throw new IllegalStateException(cutOff);
      }
      return "never";
    })).hasMessage("it hangs: it has waited for 200 ms");
  }

  @Test
  void one_that_floods_the_memory_is_cut_off() {
    assertThatThrownBy(() -> dog.theirs(() -> {
      long bytes = 0;
      while (!Thread.currentThread().isInterrupted()) bytes += new byte[1 << 20].length;
      return bytes;
    })).isInstanceOf(PartFailure.class).hasMessageContaining("it ");
  }
}
