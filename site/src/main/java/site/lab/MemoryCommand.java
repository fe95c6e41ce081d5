package site.lab;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// One thing a learner does to a [MemoryLab].
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "put", value = MemoryCommand.Put.class),
    @JsonSubTypes.Type(name = "delete", value = MemoryCommand.Delete.class),
    @JsonSubTypes.Type(name = "compact", value = MemoryCommand.Compact.class),
    @JsonSubTypes.Type(name = "read", value = MemoryCommand.Read.class),
    @JsonSubTypes.Type(name = "watch", value = MemoryCommand.Watch.class),
    @JsonSubTypes.Type(name = "pace", value = MemoryCommand.Pace.class),
    @JsonSubTypes.Type(name = "relist", value = MemoryCommand.Relist.class),
    @JsonSubTypes.Type(name = "tick", value = MemoryCommand.Tick.class),
    @JsonSubTypes.Type(name = "reset", value = MemoryCommand.Reset.class)})
public sealed interface MemoryCommand {

  record Put(String key, String value) implements MemoryCommand {}

  record Delete(String key) implements MemoryCommand {}

  record Compact(long revision) implements MemoryCommand {}

  /// Read everything at a revision; 0 is now.
  record Read(long revision) implements MemoryCommand {}

  /// Begin a watch; 0 is "from the next change on".
  record Watch(long from, Needle.Pace pace) implements MemoryCommand {}

  record Pace(int needle, Needle.Pace pace) implements MemoryCommand {}

  /// What a client does after 410 Gone: list again, watch from there.
  record Relist(int needle) implements MemoryCommand {}

  /// A moment passes; slow needles take their next step.
  record Tick() implements MemoryCommand {}

  record Reset() implements MemoryCommand {}
}
