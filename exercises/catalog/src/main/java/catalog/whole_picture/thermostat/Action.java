package catalog.whole_picture.thermostat;

/// Something to do about one app.
public sealed interface Action {

  String app();

  /// Start `count` more copies of `app`.
  record Start(String app, int count) implements Action {}

  /// Stop `count` copies of `app`.
  record Stop(String app, int count) implements Action {}
}
