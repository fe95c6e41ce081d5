package kube.network.edge;

/// Opens and closes doorways: real sockets, or a test's list.
public interface Doors {

  void open(Doorway doorway);

  void close(Doorway doorway);
}
