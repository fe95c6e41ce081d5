package catalog.kubectl.the_work_queue;

import grader.check.Feedback;
import grader.check.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kube.foundation.client.queue.WorkQueue;

/// The visible checks of X13: one name or two, and one thing that can go wrong at a time.
class Checks {

  @Task(1)
  void a_name_that_is_added_often_is_taken_once(WorkQueue queue) {
    Shift shift = new Shift(queue);
    for (int event = 0; event < 100; event++) shift.add("web");
    List<String> taken = shift.takeAll();
    Feedback feedback = shift.about("it was taken " + taken.size() + " times", "once")
        .because("The work is a look at the newest state, and one look sees all changes.");
    feedback.named("plain_queue", "Key `web` ran 100 times for 100 events; once would do.")
        .failWhen(taken.size() == 100);
    feedback.failUnless(taken.equals(List.of("web")));
  }

  @Task(1)
  void every_name_has_its_turn(WorkQueue queue) {
    Shift shift = new Shift(queue).hasWaiting(0).add("web", "db", "web", "mail").hasWaiting(3);
    List<String> taken = shift.takeAll();
    shift.about(taken + " was taken", "web, db and mail, once each")
        .because("A name that is lost is an object that nobody looks after.")
        .failUnless(taken.stream().sorted().toList().equals(List.of("db", "mail", "web")));
    shift.hasWaiting(0);
  }

  @Task(2)
  void a_change_in_the_middle_of_the_work_comes_afterwards(WorkQueue queue) {
    Shift shift = new Shift(queue).add("web");
    Optional<String> _ = shift.take();
    shift.add("web");
    Optional<String> second = shift.take();
    shift.about(shown(second), "nothing, because somebody works on web")
        .because("The work looks at the cluster and then writes; two of it do not see each other.")
        .named("two_workers", "Two workers created the third Pod at the same time: now there are"
            + " four.")
        .failUnless(second.isEmpty());
    shift.done("web");
    Optional<String> third = shift.take();
    shift.about(shown(third), "web").because("The worker may have looked before the change.")
        .named("drops_a_change", "A change arrived in the middle of your work and was forgotten.")
        .failUnless(third.equals(Optional.of("web")));
  }

  @Task(3)
  void a_name_comes_back_when_its_time_has_come(WorkQueue queue) {
    Shift shift = new Shift(queue).addAfter("web", Duration.ofSeconds(30)).hasWaiting(0)
        .pass(Duration.ofSeconds(29)).hasWaiting(0);
    Optional<String> early = shift.take();
    shift.about(shown(early), "nothing for one more second").failUnless(early.isEmpty());
    shift.pass(Duration.ofSeconds(1)).hasWaiting(1);
    Optional<String> taken = shift.take();
    shift.about(shown(taken), "web").because("Some things must be looked at although nobody"
        + " changed them, such as a node that has gone silent.")
        .failUnless(taken.equals(Optional.of("web")));
  }

  @Task(3)
  void of_two_wishes_the_earlier_counts(WorkQueue queue) {
    Shift shift = new Shift(queue).addAfter("web", Duration.ofSeconds(1))
        .addAfter("web", Duration.ofSeconds(60)).pass(Duration.ofSeconds(1));
    Optional<String> taken = shift.take();
    shift.about(shown(taken), "web").because("Whoever asked first has a reason to look then.")
        .named("last_wish_counts", "Asked for 1 s, then 60 s; you woke at 60.")
        .failUnless(taken.equals(Optional.of("web")));
  }

  @Task(4)
  void each_failure_waits_twice_as_long(WorkQueue queue) {
    Shift shift = new Shift(queue);
    for (int millis = 5; millis <= 80; millis *= 2) {
      failsFor(shift, Duration.ofMillis(millis));
    }
  }

  @Task(4)
  void a_success_is_a_new_beginning(WorkQueue queue) {
    Shift shift = new Shift(queue);
    for (int failure = 0; failure < 20; failure++) {
      shift.fail("web").pass(WorkQueue.LONGEST_DELAY);
      shift.takeAll();
      shift.done("web");
    }
    shift.forget("web").fail("web").pass(WorkQueue.FIRST_DELAY);
    Optional<String> taken = shift.take();
    shift.about(shown(taken), "web after 5 ms")
        .because("What failed this morning may have nothing to do with what fails now.")
        .named("never_forgets", "After one bad morning `web` waits 16 minutes for ever.")
        .failUnless(taken.equals(Optional.of("web")));
  }

  /// Web fails, and comes back after that time and not before.
  static void failsFor(Shift shift, Duration delay) {
    shift.fail("web").pass(delay.minusMillis(1));
    Optional<String> early = shift.take();
    shift.about(shown(early), "nothing for one more millisecond")
        .because("Whoever tries without a pause keeps what is broken from getting well.")
        .failUnless(early.isEmpty());
    shift.pass(Duration.ofMillis(1));
    Optional<String> taken = shift.take();
    shift.about(shown(taken), "web").because("A first failure is often over in a moment.")
        .failUnless(taken.equals(Optional.of("web")));
    shift.done("web");
  }

  static String shown(Optional<String> taken) {
    return taken.orElse("nothing");
  }
}
