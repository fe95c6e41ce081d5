package kube.node.kubelet;

import java.util.Optional;

import kube.node.kubelet.wish.PodWish;

/// Where the API shows a Pod that runs here.
///
/// An ordinary Pod is shown as itself: it came from there. A static one has a mirror, which may be
/// missing.
interface Reflection {

  /// A Pod that came from the API.
  Reflection ITSELF = new Reflection() {
    @Override
    public Optional<PodWish> of(PodWish pod) {
      return Optional.of(pod);
    }

    @Override
    public void ended(PodWish pod) {}
  };

  /// What the API shows of it now.
  Optional<PodWish> of(PodWish pod);

  /// It has come to its end, and the API was told.
  void ended(PodWish pod);
}
