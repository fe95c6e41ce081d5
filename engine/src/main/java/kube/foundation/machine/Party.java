package kube.foundation.machine;

/// Says which programs a fault's party stands for.
final class Party {

  private Party() {}

  /// Whether the actor is the party, a program on it, or one of its controllers.
  static boolean covers(String party, String actor) {
    if (actor.equals(party)) return true;
    return actor.length() > party.length()
        && (isOn(party, actor) || (actor.startsWith(party) && actor.charAt(party.length()) == '.'));
  }

  /// Whether the name ends with `/party`, as those of programs and objects of a machine do.
  static boolean isOn(String party, String name) {
    int slash = name.length() - party.length() - 1;
    return slash >= 0 && name.charAt(slash) == '/' && name.endsWith(party);
  }
}
