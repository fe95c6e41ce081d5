package kube.controlplane.apiserver.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What goes along with one request from gate to gate: who asks, and the notes that gates make.
///
/// A warning reaches the client beside the answer (`Warning: 299 - "…"`); an annotation reaches
/// the audit log. One object lives as long as its request, which it shares with all that is
/// derived from it. Owned by the loop.
public final class RequestContext {

  private final UserInfo user;
  private String fieldManager = "";
  private String fieldDoor = "";
  private boolean mayRepeat = true;
  private final List<String> warnings = new ArrayList<>();
  private final SortedMap<String, String> annotations = new TreeMap<>();

  public RequestContext(UserInfo user) {
    this.user = user;
  }

  public UserInfo user() {
    return user;
  }

  /// The name under which the request owns the fields that it writes.
  public String fieldManager() {
    return fieldManager;
  }

  /// The subresource that the client writes through; empty for the object itself.
  public String fieldDoor() {
    return fieldDoor;
  }

  /// Says under which name the request writes, and through which subresource.
  public void writeAs(String name, String subresource) {
    fieldManager = name;
    fieldDoor = subresource;
  }

  /// Whether the body may say a field twice.
  public boolean mayRepeat() {
    return mayRepeat;
  }

  /// Notes that the body says no field twice, so that nobody has to look again.
  void sawNoRepeats() {
    mayRepeat = false;
  }

  /// Tells the client something that does not keep its request from success; once is enough.
  public void warn(String text) {
    if (!warnings.contains(text)) warnings.add(text);
  }

  /// Notes a decision for the audit log; the first note under a key stays.
  public void annotate(String key, String value) {
    annotations.putIfAbsent(key, value);
  }

  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  public SortedMap<String, String> annotations() {
    return Collections.unmodifiableSortedMap(annotations);
  }
}
