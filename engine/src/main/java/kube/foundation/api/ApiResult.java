package kube.foundation.api;

import java.util.Optional;
import java.util.function.Function;

/// How a request to the API ended: with a value, or refused.
///
/// A refusal is an ordinary outcome that the caller must look at, never an exception.
public sealed interface ApiResult<T> {

  /// The request was carried out.
  record Ok<T>(T value) implements ApiResult<T> {}

  /// The request was refused, and why.
  record Refused<T>(Status status) implements ApiResult<T> {}

  /// The value, when there is one.
  default Optional<T> toOptional() {
    return this instanceof Ok<T>(T value) ? Optional.of(value) : Optional.empty();
  }

  /// The refusal, when it was refused.
  default Optional<Status> refusal() {
    return this instanceof Refused<T>(Status status) ? Optional.of(status) : Optional.empty();
  }

  default boolean isOk() {
    return this instanceof Ok<T>;
  }

  /// The value of a request that cannot be refused in this place; a refusal is a bug here.
  default T orThrow() {
    return switch (this) {
      case Ok<T>(T value) -> value;
      case Refused<T>(Status status) -> throw new IllegalStateException(status.message());
    };
  }

  /// Goes on with the next step, unless this one was refused.
  default <R> ApiResult<R> then(Function<T, ApiResult<R>> next) {
    return switch (this) {
      case Ok<T>(T value) -> next.apply(value);
      case Refused<T>(Status status) -> new Refused<>(status);
    };
  }

  default <R> ApiResult<R> map(Function<T, R> change) {
    return switch (this) {
      case Ok<T>(T value) -> new Ok<>(change.apply(value));
      case Refused<T>(Status status) -> new Refused<>(status);
    };
  }
}
