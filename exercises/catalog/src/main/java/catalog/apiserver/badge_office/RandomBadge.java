package catalog.apiserver.badge_office;

import static catalog.apiserver.badge_office.Lobby.NOON;

import grader.check.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kube.controlplane.apiserver.access.authentication.TokenService.Bond;
import kube.controlplane.apiserver.access.authentication.TokenService.TokenSpec;
import kube.foundation.machine.Randomness;

/// A badge drawn by chance, with who of its world has died and when it is shown.
///
/// @param isGood whether it has to be believed
record RandomBadge(TokenSpec spec, List<Bond> alive, boolean accountLives, Duration shownAfter,
    List<String> audiences, boolean isGood) {
  private static final List<String> DOORS = List.of("api", "vault", "bank");
  private static final List<Bond> BONDS = List.of(new Bond("pod", "web", "u-web"),
      new Bond("secret", "key", "u-key"), new Bond("node", "node-a", "u-node-a"));

  static RandomBadge draw(Randomness chance, int number) {
    List<Bond> bonds = BONDS.stream().filter(_ -> chance.chance(0.4)).toList();
    List<Bond> alive = BONDS.stream().filter(_ -> chance.chance(0.85)).toList();
    List<String> doors = List.of(chance.pick(DOORS), chance.pick(DOORS));
    List<String> shown = List.of(chance.pick(DOORS), chance.pick(DOORS));
    Duration life = Duration.ofMinutes(10 + chance.below(50));
    Duration after = Duration.ofMinutes(chance.below(30));
    boolean accountLives = chance.chance(0.9);
    TokenSpec spec = new TokenSpec("t-" + number, "u-robot", doors, NOON, NOON.plus(life),
        chance.chance(0.3) ? Optional.of(NOON.plusSeconds(60)) : Optional.empty(), bonds);
    List<Bond> needed = new ArrayList<>(bonds);
    if (bonds.stream().anyMatch(bond -> bond.kind().equals("pod"))) {
      needed.removeIf(bond -> bond.kind().equals("node"));
    }
    boolean isGood = accountLives && alive.containsAll(needed) && after.compareTo(life) < 0
        && doors.stream().anyMatch(shown::contains);
    return new RandomBadge(spec, alive, accountLives, after, shown, isGood);
  }

  void check(BadgeOffice office, Seed seed) {
    Lobby lobby = new Lobby(office).gone("pod", "dev", "web", "u-web");
    if (!accountLives) lobby.gone("serviceaccount", "dev", "robot", "u-robot");
    alive.forEach(bond -> lobby.alive(bond.kind(), bond.kind().equals("node") ? "" : "dev",
        bond.name(), bond.uid()));
    Lobby.Answer answer = lobby.telling("With the seed " + seed.value() + ": " + spec
        + " was shown " + shownAfter.toMinutes() + " minutes later to " + audiences
        + ". The account " + (accountLives ? "lives" : "is gone") + "; of other things these live: "
        + alive + ".").after(shownAfter)
        .show(lobby.issue(spec), audiences.toArray(String[]::new));
    if (isGood) {
      answer.mustBeBelieved(spec, "All of it holds.");
    } else {
      answer.mustBeDoubted("One thing that does not hold is enough.");
    }
  }
}
