package kube.tools.kubectl.flags;

/// One flag of a verb.
///
/// @param name the long form, without dashes
/// @param letter the short form, or a space when there is none
/// @param type what its value looks like
/// @param absent the value when it is not given
/// @param bare the value when it is given without one; empty when it must have one
/// @param help what it does, for people
public record Flag(String name, char letter, Type type, String absent, String bare, String help) {

  /// What the value of a flag looks like.
  public enum Type {
    TEXT, YES_NO, NUMBER, DURATION, LIST
  }

  public static Flag text(String name, String absent, String help) {
    return new Flag(name, ' ', Type.TEXT, absent, "", help);
  }

  public static Flag yesNo(String name, boolean absent, String help) {
    return new Flag(name, ' ', Type.YES_NO, Boolean.toString(absent), "true", help);
  }

  public static Flag number(String name, long absent, String help) {
    return new Flag(name, ' ', Type.NUMBER, Long.toString(absent), "", help);
  }

  public static Flag duration(String name, String absent, String help) {
    return new Flag(name, ' ', Type.DURATION, absent, "", help);
  }

  /// May be given several times; one value may also hold several, separated by commas.
  public static Flag list(String name, String help) {
    return new Flag(name, ' ', Type.LIST, "", "", help);
  }

  public Flag withLetter(char shortForm) {
    return new Flag(name, shortForm, type, absent, bare, help);
  }

  /// Given without a value, it has this one.
  public Flag orBare(String value) {
    return new Flag(name, letter, type, absent, value, help);
  }

  boolean mayStandBare() {
    return !bare.isEmpty();
  }
}
