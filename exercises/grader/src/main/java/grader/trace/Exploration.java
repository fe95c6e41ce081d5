package grader.trace;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Tells a small story in every order of its moves, to a stated depth.
///
/// A move that a world cannot make at that moment (nothing is under way that could be shown) ends
/// its branch: an order that differs from another one only by such a move is no other order.
///
/// **Models** systematic testing of all interleavings and crash points, as in Sieve (OSDI '22) and
/// in the model checkers before it.
///
/// @param <M> one move
public final class Exploration<M> {

  /// A world in which moves can be made, begun afresh for each order.
  ///
  /// @param <M> one move
  public interface World<M> {

    /// Makes the move, when it can be made now, and says so.
    boolean make(M move);

    /// Lets the story end, and says what is wrong at its end or was on the way; empty when all is
    /// well.
    Optional<String> complaint();
  }

  /// What the exploration found.
  ///
  /// @param told how many orders were told
  /// @param failing the first one that did not end well
  public record Outcome<M>(int told, Optional<List<M>> failing) {

    /// `correct in all 1,184 interleavings`, or how many were told until one failed.
    public String sentence() {
      return failing.isEmpty()
          ? String.format(Locale.ROOT, "correct in all %,d interleavings", told)
          : String.format(Locale.ROOT, "wrong in interleaving %,d", told);
    }
  }

  /// How one order ended: at which move it could not go on, or with a complaint, or well.
  private record Ending(int impossibleAt, boolean isWrong) {

    static final int POSSIBLE = -1;

    boolean isTold() {
      return impossibleAt == POSSIBLE;
    }
  }

  private final List<M> moves;
  private final int depth;
  private final Supplier<World<M>> beginning;

  /// @param depth how many moves an order has
  /// @param beginning gives a fresh world, the same each time
  public Exploration(List<M> moves, int depth, Supplier<World<M>> beginning) {
    this.moves = List.copyOf(moves);
    this.depth = depth;
    this.beginning = beginning;
  }

  /// Tells all orders, in the order of the moves, up to the first that fails.
  public Outcome<M> explore() {
    int[] choice = new int[depth];
    int told = 0;
    int changed;
    do {
      List<M> order = Arrays.stream(choice).mapToObj(moves::get).toList();
      Ending ending = tell(order);
      if (ending.isTold()) told++;
      if (ending.isWrong()) return new Outcome<>(told, Optional.of(order));
      changed = next(choice, ending.isTold() ? depth - 1 : ending.impossibleAt());
    } while (changed >= 0);
    return new Outcome<>(told, Optional.empty());
  }

  /// The next order that differs at this place or before it; negative when there is none.
  private int next(int[] choice, int place) {
    Arrays.fill(choice, place + 1, depth, 0);
    int changed = place;
    while (changed >= 0 && ++choice[changed] == moves.size()) choice[changed--] = 0;
    return changed;
  }

  private Ending tell(List<M> order) {
    World<M> world = beginning.get();
    for (int i = 0; i < order.size(); i++) {
      if (!world.make(order.get(i))) return new Ending(i, false);
    }
    return new Ending(Ending.POSSIBLE, world.complaint().isPresent());
  }
}
