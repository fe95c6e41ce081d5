package kube.tools.kubectl.path;

import java.util.List;

/// A part of a template.
sealed interface Piece {

  /// Printed as it is.
  record Text(String text) implements Piece {}

  /// The values that a path leads to, separated by spaces.
  record Path(boolean fromRoot, List<Step> steps) implements Piece {}

  /// `{range …}…{end}`: the body once for each value.
  record Range(Path path, List<Piece> body) implements Piece {}
}
