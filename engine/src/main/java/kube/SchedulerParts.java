package kube;

import java.util.Optional;
import java.util.function.Supplier;

import kube.controlplane.scheduler.profile.SchedulerConfiguration;
import kube.controlplane.scheduler.slot.Picker;

/// What can be set or replaced about the scheduler; asked for anew whenever it starts.
///
/// @param configuration its profiles and back-off
/// @param picker a learner's choice of nodes; mostly none
public record SchedulerParts(Supplier<SchedulerConfiguration> configuration,
    Supplier<Optional<Picker>> picker) {

  /// One profile with the standard rules.
  public static SchedulerParts ours() {
    return new SchedulerParts(SchedulerConfiguration::standard, Optional::empty);
  }

  public SchedulerParts withConfiguration(SchedulerConfiguration theirs) {
    return new SchedulerParts(() -> theirs, picker);
  }

  public SchedulerParts withPicker(Supplier<Picker> theirs) {
    return new SchedulerParts(configuration, () -> Optional.of(theirs.get()));
  }
}
