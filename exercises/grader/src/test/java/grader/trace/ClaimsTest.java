package grader.trace;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import grader.check.CheckFailed;
import grader.check.Feedback;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each word holds where it should, and points at the first wrong event where it does not.
class ClaimsTest {
  private static final Events WRITES = Events.of("writes", "you", "write");
  private static final Events LOOKS = Events.of("looks", "you", "look");
  private static final Events NEWS = Events.by("news", "cache");
  private static final Gauge READY = new Gauge("ready Pods");

  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private int ready = 2;
  private Tape tape = new Tape(() -> now);

  /// look, write a, (5 s) news, look, write b: two are ready, then one, then two.
  @BeforeEach
  void aShortDay() {
    tape = new Tape(() -> now);
    tape.read(READY, () -> ready);
    tape.note("you", "look", "", "");
    tape.note("you", "write", "a", "");
    now = now.plusSeconds(5);
    ready = 1;
    tape.note("cache", "shows", "a", "");
    ready = 2;
    tape.note("you", "look", "", "");
    tape.note("you", "write", "b", "refused");
  }

  @Test
  void there_are_never_more_than_twenty_words() {
    long words = Arrays.stream(Claims.class.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .map(Method::getName).distinct().filter(name -> !name.equals("about")).count();
    Assertions.assertThat(words).isBetween(15L, 20L);
  }

  @Test
  void what_is_true_ends_nothing() {
    assertThatCode(() -> claims().exactly(2, WRITES).never(WRITES.that("of c",
        event -> event.object().equals("c"))).atMost(2, WRITES).atLeast(1, WRITES).once(NEWS)
        .oncePerObject(WRITES).inOrder(LOOKS, WRITES, NEWS).onlyAfter(LOOKS, WRITES)
        .nothingAfter(WRITES, NEWS).followedWithin(Duration.ofSeconds(5), NEWS, WRITES)
        .apartBy(Duration.ofSeconds(5), WRITES).settledWithin(Duration.ofSeconds(5), WRITES)
        .eventually(1, READY, Duration.ofSeconds(5)).onlyWhenChanged(LOOKS, WRITES, NEWS)
        .each(NEWS, "about a", Events.of("", "cache", "shows")).neverFewerThan(1, READY)
        .neverMoreThan(2, READY).endsAt(2, READY)).doesNotThrowAnyException();
  }

  @Test
  void a_count_points_at_the_one_too_many() {
    says(() -> claims().once(WRITES), "We looked for 1 writes and saw 2, and the first that is"
        + " wrong is event 5, +5 s: you write `b` (refused).");
    says(() -> claims().never(WRITES), "no writes", "event 2, +0 s: you write `a`");
    says(() -> claims().atLeast(3, WRITES), "at least 3 writes and saw 2.");
  }

  @Test
  void order_and_time_point_at_the_event_out_of_place() {
    says(() -> claims().onlyAfter(NEWS, WRITES), "news before any writes", "event 2");
    says(() -> claims().inOrder(NEWS, WRITES, NEWS), "news after event 5 and saw 0");
    says(() -> claims().nothingAfter(NEWS, WRITES), "no writes after event 3", "event 5");
    says(() -> claims().apartBy(Duration.ofSeconds(6), WRITES), "at least 6 s", "event 5");
    says(() -> claims().settledWithin(Duration.ofSeconds(4), WRITES), "after +4 s", "event 5");
    says(() -> claims().followedWithin(Duration.ofSeconds(4), WRITES, NEWS), "news within 4 s",
        "event 2");
  }

  @Test
  void a_write_without_news_is_the_wrong_one() {
    tape.note("you", "look", "", "");
    tape.note("you", "write", "c", "");

    says(() -> claims().onlyWhenChanged(LOOKS, WRITES, NEWS), "when nothing changed", "event 7");
  }

  @Test
  void a_gauge_points_at_the_first_event_at_which_it_stood_wrong() {
    says(() -> claims().neverFewerThan(2, READY), "never fewer than 2 ready Pods and saw 1",
        "event 3, +5 s: cache shows `a`");
    says(() -> claims().neverMoreThan(1, READY), "never more than 1 ready Pods", "event 1");
    says(() -> claims().endsAt(3, READY), "3 ready Pods in the end", "event 5");
    says(() -> claims().eventually(3, READY, Duration.ofMinutes(1)), "within 60 s and saw 2");
  }

  @Test
  void the_run_is_shown_up_to_the_first_wrong_event() {
    assertThatThrownBy(() -> claims().neverFewerThan(2, READY)).satisfies(thrown -> {
      var run = ((CheckFailed) thrown).feedback().evidence().orElseThrow();
      Assertions.assertThat(run.firstWrong()).isEqualTo(3);
      Assertions.assertThat(run.steps().stream().map(run::line)).containsExactly(
          "  1  +0 s  you look", "  2  +0 s  you write `a`", "! 3  +5 s  cache shows `a`");
    });
  }

  @Test
  void a_known_mistake_is_named() {
    assertThatThrownBy(() -> claims().named("writes_blindly", "You write blindly.").never(WRITES))
        .hasMessage("You write blindly.");
  }

  private Claims claims() {
    return Claims.about(tape.trace(), Feedback.weDid("We looked twice.").because("It matters."));
  }

  private static void says(ThrowingCallable claim, String... parts) {
    assertThatThrownBy(claim).isInstanceOf(CheckFailed.class).hasMessageContainingAll(parts)
        .hasMessageStartingWith("We looked twice.").hasMessageEndingWith("It matters.");
  }
}
