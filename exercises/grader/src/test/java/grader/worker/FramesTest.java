package grader.worker;

import static org.assertj.core.api.Assertions.assertThat;

import grader.sandbox.SlotTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kube.Slot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The law of the conversation: an entry in the list of slots is all that a new slot needs, for its
/// frames follow from its interface. A slot whose interface speaks of what cannot cross breaks the
/// build here, with the name of the method.
class FramesTest {
  /// A slot as nobody should write it.
  public interface Careless {
    void take(Thread thread);

    StringBuilder answer() throws Odd;

    /// Nobody can say what it was made of.
    final class Odd extends Exception {
      private static final long serialVersionUID = 1;

      public Odd(String why) {
        super(why);
      }
    }
  }

  /// All but the scheduler's configuration, which is no part to be asked but one value of ours.
  static Stream<Slot<?>> every_slot() {
    return Slot.all().stream().filter(slot -> slot.type().isInterface());
  }

  private static Frames frames(Class<?> slot) {
    ClassLoader loader = FramesTest.class.getClassLoader();
    List<String> types = new ArrayList<>(SlotTypes.closure(List.of(slot), loader).keySet());
    return Frames.of(slot, new Vocabulary(types, loader));
  }

  @ParameterizedTest
  @MethodSource("every_slot")
  void every_slot_has_its_frames(Slot<?> slot) {
    Frames frames = frames(slot.type());

    assertThat(frames.problems()).isEmpty();
    assertThat(frames.all().stream().filter(frame -> frame.owner().equals(slot.type()
        .getSimpleName())).map(Frames.Frame::number)).as(frames.all()::toString).isNotEmpty()
        .doesNotHaveDuplicates();
  }

  @Test
  void an_interface_that_cannot_be_spoken_is_found_before_a_learner_meets_it() {
    assertThat(frames(Careless.class).problems()).containsExactlyInAnyOrder(
        "Careless.take speaks of Thread, which is no type of the slot's and no plain value",
        "Careless.answer speaks of StringBuilder, which is no type of the slot's and no plain"
            + " value",
        "Careless.answer throws what cannot cross: Odd has no constructor to send it"
            + " by.",
        "Careless throws what cannot cross: Odd has no constructor to send it by.");
  }

  @Test
  void a_frame_says_what_is_asked_under_which_number_and_what_comes_back() {
    assertThat(frames(Slot.EDGE_ROUTER.type()).all()).first().hasToString("EdgeRouter.route #0 "
        + "(HttpRequestView, List<HttpRouteView>, Predicate<Backend>, Dice) -> RouteResult");
  }
}
