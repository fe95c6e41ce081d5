package grader.trace;

import java.util.function.Predicate;

import kube.foundation.machine.EventLog;

/// A kind of event, with the words that a message has for it.
///
/// @param name in the plural: "creations"
public record Events(String name, Predicate<EventLog.Entry> property)
    implements
      Predicate<EventLog.Entry> {

  /// What this actor did with this verb.
  public static Events of(String name, String actor, String verb) {
    return new Events(name,
        event -> event.actor().equals(actor) && event.verb().equals(verb));
  }

  /// Everything that this actor did.
  public static Events by(String name, String actor) {
    return new Events(name, event -> event.actor().equals(actor));
  }

  /// Those of them with this property.
  public Events that(String which, Predicate<EventLog.Entry> restriction) {
    return new Events(name + " " + which, event -> property.test(event) && restriction.test(event));
  }

  /// These and those.
  public Events or(Events others) {
    return new Events(name + " or " + others.name,
        event -> property.test(event) || others.property.test(event));
  }

  @Override
  public boolean test(EventLog.Entry event) {
    return property.test(event);
  }
}
