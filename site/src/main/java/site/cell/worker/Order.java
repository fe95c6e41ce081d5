package site.cell.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.SortedMap;

/// What the site says to a shell's process. The two take turns: each order gets one [Report].
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "order")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "warmup", value = Order.WarmUp.class),
    @JsonSubTypes.Type(name = "begin", value = Order.Begin.class),
    @JsonSubTypes.Type(name = "run", value = Order.Run.class),
    @JsonSubTypes.Type(name = "goon", value = Order.GoOn.class),
    @JsonSubTypes.Type(name = "stop", value = Order.Stop.class),
    @JsonSubTypes.Type(name = "reply", value = Order.Reply.class),
    @JsonSubTypes.Type(name = "complete", value = Order.Complete.class),
    @JsonSubTypes.Type(name = "describe", value = Order.Describe.class)})
public sealed interface Order {

  /// Play the rehearsal to its end.
  record WarmUp() implements Order {}

  /// Evaluate these lines before anything is typed.
  record Begin(List<String> lines) implements Order {}

  /// Run a cell. [Report.Going] and [Report.Ask] come until [Report.Ran] does.
  ///
  /// @param cell its name, for the places in later messages
  record Run(String cell, String code) implements Order {}

  /// Go on with what runs.
  record GoOn() implements Order {}

  /// Stop what runs, and go on to its end.
  record Stop() implements Order {}

  /// What the cluster outside answered; the code runs on.
  @SuppressWarnings("ArrayRecordComponent") // The bytes of the wire; never compared.
  record Reply(int code, String contentType, byte[] body, SortedMap<String, String> headers)
      implements
        Order {}

  /// What could stand at the cursor?
  record Complete(String code, int cursor) implements Order {}

  /// What is named at the cursor?
  record Describe(String code, int cursor) implements Order {}
}
