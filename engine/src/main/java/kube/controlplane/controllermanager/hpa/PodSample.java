package kube.controlplane.controllermanager.hpa;

import java.util.Optional;

/// What one Pod uses of one resource.
///
/// @param metric which goal it is about
/// @param usage in thousandths; empty when it was not measured
/// @param request in thousandths, what it asked for; 0 when only amounts matter
/// @param ready whether it can be judged by its use yet: a Pod that is starting up is busy with that
public record PodSample(String metric, String pod, Optional<Long> usage, long request,
    boolean ready) {}
