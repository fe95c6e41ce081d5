package kube.foundation.api;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One request to the API, however it travelled.
///
/// @param method `GET`, `POST`, `PUT`, `PATCH` or `DELETE`
/// @param path decoded, without the query, such as `/api/v1/namespaces/default/pods`
/// @param query the query parameters, decoded; the values of a repeated one are joined by
///   [#BETWEEN_VALUES]. Read it with [#query] and [#queries].
/// @param headers by lower-case name; those of a repeated one are joined in the same way. Read them
///   with [#header] and [#headerValues].
/// @param user who asks, as the log names it: a component's name for in-process clients
/// @param caller what the connection proves about who asks
@SuppressWarnings("ArrayRecordComponent") // The bytes of the wire; requests are never compared.
public record Request(String method, String path, SortedMap<String, String> query,
    SortedMap<String, String> headers, byte[] body, String user, Caller caller) {

  /// Separates the values of a repeated parameter: no word of a command can contain it.
  public static final char BETWEEN_VALUES = '\0';

  private static final byte[] NOTHING = new byte[0];

  /// A request of somebody who is trusted.
  public Request(String method, String path, SortedMap<String, String> query,
      SortedMap<String, String> headers, byte[] body, String user) {
    this(method, path, query, headers, body, user, Caller.TRUSTED);
  }

  /// A request without a body.
  public static Request of(String method, String path, String user) {
    return new Request(method, path, empty(), empty(), NOTHING, user);
  }

  public Request withQuery(String name, String value) {
    return new Request(method, path, plus(query, name, value), headers, body, user, caller);
  }

  public Request withBody(String contentType, byte[] content) {
    return new Request(method, path, query, plus(headers, "content-type", contentType), content,
        user, caller);
  }

  public Request withHeader(String name, String value) {
    return new Request(method, path, query, plus(headers, name.toLowerCase(Locale.ROOT), value),
        body, user, caller);
  }

  /// The same request, sent over a connection that proves this.
  public Request from(Caller newCaller) {
    return new Request(method, path, query, headers, body, user, newCaller);
  }

  /// The parameter's value, the first one where it repeats.
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).map(values -> values.indexOf(BETWEEN_VALUES) < 0
        ? values
        : values.substring(0, values.indexOf(BETWEEN_VALUES)));
  }

  /// All values of a parameter that may repeat, in order.
  public List<String> queries(String name) {
    return Optional.ofNullable(query.get(name))
        .map(values -> List.of(values.split(String.valueOf(BETWEEN_VALUES), -1)))
        .orElse(List.of());
  }

  /// Whether the parameter says yes: whatever is there does, but for `false` and `0`.
  public boolean flag(String name) {
    String value = query(name).orElse("false");
    return !value.equalsIgnoreCase("false") && !value.equals("0");
  }

  /// The header's value, the last one where it repeats; empty when absent.
  public String header(String name) {
    String values = headers.getOrDefault(name, "");
    return values.substring(values.lastIndexOf(BETWEEN_VALUES) + 1);
  }

  /// All values of a header that may repeat, in order.
  public List<String> headerValues(String name) {
    return Optional.ofNullable(headers.get(name))
        .map(values -> List.of(values.split(String.valueOf(BETWEEN_VALUES), -1)))
        .orElse(List.of());
  }

  private static SortedMap<String, String> empty() {
    return Collections.emptySortedMap();
  }

  private static SortedMap<String, String> plus(SortedMap<String, String> map, String name,
      String value) {
    SortedMap<String, String> more = new TreeMap<>(map);
    more.put(name, value);
    return Collections.unmodifiableSortedMap(more);
  }
}
