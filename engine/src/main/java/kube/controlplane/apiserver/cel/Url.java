package kube.controlplane.apiserver.cel;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.cel.common.exceptions.CelBadFormatException;

/// An address with a scheme or a path.
record Url(URI uri) {

  static Url parse(String text) {
    return read(text).orElseThrow(() -> new CelBadFormatException(
        "URL parse error during conversion from string: parse \"" + text
            + "\": invalid URI for request"));
  }

  static boolean isUrl(String text) {
    return read(text).isPresent();
  }

  private static Optional<Url> read(String text) {
    try {
      URI uri = new URI(text);
      boolean isAddress = uri.isAbsolute() || text.startsWith("/");
      return isAddress ? Optional.of(new Url(uri)) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  String scheme() {
    return orEmpty(uri.getScheme());
  }

  String host() {
    return uri.getPort() < 0 ? orEmpty(uri.getHost()) : uri.getHost() + ":" + uri.getPort();
  }

  String hostname() {
    return orEmpty(uri.getHost()).replaceAll("^\\[|]$", "");
  }

  String port() {
    return uri.getPort() < 0 ? "" : Integer.toString(uri.getPort());
  }

  String path() {
    return orEmpty(uri.getRawPath());
  }

  Map<String, List<String>> query() {
    Map<String, List<String>> query = new TreeMap<>();
    for (String pair : orEmpty(uri.getQuery()).split("&")) {
      if (pair.isEmpty()) continue;
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      query.computeIfAbsent(name, _ -> new ArrayList<>())
          .add(equals < 0 ? "" : pair.substring(equals + 1));
    }
    return query;
  }

  private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text;
  }
}
