package kube.controlplane.apiserver.registry;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import kube.foundation.api.Resource;

/// A piece of a list: objects as they were together at one revision.
///
/// @param next where the next piece begins; empty for the last
/// @param remaining how many objects come after this piece, when that is known
public record Page(long revision, List<Resource> items, Optional<ContinueToken> next,
    OptionalLong remaining) {

  public Page { items = List.copyOf(items); }
}
