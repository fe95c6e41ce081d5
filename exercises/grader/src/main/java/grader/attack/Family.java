package grader.attack;

import java.util.List;

/// Attacks that are after the same thing.
public record Family(String name, List<Attack> attacks) {
  public Family {
    attacks = List.copyOf(attacks);
  }
}
