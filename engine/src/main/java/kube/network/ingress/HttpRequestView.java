package kube.network.ingress;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a router may look at in a request.
///
/// @param host as the client wrote it, perhaps with a port and in capital letters
/// @param path as written, without the query; escapes are not undone
/// @param headers by their names in small letters
public record HttpRequestView(String method, String host, String path,
    SortedMap<String, String> headers) {

  public HttpRequestView {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  /// The host as names are compared: small letters, no port.
  public String hostName() {
    return host.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
  }

  /// Whether the client wants to go on in another protocol, such as a WebSocket's.
  boolean changesProtocol() {
    return headers.containsKey("upgrade");
  }

  /// Whether the client may send another request on the same connection.
  boolean staysConnected() {
    return !headers.getOrDefault("connection", "").equalsIgnoreCase("close");
  }

  /// Reads the head of a request, lines and all.
  static HttpRequestView parse(String head) {
    String[] lines = head.split("\r\n");
    String[] first = lines[0].split(" ");
    SortedMap<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    String target = first.length > 1 ? first[1] : "/";
    return new HttpRequestView(first[0], headers.getOrDefault("host", ""),
        target.replaceFirst("[?#].*", ""), headers);
  }
}
