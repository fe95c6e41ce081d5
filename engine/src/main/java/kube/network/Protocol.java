package kube.network;

import java.util.Locale;

/// How bytes travel: as a stream with a beginning and an end, or as single datagrams.
public enum Protocol {
  TCP, UDP, SCTP;

  /// Reads the API's word; without one it is TCP.
  public static Protocol of(String word) {
    return word.isEmpty() ? TCP : valueOf(word.toUpperCase(Locale.ROOT));
  }
}
