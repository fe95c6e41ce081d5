package kube.tools.kubectl.flags;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// A command line that has been read: its flags with their values, and the words between them.
///
/// @param verb the verb with the words above it, such as `create secret generic`
/// @param words what is no flag, in order
/// @param afterDashes how many of the words stood before a `--`; all of them when there was none
/// @param values the given flags by name; several when a flag was repeated
/// @param known every flag that the verb has
public record Arguments(String verb, List<String> words, int afterDashes, boolean hasDashes,
    SortedMap<String, List<String>> values, SortedMap<String, Flag> known) {

  public Arguments {
    words = List.copyOf(words);
  }

  /// Whether the flag was given at all.
  public boolean given(String flag) {
    return values.containsKey(flag);
  }

  /// The value of a flag, or what it is when nobody gives it.
  public String text(String flag) {
    List<String> all = values.get(flag);
    if (all != null) return all.getLast();
    Flag description = known.get(flag);
    return description == null ? "" : description.absent();
  }

  public Optional<String> find(String flag) {
    return given(flag) ? Optional.of(text(flag)) : Optional.empty();
  }

  public boolean isSet(String flag) {
    return text(flag).equals("true");
  }

  public long number(String flag) {
    return Long.parseLong(text(flag));
  }

  public Duration duration(String flag) {
    return Durations.parse(text(flag)).orElseThrow();
  }

  /// All values of a repeated flag, also those separated by commas.
  public List<String> list(String flag) {
    return raw(flag).stream()
        .flatMap(value -> Arrays.stream(value.split(","))).filter(value -> !value.isEmpty())
        .toList();
  }

  /// All values of a repeated flag, commas left alone.
  public List<String> raw(String flag) {
    return new ArrayList<>(values.getOrDefault(flag, List.of()));
  }

  /// The words before `--`.
  public List<String> before() {
    return words.subList(0, afterDashes);
  }

  /// The words after `--`: a command for somebody else.
  public List<String> after() {
    return words.subList(afterDashes, words.size());
  }
}
