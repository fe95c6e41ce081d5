package site.lab;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/// One thing that a learner does to their cluster, as the page sends it: `{"do":"scale", …}`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "pause", value = Command.Pause.class),
    @JsonSubTypes.Type(name = "resume", value = Command.Resume.class),
    @JsonSubTypes.Type(name = "step", value = Command.Step.class),
    @JsonSubTypes.Type(name = "speed", value = Command.Speed.class),
    @JsonSubTypes.Type(name = "reset", value = Command.Reset.class),
    @JsonSubTypes.Type(name = "scale", value = Command.Scale.class),
    @JsonSubTypes.Type(name = "delete", value = Command.Delete.class),
    @JsonSubTypes.Type(name = "relabel", value = Command.Relabel.class),
    @JsonSubTypes.Type(name = "fail", value = Command.Fail.class),
    @JsonSubTypes.Type(name = "recover", value = Command.Recover.class),
    @JsonSubTypes.Type(name = "unplug", value = Command.Unplug.class),
    @JsonSubTypes.Type(name = "plug", value = Command.Plug.class),
    @JsonSubTypes.Type(name = "apply", value = Command.Apply.class),
    @JsonSubTypes.Type(name = "flip", value = Command.Flip.class),
    @JsonSubTypes.Type(name = "delay", value = Command.Delay.class),
    @JsonSubTypes.Type(name = "controller", value = Command.Controller.class),
    @JsonSubTypes.Type(name = "explain", value = Command.Explain.class),
    @JsonSubTypes.Type(name = "kubectl", value = Command.Kubectl.class)})
public sealed interface Command {

  /// Commands to the cluster's time: they need no cluster's loop to answer.
  sealed interface OfTime extends Command {}

  /// Faults and switches of the machine room.
  sealed interface OfMachine extends Command {}

  /// Questions whose answers are all that comes of them.
  sealed interface OfReader extends Command {}

  /// Requests that you, as a client, send to the API server.
  sealed interface OfUser extends Command {}

  record Pause() implements OfTime {}

  record Resume() implements OfTime {}

  /// Let the next thing happen, wherever in time it lies.
  record Step() implements OfTime {}

  /// How many seconds of the cluster pass in one second, 0.1 to 100.
  record Speed(double factor) implements OfTime {}

  record Reset() implements OfTime {}

  record Scale(String namespace, String name, int replicas) implements OfUser {}

  /// Delete a Pod.
  record Delete(String namespace, String name) implements OfUser {}

  /// Set a label of a Pod; no value removes it.
  record Relabel(String namespace, String name, String key, @Nullable String value)
      implements
        OfUser {}

  record Apply(String yaml) implements OfUser {}

  /// Say how far a Pod has come and who must act next.
  record Explain(String namespace, String name) implements OfReader {}

  /// What stands after `kubectl`; it may only read.
  record Kubectl(String line) implements OfReader {}

  /// Cut a node's cable.
  record Fail(String node) implements OfMachine {}

  record Recover(String node) implements OfMachine {}

  record Unplug(String component) implements OfMachine {}

  record Plug(String component) implements OfMachine {}

  /// Whose code runs in a box: `ours` or `yours`.
  record Flip(String component, String to) implements OfMachine {}

  /// How many seconds every watch event comes late.
  record Delay(double seconds) implements OfMachine {}

  /// Run the ReplicaSet controller that trusts its cache, or the one that remembers.
  record Controller(boolean naive) implements OfMachine {}
}
