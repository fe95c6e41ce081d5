package site.cell.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.SortedMap;

/// What a shell's process says to the site. It may be hostile: whoever reads a report believes
/// nothing but its shape.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "report")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "ready", value = Report.Ready.class),
    @JsonSubTypes.Type(name = "going", value = Report.Going.class),
    @JsonSubTypes.Type(name = "ask", value = Report.Ask.class),
    @JsonSubTypes.Type(name = "ran", value = Report.Ran.class),
    @JsonSubTypes.Type(name = "suggested", value = Report.Suggested.class),
    @JsonSubTypes.Type(name = "described", value = Report.Described.class)})
public sealed interface Report {

  /// What was ordered is done.
  record Ready() implements Report {}

  /// The cell still runs; this is what it printed since the last report.
  record Going(String printed) implements Report {}

  /// The cell asks the cluster outside, and waits for the [Order.Reply].
  @SuppressWarnings("ArrayRecordComponent") // The bytes of the wire; never compared.
  record Ask(String method, String path, SortedMap<String, String> query,
      SortedMap<String, String> headers, byte[] body, String user) implements Report {}

  /// The cell has ended.
  ///
  /// @param printed what it printed since the last report
  /// @param value of its last bare expression, as JShell shows it; empty when there is none
  /// @param troubles why it did not get further; empty when it ran to its end
  record Ran(String printed, String value, List<Trouble> troubles) implements Report {
    public Ran {
      troubles = List.copyOf(troubles);
    }
  }

  /// One thing that went wrong.
  ///
  /// @param kind `compile`, `thrown`, `unfinished` or `stopped`
  /// @param from where in the cell it begins, counted in characters; -1 when it is not there
  /// @param trail the reader's own lines that led there, the innermost first
  record Trouble(String kind, String message, int from, int to, List<Step> trail) {
    public Trouble {
      trail = List.copyOf(trail);
    }
  }

  /// A line of a cell that an exception came through.
  ///
  /// @param method empty outside of methods
  record Step(String cell, int line, String method) {}

  /// @param from where in the code the suggestions are put, up to the cursor
  record Suggested(int from, List<String> suggestions) implements Report {
    public Suggested {
      suggestions = List.copyOf(suggestions);
    }
  }

  /// What is named at the cursor, one page for each of its meanings.
  record Described(List<Page> pages) implements Report {
    public Described {
      pages = List.copyOf(pages);
    }
  }

  /// @param text its documentation as the JDK's sources have it; empty when they are not there
  record Page(String signature, String text) {}
}
